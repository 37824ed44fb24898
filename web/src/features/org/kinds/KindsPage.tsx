import '../org.css';
import type { UnitKind } from '@lianfang/contract/org';
import type { PostKindView } from '@lianfang/contract/orgKinds';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFilters } from '../../../lib/filters.ts';
import { useSession } from '../../../lib/session.ts';
import { Cited } from '../../../ui/Cited.tsx';
import { type DataColumn, DataTable } from '../../../ui/DataTable.tsx';
import { Page } from '../../../ui/Page.tsx';
import { ProblemAlert } from '../../../ui/ProblemAlert.tsx';
import { Tabs } from '../../../ui/Tabs.tsx';
import { kindsQuery, postKindsQuery } from '../queries.ts';
import { useKinds } from '../useKinds.ts';
import { AddPostKind } from './AddPostKind.tsx';
import { AddUnitKind } from './AddUnitKind.tsx';
import { ChangeKind } from './ChangeKind.tsx';

type Kind = Pick<UnitKind, 'code' | 'nameZh' | 'nameEn' | 'retired'> & {
  readonly permissions?: readonly string[];
};

/** Kinds of units and posts: what came with the platform, and what its administrator added. */
export default function KindsPage() {
  const { t, i18n } = useTranslation(['org', 'permissions']);
  const { session } = useSession();
  const [filters, setFilters] = useFilters({ of: 'unit-kinds' });
  const [adding, setAdding] = useState(false);
  const [opened, setOpened] = useState<Kind | null>(null);
  const units = useQuery(kindsQuery);
  const posts = useQuery(postKindsQuery);
  const { kindName } = useKinds();
  const of = filters.of === 'post-kinds' ? 'post-kinds' : 'unit-kinds';
  const unit = session?.holdings.find((h) => h.permissions.includes('platform.admin'))?.unitId;
  if (!unit) return null;
  const list = (items: readonly string[]) => items.join(t('common:listSeparator'));
  const naming = <K extends Kind>(): readonly DataColumn<K>[] => [
    { key: 'name', title: t('kinds.name'), render: (_, k) => <Cited>{k.nameZh}</Cited> },
    { key: 'nameEn', title: t('kinds.nameEn'), dataIndex: 'nameEn', optional: i18n.language !== 'en' },
    { key: 'code', title: t('kinds.code'), render: (_, k) => <code>{k.code}</code> },
    {
      key: 'state',
      title: t('kinds.state'),
      render: (_, k) => t(k.retired ? 'kinds.retired' : 'kinds.inUse'),
    },
  ];
  const unitColumns: readonly DataColumn<UnitKind>[] = [
    ...naming<UnitKind>(),
    { key: 'role', title: t('kinds.role'), render: (_, k) => t(`kinds.roles.${k.role}`) },
    {
      key: 'reportsAs',
      title: t('kinds.reportsAs'),
      render: (_, k) => (k.reportsAs ? kindName(k.reportsAs) : '–'),
    },
    { key: 'parents', title: t('kinds.parents'), render: (_, k) => list(k.parents.map(kindName)) || '–' },
  ];
  const postColumns: readonly DataColumn<PostKindView>[] = [
    ...naming<PostKindView>(),
    {
      key: 'roles',
      title: t('kinds.unitRoles'),
      render: (_, k) => list(k.unitRoles.map((r) => t(`kinds.roles.${r}`))),
    },
    {
      key: 'permissions',
      title: t('kinds.permissions'),
      render: (_, k) => (
        <span className="lf-org-wrap">
          {list(k.permissions.map((p) => t(`permissions:${p.replace('.', '-')}`)))}
        </span>
      ),
    },
  ];
  return (
    <Page
      title={t('kinds.title')}
      subtitle={t('kinds.text')}
      actions={
        <Button type="primary" onClick={() => setAdding(true)}>
          {t(of === 'unit-kinds' ? 'kinds.addUnit' : 'kinds.addPost')}
        </Button>
      }
    >
      <ProblemAlert error={units.error ?? posts.error} />
      <Tabs
        label={t('kinds.title')}
        active={of}
        onChange={(key) => setFilters({ of: key })}
        items={[
          {
            key: 'unit-kinds',
            label: t('kinds.units'),
            children: (
              <DataTable<UnitKind>
                id="org.unit-kinds"
                label={t('kinds.units')}
                columns={unitColumns}
                rows={units.data?.rows}
                rowKey={(k) => k.code}
                loading={units.isPending}
                onOpen={setOpened}
              />
            ),
          },
          {
            key: 'post-kinds',
            label: t('kinds.posts'),
            children: (
              <DataTable<PostKindView>
                id="org.post-kinds"
                label={t('kinds.posts')}
                columns={postColumns}
                rows={posts.data?.rows}
                rowKey={(k) => k.code}
                loading={posts.isPending}
                onOpen={setOpened}
              />
            ),
          },
        ]}
      />
      {adding && of === 'unit-kinds' && <AddUnitKind unit={unit} onClose={() => setAdding(false)} />}
      {adding && of === 'post-kinds' && <AddPostKind unit={unit} onClose={() => setAdding(false)} />}
      {opened && <ChangeKind of={of} kind={opened} unit={unit} onClose={() => setOpened(null)} />}
    </Page>
  );
}
