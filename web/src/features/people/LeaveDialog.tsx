import type { PersonDetail } from '@lianfang/contract/people';
import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { useSession } from '../../lib/session.ts';
import { Modal } from '../../ui/Modal.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';

interface Props {
  readonly person: PersonDetail;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** A pupil goes to another school, a member of staff leaves. */
export function LeaveDialog({ person, onClose, onDone }: Props) {
  const { t } = useTranslation('people');
  const { session } = useSession();
  const leave = useMutation({
    mutationFn: (body: { on: string; reason: string }) =>
      api(`/people/${person.id}/leave`, { method: 'POST', body }),
    onSuccess: onDone,
  });
  return (
    <Modal open title={t('leave.title', { name: person.name })} footer={null} onCancel={onClose}>
      <p>{t('leave.text')}</p>
      <Form layout="vertical" initialValues={{ on: session?.today }} onFinish={leave.mutate}>
        <Form.Item name="on" label={t('leave.on')} rules={[{ required: true }]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="reason" label={t('leave.reason')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={200} placeholder={t('leave.example')} />
        </Form.Item>
        <ProblemAlert error={leave.error} />
        <Button type="primary" danger htmlType="submit" loading={leave.isPending} block>
          {t('leave.do', { name: person.name })}
        </Button>
      </Form>
    </Modal>
  );
}
