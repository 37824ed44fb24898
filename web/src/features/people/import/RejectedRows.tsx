import type { ImportView } from '@lianfang/contract/people.import';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { download } from '../../../lib/api.ts';
import { saidAround } from '../../../lib/words.ts';
import { Icon } from '../../../ui/Icon.tsx';

/** Every row that cannot be imported: where, what, why, and what to do. */
export function RejectedRows({ data }: { data: ImportView }) {
  const { t } = useTranslation('people');
  if (data.rejected.length === 0) return null;
  const several = data.sheets.filter((s) => s.used).length > 1;
  return (
    <section>
      <h2 className="lf-import-heading">
        {t('import.rejectedTitle', { count: data.counts.rejected })}
        {data.abilities.errorSheet && (
          <Button
            icon={<Icon name="download" size={16} />}
            onClick={() => void download(`/imports/${data.id}/errors.xlsx`)}
          >
            {t('import.errorSheet')}
          </Button>
        )}
      </h2>
      <p className="lf-muted">{t('import.errorSheetHint')}</p>
      <ol className="lf-import-rejected">
        {data.rejected.map((row) => (
          <li key={`${row.sheet}/${row.row}`}>
            <b className="lf-import-no">
              {several && `${row.sheet} `}
              {t('import.row', { row: row.row })}
            </b>
            <ul>
              {row.problems.map((p) => (
                <li key={`${p.column}/${p.code}`}>
                  <span>
                    {p.column && <code>{p.column}</code>} {p.heading ?? (p.field && t(`column.${p.field}`))}{' '}
                    <strong>{saidAround(p.reason, p.params)}</strong>
                    {p.value && <q>{p.value}</q>}
                  </span>
                  <small>{saidAround(p.remedy, p.params)}</small>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {data.counts.rejected > data.rejected.length && (
        <p>{t('import.moreRejected', { count: data.counts.rejected - data.rejected.length })}</p>
      )}
    </section>
  );
}
