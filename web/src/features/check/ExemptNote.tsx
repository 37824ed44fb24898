import type { DutySlot } from '@lianfang/contract/healthDuty';
import { useTranslation } from 'react-i18next';

/** Nothing is due, and why; what is not well can be reported all the same. */
export function ExemptNote({ exempt }: { exempt: DutySlot['exempt'] }) {
  const { t } = useTranslation('check');
  if (!exempt) return null;
  const { kind, reason } = exempt;
  return (
    <p className="lf-note">
      {t(`exempt.${reason === null ? kind : `${kind}Reason`}`, { reason })} {t('exempt.still')}
    </p>
  );
}
