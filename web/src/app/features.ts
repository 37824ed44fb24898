import type { SessionView } from '@lianfang/contract/access';
import type { FeatureRoute, NavEntry, UnitRole } from '../lib/feature.ts';

/** Every feature's table of pages. Tables are small; the pages behind them load when visited. */
const tables = import.meta.glob<readonly FeatureRoute[]>('../features/*/routes.tsx', {
  eager: true,
  import: 'routes',
});

export const featureRoutes: readonly FeatureRoute[] = Object.values(tables).flat();

export interface NavItem extends NavEntry {
  readonly path: string;
}

const allNav: readonly NavItem[] = featureRoutes
  .flatMap((r) => (r.nav ? [{ ...r.nav, path: r.path }] : []))
  .sort((a, b) => a.order - b.order);

/** What this account's navigation shows. */
export function navFor(session: SessionView): readonly NavItem[] {
  return allNav.filter(({ permission, at }) =>
    permission === undefined
      ? true
      : session.holdings.some(
          (h) => h.permissions.includes(permission) && (!at || at.includes(h.unitRole as UnitRole)),
        ),
  );
}

const HIGHEST_FIRST: readonly UnitRole[] = ['region', 'territory', 'institution', 'division', 'group'];

/** The first page after sign-in: the one made for the account's highest post. */
export function homeFor(session: SessionView): string {
  const items = navFor(session);
  const role = HIGHEST_FIRST.find((r) => session.holdings.some((h) => h.unitRole === r));
  const home = role && items.find((i) => i.homeFor?.includes(role));
  return (home ?? items[0])?.path ?? '/account';
}
