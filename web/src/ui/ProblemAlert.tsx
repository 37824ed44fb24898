import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../lib/api.ts';

interface Props {
  readonly error: unknown;
  readonly onRetry?: () => void;
  /** Fields on the page that show their own error (`unit/code`). */
  readonly shown?: readonly string[];
}

/** What went wrong, where, and what to do next. Field errors without a field on the page are listed. */
export function ProblemAlert({ error, onRetry, shown = [] }: Props) {
  const { t } = useTranslation();
  if (!error) return null;
  const problem = error instanceof ApiProblem ? error : null;
  const others = problem?.errors.filter((e) => !shown.includes(e.field.replace(/^body\//, ''))) ?? [];
  return (
    <div className="lf-alert" role="alert">
      <p>{problem ? problem.message : t('common:problem.unexpected')}</p>
      {others.length > 0 && (
        <ul>
          {others.map((e) => (
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
