import type { Permission } from '@lianfang/contract/permissions';
import { useFilters } from '../../lib/filters.ts';
import { useSession } from '../../lib/session.ts';

const DEFAULTS = { unit: '', q: '', verb: '' };

/** The unit looked at (in the address), by default that of the first post with the permission; and other filters. */
export function useUnitFilter(permission: Permission) {
  const { session } = useSession();
  const [filters, setFilters] = useFilters(DEFAULTS);
  const first = session?.holdings.find((h) => h.permissions.includes(permission));
  const unitId = filters.unit || first?.unitId;
  return {
    unitId,
    unitName: unitId === first?.unitId ? first?.unitName : undefined,
    filters,
    setFilters,
  };
}
