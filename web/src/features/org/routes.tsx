import { defineRoutes } from '../../lib/feature.ts';

export const routes = defineRoutes([
  {
    path: '/units',
    load: () => import('./UnitsPage.tsx'),
    nav: {
      labelKey: 'org.units',
      icon: 'tree',
      permission: 'unit.view',
      at: ['region', 'territory', 'institution', 'division'],
      order: 40,
      goKey: 'u',
    },
  },
  {
    path: '/settings/kinds',
    load: () => import('./kinds/KindsPage.tsx'),
    nav: { labelKey: 'org.kinds', icon: 'settings', permission: 'platform.admin', order: 88 },
  },
]);
