import type { OperationEffect } from '@lianfang/contract/orgOperations';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/useFormat.ts';
import { useKinds } from '../useKinds.ts';

interface Props {
  readonly effect: OperationEffect;
  readonly effectiveOn: string;
  readonly today: string;
  /** Not done yet: a preview. */
  readonly asked?: boolean;
}
const ORDER = ['create', 'close', 'move', 'rename', 'edit', 'follow'] as const;

/** What an operation changes: counts first, then the units with before and after, and what to look at. */
export function EffectView({ effect, effectiveOn, today, asked = false }: Props) {
  const { t } = useTranslation('org');
  const format = useFormat();
  const { kindName } = useKinds();
  const counts = Object.entries(effect.counts).filter(([, n]) => n > 0);
  const shown = ORDER.filter((k) => effect.totals[k] > 0);
  const changed = shown.filter((k) => k !== 'follow').reduce((n, k) => n + effect.totals[k], 0);
  return (
    <div className="lf-org-effect">
      <p>{t(effectiveOn > today ? 'effect.from' : 'effect.now', { date: format.date(effectiveOn) })}</p>
      <ul className="lf-org-below">
        {shown.map((k) => (
          <li key={k}>
            <strong>{format.number(effect.totals[k])}</strong> {t(`effect.${k}`)}
          </li>
        ))}
        {effect.endedPosts > 0 && (
          <li>
            <strong>{format.number(effect.endedPosts)}</strong> {t('effect.endedPosts')}
          </li>
        )}
        {counts.map(([what, n]) => (
          <li key={what}>
            <strong>{format.number(n)}</strong> {t(`effect.counts.${what}`, { defaultValue: what })}
          </li>
        ))}
      </ul>
      {effect.peopleMoved > 0 && (
        <p className="lf-note">
          {t(asked ? 'effect.peopleToMove' : 'effect.peopleMoved', { count: effect.peopleMoved })}
        </p>
      )}
      <Notes notes={effect.notes} />
      <div className="lf-org-effect-list">
        <table>
          <thead>
            <tr>
              <th>{t('effect.what')}</th>
              <th>{t('effect.unit')}</th>
              <th>{t('effect.before')}</th>
              <th>{t('effect.after')}</th>
            </tr>
          </thead>
          <tbody>
            {effect.units.map((u) => (
              <tr key={u.id}>
                <td>{t(`effect.${u.change}`)}</td>
                <td>{kindName(u.kind)}</td>
                <td>{u.before ? <State {...u.before} /> : '–'}</td>
                <td>{u.after ? <State {...u.after} /> : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {effect.units.length < changed && (
          <p className="lf-muted">{t('effect.more', { shown: effect.units.length, total: changed })}</p>
        )}
      </div>
      <p className="lf-muted">{t('effect.past')}</p>
    </div>
  );
}

/** Notes of one sort at most; a merger of two schools has one for every class. */
const NOTES = 3;

function Notes({ notes }: Pick<OperationEffect, 'notes'>) {
  const { t } = useTranslation('org');
  if (notes.length === 0) return null;
  return (
    <div className="lf-note">
      <strong>{t('effect.notes')}</strong>
      <ul>
        {[...Map.groupBy(notes, (n) => n.code)].flatMap(([code, all]) => [
          ...all
            .slice(0, NOTES)
            .map((n) => <li key={`${code}${n.unit}`}>{t(`effect.note.${code}`, { name: n.name })}</li>),
          all.length > NOTES && <li key={code}>{t('effect.noteMore', { count: all.length - NOTES })}</li>,
        ])}
      </ul>
    </div>
  );
}

function State({ name, parent, territory }: NonNullable<OperationEffect['units'][number]['before']>) {
  return (
    <>
      {name}
      <small className="lf-muted"> {[parent, territory].filter(Boolean).join(' · ')}</small>
    </>
  );
}
