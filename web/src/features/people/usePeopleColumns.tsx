import type { PersonListItem } from '@lianfang/contract/people';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat.ts';
import type { DataColumn } from '../../ui/DataTable.tsx';

/** Columns of the list of people. */
export function usePeopleColumns(left: boolean): readonly DataColumn<PersonListItem>[] {
  const { t } = useTranslation('people');
  const format = useFormat();
  return [
    { key: 'name', title: t('field.name'), dataIndex: 'name', render: (name: string) => <b>{name}</b> },
    {
      key: 'sex',
      title: t('field.sex'),
      dataIndex: 'sex',
      render: (sex: string | null) => (sex ? t(`sex.${sex}`) : ''),
    },
    { key: 'unit', title: t('field.unit'), dataIndex: 'unitName' },
    { key: 'school', title: t('field.school'), dataIndex: 'schoolName' },
    { key: 'number', title: t('field.number'), dataIndex: 'studentNo', optional: true },
    { key: 'position', title: t('field.position'), dataIndex: 'position', optional: true },
    {
      key: 'boarder',
      title: t('field.boarder'),
      dataIndex: 'boarder',
      render: (boards: boolean) => (boards ? t('field.boards') : ''),
    },
    { key: 'phone', title: t('field.contact'), dataIndex: 'phone' },
    {
      key: 'verified',
      title: t('field.verifiedOn'),
      dataIndex: 'contactVerifiedOn',
      render: (date: string | null, row) => (
        <span className={row.contactStale ? 'lf-people-stale' : ''}>
          {date ? format.date(date) : t('field.never')}
          {row.contactStale && ` · ${t('field.stale')}`}
        </span>
      ),
    },
    ...(left
      ? [
          {
            key: 'left',
            title: t('field.leftOn'),
            dataIndex: 'leftOn',
            render: (date: string | null) => date && format.date(date),
          } as const,
        ]
      : []),
  ];
}
