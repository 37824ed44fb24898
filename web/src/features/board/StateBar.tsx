import type { Figures } from '@lianfang/contract/insight';
import { useTranslation } from 'react-i18next';

const parts = ['data', 'zero', 'late', 'missing', 'pending'] as const;

/** The states of all groups as one bar, in the order of their urgency; read out as numbers. */
export function StateBar({ figures, thin = false }: { figures: Figures; thin?: boolean }) {
  const { t } = useTranslation();
  const words = parts.filter((p) => figures[p] > 0).map((p) => `${t(`common:status.${p}`)} ${figures[p]}`);
  return (
    <span
      className={thin ? 'lf-bar lf-bar-thin' : 'lf-bar'}
      role="img"
      aria-label={words.join(', ')}
      title={words.join(' · ')}
    >
      {parts.map(
        (p) => figures[p] > 0 && <i key={p} className={`lf-bar-${p}`} style={{ flexGrow: figures[p] }} />,
      )}
    </span>
  );
}
