import type { MissingPage } from '@lianfang/contract/insight';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { formatRate } from '../../lib/format.ts';
import { useFormat } from '../../lib/useFormat.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { PageSkeleton } from '../../ui/Skeleton.tsx';
import { useTitle } from '../../ui/useTitle.ts';
import './board.css';
import './wall.css';
import { useSlot } from './BoardHead.tsx';
import { ill, received, settled, shortName } from './figures.ts';
import { Spark } from './Spark.tsx';
import { StateBar } from './StateBar.tsx';
import { Strip } from './Strip.tsx';
import { TrendCharts } from './TrendCharts.tsx';
import { LIVE, useRegionBoard, useWhere } from './useBoard.ts';
import { useWallScale } from './useWallScale.ts';

/** More than a wall has room for: what does not fit whole is not shown. */
const MOST = 60;

/** The region's board on a dark wall, read from four metres; nothing to press. */
export default function WallPage() {
  const { t } = useTranslation('board');
  const format = useFormat();
  const where = useWhere();
  const { data: board, error } = useRegionBoard(where);
  const slot = useSlot(board);
  const scale = useWallScale();
  const missing = useQuery({
    queryKey: ['board', 'missing', 'wall', board?.unitId, board?.date, board?.slot],
    queryFn: ({ signal }) =>
      api<MissingPage>('/boards/missing', {
        query: { unit: board?.unitId, date: board?.date, slot: board?.slot, limit: MOST },
        signal,
      }),
    enabled: board !== undefined,
    meta: { live: LIVE },
  });
  const title = [board?.unitName, slot.name].filter(Boolean).join(' ');
  useTitle(title);
  if (error && !board) return <ProblemAlert error={error} />;
  if (!board) return <PageSkeleton />;
  const short = (name: string): string => shortName(name, board.unitName);
  const children = [...board.children].sort(
    (a, b) => b.figures.missing - a.figures.missing || ill(b.figures) - ill(a.figures),
  );
  return (
    <main
      className="lf-wall"
      data-theme="dark"
      style={{ zoom: scale, '--lf-wall-scale': scale } as CSSProperties}
    >
      <header>
        <h1>{title}</h1>
        <p>
          {format.date(board.date)} <b className="lf-wall-clock">{format.time(board.asOf)}</b>
        </p>
        <Link to={'/boards/region' as never} search={where.search({ unit: board.unitId }) as never}>
          {t('leaveWall')}
        </Link>
      </header>
      <Strip board={board} where={where} />
      <div className="lf-wall-body">
        <section>
          <h2>{t('child.title')}</h2>
          <ul className="lf-wall-children">
            {children.slice(0, MOST).map((c) => (
              <li key={c.unitId}>
                <span>{short(c.name)}</span>
                <StateBar figures={c.figures} thin />
                <b>{formatRate(received(c.figures), c.figures.expected)}</b>
                <span>{t('wallIll', { count: ill(c.figures) })}</span>
                <Spark
                  values={settled(c.series, c.figures).filter((_, i) => board.trend[i]?.open)}
                  label={t('child.trendOf', { name: c.name })}
                  width={120}
                  height={30}
                />
              </li>
            ))}
          </ul>
        </section>
        <section>
          <h2>{t('missingList.titleCount', { count: missing.data?.total ?? 0 })}</h2>
          <ul className="lf-wall-missing">
            {(missing.data?.rows ?? []).map((r) => (
              <li key={r.schoolId}>
                <span>{short(r.schoolName)}</span>
                <b className="lf-wall-count">
                  {t('missingList.groups', { count: r.missing, of: r.expected })}
                </b>
              </li>
            ))}
          </ul>
        </section>
      </div>
      <TrendCharts board={board} theme="dark" height={200} size={18} />
    </main>
  );
}
