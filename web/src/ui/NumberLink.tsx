import { Link } from '@tanstack/react-router';
import { formatChange, formatNumber } from '../lib/format.ts';

interface Props {
  readonly value: number | null | undefined;
  /** Where the rows behind the number are; a number without rows is plain text. */
  readonly to?: string;
  readonly search?: Readonly<Record<string, string>>;
  readonly unit?: string;
  readonly digits?: number;
  /** Difference to the comparison named by `changeLabel` (yesterday, the same day last week). */
  readonly change?: number;
  readonly changeLabel?: string;
  /** -1 in a table that is one stop of Tab. */
  readonly tabIndex?: number;
}

/** A figure in tabular digits that opens the rows behind it. Null is a dash, never a zero. */
export function NumberLink({ value, to, search, unit, digits = 0, change, changeLabel, tabIndex }: Props) {
  const text = value === null || value === undefined ? '–' : formatNumber(value, digits);
  return (
    <span className="lf-number">
      {to && value !== null && value !== undefined ? (
        <Link to={to as never} search={search as never} tabIndex={tabIndex}>
          {text}
        </Link>
      ) : (
        <span>{text}</span>
      )}
      {unit && <small> {unit}</small>}
      {change !== undefined && (
        <small className="lf-change" title={changeLabel}>
          {changeLabel && `${changeLabel} `}
          {formatChange(change, digits)}
        </small>
      )}
    </span>
  );
}
