import './org.css';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFilters } from '../../lib/filters.ts';
import { useSession } from '../../lib/session.ts';
import { useFormat } from '../../lib/useFormat.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Page } from '../../ui/Page.tsx';
import { UnitDetail } from './detail/UnitDetail.tsx';
import { levelQuery, unitQuery } from './queries.ts';
import { UnitSearch } from './tree/UnitSearch.tsx';
import { UnitTree } from './tree/UnitTree.tsx';

const DEFAULTS = { unit: '', tab: 'facts', date: '' };

/** The organisation: tree at the left, the chosen unit at the right; on a phone one or the other. */
export default function UnitsPage() {
  const { t } = useTranslation('org');
  const { session } = useSession();
  const format = useFormat();
  const [filters, setFilters] = useFilters(DEFAULTS);
  const today = session?.today ?? '';
  const date = filters.date || today;
  const { data: tops } = useQuery({ ...levelQuery(null, date), enabled: date !== '' });
  const chosen = filters.unit || (matchMedia('(min-width: 900px)').matches ? (tops?.[0]?.id ?? '') : '');
  const { data: unit } = useQuery({ ...unitQuery(chosen, date), enabled: chosen !== '' && date !== '' });
  if (!session) return null;

  const topIds = new Set(tops?.map((u) => u.id));
  const above = unit ? [...unit.main].reverse().map((u) => u.id) : [];
  const from = above.findIndex((id) => topIds.has(id));
  const past = date !== today;

  return (
    <Page
      title={t('page.title')}
      actions={
        <label className="lf-date lf-org-asof-date">
          <span>{t('page.asOf', { date: format.date(date) })}</span>
          <input
            type="date"
            value={date}
            onChange={(e) => setFilters({ date: e.target.value === today ? '' : e.target.value })}
          />
        </label>
      }
    >
      {past && (
        <p className="lf-note lf-org-past" role="status">
          {t(date < today ? 'page.past' : 'page.future', { date: format.date(date) })}
          <Button size="small" type="link" onClick={() => setFilters({ date: '' })}>
            {t('page.backToToday')}
          </Button>
        </p>
      )}
      {tops?.length === 0 ? (
        <Empty title={t('tree.empty')}>{t('tree.emptyText')}</Empty>
      ) : (
        <div className={filters.unit ? 'lf-org has-unit' : 'lf-org'}>
          <aside className="lf-org-side" aria-label={t('tree.label')}>
            <UnitSearch onSelect={(id) => setFilters({ unit: id })} />
            <UnitTree
              date={date}
              selected={chosen}
              way={from < 0 ? [] : above.slice(from)}
              onSelect={(id) => setFilters({ unit: id })}
            />
          </aside>
          <div className="lf-org-detail">
            <button type="button" className="lf-button lf-org-back" onClick={() => setFilters({ unit: '' })}>
              <Icon name="left" size={16} />
              {t('page.backToTree')}
            </button>
            {chosen && (
              <UnitDetail
                key={chosen}
                unitId={chosen}
                date={date}
                today={today}
                tab={filters.tab}
                onTab={(tab) => setFilters({ tab })}
                onUnit={(id) => setFilters({ unit: id })}
              />
            )}
          </div>
        </div>
      )}
    </Page>
  );
}
