import type { ImportColumn, ImportSheet, ImportView } from '@lianfang/contract/people.import';
import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { Select } from '../../../ui/Select.tsx';

interface Props {
  readonly sheet: ImportSheet;
  readonly fields: ImportView['fields'];
  readonly used: boolean;
  readonly onUse: (use: boolean) => void;
  readonly chosen: (column: string) => string | null | undefined;
  readonly onChoose: (column: string, field: string | null) => void;
}

/** One sheet: its headings, what each is taken for and how surely, with samples of what it holds. */
export function SheetColumns({ sheet, fields, used, onUse, chosen, onChoose }: Props) {
  const { t } = useTranslation('people');
  const fieldOf = (c: ImportColumn): string | null =>
    chosen(c.column) ?? (chosen(c.column) === null ? null : c.field);
  const taken = sheet.columns.map(fieldOf);
  const missing = fields.filter((f) => f.required && !taken.includes(f.field));
  const options = [
    { value: '', label: t('import.ignore') },
    ...fields.map((f) => ({
      value: f.field,
      label: t(`column.${f.field}`),
      disabled: taken.includes(f.field),
    })),
  ];
  const columns = sheet.columns.filter((c) => c.heading !== '' || c.samples.length > 0);

  return (
    <section className="lf-import-sheet">
      <h2 className="lf-import-heading">
        <Checkbox checked={used} onChange={(e) => onUse(e.target.checked)}>
          {sheet.name}
        </Checkbox>
        <small>
          {sheet.why ? t(`import.why.${sheet.why}`) : t('import.rows', { count: sheet.rows })}
          {sheet.headerRows &&
            ` · ${t('import.headings', { rows: [...new Set(sheet.headerRows)].join('–') })}`}
          {sheet.className && ` · ${t('import.classOf', { name: sheet.className })}`}
          {sheet.hiddenRows > 0 && ` · ${t('import.hiddenRows', { count: sheet.hiddenRows })}`}
        </small>
      </h2>
      {used && (
        <>
          {missing.length > 0 && (
            <p className="lf-alert" role="alert">
              {t('import.missing', {
                fields: missing.map((f) => t(`column.${f.field}`)).join(t('common:listSeparator')),
              })}
            </p>
          )}
          <div className="lf-import-columns">
            {columns.map((c) => (
              <div key={c.column} className={fieldOf(c) ? 'lf-import-column' : 'lf-import-column is-ignored'}>
                <div>
                  <code>{c.column}</code> <b>{c.heading || t('import.noHeading')}</b>
                  <small>{c.samples.join(t('common:listSeparator'))}</small>
                </div>
                <Select
                  aria-label={t('import.takenFor', { column: c.column })}
                  value={fieldOf(c) ?? ''}
                  options={options}
                  onChange={(field) => onChoose(c.column, field || null)}
                  showSearch={{ optionFilterProp: 'label' }}
                />
                <small className={c.confidence < 0.8 && c.field ? 'lf-import-unsure' : 'lf-muted'}>
                  {c.field && chosen(c.column) === undefined ? t(`import.by.${c.by}`) : ''}
                </small>
              </div>
            ))}
          </div>
          {sheet.skipped.length > 0 && (
            <details>
              <summary>{t('import.skipped', { count: sheet.skipped.length })}</summary>
              <ul>
                {sheet.skipped.map((s) => (
                  <li key={s.row}>
                    {t('import.row', { row: s.row })} {s.text}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </>
      )}
    </section>
  );
}
