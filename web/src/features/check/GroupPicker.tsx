import type { Duty } from '@lianfang/contract/healthDuty';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly duty: Duty;
  readonly chosen: string;
  /** Below the own group's check, named: to step in for another. */
  readonly rarely?: boolean;
  readonly onChoose: (unit: string) => void;
}

/** Shown only where there is a choice: several own groups, or groups of the school to step in for. */
export function GroupPicker({ duty, chosen, rarely = false, onChoose }: Props) {
  const { t } = useTranslation('check');
  const id = useId();
  if (duty.groups.length + duty.others.length < 2) return null;
  return (
    <div className="lf-group">
      <label className={rarely ? 'lf-muted' : 'lf-sr'} htmlFor={id}>
        {t(rarely ? 'substitute.for' : 'group')}
      </label>
      <select id={id} className="lf-input" value={chosen} onChange={(e) => onChoose(e.target.value)}>
        {chosen === '' && <option value="">{t('choose')}</option>}
        {duty.groups.map((g) => (
          <option key={g.unit.id} value={g.unit.id}>
            {g.unit.name}
          </option>
        ))}
        {duty.others.length > 0 && (
          <optgroup label={t('others')}>
            {duty.others.map((o) => (
              <option key={o.id} value={o.id}>
                {o.name.startsWith(o.path) ? o.name : `${o.path} ${o.name}`}
              </option>
            ))}
          </optgroup>
        )}
      </select>
    </div>
  );
}
