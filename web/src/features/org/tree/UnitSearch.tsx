import type { UnitHit } from '@lianfang/contract/org';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { AutoComplete, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../lib/api.ts';
import { stillFitting } from '../../../lib/stillFitting.ts';
import { useKinds } from '../useKinds.ts';

/** Goes to a unit by part of its name or the beginning of its code. */
export function UnitSearch({ onSelect }: { onSelect: (id: string) => void }) {
  const { t } = useTranslation('org');
  const { kindName } = useKinds();
  const [q, setQ] = useState('');
  const { data, isFetching, isPlaceholderData } = useQuery({
    queryKey: ['units', 'search', q],
    queryFn: ({ signal }) => api<{ rows: UnitHit[] }>('/units', { query: { q, limit: 20 }, signal }),
    enabled: q.trim() !== '',
    placeholderData: keepPreviousData,
  });
  const found = q.trim() === '' ? [] : (data?.rows ?? []);
  const rows = isPlaceholderData ? stillFitting(found, q, (u) => u.name) : found;
  return (
    <AutoComplete
      className="lf-org-search"
      value={q}
      onSearch={setQ}
      onSelect={(id: string) => {
        setQ('');
        onSelect(id);
      }}
      notFoundContent={q.trim() === '' ? null : t(isFetching ? 'common:loading' : 'tree.notFound')}
      options={rows.map((u) => ({
        value: u.id,
        label: (
          <span className="lf-unit-option">
            <span>
              {u.name} <span className="lf-muted">{kindName(u.kind)}</span>
            </span>
            <small>{u.path}</small>
          </span>
        ),
      }))}
    >
      <Input data-search="" allowClear placeholder={t('tree.search')} aria-label={t('tree.search')} />
    </AutoComplete>
  );
}
