import type { UnitView } from '@lianfang/contract/org';
import type { OperationEffect, OperationInput } from '@lianfang/contract/orgOperations';
import { useMutation } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../lib/api.ts';
import { changed } from '../../../lib/live.ts';
import { uuidv7 } from '../../../lib/uuid.ts';
import { FormProblem } from '../../../ui/FormProblem.tsx';
import { Modal } from '../../../ui/Modal.tsx';
import { EffectView } from './EffectView.tsx';
import { OperationFields, type OperationValues, toInput } from './OperationFields.tsx';

export type OperationType = OperationInput['type'];

interface Props {
  readonly unit: UnitView;
  readonly type: OperationType;
  readonly today: string;
  readonly onClose: () => void;
}

/** One operation in two steps: what is asked and from when; what it would change. Only then can it be done. */
export function OperationModal({ unit, type, today, onClose }: Props) {
  const { t } = useTranslation('org');
  const { message } = App.useApp();
  const [form] = Form.useForm<OperationValues>();
  // One id for the preview and every retry: sent twice, the operation is there once.
  const [id] = useState(() => uuidv7());
  const [asked, setAsked] = useState<OperationInput | null>(null);
  const path = `/units/${unit.id}/operations`;
  const preview = useMutation({
    mutationFn: (body: OperationInput) => api<OperationEffect>(`${path}/preview`, { method: 'POST', body }),
    onSuccess: (_, body) => setAsked(body),
  });
  const apply = useMutation({
    mutationFn: (body: OperationInput) => api<OperationEffect>(path, { method: 'POST', body }),
    onSuccess: (_, body) => {
      message.success(t(body.effectiveOn > today ? 'operation.planned' : 'operation.done'));
      changed('unit');
      onClose();
    },
  });
  const effect = asked ? preview.data : undefined;
  return (
    <Modal
      open
      width={680}
      title={t(`operation.title.${type}`, { unit: unit.name })}
      onCancel={onClose}
      footer={
        effect
          ? [
              <Button key="back" onClick={() => setAsked(null)}>
                {t('operation.change')}
              </Button>,
              <Button
                key="apply"
                type="primary"
                danger={type === 'close' || type === 'merge'}
                loading={apply.isPending}
                onClick={() => asked && apply.mutate(asked)}
              >
                {t(`operation.confirm.${type}`)}
              </Button>,
            ]
          : [
              <Button key="cancel" onClick={onClose}>
                {t('common:action.cancel')}
              </Button>,
              <Button key="preview" type="primary" loading={preview.isPending} onClick={form.submit}>
                {t('operation.preview')}
              </Button>,
            ]
      }
    >
      <FormProblem form={form} error={apply.error ?? preview.error} />
      <div hidden={effect !== undefined}>
        <p className="lf-muted">{t(`operation.about.${type}`)}</p>
        <Form
          form={form}
          layout="vertical"
          initialValues={{ effectiveOn: today, name: unit.name, createFirst: true }}
          onFinish={(values) => preview.mutate(toInput(type, id, values))}
        >
          <OperationFields type={type} unit={unit} />
          <Form.Item
            name="effectiveOn"
            label={t('operation.effectiveOn')}
            extra={t('operation.effectiveHint')}
            rules={[{ required: true }]}
          >
            <Input type="date" min={today} />
          </Form.Item>
        </Form>
      </div>
      {effect && asked && <EffectView asked effect={effect} effectiveOn={asked.effectiveOn} today={today} />}
    </Modal>
  );
}
