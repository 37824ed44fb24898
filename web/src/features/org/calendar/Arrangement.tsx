import { type ArrangedDay, type ArrangementInput, readNotice } from '@lianfang/contract/arrangement';
import type { UnitView } from '@lianfang/contract/org';
import type { CalendarMonth } from '@lianfang/contract/orgCalendar';
import { useMutation } from '@tanstack/react-query';
import { App, Button, Form, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../lib/api.ts';
import { changed } from '../../../lib/live.ts';
import { useFormat } from '../../../lib/useFormat.ts';
import { FormProblem } from '../../../ui/FormProblem.tsx';
import { Modal } from '../../../ui/Modal.tsx';
import { ProblemAlert } from '../../../ui/ProblemAlert.tsx';

interface Props {
  readonly unit: UnitView;
  readonly month: CalendarMonth;
}

/** The country's holidays of the year shown: provisional, or by which notice; the topmost unit enters them. */
export function Arrangement({ unit, month }: Props) {
  const { t } = useTranslation('calendar');
  const { message } = App.useApp();
  const [editing, setEditing] = useState(false);
  const year = Number(month.month.slice(0, 4));
  const path = `/units/${unit.id}/arrangements/${year}`;
  const done = (): void => {
    message.success(t('saved'));
    changed('calendar');
    setEditing(false);
  };
  const remove = useMutation({ mutationFn: () => api(path, { method: 'DELETE' }), onSuccess: done });
  const entered = month.arrangement;
  if (!entered && !month.days.some((d) => d.provisional)) return null;
  return (
    <div className="lf-note">
      <p>
        {entered ? t('arrangement.entered', { year, source: entered.source }) : t('provisional', { year })}
      </p>
      <ProblemAlert error={remove.error} />
      {month.can.arrange && (
        <div className="lf-org-arrange">
          <Button size="small" onClick={() => setEditing(true)}>
            {t(entered ? 'arrangement.change' : 'arrangement.enter', { year })}
          </Button>
          {entered && (
            <Popconfirm
              title={t('arrangement.removeAsk', { year })}
              okText={t('arrangement.remove')}
              onConfirm={() => remove.mutate()}
            >
              <Button size="small" type="text">
                {t('arrangement.remove')}
              </Button>
            </Popconfirm>
          )}
        </div>
      )}
      {editing && (
        <Editor
          year={year}
          path={path}
          before={entered?.days ?? []}
          onDone={done}
          onClose={() => setEditing(false)}
        />
      )}
    </div>
  );
}

interface EditorProps {
  readonly year: number;
  readonly path: string;
  readonly before: readonly ArrangedDay[];
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** The notice is pasted as it is; what is understood stands below before anything is saved. */
function Editor({ year, path, before, onDone, onClose }: EditorProps) {
  const { t } = useTranslation('calendar');
  const [text, setText] = useState('');
  const [form] = Form.useForm<{ source: string }>();
  const days = text.trim() === '' ? before : readNotice(text, year);
  const save = useMutation({
    mutationFn: ({ source }: { source: string }) =>
      api(path, { method: 'PUT', body: { source, days: [...days] } satisfies ArrangementInput }),
    onSuccess: onDone,
  });
  return (
    <Modal
      open
      width={640}
      title={t('arrangement.enter', { year })}
      okText={t('common:action.save')}
      okButtonProps={{ disabled: days.length === 0 }}
      onCancel={onClose}
      onOk={form.submit}
      confirmLoading={save.isPending}
    >
      <FormProblem form={form} error={save.error} />
      <Form
        form={form}
        layout="vertical"
        initialValues={{ source: t('arrangement.sourceOf', { year }) }}
        onFinish={save.mutate}
      >
        <Form.Item
          name="source"
          label={t('arrangement.source')}
          rules={[{ required: true, min: 2, max: 200, whitespace: true }]}
        >
          <Input />
        </Form.Item>
        <Form.Item label={t('arrangement.paste')} extra={t('arrangement.pasteHint')} htmlFor="lf-notice">
          <Input.TextArea
            id="lf-notice"
            rows={7}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </Form.Item>
      </Form>
      <Understood days={days} />
    </Modal>
  );
}

const DAY = 86_400_000;

/** Days that follow one another, as first and last. */
function runs(dates: readonly string[]): [first: string, last: string][] {
  const found: [string, string][] = [];
  for (const date of dates) {
    const last = found.at(-1);
    if (last && Date.parse(date) - Date.parse(last[1]) === DAY) last[1] = date;
    else found.push([date, date]);
  }
  return found;
}

/** What was read, a line a holiday. */
function Understood({ days }: { days: readonly ArrangedDay[] }) {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  if (days.length === 0) return <p className="lf-muted">{t('arrangement.nothing')}</p>;
  const byHoliday = Map.groupBy(days, (d) => d.holiday);
  const list = (of: readonly ArrangedDay[]): string =>
    runs(of.map((d) => d.date))
      .map(([first, last]) =>
        first === last
          ? format.dayMonth(first)
          : t('arrangement.span', { first: format.dayMonth(first), last: format.dayMonth(last) }),
      )
      .join(t('common:listSeparator'));
  return (
    <dl className="lf-org-arranged" aria-live="polite">
      {[...byHoliday].map(([holiday, all]) => {
        const off = all.filter((d) => !d.work);
        const worked = all.filter((d) => d.work);
        return (
          <div key={holiday}>
            <dt>{holiday}</dt>
            <dd>
              {t('arrangement.holidays', { count: off.length })} {list(off)}
              {worked.length > 0 && (
                <small>
                  {t('arrangement.worked', { count: worked.length })} {list(worked)}
                </small>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
