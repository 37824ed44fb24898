import type { IssuedInvitation } from '@lianfang/contract/invitation';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Form, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { Modal } from '../../ui/Modal.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { Select } from '../../ui/Select.tsx';
import type { UnitOption } from '../../ui/UnitPicker.tsx';
import { PostPicker } from './PostPicker.tsx';

const targets = ['class', 'dormitory', 'office', 'self'] as const;
type Target = (typeof targets)[number];
/** As many as one request may name. */
const MOST = 200;

interface Props {
  readonly unitId: string;
  readonly onIssued: (rows: readonly IssuedInvitation[]) => void;
  readonly onClose: () => void;
}

/** For whom: every class (dormitory, office) of the unit, or the unit itself; which post; how long. */
export function IssueForm({ unitId, onIssued, onClose }: Props) {
  const { t } = useTranslation('access');
  const [target, setTarget] = useState<Target>('class');
  const [dropped, setDropped] = useState<readonly string[]>([]);
  const [post, setPost] = useState<string>();
  const [days, setDays] = useState(7);
  const below = useQuery({
    queryKey: ['units', 'under', unitId, target],
    queryFn: ({ signal }) =>
      api<{ rows: UnitOption[] }>('/units', {
        query: { under: unitId, kind: target, limit: MOST },
        signal,
      }),
    enabled: target !== 'self',
  });
  const units = target === 'self' ? [unitId] : (below.data?.rows ?? []).map((u) => u.id);
  const chosen = units.filter((id) => !dropped.includes(id));
  const issue = useMutation({
    mutationFn: () =>
      api<{ rows: IssuedInvitation[] }>('/invitations', {
        method: 'POST',
        body: { unitIds: chosen, postKind: post, days },
      }),
    onSuccess: ({ rows }) => onIssued(rows),
  });
  return (
    <Modal open title={t('invite.new')} onCancel={onClose} footer={null} width={620}>
      <Form layout="vertical" onFinish={() => issue.mutate()}>
        <Form.Item label={t('invite.for')}>
          <Radio.Group
            value={target}
            onChange={(e) => {
              setTarget(e.target.value);
              setDropped([]);
              setPost(undefined);
            }}
            options={targets.map((one) => ({ value: one, label: t(`invite.target.${one}`) }))}
          />
        </Form.Item>
        {target !== 'self' && (
          <Form.Item label={t('invite.units', { count: chosen.length })}>
            <ProblemAlert error={below.error} />
            {below.data?.rows.length === 0 && <p className="lf-muted">{t('invite.noUnits')}</p>}
            <Checkbox.Group
              className="lf-check-grid lf-scroll"
              value={chosen}
              onChange={(keep) => setDropped(units.filter((id) => !keep.includes(id)))}
              options={(below.data?.rows ?? []).map((u) => ({ value: u.id, label: u.name }))}
            />
          </Form.Item>
        )}
        <Form.Item label={t('field.post')}>
          <PostPicker unitId={chosen[0]} value={post} onChange={setPost} />
        </Form.Item>
        <Form.Item label={t('invite.days')}>
          <Select
            aria-label={t('invite.days')}
            value={days}
            onChange={setDays}
            options={[3, 7, 14, 30].map((count) => ({
              value: count,
              label: t('invite.dayCount', { count }),
            }))}
          />
        </Form.Item>
        <ProblemAlert error={issue.error} />
        <Button
          type="primary"
          htmlType="submit"
          block
          loading={issue.isPending}
          disabled={chosen.length === 0 || post === undefined}
        >
          {t('invite.issue', { count: chosen.length })}
        </Button>
      </Form>
    </Modal>
  );
}
