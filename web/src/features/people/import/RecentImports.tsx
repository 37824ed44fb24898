import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/useFormat.ts';
import { importsQuery } from './queries.ts';

/** One's own latest imports: to go on with, to undo, to fetch the rejected rows of. */
export function RecentImports({ onOpen }: { onOpen: (id: string) => void }) {
  const { t } = useTranslation('people');
  const format = useFormat();
  const { data } = useQuery(importsQuery);
  if (!data || data.rows.length === 0) return null;
  return (
    <section>
      <h2 className="lf-import-heading">{t('import.recent')}</h2>
      <ul className="lf-import-recent">
        {data.rows.slice(0, 8).map((item) => (
          <li key={item.id}>
            <button type="button" onClick={() => onOpen(item.id)}>
              <b>{item.fileName}</b>
              <span>
                {t(`import.kind.${item.kind}`)} · {t(`import.state.${item.state}`)} ·{' '}
                {t('import.rowsOf', {
                  rows: item.counts.rows,
                  rejected: item.counts.rejected,
                })}
              </span>
              <small className="lf-numeric">{format.instant(item.appliedAt ?? item.createdAt)}</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
