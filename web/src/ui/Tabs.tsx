import { type KeyboardEvent, type ReactNode, useId } from 'react';

interface Tab {
  readonly key: string;
  readonly label: string;
  readonly children: ReactNode;
}

/**
 * Tabs after the pattern of WAI-ARIA: arrows move, only the shown panel is there. On a narrow screen the row of tabs
 * scrolls within itself; antd's puts a menu in the list of tabs instead, which screen readers stumble over.
 */
export function Tabs({
  label,
  items,
  active,
  onChange,
}: {
  label: string;
  items: readonly Tab[];
  active: string;
  onChange: (key: string) => void;
}) {
  const id = useId();
  const at = Math.max(
    0,
    items.findIndex((i) => i.key === active),
  );
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -at, End: items.length - 1 - at }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = (at + step + items.length) % items.length;
    onChange(items[next]!.key);
    event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus();
  };
  return (
    <>
      <div className="lf-tablist" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
        {items.map((item, i) => (
          <button
            key={item.key}
            type="button"
            role="tab"
            id={`${id}-${item.key}`}
            aria-selected={i === at}
            aria-controls={`${id}-panel`}
            tabIndex={i === at ? 0 : -1}
            onClick={() => onChange(item.key)}
          >
            {item.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${items[at]!.key}`}>
        {items[at]!.children}
      </div>
    </>
  );
}
