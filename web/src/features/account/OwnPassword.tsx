import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { PasswordForm } from '../../ui/PasswordForm.tsx';
import { useTokens } from './useTokens.ts';

/** A new password: other devices are signed out, personal API tokens end if the holder says so. */
export function OwnPassword({ username }: { username: string }) {
  const { t } = useTranslation('account');
  const { message } = App.useApp();
  const client = useQueryClient();
  const tokens = useTokens().data?.rows ?? [];
  const [revokeTokens, setRevokeTokens] = useState(false);
  const [done, setDone] = useState(0);
  const change = useMutation({
    mutationFn: (body: { current: string; next: string }) =>
      api('/session/password', { method: 'PUT', body: { ...body, revokeTokens } }),
    onSuccess: async () => {
      setDone((n) => n + 1);
      setRevokeTokens(false);
      void message.success(t(revokeTokens ? 'password.changedAll' : 'password.changed'));
      await Promise.all([['devices'], ['tokens']].map((queryKey) => client.invalidateQueries({ queryKey })));
    },
  });
  return (
    <div className="lf-narrow">
      <PasswordForm
        key={done}
        username={username}
        busy={change.isPending}
        error={change.error}
        onSubmit={change.mutate}
      >
        {tokens.length > 0 && (
          <Checkbox checked={revokeTokens} onChange={(e) => setRevokeTokens(e.target.checked)}>
            {t('password.tokens', {
              n: tokens.length,
              names: tokens.map((k) => k.name).join(t('password.comma')),
            })}
          </Checkbox>
        )}
      </PasswordForm>
    </div>
  );
}
