import { useTranslation } from 'react-i18next';

/** States of a group, date and slot (ARCHITECTURE.md): each has a colour and a shape, so that it reads in grey. */
export type Status = 'data' | 'zero' | 'late' | 'missing' | 'exempt' | 'pending';

const HATCH = 'lf-hatch';

function Shape({ status }: { status: Status }) {
  switch (status) {
    case 'data':
      return <circle cx="8" cy="8" r="5.5" fill="var(--lf-ink)" />;
    case 'zero':
      return <circle cx="8" cy="8" r="4.75" fill="none" stroke="var(--lf-ink)" strokeWidth="1.5" />;
    case 'late':
      return (
        <g stroke="var(--lf-amber)" strokeWidth="1.5">
          <circle cx="8" cy="8" r="5" fill="none" />
          <path d="M8 3a5 5 0 0 0 0 10z" fill="var(--lf-amber)" />
        </g>
      );
    case 'missing':
      return (
        <g>
          <rect x="1" y="1" width="14" height="14" rx="2" fill={`url(#${HATCH})`} />
          <path d="M4.5 4.5l7 7M11.5 4.5l-7 7" stroke="var(--lf-red)" strokeWidth="2" strokeLinecap="round" />
        </g>
      );
    case 'exempt':
      return <path d="M4 8h8" stroke="var(--lf-ink-faint)" strokeWidth="1.75" strokeLinecap="round" />;
    case 'pending':
      return <circle cx="8" cy="8" r="1.75" fill="var(--lf-ink-faint)" />;
  }
}

/** A status with its shape; `label` shows the word beside it, otherwise it is read out and shown on hover. */
export function StatusMark({
  status,
  label = false,
  size = 16,
}: {
  status: Status;
  label?: boolean;
  size?: number;
}) {
  const { t } = useTranslation();
  const word = t(`common:status.${status}`);
  return (
    <span className="lf-status">
      <svg width={size} height={size} viewBox="0 0 16 16" role="img" aria-hidden={label}>
        <title>{word}</title>
        {status === 'missing' && (
          <defs>
            <pattern
              id={HATCH}
              width="3"
              height="3"
              patternTransform="rotate(45)"
              patternUnits="userSpaceOnUse"
            >
              <rect width="3" height="3" fill="var(--lf-red-wash)" />
              <path d="M0 0v3" stroke="var(--lf-red)" strokeWidth="0.8" opacity="0.55" />
            </pattern>
          </defs>
        )}
        <Shape status={status} />
      </svg>
      {label && <span>{word}</span>}
    </span>
  );
}
