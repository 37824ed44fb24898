import type { UnitKind } from '@lianfang/contract/org';
import { useQuery } from '@tanstack/react-query';
import { inWords } from '../../lib/words.ts';
import { kindsQuery } from './queries.ts';

/** Kinds of units with their names in the reader's language. Kinds are data, so are their names. */
export function useKinds() {
  const { data } = useQuery(kindsQuery);
  const kinds: readonly UnitKind[] = data?.rows ?? [];
  const kind = (code: string) => kinds.find((k) => k.code === code);
  return {
    kinds,
    stages: data?.stages ?? [],
    kind,
    kindName: (code: string) => {
      const found = kind(code);
      return found ? inWords(found.nameZh, found.nameEn) : code;
    },
  };
}
