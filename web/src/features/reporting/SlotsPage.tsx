import type { SlotView } from '@lianfang/contract/reporting';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFilters } from '../../lib/filters.ts';
import { useSession } from '../../lib/session.ts';
import { slotsQuery } from '../../lib/slots.ts';
import { useFormat } from '../../lib/useFormat.ts';
import { CardList } from '../../ui/CardList.tsx';
import { Cited } from '../../ui/Cited.tsx';
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx';
import { Page } from '../../ui/Page.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { UnitPicker } from '../../ui/UnitPicker.tsx';
import { usePhone } from '../../ui/usePhone.ts';
import { ComingSlots } from './ComingSlots.tsx';
import { SlotForm } from './SlotForm.tsx';

import './reporting.css';
import { inWords } from '../../lib/words.ts';

const NONE = { unit: '' };

/** Which checks are due by when for a unit, whose rule each is and where it comes from; and the way to change it. */
export default function SlotsPage() {
  const { t } = useTranslation('reporting');
  const { session, can } = useSession();
  const format = useFormat();
  const [filters, set] = useFilters(NONE);
  const own = session?.holdings.find((h) => ['region', 'territory', 'institution'].includes(h.unitRole));
  const unit = filters.unit || own?.unitId || '';
  const date = session?.today ?? '';
  const [changing, setChanging] = useState<string | null>(null);
  const { data, error, isPending } = useQuery(slotsQuery(unit, date));
  const phone = usePhone();
  const name = (r: SlotView) => inWords(r.nameZh, r.nameEn);
  const kind = (r: SlotView) => t(`kind.${r.subjectKind}`, { defaultValue: r.subjectKind });
  const change = (r: SlotView) =>
    can('parameter.manage') && (
      <button type="button" className="lf-button" onClick={() => setChanging(r.code)}>
        {t('common:action.edit')}
      </button>
    );
  const card = (r: SlotView) => (
    <div className="lf-row-card">
      <div>
        <b>{name(r)}</b> {kind(r)}
        <small className="lf-under">
          {r.enabled
            ? t('coming.times', { opens: r.opensAt, due: r.dueAt, schoolDue: r.schoolDueAt })
            : t('slot.off')}
        </small>
        <small className="lf-under">
          {t(`calendar.${r.calendar}`)} · {r.unitName ?? t('slot.platform')} ·{' '}
          {t('coming.from', { date: format.date(r.from) })}
        </small>
      </div>
      {change(r)}
    </div>
  );
  const columns: DataColumn<SlotView>[] = [
    { key: 'name', title: t('slot.name'), render: (_, r) => name(r) },
    {
      key: 'kind',
      title: t('slot.kind'),
      render: (_, r) => kind(r),
    },
    { key: 'opens', title: t('slot.opens'), numeric: true, render: (_, r) => r.opensAt },
    { key: 'due', title: t('slot.due'), numeric: true, render: (_, r) => r.dueAt },
    { key: 'schoolDue', title: t('slot.schoolDue'), numeric: true, render: (_, r) => r.schoolDueAt },
    { key: 'calendar', title: t('slot.calendar'), render: (_, r) => t(`calendar.${r.calendar}`) },
    { key: 'enabled', title: t('slot.enabled'), render: (_, r) => t(r.enabled ? 'slot.on' : 'slot.off') },
    { key: 'unit', title: t('slot.rule'), render: (_, r) => r.unitName ?? t('slot.platform') },
    { key: 'from', title: t('slot.from'), render: (_, r) => format.date(r.from) },
    {
      key: 'source',
      title: t('slot.source'),
      width: 280,
      ellipsis: true,
      render: (_, r) => (
        <span className="lf-muted">
          <Cited>{r.source}</Cited>
        </span>
      ),
    },
    {
      key: 'change',
      title: t('slot.change'),
      fixed: 'right',
      render: (_, r) => change(r),
    },
  ];
  const table = {
    label: t('slot.title'),
    rows: data?.rows,
    rowKey: (r: SlotView) => `${r.code} ${r.subjectKind}`,
    loading: isPending,
  };
  return (
    <Page
      title={t('slot.title')}
      subtitle={<span>{t('slot.explain', { zone: data?.zone ?? '' })}</span>}
      filters={
        <UnitPicker
          value={unit}
          valueName={unit === own?.unitId ? own.unitName : undefined}
          onChange={(id) => id && set({ unit: id })}
        />
      }
    >
      <ProblemAlert error={error} />
      {data && <ComingSlots unit={unit} changes={data.coming} manage={can('parameter.manage')} />}
      {phone ? (
        <CardList {...table} card={card} />
      ) : (
        <DataTable id="reporting.slots" columns={columns} {...table} />
      )}
      {changing !== null && data && (
        <SlotForm
          unit={unit}
          today={date}
          code={changing}
          rows={data.rows.filter((r) => r.code === changing)}
          onClose={() => setChanging(null)}
        />
      )}
    </Page>
  );
}
