import { page } from '@lianfang/contract/common';
import { AuditQuery, AuditView, ExplainQuery, Explanation } from '@lianfang/contract/explain';
import type { UnitFacts } from '../../../kernel/actor.ts';
import { dateOf } from '../../../kernel/clock.ts';
import { type AnyEndpoint, endpoint } from '../../../kernel/endpoint.ts';
import { langOf } from '../../../kernel/http.ts';
import { readAudit } from '../auditTrail.ts';
import { explain, knows } from '../explain.ts';

export const insightRoutes: readonly AnyEndpoint[] = [
  endpoint({
    method: 'GET',
    url: '/api/session/explain',
    id: 'explainAccess',
    summary: 'Why the reader can, or cannot, do something at a unit',
    tag: 'session',
    access: { kind: 'signed-in' },
    query: ExplainQuery,
    response: Explanation,
    handler: async ({ tx, actor, query, services, request }) => {
      const named = query.unit === undefined ? null : await services.units.get(query.unit);
      const own = (await Promise.all(actor.holdings.map((h) => services.units.get(h.unitId)))).filter(
        (u): u is UnitFacts => u !== null,
      );
      return explain(
        tx,
        actor,
        query.permission,
        { asked: query.unit !== undefined, unit: named && knows(actor, named, own) ? named : null },
        { today: dateOf(services.clock).toString(), lang: langOf(request) },
      );
    },
  }),
  endpoint({
    method: 'GET',
    url: '/api/audit',
    id: 'readAudit',
    summary: 'What was done in a unit and below, latest first',
    tag: 'audit',
    access: { kind: 'permission', permission: 'audit.view', unit: ({ query }) => query.unit },
    query: AuditQuery,
    response: page(AuditView),
    handler: async ({ tx, actor, query, unit, request }) =>
      readAudit(
        tx,
        actor,
        unit!,
        { verb: query.verb, after: query.after, limit: query.limit ?? 50 },
        langOf(request),
      ),
  }),
];
