import type { Explanation } from '@lianfang/contract/explain';
import { useTranslation } from 'react-i18next';
import { said } from '../../lib/words.ts';

/** The answer in a sentence, then what it rests on and whom to ask. */
export function ExplanationView({
  explanation,
  permission,
}: {
  explanation: Explanation;
  permission: string;
}) {
  const { t } = useTranslation('access');
  const { reason, allowed, grants, posts, contacts } = explanation;
  const unit = explanation.unitName ?? t('explain.thatUnit');
  return (
    <div className="lf-card lf-form" aria-live="polite">
      <h2>{t(allowed ? 'explain.can' : 'explain.cannot', { permission })}</h2>
      <p>{t(`explain.reason.${reason}`, { unit, permission })}</p>
      {grants.length > 0 && (
        <div>
          <h3>{t(allowed ? 'explain.grantedBy' : 'explain.heldElsewhere')}</h3>
          <ul className="lf-plain">
            {grants.map((g) => (
              <li key={`${g.unitName}/${g.postName}`}>
                {g.unitName} <b>{said(g.postName)}</b>
              </li>
            ))}
          </ul>
        </div>
      )}
      {!allowed && reason !== 'password' && (
        <div>
          <h3>{t('explain.posts')}</h3>
          <p>{posts.map((p) => said(p.name)).join(t('common:listSeparator'))}</p>
        </div>
      )}
      {!allowed && contacts.length > 0 && (
        <div>
          <h3>{t('explain.contacts')}</h3>
          <ul className="lf-plain">
            {contacts.map((c) => (
              <li key={`${c.unitName}/${c.name}`}>
                {c.unitName} {said(c.postName)} <b>{c.name}</b>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
