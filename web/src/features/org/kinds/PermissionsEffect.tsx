import type { PostKindReach } from '@lianfang/contract/orgKinds';
import { useQuery } from '@tanstack/react-query';
import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../../lib/api.ts';

interface Props {
  readonly code: string;
  readonly unit: string;
  readonly before: readonly string[];
}

/** What a change of permissions gives and takes, and how many people it concerns; nothing while nothing changes. */
export function PermissionsEffect({ code, unit, before }: Props) {
  const { t } = useTranslation(['org', 'permissions']);
  const after: readonly string[] = Form.useWatch('permissions') ?? before;
  const given = after.filter((p) => !before.includes(p));
  const taken = before.filter((p) => !after.includes(p));
  const touched = given.length + taken.length > 0;
  const { data } = useQuery({
    queryKey: ['post-kinds', 'reach', code],
    queryFn: ({ signal }) =>
      api<PostKindReach>(`/post-kinds/${encodeURIComponent(code)}/reach`, { query: { unit }, signal }),
    enabled: touched,
  });
  if (!touched) return null;
  const names = (of: readonly string[]) =>
    of.map((p) => t(`permissions:${p.replace('.', '-')}`)).join(t('common:listSeparator'));
  return (
    <div className="lf-note" role="status">
      {given.length > 0 && <p>{t('kinds.given', { permissions: names(given) })}</p>}
      {taken.length > 0 && <p>{t('kinds.taken', { permissions: names(taken) })}</p>}
      {data && (
        <p>
          <b>{t('kinds.reach', { holders: data.holders, units: data.units })}</b>
          {data.coming > 0 && t('kinds.coming', { count: data.coming })}
        </p>
      )}
    </div>
  );
}
