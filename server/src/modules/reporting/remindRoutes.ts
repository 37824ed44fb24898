import { Reminded, RemindInput, RemindPreview, RemindPreviewInput } from '@lianfang/contract/reportingRemind';
import { type AnyEndpoint, endpoint } from '../../kernel/endpoint.ts';
import { langOf } from '../../kernel/http.ts';
import { prepare } from './prepare.ts';
import { previewReminder, remind } from './remind.ts';

export const remindRoutes: readonly AnyEndpoint[] = [
  endpoint({
    method: 'POST',
    url: '/api/reminders/preview',
    id: 'previewReminder',
    summary: 'Who would be reminded of what is missing; units with nobody to remind are listed as such',
    tag: 'reporting',
    access: { kind: 'permission', permission: 'report.remind', unit: ({ body }) => body.unit },
    transaction: 'own',
    body: RemindPreviewInput,
    response: RemindPreview,
    handler: async ({ services, scope, unit, body, request }) => {
      await prepare(services, unit!.id, [body.period]);
      const { due: _, ...preview } = await services.db.tx(
        scope,
        (tx) => previewReminder(tx, services, unit!, body, langOf(request)),
        'read',
      );
      return preview;
    },
  }),
  endpoint({
    method: 'POST',
    url: '/api/reminders',
    id: 'remind',
    summary: 'Remind all, or the selected, that are missing: one message a person',
    tag: 'reporting',
    access: { kind: 'permission', permission: 'report.remind', unit: ({ body }) => body.unit },
    transaction: 'own',
    body: RemindInput,
    response: Reminded,
    handler: async ({ services, scope, actor, holding, unit, body, request }) => {
      await prepare(services, unit!.id, [body.period]);
      const by = { actor, holding: holding!, unit: unit! };
      return services.db.tx(scope, (tx) => remind(tx, services, by, body, langOf(request)));
    },
  }),
];
