import type { IssuedInvitation } from '@lianfang/contract/invitation';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat.ts';
import { said } from '../../lib/words.ts';
import { Page } from '../../ui/Page.tsx';
import { QrCode } from '../../ui/QrCode.tsx';

interface Props {
  readonly issued: readonly IssuedInvitation[];
  readonly onClose: () => void;
}

/** The codes just issued, six to an A4 page, to be cut apart and handed out; they cannot be shown again. */
export function InvitationSheet({ issued, onClose }: Props) {
  const { t } = useTranslation('access');
  const format = useFormat();
  return (
    <Page
      title={t('sheet.title', { count: issued.length })}
      subtitle={t('sheet.text')}
      actions={
        <>
          <button type="button" className="lf-button" onClick={onClose}>
            {t('common:action.back')}
          </button>
          <button type="button" className="lf-button lf-button-primary" onClick={() => window.print()}>
            {t('common:action.print')}
          </button>
        </>
      }
    >
      <div className="lf-slips">
        {issued.map((one) => (
          <article key={one.id} className="lf-slip">
            {one.aboveName && <p>{one.aboveName}</p>}
            <h2>
              {one.unitName} {said(one.postName)}
            </h2>
            <QrCode svg={one.qr} size={190} label={t('sheet.code', { unit: one.unitName })} />
            <p>{t('sheet.how')}</p>
            <p className="lf-muted">{t('sheet.until', { time: format.instant(one.expiresAt) })}</p>
          </article>
        ))}
      </div>
    </Page>
  );
}
