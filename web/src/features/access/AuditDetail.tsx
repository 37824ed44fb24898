import type { AuditView } from '@lianfang/contract/explain';
import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { said } from '../../lib/words.ts';
import { useVerb } from './useVerb.ts';

interface Props {
  readonly entry: AuditView | null;
  readonly onClose: () => void;
  /** Shows only entries of this verb. */
  readonly onVerb: (verb: string) => void;
}

/** One entry of the chain with everything that was written down. */
export function AuditDetail({ entry, onClose, onVerb }: Props) {
  const { t } = useTranslation('access');
  const verb = useVerb();
  return (
    <Drawer
      open={entry !== null}
      title={entry && verb(entry.verb)}
      onClose={onClose}
      size="min(480px, 100vw)"
    >
      {entry && (
        <div className="lf-form">
          <dl className="lf-facts">
            <dt>{t('audit.actor')}</dt>
            <dd>
              {entry.actorName} {entry.postName && said(entry.postName)}
            </dd>
            <dt>{t('audit.unit')}</dt>
            <dd>{entry.unitName ?? '–'}</dd>
            <dt>{t('audit.object')}</dt>
            <dd>
              <code>{entry.object}</code>
            </dd>
            <dt>{t('audit.seq')}</dt>
            <dd>
              {entry.areaName} {entry.seq}
            </dd>
            {Object.entries(entry.detail).map(([key, value]) => (
              <FactRow key={key} name={key} value={value} />
            ))}
          </dl>
          <button type="button" className="lf-button" onClick={() => onVerb(entry.verb)}>
            {t('audit.same')}
          </button>
        </div>
      )}
    </Drawer>
  );
}

function FactRow({ name, value }: { name: string; value: unknown }) {
  return (
    <>
      <dt>
        <code>{name}</code>
      </dt>
      <dd>
        <code>{typeof value === 'string' ? value : JSON.stringify(value)}</code>
      </dd>
    </>
  );
}
