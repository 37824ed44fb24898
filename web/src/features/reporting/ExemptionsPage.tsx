import type { ExemptionList } from '@lianfang/contract/reporting';
import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { addDays } from '../../lib/format.ts';
import { changed } from '../../lib/live.ts';
import { useSession } from '../../lib/session.ts';
import { useFormat } from '../../lib/useFormat.ts';
import { inWords } from '../../lib/words.ts';
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Page } from '../../ui/Page.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { ExemptionForm } from './ExemptionForm.tsx';

type Row = ExemptionList['rows'][number];

/** Who owes nothing, from when to when and why. Ending one puts its units back on the list from today on. */
export default function ExemptionsPage() {
  const { t } = useTranslation('reporting');
  const { session } = useSession();
  const format = useFormat();
  const { message } = App.useApp();
  const [adding, setAdding] = useState(false);
  const own = session?.holdings.find((h) => h.permissions.includes('exemption.manage'));
  const unit = own?.unitId ?? '';
  const today = session?.today ?? '';
  const { data, error, isPending } = useQuery({
    queryKey: ['exemptions', unit, today],
    queryFn: ({ signal }) =>
      api<ExemptionList>(`/units/${unit}/exemptions`, {
        query: { from: addDays(today, -60), to: addDays(today, 366) },
        signal,
      }),
    enabled: unit !== '' && today !== '',
    meta: { live: ['exemption'] },
  });
  const end = useMutation({
    mutationFn: (r: Row) => api(`/units/${r.unitId}/exemptions/${r.id}`, { method: 'DELETE' }),
    onSuccess: () => {
      message.success(t('exemption.ended'));
      changed('exemption');
    },
  });
  const columns: DataColumn<Row>[] = [
    { key: 'unit', title: t('exemption.unit'), render: (_, r) => r.unitName },
    {
      key: 'slot',
      title: t('exemption.slot'),
      render: (_, r) => {
        if (!r.slot) return t('exemption.all');
        const name = inWords(r.slotNameZh ?? r.slot, r.slotNameEn ?? r.slot);
        return t(`slotName.${r.slot}`, { defaultValue: name });
      },
    },
    { key: 'from', title: t('exemption.from'), render: (_, r) => format.date(r.from) },
    { key: 'to', title: t('exemption.to'), render: (_, r) => format.date(r.to) },
    { key: 'reason', title: t('exemption.reason'), render: (_, r) => r.reason },
    {
      key: 'end',
      title: t('exemption.end'),
      render: (_, r) =>
        r.to >= today && (
          <Popconfirm
            title={t('exemption.endAsk')}
            okText={t('exemption.end')}
            cancelText={t('common:action.cancel')}
            onConfirm={() => end.mutate(r)}
          >
            <button type="button" className="lf-button">
              {t('exemption.end')}
            </button>
          </Popconfirm>
        ),
    },
  ];
  return (
    <Page
      title={t('exemption.title')}
      subtitle={<span>{t('exemption.explain')}</span>}
      actions={
        <button type="button" className="lf-button lf-button-primary" onClick={() => setAdding(true)}>
          <Icon name="plus" size={16} />
          {t('exemption.add')}
        </button>
      }
    >
      <ProblemAlert error={error ?? end.error} />
      <DataTable
        id="reporting.exemptions"
        label={t('exemption.title')}
        columns={columns}
        rows={data?.rows}
        rowKey={(r) => r.id}
        loading={isPending}
        empty={<Empty title={t('exemption.none')}>{t('exemption.noneText')}</Empty>}
      />
      {adding && (
        <ExemptionForm unit={unit} unitName={own?.unitName} today={today} onClose={() => setAdding(false)} />
      )}
    </Page>
  );
}
