import type { UnitView } from '@lianfang/contract/org';
import type { CalendarDaysInput, CalendarKind } from '@lianfang/contract/orgCalendar';
import { useMutation } from '@tanstack/react-query';
import { App, Button, Checkbox, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../lib/api.ts';
import { changed } from '../../../lib/live.ts';
import { useFormat } from '../../../lib/useFormat.ts';
import { FormProblem } from '../../../ui/FormProblem.tsx';
import { Modal } from '../../../ui/Modal.tsx';

type Setting = CalendarDaysInput['set'];
interface Props {
  readonly unit: UnitView;
  readonly kind: CalendarKind;
  readonly dates: readonly string[];
  readonly onDone: () => void;
}

/** Opens or closes the chosen days for the unit and all below, with a reason, or takes its own setting back. */
export function DayEditor({ unit, kind, dates, onDone }: Props) {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const { message } = App.useApp();
  const [set, setSet] = useState<Setting | null>(null);
  const [form] = Form.useForm<{ reason: string; both: boolean }>();
  const save = useMutation({
    mutationFn: ({ reason = '', both }: { reason?: string; both?: boolean }) =>
      api(`/units/${unit.id}/calendar/days`, {
        method: 'PUT',
        body: {
          dates,
          set,
          reason,
          calendars: both ? ['school', 'work'] : [kind === 'work' ? 'work' : 'school'],
        },
      }),
    onSuccess: () => {
      message.success(t('saved'));
      changed('calendar');
      setSet(null);
      onDone();
    },
  });
  const other = kind === 'work' ? 'school' : 'work';
  return (
    <>
      {(['closed', 'open', 'inherit'] as const).map((value) => (
        <Button key={value} onClick={() => setSet(value)}>
          {t(`set.${value}`)}
        </Button>
      ))}
      <Modal
        open={set !== null}
        title={set ? t(`setTitle.${set}`, { count: dates.length }) : ''}
        okText={set ? t(`set.${set}`) : ''}
        onCancel={() => setSet(null)}
        onOk={form.submit}
        confirmLoading={save.isPending}
        destroyOnHidden
      >
        <FormProblem form={form} error={save.error} />
        <p>{dates.map((d) => format.date(d)).join(t('common:listSeparator'))}</p>
        <p className="lf-muted">{t('reach', { unit: unit.name })}</p>
        <Form form={form} layout="vertical" onFinish={save.mutate}>
          {set !== 'inherit' && (
            <Form.Item
              name="reason"
              label={t('reason')}
              rules={[{ required: true, min: 2, max: 200, whitespace: true }]}
            >
              <Input placeholder={t('reasonExample')} autoFocus />
            </Form.Item>
          )}
          <Form.Item name="both" valuePropName="checked">
            <Checkbox>{t(`also.${other}`)}</Checkbox>
          </Form.Item>
        </Form>
      </Modal>
    </>
  );
}
