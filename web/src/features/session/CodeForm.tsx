import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { Door } from '../../ui/Door.tsx';
import { Field } from '../../ui/Field.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';

/** The second step of signing in. */
export function CodeForm({ onDone, onBack }: { onDone: () => Promise<void>; onBack: () => void }) {
  const { t } = useTranslation('session');
  const [method, setMethod] = useState<'totp' | 'recovery'>('totp');
  const [code, setCode] = useState('');
  const send = useMutation({
    mutationFn: () => api('/session/two-factor', { method: 'POST', body: { method, code } }),
    onSuccess: onDone,
  });
  const over = send.error?.code === 'access.challenge-over';
  return (
    <Door title={t('code.title')}>
      <form
        className="lf-form"
        onSubmit={(e) => {
          e.preventDefault();
          send.mutate();
        }}
      >
        <Field
          key={method}
          label={t(method === 'totp' ? 'code.totp' : 'code.recovery')}
          value={code}
          onChange={setCode}
          autoComplete="one-time-code"
          inputMode={method === 'totp' ? 'numeric' : 'text'}
          required
          autoFocus
        />
        <ProblemAlert error={send.error} />
        <button type="submit" className="lf-button lf-button-primary" disabled={send.isPending || over}>
          {t('login.submit')}
        </button>
        <div className="lf-door-foot">
          <button
            type="button"
            className="lf-link"
            onClick={() => {
              setMethod(method === 'totp' ? 'recovery' : 'totp');
              setCode('');
            }}
          >
            {t(method === 'totp' ? 'code.useRecovery' : 'code.useTotp')}
          </button>
          <button type="button" className="lf-link" onClick={onBack}>
            {t('code.back')}
          </button>
        </div>
      </form>
    </Door>
  );
}
