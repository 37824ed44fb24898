import type { ImportCounts } from '@lianfang/contract/people.import';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/useFormat.ts';

const SHOWN = ['new', 'changed', 'moved', 'returned', 'unchanged', 'rejected'] as const;

/** New, changed, moved, unchanged, rejected: what comes of each row. */
export function Counts({ counts }: { counts: ImportCounts }) {
  const { t } = useTranslation('people');
  const format = useFormat();
  return (
    <dl className="lf-import-counts">
      <div>
        <dt>{t('import.count.rows')}</dt>
        <dd>{format.number(counts.rows)}</dd>
      </div>
      {SHOWN.filter((key) => counts[key] > 0 || key === 'new' || key === 'rejected').map((key) => (
        <div key={key} className={key === 'rejected' && counts.rejected > 0 ? 'is-rejected' : ''}>
          <dt>
            {key === 'rejected' && counts.rejected > 0 && '✕ '}
            {t(`import.count.${key}`)}
          </dt>
          <dd>{format.number(counts[key])}</dd>
        </div>
      ))}
    </dl>
  );
}
