import type { AnyEndpoint } from '../../kernel/endpoint.ts';
import { calendarRoutes } from './routes/calendar.ts';
import { kindRoutes } from './routes/kinds.ts';
import { operationRoutes } from './routes/operations.ts';
import { parameterRoutes } from './routes/parameters.ts';
import { postRoutes } from './routes/posts.ts';
import { unitRoutes } from './routes/units.ts';

export const routes: readonly AnyEndpoint[] = [
  ...kindRoutes,
  ...unitRoutes,
  ...operationRoutes,
  ...postRoutes,
  ...calendarRoutes,
  ...parameterRoutes,
];
