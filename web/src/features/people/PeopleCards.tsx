import type { PersonListItem } from '@lianfang/contract/people';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageSkeleton } from '../../ui/Skeleton.tsx';

interface Props {
  readonly rows: readonly PersonListItem[] | undefined;
  readonly loading: boolean;
  readonly empty: ReactNode;
  readonly onOpen: (row: PersonListItem) => void;
  readonly onMore: (() => void) | undefined;
}

/** The list on a phone: a name a line, under the thumb. */
export function PeopleCards({ rows, loading, empty, onOpen, onMore }: Props) {
  const { t } = useTranslation('people');
  if (loading) return <PageSkeleton rows={6} />;
  if (!rows || rows.length === 0) return empty;
  return (
    <>
      <ul className="lf-people-cards">
        {rows.map((row) => (
          <li key={row.id}>
            <button type="button" onClick={() => onOpen(row)}>
              <b>{row.name}</b>
              <span>
                {[row.schoolName, row.unitName].filter((n, i, all) => n && all.indexOf(n) === i).join(' ')}
              </span>
              <small className={row.contactStale ? 'lf-people-stale' : ''}>
                {row.phone ?? t('field.noPhone')}
                {row.contactStale && ` · ${t('field.stale')}`}
              </small>
            </button>
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
