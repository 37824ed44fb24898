import type { PostChoice } from '@lianfang/contract/invitation';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { said } from '../../lib/words.ts';
import { Select } from '../../ui/Select.tsx';

interface Props {
  readonly unitId: string | undefined;
  readonly id?: string;
  readonly value?: string | undefined;
  readonly onChange?: (post: string) => void;
}

/** The posts that the reader may give at a unit. */
export function PostPicker({ unitId, id, value, onChange }: Props) {
  const { t } = useTranslation('access');
  const { data, isFetching } = useQuery({
    queryKey: ['posts-to-give', unitId],
    queryFn: ({ signal }) => api<{ rows: PostChoice[] }>(`/units/${unitId}/posts-to-give`, { signal }),
    enabled: unitId !== undefined,
  });
  return (
    <Select
      {...(id && { id })}
      aria-label={t('field.post')}
      placeholder={t('field.choosePost')}
      loading={isFetching}
      disabled={unitId === undefined}
      {...(value !== undefined && { value })}
      {...(onChange && { onChange })}
      notFoundContent={t('field.noPost')}
      options={(data?.rows ?? []).map((p) => ({ value: p.code, label: said(p.name) }))}
    />
  );
}
