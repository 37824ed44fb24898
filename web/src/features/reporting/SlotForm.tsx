import type { SlotOverride, SlotView } from '@lianfang/contract/reporting';
import { useMutation } from '@tanstack/react-query';
import { App, Switch } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, api } from '../../lib/api.ts';
import { addDays } from '../../lib/format.ts';
import { changed } from '../../lib/live.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import './reporting.css';
import { inWords } from '../../lib/words.ts';
import { Modal } from '../../ui/Modal.tsx';

interface Props {
  readonly unit: string;
  readonly today: string;
  readonly code: string;
  readonly rows: readonly SlotView[];
  readonly onClose: () => void;
}
type Row = SlotOverride['rows'][number];

const TIMES = { opensAt: 'slot.opens', dueAt: 'slot.due', schoolDueAt: 'slot.schoolDue' } as const;
const times = Object.keys(TIMES) as (keyof typeof TIMES)[];

/** Sets the rows of one slot for a unit and all below it, from a day on, with who decided it. */
export function SlotForm({ unit, today, code, rows, onClose }: Props) {
  const { t } = useTranslation('reporting');
  const { message } = App.useApp();
  const form = useId();
  const [from, setFrom] = useState(addDays(today, 1));
  const [source, setSource] = useState('');
  const [draft, setDraft] = useState<readonly Row[]>(
    rows.map(({ subjectRole: _r, unitId: _u, unitName: _n, from: _f, source: _s, code: _c, ...row }) => row),
  );
  const own = rows.some((r) => r.unitId === unit);
  const edit = (at: number, change: Partial<Row>) =>
    setDraft(draft.map((r, i) => (i === at ? { ...r, ...change } : r)));
  const save = useMutation({
    mutationFn: (kept: readonly Row[]) =>
      api(`/units/${unit}/slots/${code}`, { method: 'PUT', body: { from, source, rows: kept } }),
    onSuccess: () => {
      message.success(t('slot.saved', { from }));
      changed('slot');
      onClose();
    },
  });
  const kindOf = (row: Row) => t(`kind.${row.subjectKind}`, { defaultValue: row.subjectKind });
  const wrong = save.error instanceof ApiProblem ? save.error.errors : [];
  /** `rows/0/dueAt` as the form has it: 班级 班组截止. */
  const nameOf = (field: string): string | undefined => {
    const [, at, name] = /^rows\/(\d+)\/(\w+)$/.exec(field) ?? [];
    const row = draft[Number(at)];
    return row && name && name in TIMES
      ? `${kindOf(row)} ${t(TIMES[name as keyof typeof TIMES])}`
      : undefined;
  };
  return (
    <Modal
      open
      width={720}
      title={t('slot.formTitle', {
        slot: rows.map((r) => inWords(r.nameZh, r.nameEn)).join('、'),
      })}
      onCancel={onClose}
      okText={t('slot.save')}
      okButtonProps={{ form, htmlType: 'submit' }}
      cancelText={t('common:action.cancel')}
      confirmLoading={save.isPending}
    >
      <ProblemAlert error={save.error} nameOf={nameOf} />
      <form
        id={form}
        className="lf-slot-form"
        onSubmit={(e) => {
          e.preventDefault();
          save.mutate(draft);
        }}
      >
        {draft.map((row, i) => (
          <fieldset key={row.subjectKind}>
            <legend>{kindOf(row)}</legend>
            {times.map((name) => (
              <label key={name}>
                {t(TIMES[name])}
                <input
                  className="lf-input"
                  type="time"
                  required
                  aria-invalid={wrong.some((e) => e.field === `body/rows/${i}/${name}`)}
                  value={row[name]}
                  onChange={(e) => edit(i, { [name]: e.target.value })}
                />
              </label>
            ))}
            <div>
              <p>{t('slot.enabled')}</p>
              <Switch
                aria-label={t('slot.enabled')}
                checked={row.enabled}
                onChange={(enabled) => edit(i, { enabled })}
              />
            </div>
          </fieldset>
        ))}
        <label>
          {t('slot.effective')}
          <input
            className="lf-input"
            type="date"
            required
            min={addDays(today, 1)}
            value={from}
            onChange={(e) => setFrom(e.target.value)}
          />
        </label>
        <label>
          {t('slot.sourceAsk')}
          <input
            className="lf-input"
            required
            minLength={2}
            maxLength={300}
            value={source}
            onChange={(e) => setSource(e.target.value)}
          />
        </label>
        {own && (
          <button
            type="button"
            className="lf-button"
            disabled={source.length < 2}
            onClick={() => save.mutate([])}
          >
            {t('slot.giveBack')}
          </button>
        )}
      </form>
    </Modal>
  );
}
