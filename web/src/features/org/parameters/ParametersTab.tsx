import type { UnitView } from '@lianfang/contract/org';
import type { Parameters, ParameterView } from '@lianfang/contract/orgParameters';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../lib/api.ts';
import { useFormat } from '../../../lib/useFormat.ts';
import { inWords } from '../../../lib/words.ts';
import { Cited } from '../../../ui/Cited.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { ProblemAlert } from '../../../ui/ProblemAlert.tsx';
import { PageSkeleton } from '../../../ui/Skeleton.tsx';
import { ParameterEditor } from './ParameterEditor.tsx';
import { usePart } from './usePart.ts';
import { valueText } from './value.ts';

/** Thresholds, windows and deadlines as they bind the unit: value, source, who set it. */
export function ParametersTab({ unit, today }: { unit: UnitView; today: string }) {
  const { t } = useTranslation('org');
  const [editing, setEditing] = useState<ParameterView | null>(null);
  const { data, error } = useQuery({
    queryKey: ['parameters', unit.id],
    queryFn: ({ signal }) => api<Parameters>('/parameters', { query: { unit: unit.id }, signal }),
    meta: { live: ['parameter', 'unit'] },
  });
  if (error) return <ProblemAlert error={error} />;
  if (!data) return <PageSkeleton rows={4} />;
  if (data.rows.length === 0) return <Empty title={t('parameter.none')} />;
  return (
    <>
      <p className="lf-muted">{t('parameter.about')}</p>
      <ul className="lf-org-parameters">
        {data.rows.map((row) => (
          <Parameter key={row.key} row={row} {...(row.manageable && { onEdit: () => setEditing(row) })} />
        ))}
      </ul>
      {editing && (
        <ParameterEditor row={editing} unit={unit} today={today} onClose={() => setEditing(null)} />
      )}
    </>
  );
}

function Parameter({ row, onEdit }: { row: ParameterView; onEdit?: () => void }) {
  const { t } = useTranslation('org');
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const part = usePart();
  return (
    <li>
      <div className="lf-org-parameter-head">
        <span>
          <strong>{inWords(row.zh, row.en)}</strong> <code className="lf-muted">{row.key}</code>{' '}
          {row.platform && <span className="lf-org-tag">{t('parameter.everywhere')}</span>}
        </span>
        <span className="lf-org-parameter-value">{valueText(row.value, part)}</span>
      </div>
      <div className="lf-org-parameter-head">
        <span className="lf-muted">
          <span className="lf-org-tag">
            {t(`parameter.origin.${row.origin}`, { unit: row.setAt?.name ?? '' })}
          </span>{' '}
          <Cited>{row.source}</Cited>
        </span>
        <span>
          {row.history.length > 0 && (
            <Button size="small" type="text" aria-expanded={open} onClick={() => setOpen(!open)}>
              {t('parameter.history', { count: row.history.length })}
            </Button>
          )}
          {onEdit && (
            <Button size="small" onClick={onEdit}>
              {t('parameter.set')}
            </Button>
          )}
        </span>
      </div>
      {open && (
        <ol className="lf-org-versions">
          {row.history.map((h) => (
            <li key={`${h.unit?.id}${h.from}`}>
              <span className="lf-org-versions-when">
                {h.to
                  ? t('history.span', { from: format.date(h.from), to: format.date(h.to) })
                  : t('history.since', { from: format.date(h.from) })}
              </span>
              <strong>{valueText(h.value, part)}</strong>
              <span className="lf-muted">
                {h.unit?.name ?? t('parameter.everywhere')} · <Cited>{h.source}</Cited>
                {[h.reason, h.setBy].filter(Boolean).map((more) => ` · ${more}`)}
              </span>
            </li>
          ))}
        </ol>
      )}
    </li>
  );
}
