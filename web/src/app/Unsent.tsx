import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useOutbox } from '../lib/outbox/useOutbox.ts';
import { Icon } from '../ui/Icon.tsx';

/** Checks of this account that are on this device and not at the server; nothing when there are none. */
export function Unsent({ accountId }: { accountId: string }) {
  const { t } = useTranslation();
  const { items = [], sender } = useOutbox(accountId);
  const refused = items.filter((i) => i.state === 'refused').length;
  const waiting = items.filter((i) => i.state === 'queued' || i.state === 'sending').length;
  if (refused + waiting === 0) return null;
  const sending = items.some((i) => i.state === 'sending');
  const words = [
    ...(refused > 0 ? [t('common:unsent.refused', { count: refused })] : []),
    ...(waiting > 0
      ? [
          t(`common:unsent.${sending ? 'sending' : sender === 'signed-out' ? 'signedOut' : 'waiting'}`, {
            count: waiting,
          }),
        ]
      : []),
  ].join(t('common:unsent.and'));
  return (
    <Link
      to={'/check' as never}
      className={refused > 0 ? 'lf-top-link lf-unsent lf-unsent-refused' : 'lf-top-link lf-unsent'}
      title={words}
    >
      <Icon name={sending ? 'upload' : 'clock'} size={18} />
      <b aria-hidden="true">{refused + waiting}</b>
      <span className="lf-sr">{words}</span>
    </Link>
  );
}
