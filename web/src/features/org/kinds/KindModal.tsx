import { useMutation } from '@tanstack/react-query';
import { App, Form, type FormInstance, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../lib/api.ts';
import { changed } from '../../../lib/live.ts';
import { FormProblem } from '../../../ui/FormProblem.tsx';
import { Modal } from '../../../ui/Modal.tsx';

interface Props<Values> {
  readonly title: string;
  readonly okText: string;
  readonly method: 'POST' | 'PATCH';
  readonly path: string;
  /** The top of the tree at which the reader is administrator. */
  readonly unit: string;
  readonly form: FormInstance<Values>;
  readonly initial?: Partial<Values>;
  readonly onClose: () => void;
  /** Fields below the two names. */
  readonly children: ReactNode;
}

/** A kind's names in both languages, and what else it consists of. */
export function KindModal<Values extends object>(props: Props<Values>) {
  const { t } = useTranslation('org');
  const { message } = App.useApp();
  const save = useMutation({
    mutationFn: (values: Values) =>
      api(props.path, { method: props.method, body: { ...values, unit: props.unit } }),
    onSuccess: () => {
      message.success(t('form.saved'));
      changed('kind');
      props.onClose();
    },
  });
  const rules = [{ required: true, whitespace: true, max: 40, message: t('kinds.required') }];
  return (
    <Modal
      open
      title={props.title}
      okText={props.okText}
      onCancel={props.onClose}
      onOk={props.form.submit}
      confirmLoading={save.isPending}
    >
      <FormProblem form={props.form} error={save.error} />
      <Form form={props.form} layout="vertical" initialValues={props.initial ?? {}} onFinish={save.mutate}>
        <Form.Item name="nameZh" label={t('kinds.name')} rules={rules}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name="nameEn" label={t('kinds.nameEn')} rules={rules}>
          <Input autoComplete="off" />
        </Form.Item>
        {props.children}
      </Form>
    </Modal>
  );
}

/** The code of a new kind. */
export function CodeField() {
  const { t } = useTranslation('org');
  return (
    <Form.Item
      name="code"
      label={t('kinds.code')}
      extra={t('kinds.codeHint')}
      rules={[{ required: true, pattern: /^[a-z][a-z0-9-]{1,39}$/, message: t('kinds.codeHint') }]}
    >
      <Input autoComplete="off" autoCapitalize="none" />
    </Form.Item>
  );
}
