import { type HTMLInputTypeAttribute, type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: HTMLInputTypeAttribute;
  readonly autoComplete?: string;
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'tel';
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly autoFocus?: boolean;
  readonly maxLength?: number;
}

/** A labelled input without antd. Passwords can be shown: what is typed on a phone is worth checking. */
export function Field({ label, value, onChange, type = 'text', hint, error, ...input }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [shown, setShown] = useState(false);
  return (
    <div className="lf-field">
      <label htmlFor={id}>{label}</label>
      <div className="lf-field-box">
        <input
          {...input}
          id={id}
          className="lf-input"
          type={type === 'password' && shown ? 'text' : type}
          value={value}
          aria-invalid={error !== undefined}
          aria-describedby={hint || error ? `${id}-note` : undefined}
          autoCapitalize="none"
          spellCheck={false}
          onChange={(e) => onChange(e.target.value)}
        />
        {type === 'password' && (
          <button
            type="button"
            className="lf-field-show"
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
          >
            {t(shown ? 'common:field.hide' : 'common:field.show')}
          </button>
        )}
      </div>
      {(error || hint) && (
        <div id={`${id}-note`}>
          {error && <p className="lf-field-error">{error}</p>}
          {hint && <p className="lf-field-hint">{hint}</p>}
        </div>
      )}
    </div>
  );
}
