import type { ImportMode, ImportView } from '@lianfang/contract/people.import';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../lib/api.ts';
import { ProblemAlert } from '../../../ui/ProblemAlert.tsx';
import { Counts } from './Counts.tsx';
import { importQuery, importsQuery } from './queries.ts';
import { RejectedRows } from './RejectedRows.tsx';

/** What would happen to each row, before anything is written; then the choice of all or the good rows. */
export function CheckStep({ data, onBack }: { data: ImportView; onBack: () => void }) {
  const { t } = useTranslation('people');
  const client = useQueryClient();
  const { counts } = data;
  const [mode, setMode] = useState<ImportMode>('all');
  const settle = (next: ImportView): void => {
    client.setQueryData(importQuery(data.id).queryKey, next);
    void client.invalidateQueries({ queryKey: importsQuery.queryKey });
  };
  const apply = useMutation({
    mutationFn: () => api<ImportView>(`/imports/${data.id}/apply`, { method: 'POST', body: { mode } }),
    onSuccess: settle,
  });
  const recheck = useMutation({
    mutationFn: (createClasses: boolean) =>
      api<ImportView>(`/imports/${data.id}/choices`, {
        method: 'PUT',
        body: { ...data.choices, createClasses },
      }),
    onSuccess: settle,
  });
  const good = counts.rows - counts.rejected;
  const writes = counts.new + counts.changed + counts.moved + counts.returned;
  const unknownClass = data.rejected.some((r) => r.problems.some((p) => p.code === 'class-unknown'));
  const blocked = mode === 'all' ? counts.rejected > 0 : good === 0;

  return (
    <>
      <Counts counts={counts} />
      {data.newClasses.length > 0 && (
        <details className="lf-note">
          <summary>{t('import.newClasses', { count: data.newClasses.length })}</summary>
          {data.newClasses.join(t('common:listSeparator'))}
        </details>
      )}
      {data.moves.length > 0 && (
        <details className="lf-note">
          <summary>{t('import.moves', { count: data.moves.length })}</summary>
          <ul>
            {data.moves.slice(0, 100).map((m) => (
              <li key={`${m.sheet}/${m.row}`}>
                {t('import.move', { name: m.name, from: m.from, to: m.to })}
              </li>
            ))}
          </ul>
        </details>
      )}
      {(unknownClass || data.choices.createClasses) && (
        <Checkbox
          checked={data.choices.createClasses ?? false}
          disabled={recheck.isPending}
          onChange={(e) => recheck.mutate(e.target.checked)}
        >
          {t('import.createClasses')}
        </Checkbox>
      )}
      <RejectedRows data={data} />
      <div className="lf-import-decide">
        {counts.rejected > 0 && (
          <Radio.Group
            value={mode}
            onChange={(e) => setMode(e.target.value as ImportMode)}
            className="lf-import-mode"
          >
            <Radio value="all">{t('import.mode.all')}</Radio>
            <Radio value="good">{t('import.mode.good', { count: good })}</Radio>
          </Radio.Group>
        )}
        <ProblemAlert error={apply.error ?? recheck.error} />
        {apply.isPending && (
          <div className="lf-import-progress" role="status">
            <progress className="lf-progress" max={Math.max(1, writes)} value={data.progress ?? undefined} />
            <span className="lf-numeric">
              {t('import.writing', { done: data.progress ?? 0, total: writes })}
            </span>
          </div>
        )}
        {!apply.isPending && (
          <div className="lf-import-actions">
            <Button onClick={onBack}>{t('import.toColumns')}</Button>
            <Button type="primary" disabled={blocked} onClick={() => apply.mutate()}>
              {t('import.do', { count: good })}
            </Button>
          </div>
        )}
        {blocked && <p className="lf-muted">{t('import.blocked')}</p>}
      </div>
    </>
  );
}
