import type { ImportKind, ImportView } from '@lianfang/contract/people.import';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, download } from '../../../lib/api.ts';
import { uuid7 } from '../../../lib/uuid7.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { ProblemAlert } from '../../../ui/ProblemAlert.tsx';
import { UnitPicker } from '../../../ui/UnitPicker.tsx';
import { importQuery } from './queries.ts';
import { RecentImports } from './RecentImports.tsx';

const KINDS: readonly ImportKind[] = ['students', 'staff', 'units', 'calendar'];
/** The kind that an address names. */
export const kindOf = (text: string): ImportKind => KINDS.find((k) => k === text) ?? 'students';

interface Props {
  readonly kind: ImportKind;
  /** Whose list it is; empty: not chosen. */
  readonly unitId: string;
  readonly onChoose: (change: { kind?: string; unit?: string }) => void;
  readonly onReady: (id: string) => void;
}
/** The words for the unit, by kind: a calendar is always somebody's. */
const OF_UNIT = {
  students: ['import.whose', 'import.whoseHint'],
  staff: ['import.whose', 'import.whoseHint'],
  units: ['import.above', 'import.aboveHint'],
  calendar: ['import.calendarOf', 'import.calendarHint'],
} as const satisfies Record<ImportKind, readonly [string, string]>;

/** What is imported, for whom, and the file: chosen, or dropped anywhere on the field. */
export function FileStep({ kind, unitId, onChoose, onReady }: Props) {
  const { t } = useTranslation('people');
  const client = useQueryClient();
  const [over, setOver] = useState(false);
  const send = useMutation({
    mutationFn: (file: File) => {
      const body = new FormData();
      body.append('file', file);
      return api<ImportView>('/imports', {
        method: 'POST',
        query: { id: uuid7(), kind, unitId: unitId || undefined },
        body,
      });
    },
    onSuccess: (made) => {
      client.setQueryData(importQuery(made.id).queryKey, made);
      onReady(made.id);
    },
  });
  const take = (files: FileList | null): void => {
    if (files?.[0] && !send.isPending) send.mutate(files[0]);
  };

  return (
    <div className="lf-import-file">
      <fieldset>
        <legend>{t('import.what')}</legend>
        <Radio.Group
          value={kind}
          onChange={(e) => onChoose({ kind: e.target.value as ImportKind })}
          optionType="button"
          options={KINDS.map((value) => ({ value, label: t(`import.kind.${value}`) }))}
        />
        <Button type="link" onClick={() => void download(`/imports/templates/${kind}`)}>
          {t('import.template')}
        </Button>
      </fieldset>
      <fieldset>
        <legend>{t(OF_UNIT[kind][0])}</legend>
        <UnitPicker allowClear value={unitId || undefined} onChange={(id) => onChoose({ unit: id ?? '' })} />
        <p className="lf-muted">{t(OF_UNIT[kind][1])}</p>
      </fieldset>
      <label
        className={over ? 'lf-drop is-over' : 'lf-drop'}
        onDragOver={(e) => {
          e.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(e) => {
          e.preventDefault();
          setOver(false);
          take(e.dataTransfer.files);
        }}
      >
        <Icon name="upload" size={32} />
        <b>{t(send.isPending ? 'import.reading' : 'import.drop')}</b>
        <span>{t('import.formats')}</span>
        <input
          type="file"
          className="lf-sr"
          accept=".xlsx,.xls,.xlsm,.xlsb,.et,.ods,.csv,.tsv,.txt"
          disabled={send.isPending}
          onChange={(e) => {
            take(e.target.files);
            e.target.value = '';
          }}
        />
      </label>
      <div aria-live="polite">
        <ProblemAlert error={send.error} />
      </div>
      <RecentImports onOpen={onReady} />
    </div>
  );
}
