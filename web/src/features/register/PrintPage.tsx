import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat.ts';
import { PrintSheet } from '../../ui/PrintSheet.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { PageSkeleton } from '../../ui/Skeleton.tsx';
import { cellText } from './cells.ts';
import { FORM_LANGUAGE, useRegister, useRegisterFilters } from './useRegister.ts';
import './register.css';

/** A register as it lies on paper: A4 landscape, headings on every page, places to sign. */
export default function PrintPage() {
  const { t } = useTranslation('register');
  const { t: onPaper } = useTranslation('register', { lng: FORM_LANGUAGE });
  const format = useFormat(FORM_LANGUAGE);
  const { filters, register, query } = useRegisterFilters();
  const { data, error } = useRegister(register, query);
  if (error) return <ProblemAlert error={error} />;
  if (!data) return <PageSkeleton rows={10} />;
  const widths = data.columns.reduce((sum, c) => sum + c.width, 0);
  const dates =
    data.from === data.to
      ? format.date(data.from)
      : onPaper('dates', { from: format.date(data.from), to: format.date(data.to) });
  return (
    <main className="lf-register-print">
      <PrintSheet
        title={data.title}
        language={FORM_LANGUAGE}
        unit={data.unit.name}
        date={dates}
        landscape
        signatures={data.signatures}
        back={
          <Link className="lf-button" to={'/registers' as never} search={{ ...filters } as never}>
            {t('backToRegister')}
          </Link>
        }
      >
        <table>
          <colgroup>
            {data.columns.map((c) => (
              <col key={c.key} style={{ width: `${(100 * c.width) / widths}%` }} />
            ))}
          </colgroup>
          <thead>
            <tr>
              {data.columns.map((c) => (
                <th key={c.key} scope="col">
                  {c.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines of a finished form have no other identity
              <tr key={i}>
                {data.columns.map((c) => (
                  <td key={c.key} className={c.numeric ? 'lf-numeric' : undefined}>
                    {cellText(row, c)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </PrintSheet>
    </main>
  );
}
