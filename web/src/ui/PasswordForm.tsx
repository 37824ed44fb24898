import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from './Field.tsx';
import { ProblemAlert } from './ProblemAlert.tsx';

interface Props {
  /** For the browser's password store. */
  readonly username: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSubmit: (body: { current: string; next: string }) => void;
  /** More to decide, above the button. */
  readonly children?: ReactNode;
}

/** Present password and the new one, once: it can be shown instead of being typed twice. */
export function PasswordForm({ username, busy, error, onSubmit, children }: Props) {
  const { t } = useTranslation();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  return (
    <form
      className="lf-form"
      onSubmit={(e) => {
        e.preventDefault();
        onSubmit({ current, next });
      }}
    >
      <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      <Field
        label={t('common:password.current')}
        type="password"
        value={current}
        onChange={setCurrent}
        autoComplete="current-password"
        required
      />
      <Field
        label={t('common:password.next')}
        type="password"
        value={next}
        onChange={setNext}
        autoComplete="new-password"
        hint={t('common:password.rule')}
        required
      />
      {children}
      <ProblemAlert error={error} />
      <button type="submit" className="lf-button lf-button-primary" disabled={busy}>
        {t('common:password.submit')}
      </button>
    </form>
  );
}
