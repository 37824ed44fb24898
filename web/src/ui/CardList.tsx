import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageSkeleton } from './Skeleton.tsx';

interface Props<Row> {
  readonly label: string;
  readonly rows: readonly Row[] | undefined;
  readonly rowKey: (row: Row) => string;
  readonly loading: boolean;
  readonly empty?: ReactNode;
  /** What a card says. */
  readonly card: (row: Row) => ReactNode;
  /** A tap anywhere on the card; without it a card may hold buttons of its own. */
  readonly onOpen?: (row: Row) => void;
  readonly onMore?: (() => void) | undefined;
}

/** The rows of a table on a phone: one below the other, as wide as the screen, nothing to scroll sideways. */
export function CardList<Row>(props: Props<Row>) {
  const { label, rows, rowKey, loading, empty, card, onOpen, onMore } = props;
  const { t } = useTranslation();
  if (loading) return <PageSkeleton rows={6} />;
  if (!rows || rows.length === 0) return empty ?? <p className="lf-muted">{t('common:table.empty')}</p>;
  return (
    <>
      <ul className="lf-cards" aria-label={label}>
        {rows.map((row) => (
          <li key={rowKey(row)}>
            {onOpen ? (
              <button type="button" onClick={() => onOpen(row)}>
                {card(row)}
              </button>
            ) : (
              card(row)
            )}
          </li>
        ))}
      </ul>
      {onMore && (
        <button type="button" className="lf-button" onClick={onMore}>
          {t('common:table.more')}
        </button>
      )}
    </>
  );
}
