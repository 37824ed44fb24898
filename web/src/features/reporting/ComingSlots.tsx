import type { SlotChange } from '@lianfang/contract/reporting';
import { useMutation } from '@tanstack/react-query';
import { App, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { changed } from '../../lib/live.ts';
import { useFormat } from '../../lib/useFormat.ts';
import { inWords } from '../../lib/words.ts';
import { Cited } from '../../ui/Cited.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';

interface Props {
  /** The unit shown: only its own changes are withdrawn here. */
  readonly unit: string;
  readonly changes: readonly SlotChange[];
  readonly manage: boolean;
}

/** Changes of slots that are decided and not yet in force, each with its day; one's own can be withdrawn until then. */
export function ComingSlots({ unit, changes, manage }: Props) {
  const { t } = useTranslation('reporting');
  const format = useFormat();
  const { message } = App.useApp();
  const withdraw = useMutation({
    mutationFn: ({ code, from }: SlotChange) =>
      api(`/units/${unit}/slots/${code}/${from}`, { method: 'DELETE' }),
    onSuccess: () => {
      message.success(t('coming.withdrawn'));
      changed('slot');
    },
  });
  if (changes.length === 0) return null;
  return (
    <section aria-labelledby="lf-coming-slots">
      <h2 id="lf-coming-slots" className="lf-slot-coming-title">
        {t('coming.title')}
      </h2>
      <ProblemAlert error={withdraw.error} />
      <ul className="lf-slot-coming">
        {changes.map((change) => (
          <li key={`${change.code} ${change.from} ${change.unitId}`}>
            <div>
              <b>{t('coming.from', { date: format.date(change.from) })}</b>{' '}
              {t(`slotName.${change.code}`, { defaultValue: change.code })} ·{' '}
              {change.unitName ?? t('slot.platform')}
              {change.rows.length === 0 && <p>{t('coming.givenBack')}</p>}
              {change.rows.map((r) => (
                <p key={r.subjectKind}>
                  {inWords(r.nameZh, r.nameEn)}（{t(`kind.${r.subjectKind}`, { defaultValue: r.subjectKind })}
                  ）
                  {r.enabled
                    ? t('coming.times', { opens: r.opensAt, due: r.dueAt, schoolDue: r.schoolDueAt })
                    : t('slot.off')}
                </p>
              ))}
              {change.rows[0] && (
                <small className="lf-muted">
                  <Cited>{change.rows[0].source}</Cited>
                </small>
              )}
            </div>
            {manage && change.unitId === unit && (
              <Popconfirm
                title={t('coming.ask')}
                okText={t('coming.withdraw')}
                onConfirm={() => withdraw.mutate(change)}
              >
                <button type="button" className="lf-button" disabled={withdraw.isPending}>
                  {t('coming.withdraw')}
                </button>
              </Popconfirm>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
