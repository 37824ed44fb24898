import type { ImportView } from '@lianfang/contract/people.import';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../../lib/api.ts';
import { useFormat } from '../../../lib/useFormat.ts';
import { ProblemAlert } from '../../../ui/ProblemAlert.tsx';
import { Counts } from './Counts.tsx';
import { importQuery } from './queries.ts';
import { RejectedRows } from './RejectedRows.tsx';

const WAY = {
  students: 'import.toPeople',
  staff: 'import.toPeople',
  units: 'import.toUnits',
  calendar: 'import.toCalendar',
} as const satisfies Record<ImportView['kind'], string>;

/** Where the rows are to be seen. */
function target({ kind, unitId }: ImportView): { to: never; search?: never } {
  if (kind === 'calendar')
    return { to: '/units' as never, search: { unit: unitId, tab: 'calendar' } as never };
  return { to: (kind === 'units' ? '/units' : '/people') as never };
}

/** What was written; the rejected rows to correct; the way back for a day. */
export function ResultStep({ data, onAgain }: { data: ImportView; onAgain: () => void }) {
  const { t } = useTranslation('people');
  const format = useFormat();
  const client = useQueryClient();
  const undo = useMutation({
    mutationFn: () => api<ImportView>(`/imports/${data.id}/undo`, { method: 'POST' }),
    onSuccess: (next) => client.setQueryData(importQuery(data.id).queryKey, next),
  });
  return (
    <>
      <p className="lf-offer">
        {t(`import.done.${data.state}`, { time: data.appliedAt ? format.instant(data.appliedAt) : '' })}
      </p>
      <Counts counts={data.counts} />
      <RejectedRows data={data} />
      <ProblemAlert error={undo.error} />
      <div className="lf-import-actions">
        {data.abilities.undo && (
          <Popconfirm title={t('import.undoSure')} okText={t('import.undo')} onConfirm={() => undo.mutate()}>
            <Button loading={undo.isPending}>{t('import.undo')}</Button>
          </Popconfirm>
        )}
        <Button onClick={onAgain}>{t('import.again')}</Button>
        <Link className="lf-button lf-button-primary" {...target(data)}>
          {t(WAY[data.kind])}
        </Link>
      </div>
    </>
  );
}
