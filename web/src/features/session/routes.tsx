import { defineRoutes } from '../../lib/feature.ts';

export const routes = defineRoutes([
  { path: '/login', load: () => import('./LoginPage.tsx'), frame: 'plain', open: true },
  { path: '/password', load: () => import('./PasswordPage.tsx'), frame: 'plain' },
]);
