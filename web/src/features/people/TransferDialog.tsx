import type { PersonDetail } from '@lianfang/contract/people';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { Modal } from '../../ui/Modal.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { UnitPicker } from '../../ui/UnitPicker.tsx';

interface Props {
  readonly person: PersonDetail;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** To another class or school of one's scope, from today on; takes back who had left. */
export function TransferDialog({ person, onClose, onDone }: Props) {
  const { t } = useTranslation('people');
  const [unitId, setUnitId] = useState<string>();
  const move = useMutation({
    mutationFn: () => api(`/people/${person.id}/transfer`, { method: 'POST', body: { unitId } }),
    onSuccess: onDone,
  });
  return (
    <Modal open title={t('transfer.title', { name: person.name })} footer={null} onCancel={onClose}>
      <div className="lf-form">
        <div>{t('transfer.text', { from: person.unitName })}</div>
        <UnitPicker
          {...(person.kind === 'student' && { kind: 'class' })}
          value={unitId}
          onChange={setUnitId}
          label={t('transfer.to')}
        />
        <ProblemAlert error={move.error} />
        <Button
          type="primary"
          disabled={!unitId}
          loading={move.isPending}
          onClick={() => move.mutate()}
          block
        >
          {t('transfer.do')}
        </Button>
      </div>
    </Modal>
  );
}
