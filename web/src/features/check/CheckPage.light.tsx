import './check.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sameSlot } from '../../lib/outbox/queue.ts';
import { useOutbox } from '../../lib/outbox/useOutbox.ts';
import { useSession } from '../../lib/session.ts';
import { useFormat } from '../../lib/useFormat.ts';
import { useZone } from '../../lib/useZone.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { PageSkeleton } from '../../ui/Skeleton.tsx';
import { GroupCheck } from './GroupCheck.tsx';
import { GroupPicker } from './GroupPicker.tsx';
import { Leftovers } from './Leftovers.tsx';
import { dutyFor, slotOf, slotState } from './model.ts';
import { SlotTabs } from './SlotTabs.tsx';
import { useDuty, useLocalNow } from './useDuty.ts';

/** The teacher's page: my group, everybody presumed well, one button for the usual day. Works without a network. */
export default function CheckPage() {
  const { t } = useTranslation('check');
  const format = useFormat();
  const { session } = useSession();
  const { date, time } = useLocalNow(useZone());
  const [unit, setUnit] = useState('');
  const [chosen, setChosen] = useState<string>();
  const mine = useDuty(session?.account.id);
  const substitute = unit !== '' && !mine.data?.duty.groups.some((g) => g.unit.id === unit);
  const other = useDuty(substitute ? session?.account.id : undefined, unit);
  const { items, sender } = useOutbox(session?.account.id);

  const answer = substitute ? other : mine;
  if (mine.error) return <Failed error={mine.error} onRetry={() => void mine.refetch()} />;
  if (!mine.data || !items) return <PageSkeleton />;
  const known = answer.data && dutyFor(answer.data.duty, date);
  const group = known?.groups.find((g) => unit === '' || g.unit.id === unit);
  const states = group ? group.slots.map((s) => slotState(s, group.unit.id, date, items)) : [];
  const slot = states.find((s) => s.slot.code === (chosen ?? slotOf(states, time)));
  const shown = group && slot && { unit: group.unit.id, period: date, slot: slot.slot.code };
  const leftovers = items.filter((i) => i.state === 'refused' && !(shown && sameSlot(i, shown)));
  const waiting = items.filter((i) => i.state === 'queued' || i.state === 'sending').length;

  // Who has one group of her own steps in for others rarely: the choice does not stand before her usual day.
  const own = mine.data.duty.groups.filter((g) => !g.backup);
  const rarely = own.length === 1 && group?.unit.id === own[0]!.unit.id;
  const picker = (
    <GroupPicker
      duty={mine.data.duty}
      chosen={group?.unit.id ?? ''}
      rarely={rarely}
      onChoose={(id) => {
        setUnit(id);
        setChosen(undefined);
      }}
    />
  );

  return (
    <Page
      narrow
      title={group?.unit.name ?? t('title')}
      subtitle={[group?.unit.school, format.date(date)].filter(Boolean).join(' · ')}
    >
      {!rarely && picker}
      {answer.data?.keptAt && (
        <p className="lf-hint">
          {t('kept', { time: format.instant(new Date(answer.data.keptAt).toISOString()) })}
        </p>
      )}
      {waiting > 1 && <p className="lf-hint">{t('sync.count', { count: waiting })}</p>}
      <Leftovers items={leftovers} duty={mine.data.duty} />
      {answer.error && <ProblemAlert error={answer.error} onRetry={() => void answer.refetch()} />}
      {!group && mine.data.duty.others.length > 0 && unit === '' && (
        <Empty title={t('substitute.title')}>{t('substitute.text')}</Empty>
      )}
      {!group && mine.data.duty.others.length === 0 && (
        <Empty title={t('none.title')}>{t('none.text')}</Empty>
      )}
      {rarely && states.length === 0 && picker}
      {group && states.length === 0 && <Empty title={t('noSlots.title')}>{t('noSlots.text')}</Empty>}
      {group && slot && session && (
        <>
          <SlotTabs states={states} chosen={slot.slot.code} onChoose={setChosen} />
          <GroupCheck
            key={`${group.unit.id}|${slot.slot.code}|${date}`}
            accountId={session.account.id}
            group={group}
            state={slot}
            period={date}
            time={time}
            sender={sender}
            onReport={() => setChosen(slot.slot.code)}
            after={rarely && picker}
          />
        </>
      )}
    </Page>
  );
}

function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation('check');
  return (
    <Page title={t('title')} narrow>
      <ProblemAlert error={error} onRetry={onRetry} />
    </Page>
  );
}
