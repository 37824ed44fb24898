import { defineRoutes } from '../../lib/feature.ts';

export const routes = defineRoutes([
  {
    path: '/absences',
    load: () => import('./AbsencesPage.tsx'),
    nav: {
      labelKey: 'register.absences',
      icon: 'thermometer',
      permission: 'check.view',
      order: 12,
      phone: true,
    },
  },
  {
    path: '/registers',
    load: () => import('./RegisterPage.tsx'),
    nav: {
      labelKey: 'register.registers',
      icon: 'register',
      permission: 'register.export',
      order: 34,
      goKey: 'r',
    },
  },
  { path: '/registers/print', load: () => import('./PrintPage.tsx'), frame: 'bare' },
]);
