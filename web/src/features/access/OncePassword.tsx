import type { HandedOutPassword } from '@lianfang/contract/account';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../ui/CopyButton.tsx';

/** A password to hand out, shown this once. */
export function OncePassword({ handed, onClose }: { handed: HandedOutPassword; onClose: () => void }) {
  const { t } = useTranslation('access');
  return (
    <div className="lf-note" role="status">
      <p>
        <b>{t('once.title', { username: handed.username })}</b>{' '}
        <code className="lf-secret">{handed.password}</code>
      </p>
      <p>{t('once.text')}</p>
      <div className="lf-row">
        <CopyButton text={handed.password} />
        <button type="button" className="lf-button" onClick={onClose}>
          {t('once.done')}
        </button>
      </div>
    </div>
  );
}
