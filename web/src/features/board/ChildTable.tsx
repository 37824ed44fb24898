import type { ChildRow, RegionBoard } from '@lianfang/contract/insight';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatRate } from '../../lib/format.ts';
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx';
import { NumberLink } from '../../ui/NumberLink.tsx';
import { usePhone } from '../../ui/usePhone.ts';
import { ill, onTime, received, settled, shortName } from './figures.ts';
import { Spark } from './Spark.tsx';
import { StateBar } from './StateBar.tsx';
import type { Where } from './useBoard.ts';

const REGIONS = ['province', 'city', 'county', 'street', 'community'];

/** What fits beside the name on a phone, and how many rows before the rest is asked for. */
const ON_PHONE = ['name', 'rate', 'missing', 'ill'];
const FIRST = 12;
/** Without the arrows of sorting, which take the room of a column. */
const plain = ({ sorter: _, ...column }: DataColumn<ChildRow>): DataColumn<ChildRow> => column;

/** Where a child unit's own board is. */
const boardOf = (kind: string): string => (REGIONS.includes(kind) ? '/boards/region' : '/boards/school');

/** Completeness and timeliness by child unit; every number opens its rows, every name its board. */
export function ChildTable({ board, where }: { board: RegionBoard; where: Where }) {
  const { t } = useTranslation('board');
  const navigate = useNavigate();
  const phone = usePhone();
  const [whole, setWhole] = useState(false);
  const rows = (unit: string, state?: string) => where.search({ unit, ...(state && { state }) });
  const count = (
    key: string,
    title: string,
    of: (r: ChildRow) => number,
    state?: string,
  ): DataColumn<ChildRow> => ({
    key,
    title,
    numeric: true,
    sorter: (a, b) => of(a) - of(b),
    render: (_, r) => <Count value={of(r)} to="/reports/groups" search={rows(r.unitId, state)} />,
  });
  const columns: DataColumn<ChildRow>[] = [
    {
      key: 'name',
      title: t('child.name'),
      ...(!phone && { fixed: 'left' }),
      sorter: (a, b) => a.name.localeCompare(b.name, 'zh'),
      render: (_, r) => (
        <NameLink row={r} where={where} name={phone ? shortName(r.name, board.unitName) : r.name} />
      ),
    },
    {
      key: 'bar',
      title: t('child.states'),
      width: 100,
      render: (_, r) => <StateBar figures={r.figures} thin />,
    },
    {
      key: 'rate',
      title: t('child.rate'),
      numeric: true,
      sorter: (a, b) =>
        received(a.figures) / (a.figures.expected || 1) - received(b.figures) / (b.figures.expected || 1),
      render: (_, r) => formatRate(received(r.figures), r.figures.expected),
    },
    {
      key: 'onTime',
      title: t('child.onTime'),
      numeric: true,
      optional: true,
      render: (_, r) => formatRate(onTime(r.figures), r.figures.expected),
    },
    count('expected', t('child.expected'), (r) => r.figures.expected),
    count('missing', t('missing'), (r) => r.figures.missing, 'missing'),
    count('late', t('late'), (r) => r.figures.late, 'late'),
    {
      key: 'ill',
      title: t('ill'),
      numeric: true,
      sorter: (a, b) => ill(a.figures) - ill(b.figures),
      render: (_, r) => <Count value={ill(r.figures)} to={boardOf(r.kind)} search={rows(r.unitId)} />,
    },
    {
      key: 'trend',
      title: t('child.trend'),
      width: 112,
      render: (_, r) => (
        <Spark
          values={settled(r.series, r.figures).filter((_, i) => board.trend[i]?.open)}
          label={t('child.trendOf', { name: r.name })}
        />
      ),
    },
  ];
  const cut = phone && !whole && board.children.length > FIRST;
  return (
    <section className="lf-card lf-board-children">
      <DataTable
        id={phone ? 'board.children.phone' : 'board.children'}
        label={t('child.title')}
        toolbar={<h2>{t('child.title')}</h2>}
        columns={phone ? columns.filter((c) => ON_PHONE.includes(c.key)).map(plain) : columns}
        rows={cut ? board.children.slice(0, FIRST) : board.children}
        rowKey={(r) => r.unitId}
        onOpen={(r) => void navigate({ to: boardOf(r.kind) as never, search: rows(r.unitId) as never })}
        empty={t('child.empty')}
      />
      {cut && (
        <button type="button" className="lf-button" onClick={() => setWhole(true)}>
          {t('child.all', { count: board.children.length })}
        </button>
      )}
    </section>
  );
}

/** A nought has no rows to open, and is quiet: what is not nought is seen. */
function Count(props: { value: number; to: string; search: Readonly<Record<string, string>> }) {
  return props.value === 0 ? <span className="lf-nought">0</span> : <NumberLink {...props} tabIndex={-1} />;
}

function NameLink({ row, where, name }: { row: ChildRow; where: Where; name: string }) {
  const navigate = useNavigate();
  return (
    <button
      type="button"
      className="lf-link"
      tabIndex={-1}
      onClick={() =>
        void navigate({
          to: boardOf(row.kind) as never,
          search: where.search({ unit: row.unitId }) as never,
        })
      }
    >
      {name}
    </button>
  );
}
