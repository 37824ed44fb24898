import './people.css';
import type { PeoplePage as PeopleRows, PersonListItem } from '@lianfang/contract/people';
import { Link } from '@tanstack/react-router';
import { Button, Checkbox, Input, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFilters } from '../../lib/filters.ts';
import { useSession } from '../../lib/session.ts';
import { usePages } from '../../lib/usePages.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { UnitPicker } from '../../ui/UnitPicker.tsx';
import { usePhone } from '../../ui/usePhone.ts';
import { PeopleCards } from './PeopleCards.tsx';
import { PersonForm } from './PersonForm.tsx';
import { PersonPanel } from './PersonPanel.tsx';
import { usePeopleColumns } from './usePeopleColumns.tsx';

const DEFAULTS = { unit: '', kind: '', q: '', left: '', stale: '', person: '' };

/** Pupils and staff: the list at the left, the person at the right. */
export default function PeoplePage() {
  const { t } = useTranslation('people');
  const { can } = useSession();
  const [filters, setFilters] = useFilters(DEFAULTS);
  const { person, unit, ...wanted } = filters;
  const list = usePages<PeopleRows>({
    name: 'people',
    path: '/people',
    query: { unitId: unit, ...wanted, limit: 100 },
    live: ['person', 'unit'],
  });
  const columns = usePeopleColumns(filters.left !== '');
  const [adding, setAdding] = useState(false);
  const phone = usePhone();
  const open = (row: PersonListItem): void => setFilters({ person: row.id });
  const searching = [unit, ...Object.values(wanted)].some((v) => v !== '');
  const empty = (
    <Empty
      title={t(searching ? 'list.none' : 'list.empty')}
      action={
        !searching && can('person.import') && <Link to={'/import' as never}>{t('list.firstStep')}</Link>
      }
    >
      {t(searching ? 'list.noneText' : 'list.emptyText')}
    </Empty>
  );

  return (
    <Page
      title={t('list.title')}
      actions={
        can('person.manage') && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {t('list.add')}
          </Button>
        )
      }
      filters={
        <>
          <Input.Search
            data-search
            allowClear
            className="lf-people-search"
            aria-label={t('list.search')}
            placeholder={t('list.search')}
            defaultValue={filters.q}
            onSearch={(q) => setFilters({ q: q.trim(), person: '' })}
          />
          <UnitPicker
            allowClear
            value={filters.unit || undefined}
            onChange={(unit) => setFilters({ unit: unit ?? '', person: '' })}
          />
          <Segmented
            aria-label={t('list.kind')}
            value={filters.kind}
            onChange={(kind) => setFilters({ kind, person: '' })}
            options={['', 'student', 'staff'].map((value) => ({ value, label: t(`kind.${value || 'all'}`) }))}
          />
          <Checkbox
            checked={filters.stale !== ''}
            onChange={(e) => setFilters({ stale: e.target.checked ? 'true' : '' })}
          >
            {t('list.stale')}
          </Checkbox>
          <Checkbox
            checked={filters.left !== ''}
            onChange={(e) => setFilters({ left: e.target.checked ? 'true' : '' })}
          >
            {t('list.left')}
          </Checkbox>
        </>
      }
    >
      <ProblemAlert error={list.error} onRetry={list.again} />
      <div className={person ? 'lf-people has-person' : 'lf-people'}>
        <div className="lf-people-list">
          {phone ? (
            <PeopleCards
              rows={list.rows}
              loading={list.loading}
              empty={empty}
              onOpen={open}
              onMore={list.onMore}
            />
          ) : (
            <DataTable<PersonListItem>
              id="people.list"
              label={t('list.title')}
              columns={columns}
              rows={list.rows}
              rowKey={(row) => row.id}
              loading={list.loading}
              loadingMore={list.loadingMore}
              onMore={list.onMore}
              onOpen={open}
              empty={empty}
            />
          )}
        </div>
        {person && <PersonPanel key={person} id={person} onClose={() => setFilters({ person: '' })} />}
      </div>
      {adding && (
        <PersonForm
          person={null}
          unitId={filters.unit || undefined}
          onClose={() => setAdding(false)}
          onDone={(made) => {
            setAdding(false);
            setFilters({ person: made.id });
          }}
        />
      )}
    </Page>
  );
}
