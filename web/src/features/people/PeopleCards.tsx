import type { PersonListItem } from '@lianfang/contract/people';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CardList } from '../../ui/CardList.tsx';

interface Props {
  readonly rows: readonly PersonListItem[] | undefined;
  readonly loading: boolean;
  readonly empty: ReactNode;
  readonly onOpen: (row: PersonListItem) => void;
  readonly onMore: (() => void) | undefined;
}

/** The list on a phone: a name a line, under the thumb. */
export function PeopleCards(props: Props) {
  const { t } = useTranslation('people');
  return (
    <CardList
      {...props}
      label={t('list.title')}
      rowKey={(row) => row.id}
      card={(row) => (
        <span className="lf-people-card">
          <b>{row.name}</b>
          <span>
            {[row.schoolName, row.unitName].filter((n, i, all) => n && all.indexOf(n) === i).join(' ')}
          </span>
          <small className={row.contactStale ? 'lf-people-stale' : ''}>
            {row.phone ?? t('field.noPhone')}
            {row.contactStale && ` · ${t('field.stale')}`}
          </small>
        </span>
      )}
    />
  );
}
