import type { DutyGroup, DutyPerson } from '@lianfang/contract/healthDuty';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutboxItem } from '../../lib/outbox/db.ts';
import { discard, enqueue, takeBack } from '../../lib/outbox/queue.ts';
import type { SenderState } from '../../lib/outbox/sender.ts';
import { uuid7 } from '../../lib/uuid7.ts';
import { focusHeading } from '../../ui/useArrival.ts';
import { ExemptNote } from './ExemptNote.tsx';
import { MeasureList } from './MeasureList.tsx';
import {
  checkFrom,
  countsOf,
  type Draft,
  draftOf,
  mark,
  openSuggestions,
  placeOf,
  type SlotState,
  withMeasured,
} from './model.ts';
import { PersonSheet } from './PersonSheet.tsx';
import { Reported } from './Reported.tsx';
import { SubmitBar } from './SubmitBar.tsx';
import { Suggestions } from './Suggestions.tsx';
import { SyncLine } from './SyncLine.tsx';
import { Tiles } from './Tiles.tsx';

interface Props {
  readonly accountId: string;
  readonly group: DutyGroup;
  readonly state: SlotState;
  readonly period: string;
  readonly time: string;
  readonly sender: SenderState;
  /** What is reported now stays in view, though another slot may be open and empty. */
  readonly onReport: () => void;
  /** Stands below everything but the button. */
  readonly after?: ReactNode;
}

const NOBODY: Draft = new Map();

function withTemperature(
  celsius: ReadonlyMap<string, number>,
  personId: string,
  value: number | undefined,
): ReadonlyMap<string, number> {
  const next = new Map(celsius);
  if (value === undefined) next.delete(personId);
  else next.set(personId, value);
  return next;
}

/** One group and slot: mark who is not well, report, take back, correct. */
export function GroupCheck({ accountId, group, state, period, time, sender, onReport, after }: Props) {
  const { t } = useTranslation('check');
  const [draft, setDraft] = useState<Draft>(NOBODY);
  const [back, setBack] = useState<ReadonlySet<string>>(new Set());
  const [picked, setPicked] = useState<DutyPerson>();
  const [reason, setReason] = useState<string>();
  const [celsius, setCelsius] = useState<ReadonlyMap<string, number>>();
  const { slot, mine, current } = state;
  const people = group.roster.length;
  const correcting = reason !== undefined && current;

  const submit = async () => {
    const target = {
      id: uuid7(),
      unit: group.unit.id,
      period,
      slot: slot.code,
      madeAt: new Date().toISOString(),
      roster: people,
      ...(correcting && { corrects: { id: current.id, reason } }),
      ...(celsius && {
        measured: [...celsius].map(([personId, c]) => ({ personId, celsius: c })),
      }),
    };
    onReport();
    await enqueue(accountId, checkFrom(draft, target));
    setReason(undefined);
    setCelsius(undefined);
    setDraft(NOBODY);
    // The button goes; what became of the check stands under the heading.
    focusHeading();
  };
  /** Back to the marks of a check that was taken back or refused. */
  const rework = async (item: OutboxItem, remove: () => Promise<unknown>) => {
    setDraft(draftOf(item.body.exceptions));
    setReason(item.body.corrects || current ? '' : undefined);
    await remove();
  };

  const sync = mine && (
    <SyncLine
      item={mine}
      sender={sender}
      onTakeBack={() => void rework(mine, () => takeBack(mine.seq))}
      onRework={() => void rework(mine, () => discard(mine.seq))}
      onDiscard={() => void discard(mine.seq)}
    />
  );
  if (current && !correcting) {
    const correct = () => {
      setDraft(draftOf(current.exceptions));
      setReason('');
    };
    return (
      <>
        {sync}
        <ExemptNote exempt={slot.exempt} />
        <Reported state={state} group={group} onCorrect={correct} />
        {after}
      </>
    );
  }
  const notYet = time < slot.opensAt ? t('opensAt', { time: slot.opensAt }) : undefined;
  return (
    <>
      {sync}
      <ExemptNote exempt={slot.exempt} />
      {!celsius && (
        <Suggestions
          suggestions={group.suggestions}
          people={group.roster}
          draft={draft}
          back={back}
          onStill={(those) =>
            setDraft(
              those.reduce<Draft>(
                (all, { period: _, ...s }) => mark(all, s.personId!, { ...s, kind: 'absent_ill' }),
                draft,
              ),
            )
          }
          onBack={(id) => setBack(new Set([...back, id]))}
        />
      )}
      {group.unit.kind === 'office' && people > 0 && (
        <button
          type="button"
          className="lf-button"
          onClick={() => setCelsius(celsius ? undefined : new Map())}
        >
          {t(celsius ? 'measureOff' : 'measureOn')}
        </button>
      )}
      {people === 0 ? (
        <p className="lf-note">{t('noRoster')}</p>
      ) : celsius ? (
        <MeasureList
          people={group.roster}
          celsius={celsius}
          onChange={(id, c) => setCelsius(withTemperature(celsius, id, c))}
        />
      ) : (
        <>
          <p className="lf-hint">{t('hint', { where: t(`where.${placeOf(group.unit.kind)}`) })}</p>
          <Tiles people={group.roster} draft={draft} onPick={setPicked} />
        </>
      )}
      {after}
      <SubmitBar
        counts={countsOf(withMeasured(draft, celsius, group.cutoff).values(), people)}
        kind={group.unit.kind}
        open={openSuggestions(group.suggestions, draft, back).length}
        people={people}
        {...(correcting && { correcting: { reason, onReason: setReason } })}
        blocked={people === 0 ? t('noRosterShort') : notYet}
        onSubmit={() => void submit()}
        onCancel={correcting ? () => setReason(undefined) : undefined}
      />
      {picked && (
        <PersonSheet
          key={picked.id}
          person={picked}
          given={draft.get(picked.id)}
          cutoff={group.cutoff}
          onDone={(e) => {
            setDraft(mark(draft, picked.id, e));
            setPicked(undefined);
          }}
          onClose={() => setPicked(undefined)}
        />
      )}
    </>
  );
}
