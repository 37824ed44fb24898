import type { AccountView } from '@lianfang/contract/account';
import { Button, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { said } from '../../lib/words.ts';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { useAccountState } from './useAccountColumns.tsx';

interface Props {
  readonly account: AccountView | null;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onAct: (action: 'reset-password' | 'disable' | 'enable') => void;
  readonly onClose: () => void;
}

/** One account and what its keeper may do with it; each act says what follows. */
export function AccountDetail({ account, busy, error, onAct, onClose }: Props) {
  const { t } = useTranslation('access');
  const stateOf = useAccountState();
  return (
    <Drawer open={account !== null} title={account?.name} onClose={onClose} size="min(420px, 100vw)">
      {account && (
        <div className="lf-form">
          <div>
            <div className="lf-muted">{t('column.username')}</div>
            {account.username} {stateOf(account) && <span className="lf-tag">{stateOf(account)}</span>}
          </div>
          <div>
            <div className="lf-muted">{t('column.posts')}</div>
            <ul className="lf-plain">
              {account.posts.map((p) => (
                <li key={`${p.unitId}/${p.postName}`}>
                  {p.unitName} {said(p.postName)}
                </li>
              ))}
            </ul>
          </div>
          <ProblemAlert error={error} />
          {account.manageable ? (
            <>
              <div>
                <p>{t('reset.text')}</p>
                <Button loading={busy} onClick={() => onAct('reset-password')}>
                  {t('reset.do')}
                </Button>
              </div>
              <div>
                <p>{t(account.disabled ? 'enable.text' : 'disable.text')}</p>
                <Button
                  danger={!account.disabled}
                  loading={busy}
                  onClick={() => onAct(account.disabled ? 'enable' : 'disable')}
                >
                  {t(account.disabled ? 'enable.do' : 'disable.do')}
                </Button>
              </div>
            </>
          ) : (
            <p className="lf-note">{t('unmanageable')}</p>
          )}
        </div>
      )}
    </Drawer>
  );
}
