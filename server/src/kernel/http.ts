import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Actor, Authenticate } from './actor.ts';
import type { Tx } from './db.ts';
import type { AnyEndpoint, Call, Input, Services } from './endpoint.ts';
import type { SchemaFault } from './fault.ts';
import { fieldErrorsOf } from './invalid.ts';
import { grantFor, scopeOf } from './policy.ts';
import { type Lang, Problem, toProblem } from './problem.ts';

/** Language of the texts in problems: Chinese unless the reader asks for English. */
export function langOf(request: FastifyRequest): Lang {
  return /^en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh';
}

type Admission = Pick<Call<unknown, unknown, unknown>, 'actor' | 'unit' | 'holding' | 'scope'>;

/** Decides who may enter; throws the Problem that the caller will read. */
async function admit(
  endpoint: AnyEndpoint,
  input: Input<unknown, unknown, unknown>,
  actor: Actor | null,
  services: Services,
): Promise<Admission> {
  const { access } = endpoint;
  if (access.kind === 'public') return { actor: actor as Actor, unit: null, holding: null, scope: [] };
  if (!actor) throw new Problem('kernel.signed-out');
  if (access.kind === 'signed-in') return { actor, unit: null, holding: null, scope: [] };
  const { permission } = access;
  if (actor.mustChangePassword) throw new Problem('kernel.forbidden', { permission });
  const scope = scopeOf(actor, permission);
  if (scope.length === 0) throw new Problem('kernel.forbidden', { permission });
  const unitId = access.unit?.(input as Input<never, never, never>);
  if (unitId === undefined) return { actor, unit: null, holding: null, scope };
  const unit = await services.units.get(unitId);
  const holding = unit ? grantFor(actor, permission, unit) : undefined;
  if (!unit || !holding) throw new Problem('kernel.not-found');
  return { actor, unit, holding, scope };
}

/** Registers one endpoint of a module's table with Fastify. */
export function mount(
  app: FastifyInstance,
  endpoint: AnyEndpoint,
  services: Services,
  authenticate: Authenticate,
): void {
  const mode = endpoint.method === 'GET' && endpoint.transaction !== 'write' ? 'read' : 'write';
  app.route({
    method: endpoint.method,
    url: endpoint.url,
    config: { upload: endpoint.multipart ?? false },
    schema: {
      operationId: endpoint.id,
      summary: endpoint.summary,
      tags: [endpoint.tag],
      ...(endpoint.params && { params: endpoint.params }),
      ...(endpoint.query && { querystring: endpoint.query }),
      ...(endpoint.body && !endpoint.multipart && { body: endpoint.body }),
      ...(endpoint.multipart && { consumes: ['multipart/form-data'] }),
      ...(endpoint.produces && { produces: [endpoint.produces] }),
      ...(endpoint.access.kind === 'public' && { security: [] }),
      response: { [endpoint.status ?? 200]: endpoint.response, default: { $ref: 'ProblemDetails#' } },
    },
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const input = { params: request.params, query: request.query, body: request.body };
      const admission = await admit(endpoint, input, await authenticate(request.headers), services);
      const call = { ...input, ...admission, services, request, reply };
      reply.status(endpoint.status ?? 200);
      if (endpoint.transaction === 'own') return endpoint.handler({ ...call, tx: undefined as never });
      const answer = async (tx: Tx) => {
        const result = await endpoint.handler({ ...call, tx });
        // Its caller would hold for done what may yet fail, and miss what it wrote when looking at once.
        if (mode === 'write' && reply.sent) throw new Error(`${endpoint.id} answered before its commit`);
        return result;
      };
      return services.db.tx(admission.scope, answer, mode);
    },
  });
}

/** Every failure leaves as a problem of the catalogue, in the reader's language; unknown ones are logged whole. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const invalid = (error as { validation?: SchemaFault[] }).validation;
    const where = (error as { validationContext?: string }).validationContext ?? 'body';
    const problem = invalid
      ? new Problem('kernel.invalid-input', {}, fieldErrorsOf(invalid, where))
      : toProblem(error, request.id);
    if (problem.status >= 500) request.log.error(error);
    reply
      .status(problem.status)
      .type('application/problem+json')
      .send(problem.toDetails(langOf(request)));
  });
  app.setNotFoundHandler((request, reply) => {
    const problem = new Problem('kernel.not-found');
    reply
      .status(404)
      .type('application/problem+json')
      .send(problem.toDetails(langOf(request)));
  });
}
