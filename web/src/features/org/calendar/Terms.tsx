import type { UnitView } from '@lianfang/contract/org';
import type { TermInput, TermView } from '@lianfang/contract/orgCalendar';
import { useMutation } from '@tanstack/react-query';
import { App, Button, Form, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../lib/api.ts';
import { changed } from '../../../lib/live.ts';
import { useFormat } from '../../../lib/useFormat.ts';
import { Empty } from '../../../ui/Empty.tsx';
import { FormProblem } from '../../../ui/FormProblem.tsx';
import { Modal } from '../../../ui/Modal.tsx';
import { ProblemAlert } from '../../../ui/ProblemAlert.tsx';

interface Props {
  readonly unit: UnitView;
  readonly terms: readonly TermView[];
  readonly manage: boolean;
  readonly today: string;
}

/** Terms of the school year shown, the unit's own and those above; the nearest unit that has any decides. */
export function Terms({ unit, terms, manage, today }: Props) {
  const { t } = useTranslation('calendar');
  const format = useFormat();
  const { message } = App.useApp();
  const [editing, setEditing] = useState<TermView | 'new' | null>(null);
  const [form] = Form.useForm<TermInput>();
  const path = `/units/${unit.id}/terms`;
  const done = (): void => {
    message.success(t('saved'));
    changed('calendar');
    setEditing(null);
  };
  const save = useMutation({
    mutationFn: (body: TermInput) =>
      editing === 'new' || editing === null
        ? api(path, { method: 'POST', body })
        : api(`${path}/${editing.id}`, { method: 'PUT', body }),
    onSuccess: done,
  });
  const remove = useMutation({
    mutationFn: (id: string) => api(`${path}/${id}`, { method: 'DELETE' }),
    onSuccess: done,
  });
  const add = manage && (
    <Button size="small" onClick={() => setEditing('new')}>
      {t('term.add')}
    </Button>
  );
  return (
    <section>
      <div className="lf-org-section-head">
        <h3>{t('term.title')}</h3>
        {terms.length > 0 && add}
      </div>
      {remove.error && <ProblemAlert error={remove.error} />}
      {terms.length === 0 ? (
        <Empty title={t('term.none')} action={add}>
          {t('term.noneText')}
        </Empty>
      ) : (
        <ul className="lf-org-terms">
          {terms.map((term) => (
            <li key={term.id} className={term.inForce ? '' : 'lf-muted'}>
              <strong>{term.name}</strong>
              <span>{t('term.span', { first: format.date(term.first), last: format.date(term.last) })}</span>
              <span className="lf-muted">
                {term.here ? t('term.own') : t('term.from', { unit: term.unit.name })}
                {!term.inForce && ` · ${t('term.overridden')}`}
              </span>
              {manage && term.here && term.last >= today && (
                <span className="lf-org-operation-do">
                  <Button size="small" type="text" onClick={() => setEditing(term)}>
                    {t('common:action.edit')}
                  </Button>
                  <Popconfirm
                    title={t('term.removeAsk', { name: term.name })}
                    okText={t('common:action.delete')}
                    onConfirm={() => remove.mutate(term.id)}
                  >
                    <Button size="small" type="text">
                      {t('common:action.delete')}
                    </Button>
                  </Popconfirm>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      <Modal
        open={editing !== null}
        title={t(editing === 'new' ? 'term.add' : 'term.edit')}
        okText={t('common:action.save')}
        onCancel={() => setEditing(null)}
        onOk={form.submit}
        confirmLoading={save.isPending}
        destroyOnHidden
      >
        <FormProblem form={form} error={save.error} />
        <Form
          form={form}
          layout="vertical"
          preserve={false}
          {...(editing !== null && editing !== 'new' && { initialValues: editing })}
          onFinish={({ name, first, last }) => save.mutate({ name, first, last })}
        >
          <Form.Item
            name="name"
            label={t('term.name')}
            rules={[{ required: true, whitespace: true, max: 60 }]}
          >
            <Input placeholder={t('term.example')} />
          </Form.Item>
          <Form.Item name="first" label={t('term.first')} rules={[{ required: true }]}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="last" label={t('term.last')} rules={[{ required: true }]}>
            <Input type="date" min={today} />
          </Form.Item>
        </Form>
      </Modal>
    </section>
  );
}
