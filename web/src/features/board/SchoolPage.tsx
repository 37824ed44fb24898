import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../lib/session.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Page } from '../../ui/Page.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { PageSkeleton } from '../../ui/Skeleton.tsx';
import { AbsentPanel } from './AbsentPanel.tsx';
import './board.css';
import './school.css';
import { BoardFilters, useSlot } from './BoardHead.tsx';
import { type Remind, RemindDialog } from './RemindDialog.tsx';
import { Strip } from './Strip.tsx';
import { Tiles } from './Tiles.tsx';
import { TrendCharts } from './TrendCharts.tsx';
import { Upward } from './Upward.tsx';
import { useSchoolBoard, useWhere } from './useBoard.ts';

/** One institution: today's groups as tiles, what goes upward, who is ill. On a phone: three numbers and what is red. */
export default function SchoolPage() {
  const { t } = useTranslation('board');
  const { can } = useSession();
  const where = useWhere();
  const { data: board, error, refetch } = useSchoolBoard(where);
  const [group, setGroup] = useState('');
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
  const owing = board.tiles.filter((x) => x.state === 'missing' || x.state === 'pending');
  const late = board.tiles.filter((x) => x.state === 'missing');
  const nothing = board.tiles.every((x) => x.state === 'exempt');
  return (
    <Page
      title={`${board.unitName} ${slot.name}`}
      subtitle={<span>{slot.parts}</span>}
      asOf={board.asOf}
      filters={filters}
      actions={
        can('report.remind') &&
        owing.length > 0 && (
          <button
            type="button"
            className="lf-button"
            onClick={() =>
              setRemind({ unit: group || board.unitId, period: board.date, slot: board.slot, level: 'group' })
            }
          >
            <Icon name="bell" size={16} />
            {group ? t('remind.one') : t('remind.all')}
          </button>
        )
      }
    >
      {nothing && board.tiles.length === 0 ? (
        <>
          <Empty title={t('nothing.title')}>{t('nothing.school')}</Empty>
          <TrendCharts board={board} />
        </>
      ) : (
        <>
          <Strip board={board} where={where} school />
          {late.length > 0 && (
            <p className="lf-red-list">
              {t('redList', { names: late.map((x) => x.name).join(t('common:listSeparator')) })}
            </p>
          )}
          <div className="lf-board-two">
            <div className="lf-stack">
              <section className="lf-card">
                <h2>{t('tile.title')}</h2>
                <Tiles tiles={board.tiles} chosen={group} onChoose={setGroup} />
              </section>
              <TrendCharts board={board} />
            </div>
            <div className="lf-stack">
              <Upward board={board} />
              {can('check.view') && <AbsentPanel board={board} group={group} />}
            </div>
          </div>
        </>
      )}
      {remind && <RemindDialog about={remind} onClose={() => setRemind(null)} />}
    </Page>
  );
}
