import { defineRoutes } from '../../lib/feature.ts';

export const routes = defineRoutes([
  {
    path: '/boards',
    load: () => import('./BoardPage.tsx'),
    nav: {
      labelKey: 'board.board',
      icon: 'board',
      permission: 'figures.view',
      at: ['region', 'territory', 'institution'],
      homeFor: ['region', 'territory', 'institution'],
      order: 20,
      phone: true,
      goKey: 'b',
    },
  },
  { path: '/boards/region', load: () => import('./RegionPage.tsx') },
  { path: '/boards/school', load: () => import('./SchoolPage.tsx') },
  {
    path: '/reports/groups',
    load: () => import('./GroupsPage.tsx'),
    nav: {
      labelKey: 'board.groups',
      icon: 'list',
      permission: 'report.remind',
      order: 22,
      phone: true,
      goKey: 'm',
    },
  },
  {
    path: '/reports/lines',
    load: () => import('./LinesPage.tsx'),
    nav: {
      labelKey: 'board.lines',
      icon: 'upload',
      permission: 'figures.view',
      at: ['region', 'territory', 'institution'],
      order: 24,
      goKey: 'l',
    },
  },
  { path: '/boards/wall', load: () => import('./WallPage.tsx'), frame: 'bare' },
]);
