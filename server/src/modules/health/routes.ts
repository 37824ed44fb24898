import { CheckBatch, CheckBatchResult, CheckInput, CheckReceipt } from '@lianfang/contract/health';
import { type AnyEndpoint, endpoint } from '../../kernel/endpoint.ts';
import { submitBatch } from './batch.ts';
import { deskOf } from './instances.ts';

/** Coming in: one check, and what an outbox kept while there was no network. */
export const healthRoutes: readonly AnyEndpoint[] = [
  endpoint({
    method: 'POST',
    url: '/api/checks',
    id: 'submitCheck',
    summary: 'Report a check (zero report or exceptions), or correct one',
    tag: 'checks',
    access: { kind: 'permission', permission: 'check.submit', unit: ({ body }) => body.unit },
    transaction: 'own',
    body: CheckInput,
    response: CheckReceipt,
    handler: ({ body, actor, holding, services }) => deskOf(services).submit(body, actor, holding!),
  }),
  endpoint({
    method: 'POST',
    url: '/api/checks/batch',
    id: 'submitChecks',
    summary: 'Report several checks at once, in order; each has its own result',
    tag: 'checks',
    access: { kind: 'permission', permission: 'check.submit' },
    transaction: 'own',
    body: CheckBatch,
    response: CheckBatchResult,
    handler: ({ body, actor, services, request }) =>
      submitBatch(deskOf(services), body.checks, actor, request),
  }),
];
