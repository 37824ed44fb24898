import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../ui/CopyButton.tsx';

/** Shown once: to be printed or written down. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const { t } = useTranslation('account');
  return (
    <div className="lf-note lf-once">
      <p>
        <b>{t('recovery.title')}</b>
      </p>
      <p>{t('recovery.text')}</p>
      <ul className="lf-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <CopyButton text={codes.join('\n')} />
    </div>
  );
}
