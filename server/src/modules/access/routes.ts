import type { AnyEndpoint } from '../../kernel/endpoint.ts';
import { accountRoutes } from './routes/accounts.ts';
import { insightRoutes } from './routes/insight.ts';
import { invitationRoutes } from './routes/invitations.ts';
import { ownRoutes } from './routes/own.ts';
import { sessionRoutes } from './routes/session.ts';

export const routes: readonly AnyEndpoint[] = [
  ...sessionRoutes,
  ...ownRoutes,
  ...accountRoutes,
  ...invitationRoutes,
  ...insightRoutes,
];
