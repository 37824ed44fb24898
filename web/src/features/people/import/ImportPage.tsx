import './import.css';
import '../people.css';
import { useQuery } from '@tanstack/react-query';
import { Steps } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFilters } from '../../../lib/filters.ts';
import { Page } from '../../../ui/Page.tsx';
import { ProblemAlert } from '../../../ui/ProblemAlert.tsx';
import { PageSkeleton } from '../../../ui/Skeleton.tsx';
import { usePhone } from '../../../ui/usePhone.ts';
import { CheckStep } from './CheckStep.tsx';
import { ColumnsStep } from './ColumnsStep.tsx';
import { FileStep, kindOf } from './FileStep.tsx';
import { importQuery } from './queries.ts';
import { ResultStep } from './ResultStep.tsx';

const DEFAULTS = { id: '', kind: 'students', unit: '' };
const STEPS = ['file', 'columns', 'rows', 'result'] as const;

/** File → columns → rows → result. The import stands in the address: it can be left and come back to for a day. */
export default function ImportPage() {
  const { t } = useTranslation('people');
  const [{ id, kind, unit }, setFilters] = useFilters(DEFAULTS);
  const phone = usePhone();
  const [confirmed, setConfirmed] = useState(false);
  const { data, error } = useQuery({ ...importQuery(id), enabled: id !== '' });
  const over = data && data.state !== 'checked';
  const current = !id ? 0 : over ? 3 : confirmed ? 2 : 1;
  // A step is read from its top, on a phone too.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the step changes
  useEffect(() => {
    // In braces: newer browsers answer with a promise, which React would take for the effect's undoing.
    void document.querySelector('.lf-page')?.scrollIntoView();
  }, [current]);
  const again = (): void => {
    setConfirmed(false);
    setFilters({ id: '' });
  };

  return (
    <Page
      title={t((data?.kind ?? kind) === 'calendar' ? 'import.titleCalendar' : 'import.title')}
      subtitle={data && `${data.fileName}${data.unitName ? ` · ${data.unitName}` : ''}`}
    >
      {phone ? (
        <p className="lf-muted">
          {t('import.stepOf', { step: current + 1, name: t(`import.step.${STEPS[current]}`) })}
        </p>
      ) : (
        <Steps
          size="small"
          className="lf-import-steps"
          current={current}
          items={STEPS.map((step) => ({ title: t(`import.step.${step}`) }))}
        />
      )}
      <ProblemAlert error={error} />
      {!id && (
        <FileStep
          kind={kindOf(kind)}
          unitId={unit}
          onChoose={setFilters}
          onReady={(made) => setFilters({ id: made })}
        />
      )}
      {id && !data && !error && <PageSkeleton rows={6} />}
      {data && current === 1 && <ColumnsStep data={data} onBack={again} onNext={() => setConfirmed(true)} />}
      {data && current === 2 && <CheckStep data={data} onBack={() => setConfirmed(false)} />}
      {data && current === 3 && <ResultStep data={data} onAgain={again} />}
    </Page>
  );
}
