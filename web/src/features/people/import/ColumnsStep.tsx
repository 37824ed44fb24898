import type { ImportChoices, ImportSheet, ImportView } from '@lianfang/contract/people.import';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../lib/api.ts';
import { ProblemAlert } from '../../../ui/ProblemAlert.tsx';
import { importQuery } from './queries.ts';
import { SheetColumns } from './SheetColumns.tsx';

interface Props {
  readonly data: ImportView;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

const keyOf = (sheet: number, column: string): string => `${sheet}/${column}`;

/** What was recognised in each sheet; every column can be set right. Changes are checked at once on going on. */
export function ColumnsStep({ data, onBack, onNext }: Props) {
  const { t } = useTranslation('people');
  const client = useQueryClient();
  const [fields, setFields] = useState<Readonly<Record<string, string | null>>>({});
  const [used, setUsed] = useState<Readonly<Record<number, boolean>>>({});
  const changed = Object.keys(fields).length > 0 || Object.keys(used).length > 0;
  const save = useMutation({
    mutationFn: (choices: ImportChoices) =>
      api<ImportView>(`/imports/${data.id}/choices`, { method: 'PUT', body: choices }),
    onSuccess: (next) => {
      client.setQueryData(importQuery(data.id).queryKey, next);
      onNext();
    },
  });
  const choicesOf = (sheet: ImportSheet) => {
    const earlier = data.choices.sheets?.find((s) => s.index === sheet.index);
    const own = sheet.columns.flatMap((c) => {
      const field = fields[keyOf(sheet.index, c.column)];
      return field === undefined ? [] : [[c.column, field] as const];
    });
    const use = used[sheet.index] ?? earlier?.used;
    return {
      index: sheet.index,
      ...(use !== undefined && { used: use }),
      columns: { ...earlier?.columns, ...Object.fromEntries(own) },
    };
  };
  const next = (): void => {
    if (!changed) onNext();
    else save.mutate({ ...data.choices, sheets: data.sheets.map(choicesOf) });
  };

  return (
    <>
      <p>
        {t('import.recognised', { format: data.format.toUpperCase() })}
        {data.encoding && ` · ${data.encoding.toUpperCase()}`}
      </p>
      {data.sheets.map((sheet) => (
        <SheetColumns
          key={sheet.index}
          sheet={sheet}
          fields={data.fields}
          used={used[sheet.index] ?? sheet.used}
          onUse={(use) => setUsed({ ...used, [sheet.index]: use })}
          chosen={(column) => fields[keyOf(sheet.index, column)]}
          onChoose={(column, field) => setFields({ ...fields, [keyOf(sheet.index, column)]: field })}
        />
      ))}
      <ProblemAlert error={save.error} />
      <div className="lf-import-actions">
        <Button onClick={onBack}>{t('import.another')}</Button>
        <Button type="primary" onClick={next} loading={save.isPending}>
          {t('import.toRows')}
        </Button>
      </div>
    </>
  );
}
