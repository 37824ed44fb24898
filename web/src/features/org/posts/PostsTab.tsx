import type { UnitView } from '@lianfang/contract/org';
import type { Holder, UnitPosts } from '@lianfang/contract/orgPosts';
import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../lib/api.ts';
import { useFormat } from '../../../lib/useFormat.ts';
import { inWords } from '../../../lib/words.ts';
import { Empty } from '../../../ui/Empty.tsx';
import { ProblemAlert } from '../../../ui/ProblemAlert.tsx';
import { PageSkeleton } from '../../../ui/Skeleton.tsx';
import { AppointModal } from './AppointModal.tsx';
import { EndHolding } from './EndHolding.tsx';

/** The posts of a unit: who holds them, who stands in, what is vacant. */
export function PostsTab({ unit, today }: { unit: UnitView; today: string }) {
  const { t } = useTranslation('org');
  const [past, setPast] = useState(false);
  const [appointing, setAppointing] = useState<string | null>(null);
  const { data, error } = useQuery({
    queryKey: ['units', 'posts', unit.id, past],
    queryFn: ({ signal }) => api<UnitPosts>(`/units/${unit.id}/posts`, { query: { past }, signal }),
    meta: { live: ['unit', 'account'] },
  });
  if (error) return <ProblemAlert error={error} />;
  if (!data) return <PageSkeleton rows={4} />;
  if (data.posts.length === 0) return <Empty title={t('post.none')}>{t('post.noneText')}</Empty>;
  return (
    <>
      <Checkbox checked={past} onChange={(e) => setPast(e.target.checked)}>
        {t('post.showPast')}
      </Checkbox>
      <ul className="lf-org-posts">
        {data.posts.map(({ kind, holders, can }) => (
          <li key={kind.code}>
            <div className="lf-org-section-head">
              <h3>{inWords(kind.nameZh, kind.nameEn)}</h3>
              {can.appoint && (
                <Button size="small" onClick={() => setAppointing(kind.code)}>
                  {t('post.appoint')}
                </Button>
              )}
            </div>
            {holders.some((h) => h.current && !h.backup) ? null : (
              <p className="lf-org-vacant">
                <span aria-hidden="true">○</span> {t('post.vacant')}
              </p>
            )}
            <ul>
              {holders.map((holder) => (
                <HolderLine key={holder.id} holder={holder} unit={unit} today={today} manage={can.appoint} />
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {appointing !== null && (
        <AppointModal unit={unit} postKind={appointing} today={today} onClose={() => setAppointing(null)} />
      )}
    </>
  );
}

interface LineProps {
  readonly holder: Holder;
  readonly unit: UnitView;
  readonly today: string;
  readonly manage: boolean;
}

function HolderLine({ holder, unit, today, manage }: LineProps) {
  const { t } = useTranslation('org');
  const format = useFormat();
  const over = holder.to !== null && holder.to <= today;
  return (
    <li className={holder.current ? 'lf-org-holder' : 'lf-org-holder lf-muted'}>
      <strong>{holder.name}</strong>
      {holder.backup && <span className="lf-org-tag">{t('post.backup')}</span>}
      {!holder.current && <span className="lf-org-tag">{t(over ? 'post.former' : 'post.coming')}</span>}
      <span className="lf-muted">
        {holder.to
          ? t('history.span', { from: format.date(holder.from), to: format.date(holder.to) })
          : t('history.since', { from: format.date(holder.from) })}
      </span>
      {manage && !over && <EndHolding unit={unit} holder={holder} today={today} />}
    </li>
  );
}
