import type { AbsentList, SchoolBoard } from '@lianfang/contract/insight';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { useFormat } from '../../lib/useFormat.ts';
import { Empty } from '../../ui/Empty.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { LIVE } from './useBoard.ts';

/** Who is ill today, by name. Each look is recorded; those without the right see numbers only and never this. */
export function AbsentPanel({ board, group }: { board: SchoolBoard; group: string }) {
  const { t } = useTranslation(['board', 'check']);
  const format = useFormat();
  const { data, error } = useQuery({
    queryKey: ['board', 'absent', board.unitId, board.date, board.slot],
    queryFn: ({ signal }) =>
      api<AbsentList>('/boards/absent', {
        query: { unit: board.unitId, date: board.date, slot: board.slot },
        signal,
      }),
    meta: { live: LIVE },
  });
  const chosen = board.tiles.find((x) => x.unitId === group);
  const rows = (data?.rows ?? []).filter((r) => !group || r.unitId === group);
  return (
    <section className="lf-card lf-absent">
      <h2>{chosen ? t('absent.titleOf', { name: chosen.name }) : t('absent.title')}</h2>
      <ProblemAlert error={error} />
      {data && rows.length === 0 && <Empty title={t('absent.none')}>{t('absent.noneText')}</Empty>}
      <ul>
        {rows.map((r, i) => (
          <li key={r.personId ?? `${r.unitId}/${i}`}>
            <strong>{r.name ?? t('absent.unnamed')}</strong>
            <span className="lf-muted">{r.unitName}</span>
            <span>
              {r.symptoms.map((s) => t(`check:symptom.${s}`)).join(t('common:listSeparator')) ||
                t('absent.noSymptom')}
            </span>
            <small className="lf-muted">
              {t(`absent.${r.kind}`)}
              {r.temperature !== null && ` · ${r.temperature.toFixed(1)}℃`}
              {r.diagnosis && ` · ${r.diagnosis}`}
              {r.onsetOn && ` · ${t('absent.onset', { date: format.dayMonth(r.onsetOn) })}`}
            </small>
          </li>
        ))}
      </ul>
      {rows.length > 0 && <p className="lf-muted lf-logged">{t('absent.logged')}</p>}
    </section>
  );
}
