import type { DutyGroup } from '@lianfang/contract/healthDuty';
import { useTranslation } from 'react-i18next';
import { countsOf, type SlotState } from './model.ts';

interface Props {
  readonly state: SlotState;
  readonly group: DutyGroup;
  readonly onCorrect: () => void;
}

/** What has been reported for a slot, and the way to correct it. */
export function Reported({ state, group, onCorrect }: Props) {
  const { t } = useTranslation('check');
  const current = state.current!;
  const people = state.slot.current?.counts.enrolled ?? group.roster.length;
  const counts = countsOf(current.exceptions, people);
  const names = new Map(group.roster.map((p) => [p.id, p.name]));
  return (
    <section className="lf-reported">
      <p className="lf-reported-sum">
        {current.exceptions.length === 0
          ? t('reported.zero', { count: people })
          : t('reported.data', { well: counts.well, count: people })}
      </p>
      {current.by && <p className="lf-muted">{t('reported.by', { name: current.by })}</p>}
      <ul>
        {current.exceptions.map((e, i) => (
          <li key={e.personId ?? i}>
            <b>{names.get(e.personId ?? '') ?? '—'}</b>
            <span>
              {[
                t(`kind.${e.kind}`),
                ...(e.symptoms ?? []).map((s) => t(`symptom.${s}`)),
                ...(e.temperature === undefined ? [] : [`${e.temperature.toFixed(1)} ℃`]),
                ...(e.diagnosis ? [e.diagnosis] : []),
              ].join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      <button type="button" className="lf-button" onClick={onCorrect}>
        {t('correct')}
      </button>
    </section>
  );
}
