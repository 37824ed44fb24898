import { useMutation, useQuery } from '@tanstack/react-query';
import { App } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { changed } from '../../lib/live.ts';
import { slotsQuery } from '../../lib/slots.ts';
import { inWords } from '../../lib/words.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { UnitPicker } from '../../ui/UnitPicker.tsx';
import './reporting.css';
import { Modal } from '../../ui/Modal.tsx';

interface Props {
  readonly unit: string;
  readonly unitName: string | undefined;
  readonly today: string;
  readonly onClose: () => void;
}

/** Takes a unit and all below it out of what is due: from, to, which check, why. */
export function ExemptionForm({ unit, unitName, today, onClose }: Props) {
  const { t } = useTranslation('reporting');
  const { message } = App.useApp();
  const form = useId();
  const [draft, setDraft] = useState({ unit, slot: '', from: today, to: today, reason: '' });
  const { data, isPending } = useQuery(slotsQuery(draft.unit, draft.from));
  const inForce = new Map((data?.rows ?? []).filter((r) => r.enabled).map((r) => [r.code, r]));
  // Another unit or day may not have the slot chosen before.
  const slot = inForce.has(draft.slot) ? draft.slot : '';
  const add = useMutation({
    mutationFn: () => api('/exemptions', { method: 'POST', body: { ...draft, slot: slot || undefined } }),
    onSuccess: () => {
      message.success(t('exemption.added'));
      changed('exemption');
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t('exemption.add')}
      onCancel={onClose}
      okText={t('exemption.add')}
      okButtonProps={{ form, htmlType: 'submit', disabled: isPending }}
      cancelText={t('common:action.cancel')}
      confirmLoading={add.isPending}
    >
      <ProblemAlert error={add.error} />
      <form
        id={form}
        className="lf-slot-form"
        onSubmit={(e) => {
          e.preventDefault();
          add.mutate();
        }}
      >
        <UnitPicker
          value={draft.unit}
          valueName={draft.unit === unit ? unitName : undefined}
          label={t('exemption.unit')}
          onChange={(id) => id && setDraft({ ...draft, unit: id })}
        />
        <label>
          {t('exemption.slot')}
          <select
            className="lf-input"
            value={slot}
            onChange={(e) => setDraft({ ...draft, slot: e.target.value })}
          >
            <option value="">{t('exemption.all')}</option>
            {[...inForce.values()].map((s) => (
              <option key={s.code} value={s.code}>
                {t(`slotName.${s.code}`, { defaultValue: inWords(s.nameZh, s.nameEn) })}
              </option>
            ))}
          </select>
        </label>
        {(['from', 'to'] as const).map((name) => (
          <label key={name}>
            {t(`exemption.${name}`)}
            <input
              className="lf-input"
              type="date"
              required
              min={name === 'to' ? draft.from : undefined}
              value={draft[name]}
              onChange={(e) => setDraft({ ...draft, [name]: e.target.value })}
            />
          </label>
        ))}
        <label>
          {t('exemption.reason')}
          <input
            className="lf-input"
            required
            minLength={2}
            maxLength={200}
            value={draft.reason}
            onChange={(e) => setDraft({ ...draft, reason: e.target.value })}
          />
        </label>
      </form>
    </Modal>
  );
}
