import type { MissingPage, RegionBoard } from '@lianfang/contract/insight';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { useSession } from '../../lib/session.ts';
import { useFormat } from '../../lib/useFormat.ts';
import { usePages } from '../../lib/usePages.ts';
import { said } from '../../lib/words.ts';
import { ExcelButton } from '../../ui/ExcelButton.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { ListSkeleton } from '../../ui/Skeleton.tsx';
import { StatusMark } from '../../ui/StatusMark.tsx';
import { early } from './figures.ts';
import { missingFile } from './missingFile.ts';
import type { Remind } from './RemindDialog.tsx';
import { LIVE } from './useBoard.ts';

interface Props {
  readonly board: Pick<RegionBoard, 'unitId' | 'date' | 'slot' | 'asOf' | 'now'>;
  readonly onRemind: (what: Pick<Remind, 'level' | 'unit'>) => void;
}

/** Minutes between a deadline and now, as hours and minutes. */
function useOverdue() {
  const { t } = useTranslation('board');
  return (due: string, now: string): string => {
    const minutes = Math.max(0, Math.round((Date.parse(now) - Date.parse(due)) / 60_000));
    if (minutes >= 2880) return t('overdueDays', { count: Math.floor(minutes / 1440) });
    return minutes < 60
      ? t('overdueMinutes', { count: minutes })
      : t('overdueHours', { h: Math.floor(minutes / 60), m: minutes % 60 });
  };
}

/** What is missing, longest overdue first, with whom to call and a reminder at hand. */
export function MissingPanel({ board, onRemind }: Props) {
  const { t } = useTranslation('board');
  const { can } = useSession();
  const format = useFormat();
  const overdue = useOverdue();
  const [level, setLevel] = useState<'group' | 'school'>('group');
  const path = '/boards/missing';
  const query = { unit: board.unitId, date: board.date, slot: board.slot, level };
  const list = usePages<MissingPage>({ name: 'board', path, query: { ...query, limit: 20 }, live: LIVE });
  const rows = list.rows ?? [];
  const page = (after: string, limit: number) =>
    api<MissingPage>(path, { query: { ...query, after, limit } });
  return (
    <section className="lf-card lf-missing" aria-label={t('missingList.title')}>
      <header>
        <h2>{t('missingList.title')}</h2>
        <fieldset className="lf-joined lf-joined-small">
          <legend className="lf-sr">{t('missingList.level')}</legend>
          {(['group', 'school'] as const).map((l) => (
            <button key={l} type="button" aria-pressed={l === level} onClick={() => setLevel(l)}>
              {t(`missingList.${l}`)}
            </button>
          ))}
        </fieldset>
        {rows.length > 0 && (
          <span className="lf-chart-tools">
            <ExcelButton
              table={() => missingFile(t, page, { date: board.date, level, overdue, asOf: board.asOf })}
            />
          </span>
        )}
      </header>
      {list.loading && <ListSkeleton />}
      <ProblemAlert error={list.error} onRetry={list.again} />
      {list.rows?.length === 0 && (
        <p className="lf-calm">
          {early(board.now) ? (
            <>
              <StatusMark status="pending" /> {t('missingList.early', { count: board.now.pending })}
            </>
          ) : (
            <>
              <StatusMark status="zero" /> {t(`missingList.none.${level}`)}
            </>
          )}
        </p>
      )}
      <ol>
        {rows.map((r) => (
          <li key={r.schoolId}>
            <div>
              <strong>{r.schoolName}</strong>
              {r.path && <small className="lf-muted">{r.path}</small>}
            </div>
            <div className="lf-missing-facts">
              {r.missing > 0 && (
                <span className="lf-status">
                  <StatusMark status="missing" />{' '}
                  {t('missingList.groups', { count: r.missing, of: r.expected })}
                </span>
              )}
              <span>{overdue(level === 'group' ? r.dueAt : r.schoolDueAt, board.asOf)}</span>
              <span className="lf-muted">
                {r.contacts.length === 0
                  ? t('missingList.nobody')
                  : r.contacts
                      .slice(0, 2)
                      .map((c) => `${said(c.post)} ${c.name}`)
                      .join(t('common:listSeparator'))}
                {r.phone && ` ${r.phone}`}
              </span>
              {r.remindedAt && (
                <span className="lf-muted">
                  {t('missingList.reminded', { time: format.time(r.remindedAt) })}
                </span>
              )}
            </div>
            {can('report.remind') && (
              <button
                type="button"
                className="lf-button"
                onClick={() => onRemind({ level, unit: r.schoolId })}
              >
                {t('remind.one')}
              </button>
            )}
          </li>
        ))}
      </ol>
      {list.onMore && (
        <button type="button" className="lf-button" onClick={list.onMore}>
          {t('missingList.more', { count: (list.first?.total ?? 0) - rows.length })}
        </button>
      )}
    </section>
  );
}
