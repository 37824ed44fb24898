import type { CheckException } from '@lianfang/contract/health';
import type { DutyGroup } from '@lianfang/contract/healthDuty';
import { type Diagnosis, diagnosisNamesZh, type Symptom, symptoms } from '@lianfang/contract/healthSymptoms';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/Icon.tsx';
import { isFever, step, TEMPERATURES } from './model.ts';

const DIAGNOSES = Object.keys(diagnosisNamesZh) as Diagnosis[];

interface Props {
  readonly draft: CheckException;
  readonly cutoff: DutyGroup['cutoff'];
  readonly onChange: (draft: CheckException) => void;
}

/** Without `key`: JSON has no undefined, and the contract no empty values. */
function without<K extends keyof CheckException>(draft: CheckException, key: K): CheckException {
  const { [key]: _, ...rest } = draft;
  return rest as CheckException;
}

/** Symptoms (WS/T 772), temperature, doctor, diagnosis of somebody ill; everything by tapping. */
export function IllDetails({ draft, cutoff, onChange }: Props) {
  const { t } = useTranslation('check');
  const chosen = draft.symptoms ?? [];
  const toggle = (s: Symptom) =>
    onChange({ ...draft, symptoms: chosen.includes(s) ? chosen.filter((x) => x !== s) : [...chosen, s] });
  const warm = (celsius: number): boolean => isFever(cutoff, celsius);
  const setTemperature = (temperature: number) => {
    const fever = warm(temperature) && !chosen.includes('fever');
    onChange({ ...draft, temperature, ...(fever && { symptoms: ['fever', ...chosen] }) });
  };
  const { temperature } = draft;
  return (
    <>
      <fieldset className="lf-chips">
        <legend>{t('symptoms')}</legend>
        {symptoms.map((s) => (
          <button
            key={s}
            type="button"
            className="lf-pick"
            aria-pressed={chosen.includes(s)}
            onClick={() => toggle(s)}
          >
            {t(`symptom.${s}`)}
          </button>
        ))}
      </fieldset>
      <fieldset className="lf-chips">
        <legend>
          <Icon name="thermometer" size={18} />
          {t('temperature')}
        </legend>
        <div className="lf-stepper">
          <button
            type="button"
            className="lf-pick"
            aria-label={t('lower')}
            onClick={() => setTemperature(step(temperature ?? 37.5, -0.1))}
          >
            −
          </button>
          <output data-warm={temperature !== undefined && warm(temperature)}>
            {temperature === undefined ? t('notMeasured') : `${temperature.toFixed(1)} ℃`}
          </output>
          <button
            type="button"
            className="lf-pick"
            aria-label={t('higher')}
            onClick={() => setTemperature(step(temperature ?? 37.3, 0.1))}
          >
            +
          </button>
        </div>
        {TEMPERATURES.map((c) => (
          <button
            key={c}
            type="button"
            className="lf-pick"
            aria-pressed={temperature === c}
            onClick={() => (temperature === c ? onChange(without(draft, 'temperature')) : setTemperature(c))}
          >
            {c.toFixed(1)}
          </button>
        ))}
      </fieldset>
      <fieldset className="lf-chips">
        <legend>{t('doctor')}</legend>
        {[true, false].map((saw) => (
          <button
            key={String(saw)}
            type="button"
            className="lf-pick"
            aria-pressed={draft.sawDoctor === saw}
            onClick={() =>
              onChange(
                saw ? { ...draft, sawDoctor: saw } : { ...without(draft, 'diagnosis'), sawDoctor: saw },
              )
            }
          >
            {t(saw ? 'sawDoctor' : 'noDoctor')}
          </button>
        ))}
      </fieldset>
      {draft.sawDoctor && (
        <fieldset className="lf-chips">
          <legend>{t('diagnosis')}</legend>
          {DIAGNOSES.map((d) => {
            const name = diagnosisNamesZh[d];
            return (
              <button
                key={d}
                type="button"
                className="lf-pick"
                aria-pressed={draft.diagnosis === name}
                onClick={() =>
                  onChange(
                    draft.diagnosis === name ? without(draft, 'diagnosis') : { ...draft, diagnosis: name },
                  )
                }
              >
                {t(`diagnoses.${d}`)}
              </button>
            );
          })}
        </fieldset>
      )}
    </>
  );
}
