import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../lib/api.ts';
import { stillFitting } from '../lib/stillFitting.ts';
import { Select } from './Select.tsx';

/** A unit as `GET /api/units?q=&kind=&role=` lists it. */
export interface UnitOption {
  readonly id: string;
  readonly name: string;
  /** Names above it, for telling apart classes of the same name. */
  readonly path?: string;
  readonly role?: string;
}

interface Props {
  readonly value?: string | undefined;
  readonly onChange?: (id: string | undefined, unit?: UnitOption) => void;
  /** Name of `value`, where the page has it: it is asked for otherwise. */
  readonly valueName?: string | undefined;
  /** Limits the choice: org.unit_kind.code or org.unit_kind.role, several with commas between. */
  readonly kind?: string;
  readonly unitRole?: string;
  readonly id?: string;
  readonly label?: string;
  readonly allowClear?: boolean;
}

/** Finds a unit in the reader's scope by name, code or pinyin initials, as far as the server supports. */
export function UnitPicker({
  value,
  onChange,
  valueName,
  kind,
  unitRole,
  id,
  label,
  allowClear = false,
}: Props) {
  const { t } = useTranslation();
  const [q, setQ] = useState('');
  const { data, isFetching, isPlaceholderData } = useQuery({
    queryKey: ['units', 'pick', q, kind, unitRole],
    queryFn: ({ signal }) =>
      api<{ rows: UnitOption[] }>('/units', { query: { q, kind, role: unitRole, limit: 30 }, signal }),
    placeholderData: keepPreviousData,
  });
  const found = data?.rows ?? [];
  const rows = isPlaceholderData ? stillFitting(found, q, (u) => u.name) : found;
  // The list holds the first units only; the chosen one may be none of them.
  const beyond = value !== undefined && value !== '' && !rows.some((u) => u.id === value);
  const { data: chosen } = useQuery({
    queryKey: ['units', 'chosen', value],
    queryFn: ({ signal }) => api<UnitOption>(`/units/${value}`, { signal }),
    enabled: beyond && valueName === undefined && data !== undefined,
    staleTime: 60_000,
  });
  const options = rows.map((u) => ({ value: u.id, label: u.name, unit: u }));
  if (beyond) {
    const name = valueName ?? chosen?.name ?? '…';
    options.unshift({ value, label: name, unit: { id: value, name } });
  }
  return (
    <Select
      {...(id && { id })}
      aria-label={label ?? t('common:unit.choose')}
      style={{ minWidth: 220 }}
      showSearch={{ filterOption: false, onSearch: setQ }}
      allowClear={allowClear}
      placeholder={t('common:unit.choose')}
      {...(value !== undefined && { value })}
      loading={isFetching}
      notFoundContent={t(isFetching ? 'common:loading' : 'common:unit.none')}
      options={options}
      optionRender={(option) => (
        <span className="lf-unit-option">
          {option.label}
          {option.data.unit.path && <small>{option.data.unit.path}</small>}
        </span>
      )}
      onChange={(next: string | undefined) =>
        onChange?.(
          next,
          rows.find((u) => u.id === next),
        )
      }
    />
  );
}
