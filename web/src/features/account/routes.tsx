import { defineRoutes } from '../../lib/feature.ts';

export const routes = defineRoutes([{ path: '/account', load: () => import('./AccountPage.tsx') }]);
