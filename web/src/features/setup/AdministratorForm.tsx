import type { SetupAdministrator } from '@lianfang/contract/setup';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { refreshSession } from '../../lib/session.ts';
import { Field } from '../../ui/Field.tsx';
import { ProblemAlert } from '../../ui/ProblemAlert.tsx';

const kinds = [
  'county',
  'city',
  'province',
  'school',
  'kindergarten',
  'college',
  'institute',
  'enterprise',
  'organ',
] as const;
type Kind = (typeof kinds)[number];
const FIELDS = ['unit/name', 'unit/code', 'name', 'username', 'password'];

/** Makes the first unit and its administrator, signs the administrator in and goes to the units. */
export function AdministratorForm({ token }: { token: string }) {
  const { t } = useTranslation('setup');
  const navigate = useNavigate();
  const [unit, setUnit] = useState<{ kind: Kind; name: string; code: string }>({
    kind: 'county',
    name: '',
    code: '',
  });
  const [person, setPerson] = useState({ name: '', username: '', password: '' });
  const send = useMutation({
    mutationFn: async () => {
      const body: SetupAdministrator = { token, ...person, unit };
      await api('/setup/administrator', { method: 'POST', body });
      const { username, password } = person;
      await api('/session/sign-in', { method: 'POST', body: { username, password } });
    },
    onSuccess: async () => {
      await refreshSession();
      await navigate({ to: '/', replace: true });
    },
  });
  const fault = (field: string): string | undefined => send.error?.fieldText(field);
  return (
    <form
      className="lf-form"
      onSubmit={(e) => {
        e.preventDefault();
        send.mutate();
      }}
    >
      <h2>{t('unit.title')}</h2>
      <div className="lf-field">
        <label htmlFor="setup-kind">{t('unit.kind')}</label>
        <select
          id="setup-kind"
          className="lf-input"
          value={unit.kind}
          onChange={(e) => setUnit({ ...unit, kind: e.target.value as Kind })}
        >
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kind.${kind}`)}
            </option>
          ))}
        </select>
      </div>
      <Field
        label={t('unit.name')}
        value={unit.name}
        onChange={(name) => setUnit({ ...unit, name })}
        error={fault('unit/name')}
        required
        maxLength={100}
      />
      <Field
        label={t('unit.code')}
        value={unit.code}
        onChange={(code) => setUnit({ ...unit, code })}
        hint={t('unit.codeHint')}
        error={fault('unit/code')}
        required
        maxLength={40}
      />
      <h2>{t('person.title')}</h2>
      <Field
        label={t('person.name')}
        value={person.name}
        onChange={(name) => setPerson({ ...person, name })}
        error={fault('name')}
        autoComplete="name"
        required
      />
      <Field
        label={t('person.username')}
        value={person.username}
        onChange={(username) => setPerson({ ...person, username })}
        hint={t('person.usernameHint')}
        error={fault('username')}
        autoComplete="username"
        required
      />
      <Field
        label={t('person.password')}
        type="password"
        value={person.password}
        onChange={(password) => setPerson({ ...person, password })}
        hint={t('common:password.rule')}
        error={fault('password')}
        autoComplete="new-password"
        required
      />
      <ProblemAlert error={send.error} shown={FIELDS} />
      <button type="submit" className="lf-button lf-button-primary" disabled={send.isPending}>
        {t('person.submit')}
      </button>
    </form>
  );
}
