import type { UnitHistory, UnitView } from '@lianfang/contract/org';
import type { OperationPage, OperationView } from '@lianfang/contract/orgOperations';
import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../lib/api.ts';
import { changed } from '../../../lib/live.ts';
import { useFormat } from '../../../lib/useFormat.ts';
import { said } from '../../../lib/words.ts';
import { Empty } from '../../../ui/Empty.tsx';
import { ProblemAlert } from '../../../ui/ProblemAlert.tsx';
import { PageSkeleton } from '../../../ui/Skeleton.tsx';
import { EffectView } from './EffectView.tsx';

interface Props {
  readonly unit: UnitView;
  readonly today: string;
  readonly onUnit: (id: string) => void;
}

/** What was done with the unit, to be opened and taken back, and what it was called and where it hung. */
export function HistoryTab({ unit, today, onUnit }: Props) {
  const { t } = useTranslation('org');
  const format = useFormat();
  const live = { live: ['unit'] } as const;
  const operations = useQuery({
    queryKey: ['units', 'operations', unit.id],
    queryFn: ({ signal }) =>
      api<OperationPage>(`/units/${unit.id}/operations`, { query: { limit: 100 }, signal }),
    // What arrives at the units concerned decides whether it can still be undone.
    meta: { live: ['unit', 'check', 'person', 'account', 'calendar', 'parameter'] },
  });
  const history = useQuery({
    queryKey: ['units', 'history', unit.id],
    queryFn: ({ signal }) => api<UnitHistory>(`/units/${unit.id}/history`, { signal }),
    meta: live,
  });
  const error = operations.error ?? history.error;
  if (error) return <ProblemAlert error={error} />;
  if (!operations.data || !history.data) return <PageSkeleton rows={4} />;
  return (
    <>
      <h3>{t('history.operations')}</h3>
      {operations.data.rows.length === 0 ? (
        <Empty title={t('history.noOperations')}>{t('history.noOperationsText')}</Empty>
      ) : (
        <ul className="lf-org-operations">
          {operations.data.rows.map((op) => (
            <Operation key={op.id} op={op} today={today} here={op.unitId === unit.id} onUnit={onUnit} />
          ))}
        </ul>
      )}
      <h3>{t('history.versions')}</h3>
      <ol className="lf-org-versions">
        {history.data.rows.map((v) => (
          <li key={v.from}>
            <span className="lf-org-versions-when">
              {v.to
                ? t('history.span', { from: format.date(v.from), to: format.date(v.to) })
                : t('history.since', { from: format.date(v.from) })}
            </span>
            <strong>{v.name}</strong>
            <span className="lf-muted">
              {[v.parent?.name, v.territory?.name].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

interface OperationProps {
  readonly op: OperationView;
  readonly today: string;
  readonly here: boolean;
  readonly onUnit: (id: string) => void;
}

function Operation({ op, today, here, onUnit }: OperationProps) {
  const { t } = useTranslation('org');
  const format = useFormat();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const undo = useMutation({
    mutationFn: () => api(`/units/${op.unitId}/operations/${op.id}/undo`, { method: 'POST' }),
    onSuccess: () => {
      message.success(t('history.undone'));
      changed('unit');
    },
  });
  return (
    <li>
      <div className="lf-org-operation-head">
        <strong>{t(`operation.name.${op.type}`)}</strong>
        <span className="lf-org-tag">{t(`history.state.${op.state}`)}</span>
        <span>{format.date(op.effectiveOn)}</span>
        {!here && (
          <button type="button" className="lf-org-link" onClick={() => onUnit(op.unitId)}>
            {op.unitName}
          </button>
        )}
        <span className="lf-muted">{t('history.by', { who: op.by, when: format.instant(op.at) })}</span>
        <span className="lf-org-operation-do">
          <Button size="small" type="text" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? 'history.less' : 'history.more')}
          </Button>
          {op.can.undo && (
            <Popconfirm
              title={t('history.undoAsk')}
              description={t('history.undoText')}
              okText={t('history.undo')}
              onConfirm={() => undo.mutate()}
            >
              <Button size="small" loading={undo.isPending}>
                {t('history.undo')}
              </Button>
            </Popconfirm>
          )}
        </span>
      </div>
      {op.obstacle && <p className="lf-muted">{said(op.obstacle)}</p>}
      {undo.error && <ProblemAlert error={undo.error} />}
      {open && <EffectView effect={op.effect} effectiveOn={op.effectiveOn} today={today} />}
    </li>
  );
}
