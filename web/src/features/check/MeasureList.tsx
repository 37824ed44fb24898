import type { DutyPerson } from '@lianfang/contract/healthDuty';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';

const CHOICES = Array.from({ length: 71 }, (_, i) => (350 + i) / 10);

interface Props {
  readonly people: readonly DutyPerson[];
  readonly celsius: ReadonlyMap<string, number>;
  readonly onChange: (personId: string, celsius: number | undefined) => void;
}

/**
 * A measured round (S2.9-12, S2.11-02): temperatures chosen from the phone's own wheel. Nothing is filled in beforehand:
 * a register must not hold temperatures that nobody took.
 */
export function MeasureList({ people, celsius, onChange }: Props) {
  const { t } = useTranslation('check');
  const id = useId();
  return (
    <ul className="lf-measure" aria-label={t('measureTitle')}>
      {people.map((p) => (
        <li key={p.id}>
          <label htmlFor={`${id}-${p.id}`}>{p.name}</label>
          <select
            id={`${id}-${p.id}`}
            className="lf-input"
            value={celsius.get(p.id) ?? ''}
            onChange={(e) => onChange(p.id, e.target.value === '' ? undefined : Number(e.target.value))}
          >
            <option value="">{t('notMeasured')}</option>
            {CHOICES.map((c) => (
              <option key={c} value={c}>
                {c.toFixed(1)} ℃
              </option>
            ))}
          </select>
        </li>
      ))}
    </ul>
  );
}
