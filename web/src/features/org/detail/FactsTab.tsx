import type { UnitLink, UnitView } from '@lianfang/contract/org';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/useFormat.ts';
import { Empty } from '../../../ui/Empty.tsx';
import { ExcelButton } from '../../../ui/ExcelButton.tsx';
import { useKinds } from '../useKinds.ts';
import { unitsFile } from './unitsFile.ts';
import { useAttributeText } from './useAttributeText.ts';

/** A line upwards, highest first, each unit a link. */
function Line({ units, onUnit }: { units: readonly UnitLink[]; onUnit: (id: string) => void }) {
  return (
    <span className="lf-org-line">
      {[...units].reverse().map((u) => (
        <button key={u.id} type="button" className="lf-org-link" onClick={() => onUnit(u.id)}>
          {u.name}
        </button>
      ))}
    </span>
  );
}

interface Props {
  readonly unit: UnitView;
  /** The day the unit is shown as of. */
  readonly date: string;
  readonly onUnit: (id: string) => void;
}

/** What a unit is, where it hangs on both lines, what is below it. */
export function FactsTab({ unit, date, onUnit }: Props) {
  const { t } = useTranslation('org');
  const format = useFormat();
  const { kindName } = useKinds();
  const attributes = useAttributeText(unit.attributes);
  return (
    <>
      <dl className="lf-org-facts">
        <dt>{t('line.main')}</dt>
        <dd>{unit.main.length > 0 ? <Line units={unit.main} onUnit={onUnit} /> : t('line.top')}</dd>
        <dt>{t('line.territorial')}</dt>
        <dd>
          {unit.territorial.length > 0 ? (
            <>
              <Line units={unit.territorial} onUnit={onUnit} />
              {unit.territoryOf && unit.territoryOf.id !== unit.id && (
                <span className="lf-muted"> {t('line.inherited', { unit: unit.territoryOf.name })}</span>
              )}
            </>
          ) : (
            <span className="lf-muted">{t('line.none')}</span>
          )}
        </dd>
        <dt>{t('facts.openedOn')}</dt>
        <dd>{format.date(unit.openedOn)}</dd>
        {unit.closedOn && (
          <>
            <dt>{t('facts.closedOn')}</dt>
            <dd>{format.date(unit.closedOn)}</dd>
          </>
        )}
        {attributes.map(({ key, label, text }) => (
          <AttributeRow key={key} label={label} text={text} />
        ))}
      </dl>
      <div className="lf-org-section-head">
        <h3>{t('facts.below')}</h3>
        {unit.below.length > 0 && !unit.left && (
          <span className="lf-chart-tools">
            <ExcelButton table={() => unitsFile(t, unit, date, kindName)} />
          </span>
        )}
      </div>
      {unit.below.length > 0 ? (
        <ul className="lf-org-below">
          {unit.below.map((b) => (
            <li key={b.kind}>
              <strong>{format.number(b.count)}</strong> {kindName(b.kind)}
            </li>
          ))}
        </ul>
      ) : (
        <Empty title={t('facts.nothingBelow')}>
          {unit.open && unit.can.create && t('facts.nothingBelowText')}
        </Empty>
      )}
    </>
  );
}

function AttributeRow({ label, text }: { label: string; text: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{text}</dd>
    </>
  );
}
