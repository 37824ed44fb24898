import { defineRoutes } from '../../lib/feature.ts';

export const routes = defineRoutes([
  {
    path: '/check',
    load: () => import('./CheckPage.light.tsx'),
    frame: 'light',
    nav: {
      labelKey: 'check.check',
      icon: 'check',
      permission: 'check.submit',
      homeFor: ['group', 'division'],
      order: 10,
      phone: true,
      goKey: 'c',
    },
  },
]);
