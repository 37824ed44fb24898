import { defineRoutes } from '../../lib/feature.ts';

export const routes = defineRoutes([
  {
    path: '/notices',
    load: () => import('./NoticesPage.light.tsx'),
    frame: 'light',
    nav: { labelKey: 'notice.notices', icon: 'bell', order: 28, goKey: 'n' },
  },
]);
