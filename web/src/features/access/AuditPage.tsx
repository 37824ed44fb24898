import type { AuditView } from '@lianfang/contract/explain';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { localParts } from '../../lib/format.ts';
import { useFormat } from '../../lib/useFormat.ts';
import { usePages } from '../../lib/usePages.ts';
import { useZone } from '../../lib/useZone.ts';
import { said } from '../../lib/words.ts';
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx';
import { Page } from '../../ui/Page.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { UnitPicker } from '../../ui/UnitPicker.tsx';
import { usePhone } from '../../ui/usePhone.ts';
import { AuditDetail } from './AuditDetail.tsx';
import { useUnitFilter } from './useUnitFilter.ts';
import { useVerb } from './useVerb.ts';

/** What was done in a unit and below, latest first. */
export default function AuditPage() {
  const { t } = useTranslation('access');
  const format = useFormat();
  const verb = useVerb();
  const phone = usePhone();
  const zone = useZone();
  const { unitId, unitName, filters, setFilters } = useUnitFilter('audit.view');
  const [opened, setOpened] = useState<AuditView | null>(null);
  const list = usePages<{ rows: AuditView[]; next?: string }>({
    name: 'audit',
    path: '/audit',
    query: { unit: unitId, verb: filters.verb },
    enabled: unitId !== undefined,
  });
  const columns: readonly DataColumn<AuditView>[] = [
    {
      key: 'at',
      title: t('audit.at'),
      render: (_, e) => {
        const { date, time, seconds } = localParts(e.at, zone);
        return `${phone ? format.dayMonth(date) : format.date(date)} ${time}:${seconds}`;
      },
    },
    { key: 'actor', title: t('audit.actor'), dataIndex: 'actorName' },
    { key: 'post', title: t('audit.post'), render: (_, e) => (e.postName ? said(e.postName) : '–') },
    { key: 'verb', title: t('audit.verb'), render: (_, e) => verb(e.verb) },
    { key: 'unit', title: t('audit.unit'), render: (_, e) => e.unitName ?? '–' },
    { key: 'object', title: t('audit.object'), dataIndex: 'object', optional: true },
    { key: 'area', title: t('audit.area'), render: (_, e) => e.areaName ?? '–', optional: true },
    { key: 'seq', title: t('audit.seq'), dataIndex: 'seq', numeric: true, optional: true },
  ];
  return (
    <Page
      title={t('audit.title')}
      subtitle={t('audit.text')}
      filters={
        <>
          <UnitPicker
            value={unitId}
            valueName={unitName}
            onChange={(unit) => setFilters({ unit: unit ?? '' })}
          />
          {filters.verb && (
            <button type="button" className="lf-button" onClick={() => setFilters({ verb: '' })}>
              {t('audit.only', { verb: verb(filters.verb) })}
            </button>
          )}
        </>
      }
    >
      <ProblemAlert error={list.error} onRetry={list.again} />
      <DataTable<AuditView>
        id="access.audit"
        label={t('audit.title')}
        columns={columns}
        rows={list.rows}
        rowKey={(e) => `${e.areaId}.${e.seq}`}
        loading={list.loading}
        onOpen={setOpened}
        onMore={list.onMore}
        loadingMore={list.loadingMore}
      />
      <AuditDetail
        entry={opened}
        onClose={() => setOpened(null)}
        onVerb={(v) => {
          setFilters({ verb: v });
          setOpened(null);
        }}
      />
    </Page>
  );
}
