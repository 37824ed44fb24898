import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/useFormat.ts';
import { ProblemAlert } from '../../../ui/ProblemAlert.tsx';
import { PageSkeleton } from '../../../ui/Skeleton.tsx';
import { Tabs } from '../../../ui/Tabs.tsx';
import { CalendarTab } from '../calendar/CalendarTab.tsx';
import { HistoryTab } from '../operations/HistoryTab.tsx';
import { ParametersTab } from '../parameters/ParametersTab.tsx';
import { PostsTab } from '../posts/PostsTab.tsx';
import { unitQuery } from '../queries.ts';
import { useKinds } from '../useKinds.ts';
import { FactsTab } from './FactsTab.tsx';
import { UnitActions } from './UnitActions.tsx';

interface Props {
  readonly unitId: string;
  readonly date: string;
  readonly today: string;
  readonly tab: string;
  readonly onTab: (tab: string) => void;
  readonly onUnit: (id: string) => void;
}

/** A unit: head with its actions, and what is known of it in tabs. */
export function UnitDetail({ unitId, date, today, tab, onTab, onUnit }: Props) {
  const { t } = useTranslation('org');
  const { kindName } = useKinds();
  const format = useFormat();
  const { data: unit, error, isPending } = useQuery(unitQuery(unitId, date));
  if (isPending) return <PageSkeleton rows={6} />;
  if (error) return <ProblemAlert error={error} />;
  const editable = date === today && unit.open;
  const facts = {
    key: 'facts',
    label: t('tab.facts'),
    children: <FactsTab unit={unit} date={date} onUnit={onUnit} />,
  };
  const rest = [
    { key: 'posts', label: t('tab.posts'), children: <PostsTab unit={unit} today={today} /> },
    { key: 'calendar', label: t('tab.calendar'), children: <CalendarTab unit={unit} today={today} /> },
    { key: 'parameters', label: t('tab.parameters'), children: <ParametersTab unit={unit} today={today} /> },
    {
      key: 'history',
      label: t('tab.history'),
      children: <HistoryTab unit={unit} today={today} onUnit={onUnit} />,
    },
  ];
  return (
    <section aria-labelledby="lf-unit-name">
      <header className="lf-org-unit-head">
        <div>
          <h2 id="lf-unit-name">{unit.name}</h2>
          <p className="lf-page-sub">
            {kindName(unit.kind)} · {t('facts.codeIs', { code: unit.code })}
            {!unit.open && (
              <>
                {' '}
                <span className="lf-org-tag">{t(unit.closedOn ? 'facts.closed' : 'facts.notOpen')}</span>
              </>
            )}
          </p>
        </div>
        {editable && <UnitActions unit={unit} today={today} onUnit={onUnit} />}
      </header>
      {unit.left && (
        <p className="lf-note lf-org-left" role="status">
          {t('facts.left', { date: format.date(date) })}
        </p>
      )}
      <Tabs
        label={unit.name}
        items={unit.left ? [facts] : [facts, ...rest]}
        active={unit.left ? 'facts' : tab}
        onChange={onTab}
      />
    </section>
  );
}
