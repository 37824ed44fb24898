import type { Duty } from '@lianfang/contract/healthDuty';
import { useTranslation } from 'react-i18next';
import type { OutboxItem } from '../../lib/outbox/db.ts';
import { discard } from '../../lib/outbox/queue.ts';
import { useFormat } from '../../lib/useFormat.ts';
import { inWords, said } from '../../lib/words.ts';

interface Props {
  /** Refused checks that the page does not show by itself: of another day, group or slot. */
  readonly items: readonly OutboxItem[];
  readonly duty: Duty;
}

/** Checks the server refused, wherever they belong: what the badge at the top counts can be settled here. */
export function Leftovers({ items, duty }: Props) {
  const { t } = useTranslation('check');
  const format = useFormat();
  const units = new Map([...duty.groups.map((g) => g.unit), ...duty.others].map((u) => [u.id, u.name]));
  const slots = new Map(
    duty.groups.flatMap((g) => g.slots.map((s) => [s.code, inWords(s.nameZh, s.nameEn)])),
  );
  return items.map(({ seq, body, problem }) => (
    <div key={seq} className="lf-alert" role="alert">
      <p>
        <b>
          {t('sync.refusedOf', {
            unit: units.get(body.unit) ?? '',
            date: format.dayMonth(body.period),
            slot: slots.get(body.slot) ?? body.slot,
          })}
        </b>{' '}
        {problem && said(problem.detail)}
      </p>
      <button type="button" className="lf-button" onClick={() => void discard(seq)}>
        {t('sync.discard')}
      </button>
    </div>
  ));
}
