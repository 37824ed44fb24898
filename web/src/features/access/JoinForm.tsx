import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { Field } from '../../ui/Field.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';

/** Name, username, password; then straight in. */
export function JoinForm({ secret, onDone }: { secret: string; onDone: () => Promise<void> }) {
  const { t } = useTranslation('access');
  const [person, setPerson] = useState({ name: '', username: '', password: '' });
  const send = useMutation({
    mutationFn: async () => {
      await api('/invitations/accept', { method: 'POST', body: { secret, ...person } });
      const { username, password } = person;
      await api('/session/sign-in', { method: 'POST', body: { username, password } });
    },
    onSuccess: onDone,
  });
  return (
    <form
      className="lf-form"
      onSubmit={(e) => {
        e.preventDefault();
        send.mutate();
      }}
    >
      <Field
        label={t('column.name')}
        value={person.name}
        onChange={(name) => setPerson({ ...person, name })}
        autoComplete="name"
        required
      />
      <Field
        label={t('column.username')}
        value={person.username}
        onChange={(username) => setPerson({ ...person, username })}
        autoComplete="username"
        hint={t('field.usernameHint')}
        error={send.error?.fieldText('username')}
        required
      />
      <Field
        label={t('join.password')}
        type="password"
        value={person.password}
        onChange={(password) => setPerson({ ...person, password })}
        autoComplete="new-password"
        hint={t('common:password.rule')}
        required
      />
      <ProblemAlert error={send.error} />
      <button type="submit" className="lf-button lf-button-primary" disabled={send.isPending}>
        {t('join.submit')}
      </button>
      <p className="lf-field-hint">
        {t('join.have')}{' '}
        <Link to={'/login' as never} search={{ next: `/join#${secret}` } as never}>
          {t('join.signIn')}
        </Link>
      </p>
    </form>
  );
}
