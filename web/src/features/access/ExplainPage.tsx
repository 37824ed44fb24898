import type { Explanation } from '@lianfang/contract/explain';
import { permissions } from '@lianfang/contract/permissions';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { useFilters } from '../../lib/filters.ts';
import { Page } from '../../ui/Page.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Select } from '../../ui/Select.tsx';
import { UnitPicker } from '../../ui/UnitPicker.tsx';
import { ExplanationView } from './ExplanationView.tsx';

const DEFAULTS = { permission: '', unit: '' };

/** Why the reader can, or cannot, do something at a unit; the address can be sent to an administrator. */
export default function ExplainPage() {
  const { t } = useTranslation(['access', 'permissions']);
  const [filters, setFilters] = useFilters(DEFAULTS);
  const { data, error } = useQuery({
    queryKey: ['explain', filters.permission, filters.unit],
    queryFn: ({ signal }) =>
      api<Explanation>('/session/explain', {
        query: { permission: filters.permission, unit: filters.unit },
        signal,
      }),
    enabled: filters.permission !== '',
    meta: { live: ['account', 'unit'] },
  });
  return (
    <Page
      title={t('explain.title')}
      subtitle={t('explain.text')}
      narrow
      filters={
        <>
          <Select
            aria-label={t('explain.what')}
            placeholder={t('explain.what')}
            style={{ minWidth: 260 }}
            showSearch={{ optionFilterProp: 'label' }}
            {...(filters.permission && { value: filters.permission })}
            onChange={(permission: string) => setFilters({ permission })}
            options={permissions.map((p) => ({
              value: p,
              label: t(`permissions:${p.replace('.', '-')}`),
            }))}
          />
          <UnitPicker
            value={filters.unit || undefined}
            valueName={data?.unitName ?? (filters.unit ? t('explain.thatUnit') : undefined)}
            onChange={(unit) => setFilters({ unit: unit ?? '' })}
            allowClear
          />
        </>
      }
    >
      <ProblemAlert error={error} />
      {data && (
        <ExplanationView
          explanation={data}
          permission={t(`permissions:${filters.permission.replace('.', '-')}`)}
        />
      )}
    </Page>
  );
}
