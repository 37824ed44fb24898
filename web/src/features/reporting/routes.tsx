import { defineRoutes } from '../../lib/feature.ts';

export const routes = defineRoutes([
  {
    path: '/settings/slots',
    load: () => import('./SlotsPage.tsx'),
    nav: {
      labelKey: 'reporting.slots',
      icon: 'clock',
      permission: 'unit.view',
      at: ['region', 'territory', 'institution'],
      order: 84,
    },
  },
  {
    path: '/settings/exemptions',
    load: () => import('./ExemptionsPage.tsx'),
    nav: { labelKey: 'reporting.exemptions', icon: 'calendar', permission: 'exemption.manage', order: 85 },
  },
]);
