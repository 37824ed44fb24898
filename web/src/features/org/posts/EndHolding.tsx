import type { UnitView } from '@lianfang/contract/org';
import type { Holder } from '@lianfang/contract/orgPosts';
import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../lib/api.ts';
import { changed } from '../../../lib/live.ts';
import { Modal } from '../../../ui/Modal.tsx';
import { ProblemAlert } from '../../../ui/ProblemAlert.tsx';

interface Props {
  readonly unit: UnitView;
  readonly holder: Holder;
  readonly today: string;
}

/** Ends a holding on a day; that day is the first on which it is no longer held. */
export function EndHolding({ unit, holder, today }: Props) {
  const { t } = useTranslation('org');
  const [open, setOpen] = useState(false);
  const [on, setOn] = useState(today);
  const end = useMutation({
    mutationFn: () => api(`/units/${unit.id}/posts/${holder.id}/end`, { method: 'POST', body: { on } }),
    onSuccess: () => {
      changed('account');
      setOpen(false);
    },
  });
  return (
    <>
      <Button size="small" type="text" onClick={() => setOpen(true)}>
        {t('post.end')}
      </Button>
      <Modal
        open={open}
        title={t('post.endTitle', { name: holder.name })}
        okText={t('post.end')}
        onCancel={() => setOpen(false)}
        onOk={() => end.mutate()}
        confirmLoading={end.isPending}
      >
        {end.error && <ProblemAlert error={end.error} />}
        <Form layout="vertical">
          <Form.Item label={t('post.endOn')} htmlFor="lf-end-on" extra={t('post.endHint')}>
            <Input
              id="lf-end-on"
              type="date"
              min={today}
              value={on}
              onChange={(e) => setOn(e.target.value)}
            />
          </Form.Item>
        </Form>
      </Modal>
    </>
  );
}
