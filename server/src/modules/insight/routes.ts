import { Id, LocalDate } from '@lianfang/contract/common';
import { AbsentList, MissingPage, RegionBoard, SchoolBoard, SymptomBoard } from '@lianfang/contract/insight';
import { SlotCode } from '@lianfang/contract/reporting';
import Type from 'typebox';
import { type AnyEndpoint, endpoint } from '../../kernel/endpoint.ts';
import { langOf } from '../../kernel/http.ts';
import { Problem } from '../../kernel/problem.ts';
import { prepare } from '../reporting/index.ts';
import { missingList } from './missing.ts';
import { regionBoard } from './region.ts';
import { absentList, schoolBoard } from './school.ts';
import { symptoms } from './symptomsOf.ts';

const tag = 'boards';
const BoardQuery = Type.Object({
  unit: Id,
  date: Type.Optional(LocalDate),
  slot: Type.Optional(SlotCode),
});
const view = {
  kind: 'permission',
  permission: 'figures.view',
  unit: ({ query }: { query: { unit: string } }) => query.unit,
} as const;
const DateSlot = Type.Object({ unit: Id, date: LocalDate, slot: SlotCode });

export const insightRoutes: readonly AnyEndpoint[] = [
  endpoint({
    method: 'GET',
    url: '/api/boards/region',
    id: 'regionBoard',
    summary:
      'Board of a county, city, province or street: completeness, timeliness, ill people; by child unit and day',
    tag,
    access: view,
    transaction: 'own',
    query: BoardQuery,
    response: RegionBoard,
    handler: async ({ services, scope, unit, query }) => regionBoard(services, scope, unit!, query),
  }),
  endpoint({
    method: 'GET',
    url: '/api/boards/school',
    id: 'schoolBoard',
    summary:
      'Board of an institution (or an office that stands for itself): its groups as tiles, what it owes upward, its trend',
    tag,
    access: view,
    transaction: 'own',
    query: BoardQuery,
    response: SchoolBoard,
    handler: async ({ services, scope, unit, query }) => {
      if (unit!.receiverId !== unit!.id) throw new Problem('reporting.not-a-school');
      return schoolBoard(services, scope, unit!, query);
    },
  }),
  endpoint({
    method: 'GET',
    url: '/api/boards/missing',
    id: 'missingList',
    summary: 'Institutions with something missing, longest overdue first, with whom to call',
    tag,
    access: view,
    transaction: 'own',
    query: Type.Object({
      ...DateSlot.properties,
      level: Type.Optional(Type.Enum(['group', 'school'])),
      after: Type.Optional(Type.String({ maxLength: 80, pattern: '^[-0-9T:.Z]+_[0-9]+_[0-9]+$' })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
    }),
    response: MissingPage,
    handler: async ({ services, scope, query, request }) => {
      await prepare(services, query.unit, [query.date]);
      const q = { ...query, level: query.level ?? 'group', limit: query.limit ?? 50 };
      const now = services.clock.now().toString();
      return services.db.tx(scope, (tx) => missingList(tx, q, now, langOf(request)), 'read');
    },
  }),
  endpoint({
    method: 'GET',
    url: '/api/boards/symptoms',
    id: 'symptomBoard',
    summary: 'Symptoms below a unit with trend and comparisons, and the institutions with most of them',
    tag,
    access: view,
    transaction: 'own',
    query: Type.Object({
      ...DateSlot.properties,
      symptom: Type.Optional(Type.String({ maxLength: 40 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 30 })),
    }),
    response: SymptomBoard,
    handler: async ({ services, scope, unit, query }) => symptoms(services, scope, unit!, query),
  }),
  endpoint({
    method: 'GET',
    url: '/api/boards/absent',
    id: 'absentList',
    summary: 'Who is ill in an institution or group, by name; the look is recorded',
    tag,
    access: { ...view, permission: 'check.view' },
    transaction: 'write',
    query: DateSlot,
    response: AbsentList,
    handler: async ({ tx, services, actor, holding, unit, query }) =>
      absentList(
        tx,
        { actor, holding: holding!, unit: unit! },
        query.date,
        query.slot,
        services.clock.now().toString(),
      ),
  }),
];
