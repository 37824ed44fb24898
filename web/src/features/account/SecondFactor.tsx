import type { TotpSetup } from '@lianfang/contract/account';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { refreshSession } from '../../lib/session.ts';
import { Field } from '../../ui/Field.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { Section } from './Section.tsx';
import { TotpConfirm } from './TotpConfirm.tsx';

/** Turning the authenticator on and off; each time the password is asked for again. */
export function SecondFactor({ on }: { on: boolean }) {
  const { t } = useTranslation('account');
  const [password, setPassword] = useState('');
  const [setup, setSetup] = useState<TotpSetup | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const forget = (): void => setPassword('');

  const begin = useMutation({
    mutationFn: () => api<TotpSetup>('/session/totp', { method: 'POST', body: { password } }),
    onSuccess: (made) => {
      setSetup(made);
      forget();
    },
  });
  const end = useMutation({
    mutationFn: () => api('/session/totp/end', { method: 'POST', body: { password } }),
    onSuccess: async () => {
      forget();
      setCodes(null);
      await refreshSession();
    },
  });
  const renew = useMutation({
    mutationFn: () =>
      api<{ recoveryCodes: string[] }>('/session/totp/recovery-codes', {
        method: 'POST',
        body: { password },
      }),
    onSuccess: (made) => {
      setCodes(made.recoveryCodes);
      forget();
    },
  });

  return (
    <Section title={t('totp.title')} text={t('totp.text')}>
      {setup ? (
        <TotpConfirm
          setup={setup}
          onDone={async () => {
            setCodes(setup.recoveryCodes);
            setSetup(null);
            await refreshSession();
          }}
        />
      ) : (
        <form
          className="lf-form lf-narrow"
          onSubmit={(e) => {
            e.preventDefault();
            if (on) renew.mutate();
            else begin.mutate();
          }}
        >
          <p>{t(on ? 'totp.isOn' : 'totp.isOff')}</p>
          <Field
            label={t('totp.password')}
            type="password"
            value={password}
            onChange={setPassword}
            autoComplete="current-password"
            required
          />
          <ProblemAlert error={begin.error ?? end.error ?? renew.error} />
          <div className="lf-row">
            {on ? (
              <>
                <Button htmlType="submit" loading={renew.isPending}>
                  {t('totp.renew')}
                </Button>
                <Button
                  danger
                  disabled={password === ''}
                  loading={end.isPending}
                  onClick={() => end.mutate()}
                >
                  {t('totp.end')}
                </Button>
              </>
            ) : (
              <Button type="primary" htmlType="submit" loading={begin.isPending}>
                {t('totp.begin')}
              </Button>
            )}
          </div>
        </form>
      )}
      {codes && <RecoveryCodes codes={codes} />}
    </Section>
  );
}
