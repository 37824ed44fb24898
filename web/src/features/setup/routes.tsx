import { defineRoutes } from '../../lib/feature.ts';

export const routes = defineRoutes([
  { path: '/setup', load: () => import('./SetupPage.tsx'), frame: 'plain', open: true },
]);
