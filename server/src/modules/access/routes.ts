import type { AnyEndpoint } from '../../kernel/endpoint.ts';
import { sessionRoutes } from './routes/session.ts';

export const routes: readonly AnyEndpoint[] = [...sessionRoutes];
