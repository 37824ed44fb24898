import type { Figures, RegionBoard } from '@lianfang/contract/insight';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatRate } from '../../lib/format.ts';
import { NumberLink } from '../../ui/NumberLink.tsx';
import { early, ill, onTime, received } from './figures.ts';
import { StateBar } from './StateBar.tsx';
import type { Where } from './useBoard.ts';
import { useCompared } from './useCompared.ts';

type Board = Pick<RegionBoard, 'now' | 'before' | 'lastWeek' | 'unitId'>;

function Figure({
  label,
  alarm,
  children,
  note,
}: {
  label: string;
  alarm?: boolean;
  children: ReactNode;
  note?: ReactNode;
}) {
  return (
    <div className={alarm ? 'lf-figure lf-figure-alarm' : 'lf-figure'}>
      <dt>{label}</dt>
      <dd>{children}</dd>
      <dd className="lf-figure-note">{note}</dd>
    </div>
  );
}

/** The figures of the moment, each beside its comparison and a link to its rows. Three of them lead on a phone. */
export function Strip({ board, where, school = false }: { board: Board; where: Where; school?: boolean }) {
  const { t } = useTranslation('board');
  const { now, before, lastWeek } = board;
  const rows = (state: string) => where.search({ unit: board.unitId, state });
  const compared = useCompared(board);
  const compare = (of: (f: Figures) => number): string =>
    early(now)
      ? t('comparedLater')
      : compared(of(now), before.figures && of(before.figures), lastWeek.figures && of(lastWeek.figures));
  return (
    <dl className="lf-strip">
      <Figure label={t('received')} note={<StateBar figures={now} />}>
        <NumberLink
          value={received(now)}
          to="/reports/groups"
          search={where.search({ unit: board.unitId })}
        />
        <small className="lf-figure-side">{` / ${now.expected.toLocaleString('en-US')}`}</small>
        <b className="lf-rate">{formatRate(received(now), now.expected)}</b>
      </Figure>
      <Figure
        label={now.missing > 0 || now.pending === 0 ? t('missing') : t('pending')}
        alarm={now.missing > 0}
        note={
          now.missing > 0 && now.pending > 0
            ? t('andPending', { count: now.pending })
            : early(now)
              ? ' '
              : t('onTime', { rate: formatRate(onTime(now), now.expected) })
        }
      >
        <NumberLink
          value={now.missing > 0 ? now.missing : now.pending}
          to="/reports/groups"
          search={rows(now.missing > 0 || now.pending === 0 ? 'missing' : 'pending')}
        />
      </Figure>
      <Figure label={t('ill')} note={compare(ill)}>
        <NumberLink
          value={received(now) > 0 ? ill(now) : null}
          {...(school
            ? {}
            : { to: '/boards/region', search: where.search({ unit: board.unitId, symptom: 'all' }) })}
          unit={t('people', { count: ill(now) })}
        />
        {received(now) > 0 && (
          <small className="lf-figure-side lf-split">
            {t('illSplit', { absent: now.absentIll, present: now.presentIll })}
          </small>
        )}
      </Figure>
      <Figure label={t('late')} note={t('ofReceived', { rate: formatRate(now.late, received(now)) })}>
        <NumberLink value={now.late} to="/reports/groups" search={rows('late')} />
      </Figure>
      {!school && (
        <Figure
          label={t('submitted')}
          note={now.submittedLate > 0 ? t('submittedLate', { count: now.submittedLate }) : ' '}
        >
          <NumberLink
            value={now.submitted}
            to="/reports/lines"
            search={where.search({ unit: board.unitId })}
          />
          <small className="lf-figure-side">{` / ${now.schools.toLocaleString('en-US')}`}</small>
        </Figure>
      )}
    </dl>
  );
}
