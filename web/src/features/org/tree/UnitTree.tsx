import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../ui/Icon.tsx';
import { ProblemAlert } from '../../../ui/ProblemAlert.tsx';
import { PageSkeleton } from '../../../ui/Skeleton.tsx';
import { useKinds } from '../useKinds.ts';
import { type TreeLine, useTree } from './useTree.ts';

interface Props {
  readonly date: string;
  readonly selected: string;
  /** Units above the selected one, highest first: opened so that it can be seen. */
  readonly way: readonly string[];
  readonly onSelect: (id: string) => void;
}

/** The tree with the keys of the ARIA pattern: arrows move, open and close; enter chooses. */
export function UnitTree({ date, selected, way, onSelect }: Props) {
  const { t } = useTranslation('org');
  const { kindName } = useKinds();
  const { lines, loading, error, toggle, reveal } = useTree(date);
  const [focused, setFocused] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const wayKey = way.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the way is opened when it changes, not when the tree does
  useEffect(() => {
    if (wayKey !== '') reveal(wayKey.split(','));
  }, [wayKey]);

  const current =
    lines.find((l) => l.key === focused) ?? lines.find((l) => l.unit.id === selected) ?? lines[0];
  const go = (line: TreeLine | undefined): void => {
    if (!line) return;
    setFocused(line.key);
    box.current?.querySelector<HTMLElement>(`[data-key="${line.key}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!current || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = lines.indexOf(current);
    const keys: Record<string, () => void> = {
      ArrowDown: () => go(lines[at + 1]),
      j: () => go(lines[at + 1]),
      ArrowUp: () => go(lines[at - 1]),
      k: () => go(lines[at - 1]),
      Home: () => go(lines[0]),
      End: () => go(lines.at(-1)),
      ArrowRight: () =>
        current.open ? go(lines[at + 1]) : current.unit.children > 0 && toggle(current.key, true),
      ArrowLeft: () =>
        current.open ? toggle(current.key, false) : go(lines.find((l) => l.key === current.parentKey)),
      Enter: () => onSelect(current.unit.id),
      ' ': () => onSelect(current.unit.id),
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  if (loading) return <PageSkeleton rows={8} />;
  return (
    <>
      {error && <ProblemAlert error={error} />}
      <div role="tree" aria-label={t('tree.label')} className="lf-org-tree" ref={box} onKeyDown={onKeyDown}>
        {lines.map((line) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles the keys of its items
          <div
            key={line.key}
            data-key={line.key}
            role="treeitem"
            tabIndex={line === current ? 0 : -1}
            aria-level={line.level}
            aria-selected={line.unit.id === selected}
            {...(line.unit.children > 0 && { 'aria-expanded': line.open })}
            className="lf-org-tree-line"
            style={{ paddingInlineStart: 6 + (line.level - 1) * 16 }}
            onFocus={() => setFocused(line.key)}
            onClick={() => onSelect(line.unit.id)}
          >
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: arrow keys open and close */}
            {/* biome-ignore lint/a11y/noStaticElementInteractions: part of the tree item, for the mouse only */}
            <span
              className={line.open ? 'lf-org-tree-twist is-open' : 'lf-org-tree-twist'}
              onClick={(event) => {
                event.stopPropagation();
                if (line.unit.children > 0) toggle(line.key);
              }}
            >
              {line.unit.children > 0 && <Icon name="right" size={14} />}
            </span>
            <span className="lf-org-tree-name">{line.unit.name}</span>
            {line.unit.line === 'territorial' && <span className="lf-org-tag">{t('line.territorial')}</span>}
            <span className="lf-org-tree-kind">{kindName(line.unit.kind)}</span>
          </div>
        ))}
      </div>
    </>
  );
}
