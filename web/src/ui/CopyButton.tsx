import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Copies a text and says so. */
export function CopyButton({ text }: { text: string }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  return (
    <button
      type="button"
      className="lf-button"
      aria-live="polite"
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
    >
      {t(copied ? 'common:action.copied' : 'common:action.copy')}
    </button>
  );
}
