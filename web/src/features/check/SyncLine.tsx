import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { OutboxItem } from '../../lib/outbox/db.ts';
import type { SenderState } from '../../lib/outbox/sender.ts';
import { useFormat } from '../../lib/useFormat.ts';
import { said } from '../../lib/words.ts';
import { Icon } from '../../ui/Icon.tsx';

interface Props {
  readonly item: OutboxItem;
  readonly sender: SenderState;
  readonly onTakeBack: () => void;
  readonly onRework: () => void;
  readonly onDiscard: () => void;
}

/** The true state of one check: on this device, on its way, arrived at, or refused and why. */
export function SyncLine({ item, sender, onTakeBack, onRework, onDiscard }: Props) {
  const { t } = useTranslation('check');
  const format = useFormat();
  if (item.state === 'refused') {
    return (
      <div className="lf-alert" role="alert">
        <p>
          <b>{t('sync.refused')}</b> {item.problem && said(item.problem.detail)}
        </p>
        <div className="lf-check-row">
          <button type="button" className="lf-button" onClick={onDiscard}>
            {t('sync.discard')}
          </button>
          <button type="button" className="lf-button lf-button-primary" onClick={onRework}>
            {t('sync.rework')}
          </button>
        </div>
      </div>
    );
  }
  const untouched = item.state === 'queued' && item.attempts === 0;
  const key =
    item.state === 'sent'
      ? 'sync.sent'
      : item.state === 'sending'
        ? 'sync.sending'
        : sender === 'signed-out'
          ? 'sync.signedOut'
          : sender === 'waiting'
            ? 'sync.waiting'
            : 'sync.saved';
  return (
    <div className="lf-sync" data-state={item.state} role="status">
      <Icon name={item.state === 'sent' ? 'check' : item.state === 'sending' ? 'upload' : 'clock'} />
      <span>{t(key, { time: item.receipt ? format.time(item.receipt.receivedAt) : '' })}</span>
      {untouched && (
        <button type="button" className="lf-button" onClick={onTakeBack}>
          {t('sync.takeBack')}
        </button>
      )}
      {sender === 'signed-out' && item.state !== 'sent' && (
        <Link className="lf-button" to={'/login' as never} search={{ next: '/check' } as never}>
          {t('sync.signIn')}
        </Link>
      )}
    </div>
  );
}
