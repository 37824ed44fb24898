import { defineRoutes } from '../../lib/feature.ts';

export const routes = defineRoutes([
  {
    path: '/access/accounts',
    load: () => import('./AccountsPage.tsx'),
    nav: { labelKey: 'access.accounts', icon: 'key', permission: 'post.manage', order: 82, goKey: 'a' },
  },
  {
    path: '/access/invitations',
    load: () => import('./InvitationsPage.tsx'),
    nav: { labelKey: 'access.invitations', icon: 'qr', permission: 'post.manage', order: 83 },
  },
  {
    path: '/access/audit',
    load: () => import('./AuditPage.tsx'),
    nav: { labelKey: 'access.audit', icon: 'audit', permission: 'audit.view', order: 90 },
  },
  { path: '/access/explain', load: () => import('./ExplainPage.tsx') },
  { path: '/join', load: () => import('./JoinPage.tsx'), frame: 'plain', open: true },
]);
