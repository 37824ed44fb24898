import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../lib/session.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Page } from '../../ui/Page.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { PageSkeleton } from '../../ui/Skeleton.tsx';
import './board.css';
import { BoardFilters, useSlot } from './BoardHead.tsx';
import { ChildTable } from './ChildTable.tsx';
import { MissingPanel } from './MissingPanel.tsx';
import { type Remind, RemindDialog } from './RemindDialog.tsx';
import { Strip } from './Strip.tsx';
import { SymptomPanel } from './SymptomPanel.tsx';
import { TrendCharts } from './TrendCharts.tsx';
import { useRegionBoard, useWhere } from './useBoard.ts';

/** County, city, province, street: what has come, what is missing, who is ill – in numbers, never in names. */
export default function RegionPage() {
  const { t } = useTranslation('board');
  const { can } = useSession();
  const where = useWhere();
  const { data: board, error, refetch } = useRegionBoard(where);
  const [remind, setRemind] = useState<Remind | null>(null);
  const slot = useSlot(board);
  const filters = <BoardFilters board={board} where={where} />;
  if (error && !board)
    return (
      <Page title={t('title')} filters={filters}>
        <ProblemAlert error={error} onRetry={() => void refetch()} />
      </Page>
    );
  if (!board) return <PageSkeleton />;
  const nothing = board.now.expected === 0 && board.now.schools === 0;
  const base = { unit: board.unitId, period: board.date, slot: board.slot };
  return (
    <Page
      title={`${board.unitName} ${slot.name}`}
      subtitle={<span>{slot.parts}</span>}
      asOf={board.asOf}
      filters={filters}
      actions={
        <>
          {can('report.remind') && !nothing && (
            <button
              type="button"
              className={board.now.missing > 0 ? 'lf-button lf-button-primary' : 'lf-button'}
              onClick={() => setRemind({ ...base, level: 'group' })}
            >
              <Icon name="bell" size={16} />
              {t('remind.all')}
            </button>
          )}
          <Link
            className="lf-button"
            to={'/boards/wall' as never}
            search={where.search({ unit: board.unitId }) as never}
          >
            {t('wall')}
          </Link>
        </>
      }
    >
      {nothing ? (
        <Empty title={t('nothing.title')}>{t('nothing.region')}</Empty>
      ) : (
        <>
          <Strip board={board} where={where} />
          <div className="lf-board-two">
            <ChildTable board={board} where={where} />
            <MissingPanel board={board} onRemind={(more) => setRemind({ ...base, ...more })} />
          </div>
        </>
      )}
      <TrendCharts board={board} />
      {!nothing && <SymptomPanel board={board} where={where} />}
      {remind && <RemindDialog about={remind} onClose={() => setRemind(null)} />}
    </Page>
  );
}
