import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../lib/api.ts';

/** What went wrong, where, and what to do next. Field errors without a field on the page are listed. */
export function ProblemAlert({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  if (!error) return null;
  const problem = error instanceof ApiProblem ? error : null;
  return (
    <div className="lf-alert" role="alert">
      <p>{problem ? problem.message : t('common:problem.unexpected')}</p>
      {problem && problem.errors.length > 0 && (
        <ul>
          {problem.errors.map((e) => (
            <li key={`${e.row ?? ''}/${e.field}/${e.code}`}>
              {e.row !== undefined && `${t('common:problem.row', { row: e.row })} `}
              <code>{e.field}</code> {e.detail}
            </li>
          ))}
        </ul>
      )}
      {onRetry && (
        <button type="button" className="lf-button" onClick={onRetry}>
          {t('common:action.retry')}
        </button>
      )}
    </div>
  );
}
