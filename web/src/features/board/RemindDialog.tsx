import type { Reminded, RemindLevel, RemindPreview } from '@lianfang/contract/reportingRemind';
import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { useFormat } from '../../lib/useFormat.ts';
import { uuidv7 } from '../../lib/uuid.ts';
import { ConfirmWithPreview } from '../../ui/ConfirmWithPreview.tsx';
import './school.css';

export interface Remind {
  readonly unit: string;
  readonly period: string;
  readonly slot: string;
  readonly level: RemindLevel;
  readonly units?: readonly string[];
}

/** Who will hear of what, before anybody does: one message a person, and the units nobody answers for. */
export function RemindDialog({ about, onClose }: { about: Remind; onClose: () => void }) {
  const { t } = useTranslation('board');
  const format = useFormat();
  const { message } = App.useApp();
  const [id] = useState(uuidv7);
  const [includePending, setIncludePending] = useState(false);
  const body = { ...about, ...(includePending && { includePending }) };
  const preview = useQuery({
    queryKey: ['remind', body],
    queryFn: () => api<RemindPreview>('/reminders/preview', { method: 'POST', body }),
    staleTime: 0,
  });
  const send = useMutation({
    mutationFn: () => api<Reminded>('/reminders', { method: 'POST', body: { id, ...body } }),
    onSuccess: (done) => {
      message.success(t('remind.done', { units: done.units, people: done.people }));
      onClose();
    },
  });
  const p = preview.data;
  const due = p ? p.targets.length - p.resting : 0;
  return (
    <ConfirmWithPreview
      open
      title={t(`remind.title.${about.level}`)}
      confirmText={p?.people ? t('remind.confirm', { count: p.people }) : t('remind.nobodyToTell')}
      busy={send.isPending}
      error={preview.error ?? send.error}
      onCancel={onClose}
      onConfirm={() => (p?.people ? send.mutate() : onClose())}
      preview={
        p && (
          <div className="lf-remind">
            <p>
              {p.targets.length === 0
                ? t('remind.none')
                : t('remind.summary', { units: due, people: p.people })}
              {p.nobody > 0 && (
                <strong className="lf-alarm">{t('remind.nobody', { count: p.nobody })}</strong>
              )}
              {p.resting > 0 && <span className="lf-muted">{t('remind.resting', { count: p.resting })}</span>}
            </p>
            <Checkbox checked={includePending} onChange={(e) => setIncludePending(e.target.checked)}>
              {t('remind.includePending')}
            </Checkbox>
            <ul>
              {p.targets.slice(0, 200).map((r) => (
                <li key={r.unitId} className={r.resting ? 'lf-muted' : undefined}>
                  <span>
                    {about.level === 'group' && r.schoolId !== r.unitId
                      ? `${r.schoolName} ${r.name}`
                      : r.name}
                  </span>
                  <span className={r.recipients.length === 0 ? 'lf-alarm' : undefined}>
                    {r.resting
                      ? t('missingList.reminded', { time: format.time(r.remindedAt ?? '') })
                      : r.recipients.length === 0
                        ? t('missingList.nobody')
                        : r.recipients
                            .map((x) => (x.backup ? t('remind.backup', { name: x.name }) : x.name))
                            .join(t('common:listSeparator'))}
                  </span>
                </li>
              ))}
            </ul>
            {p.targets.length > 200 && (
              <p className="lf-muted">{t('remind.more', { count: p.targets.length - 200 })}</p>
            )}
          </div>
        )
      }
    />
  );
}
