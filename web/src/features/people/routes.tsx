import { defineRoutes } from '../../lib/feature.ts';

export const routes = defineRoutes([
  {
    path: '/people',
    load: () => import('./PeoplePage.tsx'),
    nav: {
      labelKey: 'people.people',
      icon: 'people',
      permission: 'person.view',
      order: 42,
      goKey: 'p',
      phone: false,
    },
  },
  {
    path: '/import',
    load: () => import('./import/ImportPage.tsx'),
    nav: { labelKey: 'people.import', icon: 'upload', permission: 'person.import', order: 44, goKey: 'i' },
  },
]);
