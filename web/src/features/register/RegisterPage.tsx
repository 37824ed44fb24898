import { registerKinds } from '@lianfang/contract/healthRegister';
import { Link } from '@tanstack/react-router';
import { App, Button, Checkbox } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, download } from '../../lib/api.ts';
import { useFormat } from '../../lib/useFormat.ts';
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Page } from '../../ui/Page.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { UnitPicker } from '../../ui/UnitPicker.tsx';
import { cellText } from './cells.ts';
import { FORM_LANGUAGE, useRegister, useRegisterFilters } from './useRegister.ts';

type Line = Readonly<Record<string, string>> & { readonly line: string };

/** The formal registers: on screen, for print, as Excel and CSV. */
export default function RegisterPage() {
  const { t, i18n } = useTranslation('register');
  const format = useFormat();
  const { message } = App.useApp();
  const { filters, setFilters, register, query, unitName } = useRegisterFilters();
  const { data, error, isFetching } = useRegister(register, query);
  const [busy, setBusy] = useState<string>();
  const shown = data?.register === register ? data : undefined;
  const columns = useMemo<readonly DataColumn<Line>[]>(
    () =>
      (shown?.columns ?? []).map((c) => ({
        key: c.key,
        title: c.title,
        dataIndex: c.key,
        numeric: c.numeric,
        width: Math.max(64, c.width * 11),
      })),
    [shown],
  );
  const rows = useMemo(
    () =>
      shown?.rows.map(
        (row, i): Line => ({
          ...Object.fromEntries(shown.columns.map((c) => [c.key, cellText(row, c)])),
          line: String(i),
        }),
      ),
    [shown],
  );
  const save = async (kind: 'xlsx' | 'csv') => {
    setBusy(kind);
    try {
      await download(`/registers/${register}`, { ...query, format: kind });
    } catch (e) {
      message.error(e instanceof ApiProblem ? e.message : t('common:problem.unexpected'));
    } finally {
      setBusy(undefined);
    }
  };
  return (
    <Page
      title={t('title')}
      subtitle={shown && <span>{`${shown.unit.name} · ${t('rows', { count: shown.rows.length })}`}</span>}
      {...(shown && { asOf: shown.madeAt })}
      actions={
        <>
          <Link className="lf-button" to={'/registers/print' as never} search={{ ...filters } as never}>
            <Icon name="print" size={18} />
            {t('printView')}
          </Link>
          <Button loading={busy === 'csv'} disabled={!shown} onClick={() => void save('csv')}>
            CSV
          </Button>
          <Button
            type="primary"
            loading={busy === 'xlsx'}
            disabled={!shown}
            onClick={() => void save('xlsx')}
          >
            {t('excel')}
          </Button>
        </>
      }
      filters={
        <>
          <fieldset className="lf-joined">
            <legend className="lf-sr">{t('kind')}</legend>
            {registerKinds.map((k) => (
              <button
                key={k}
                type="button"
                aria-pressed={k === register}
                onClick={() => setFilters({ register: k })}
              >
                {t(`kinds.${k}`)}
              </button>
            ))}
          </fieldset>
          <UnitPicker
            value={query.unit || undefined}
            valueName={unitName ?? shown?.unit.name}
            onChange={(unit) => setFilters({ unit: unit ?? '' })}
          />
          {(['from', 'to'] as const).map((end) => (
            <label key={end} className="lf-date">
              <span>
                {t(end)} {query[end] && format.date(query[end])}
              </span>
              <input
                type="date"
                value={query[end]}
                onChange={(e) => e.target.value && setFilters({ [end]: e.target.value })}
              />
            </label>
          ))}
          {shown?.mayReveal && (
            <Checkbox
              checked={query.contacts === 'full'}
              onChange={(e) => setFilters({ contacts: e.target.checked ? 'full' : '' })}
            >
              {t('contacts.show')}
            </Checkbox>
          )}
        </>
      }
    >
      <ProblemAlert error={error} />
      {i18n.language !== FORM_LANGUAGE && <p className="lf-muted">{t('formLanguage')}</p>}
      {shown && !shown.named && register !== 'daily' && <p className="lf-note">{t('masked')}</p>}
      {shown?.contacts === 'full' && <p className="lf-note">{t('contacts.logged')}</p>}
      {!error && (
        <DataTable<Line>
          key={register}
          id={`register.${register}`}
          label={t(`kinds.${register}`)}
          lang={FORM_LANGUAGE}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.line}
          loading={isFetching && !shown}
          empty={<Empty title={t('none.title')}>{t('none.text')}</Empty>}
        />
      )}
    </Page>
  );
}
