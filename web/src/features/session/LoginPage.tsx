import type { SignInAnswer } from '@lianfang/contract/access';
import { useMutation } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { refreshSession } from '../../lib/session.ts';
import { Door } from '../../ui/Door.tsx';
import { Field } from '../../ui/Field.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';
import { CodeForm } from './CodeForm.tsx';
import { DemoList } from './DemoList.tsx';

/** An address of ours to go on to; anything else would be an open redirect. */
const safeNext = (next: unknown): string =>
  typeof next === 'string' && /^\/(?![/\\])/.test(next) && !next.startsWith('/login') ? next : '/';

/** Sign-in: username and password, then a code where the account has a second factor. */
export default function LoginPage() {
  const { t } = useTranslation('session');
  const navigate = useNavigate();
  const { next } = useSearch({ strict: false }) as { next?: string };
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [needsCode, setNeedsCode] = useState(false);

  const arrive = async (): Promise<void> => {
    await refreshSession();
    await navigate({ href: safeNext(next), replace: true });
  };
  const signIn = useMutation({
    mutationFn: (body: { username: string; password: string }) =>
      api<SignInAnswer>('/session/sign-in', { method: 'POST', body }),
    onSuccess: (answer) => (answer.state === 'two-factor' ? setNeedsCode(true) : arrive()),
  });

  if (needsCode) return <CodeForm onDone={arrive} onBack={() => setNeedsCode(false)} />;
  return (
    <Door title={t('login.title')} aside={<DemoList busy={signIn.isPending} onPick={signIn.mutate} />}>
      <form
        className="lf-form"
        onSubmit={(e) => {
          e.preventDefault();
          signIn.mutate({ username: username.trim(), password });
        }}
      >
        <Field
          label={t('login.username')}
          value={username}
          onChange={setUsername}
          autoComplete="username"
          required
          autoFocus
        />
        <Field
          label={t('login.password')}
          type="password"
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          required
        />
        <ProblemAlert error={signIn.error} />
        <button type="submit" className="lf-button lf-button-primary" disabled={signIn.isPending}>
          {t(signIn.isPending ? 'login.busy' : 'login.submit')}
        </button>
        <p className="lf-field-hint">{t('login.help')}</p>
      </form>
    </Door>
  );
}
