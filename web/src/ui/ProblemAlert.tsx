import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../lib/api.ts';

interface Props {
  readonly error: unknown;
  readonly onRetry?: () => void;
  /** Fields on the page that show their own error (`unit/code`). */
  readonly shown?: readonly string[];
  /** What the page calls a field (`rows/0/dueAt`); without a name its path is told. */
  readonly nameOf?: (field: string) => string | undefined;
}

const plain = (field: string): string => field.replace(/^body\//, '');

/** What went wrong, where, and what to do next. Field errors without a field on the page are listed. */
export function ProblemAlert({ error, onRetry, shown = [], nameOf }: Props) {
  const { t } = useTranslation();
  if (!error) return null;
  const problem = error instanceof ApiProblem ? error : null;
  const others = problem?.errors.filter((e) => !shown.includes(plain(e.field))) ?? [];
  return (
    <div className="lf-alert" role="alert">
      <p>{problem ? problem.message : t('common:problem.unexpected')}</p>
      {others.length > 0 && (
        <ul>
          {others.map((e) => (
            <li key={`${e.row ?? ''}/${e.field}/${e.code}`}>
              <Place row={e.row} field={e.field} name={nameOf?.(plain(e.field))} /> {e.detail}
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

function Place(at: {
  readonly row?: number | undefined;
  readonly field: string;
  readonly name: string | undefined;
}) {
  const { t } = useTranslation();
  if (at.name) return <strong>{at.name}</strong>;
  return (
    <>
      {at.row !== undefined && `${t('common:problem.row', { row: at.row })} `}
      <code>{at.field}</code>
    </>
  );
}
