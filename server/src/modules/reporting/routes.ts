import { Id, LocalDate, Ok } from '@lianfang/contract/common';
import {
  Acknowledge,
  Acknowledged,
  ExemptionList,
  GroupState,
  GroupStatusPage,
  NewExemption,
  SchoolLinePage,
  SchoolReport,
  SchoolReports,
  SlotCode,
  SlotList,
  SlotOverride,
  SubmitReport,
} from '@lianfang/contract/reporting';
import Type from 'typebox';
import { type AnyEndpoint, endpoint } from '../../kernel/endpoint.ts';
import { acknowledge } from './acknowledge.ts';
import { addExemption, endExemption, listExemptions } from './exemptions.ts';
import { groupStatus } from './groups.ts';
import { schoolLines } from './lines.ts';
import { prepare } from './prepare.ts';
import { remindRoutes } from './remindRoutes.ts';
import { overrideSlot, slotsOf } from './slots.ts';
import { withdrawSlot } from './slotsComing.ts';
import { reportVersions, submitReport } from './submit.ts';

const UnitParams = Type.Object({ unit: Id });
const view = { kind: 'permission', permission: 'figures.view' } as const;
const tag = 'reporting';
const ofUnit = ({ query }: { query: { unit: string } }) => query.unit;

export const reportingRoutes: readonly AnyEndpoint[] = [
  endpoint({
    method: 'GET',
    url: '/api/reporting/groups',
    id: 'listGroupStatus',
    summary: 'Groups below a unit with what became of their duty on a date and slot; pages by whole schools',
    tag,
    access: { ...view, unit: ofUnit },
    transaction: 'own',
    query: Type.Object({
      unit: Id,
      date: LocalDate,
      slot: SlotCode,
      state: Type.Optional(GroupState),
      after: Type.Optional(Id),
    }),
    response: GroupStatusPage,
    handler: async ({ services, scope, unit, query }) => {
      await prepare(services, query.unit, [query.date]);
      const now = services.clock.now().toString();
      const read = (tx: Parameters<typeof groupStatus>[0]) =>
        groupStatus(tx, query, unit!.receiverId, now, services.clock.zone);
      return services.db.tx(scope, read, 'read');
    },
  }),
  endpoint({
    method: 'GET',
    url: '/api/reporting/schools',
    id: 'listSchoolLines',
    summary: 'What the institutions below a unit owe upward, and who acknowledged it on which line',
    tag,
    access: { ...view, unit: ofUnit },
    transaction: 'own',
    query: Type.Object({
      unit: Id,
      date: LocalDate,
      slot: Type.Optional(SlotCode),
      state: Type.Optional(GroupState),
      open: Type.Optional(Type.Enum(['main', 'territorial'])),
      after: Type.Optional(Id),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 200 })),
    }),
    response: SchoolLinePage,
    handler: async ({ services, scope, query }) => {
      await prepare(services, query.unit, [query.date]);
      const now = services.clock.now().toString();
      return services.db.tx(scope, (tx) => schoolLines(tx, query, now), 'read');
    },
  }),
  endpoint({
    method: 'POST',
    url: '/api/units/:unit/school-reports',
    id: 'submitSchoolReport',
    summary: 'The school confirms the figures of a slot and sends them upward on both lines',
    tag,
    access: { kind: 'permission', permission: 'report.submit', unit: ({ params }) => params.unit },
    transaction: 'own',
    params: UnitParams,
    body: SubmitReport,
    status: 201,
    response: SchoolReport,
    handler: async ({ services, scope, actor, holding, unit, body }) => {
      await prepare(services, unit!.id, [body.period]);
      const by = { actor, holding: holding!, school: unit! };
      return services.db.tx(scope, (tx) => submitReport(tx, services.clock, by, body));
    },
  }),
  endpoint({
    method: 'GET',
    url: '/api/units/:unit/school-reports',
    id: 'listSchoolReports',
    summary: 'Every version a school sent for a date',
    tag,
    access: { ...view, unit: ({ params }) => params.unit },
    params: UnitParams,
    query: Type.Object({ date: LocalDate }),
    response: SchoolReports,
    handler: async ({ tx, params, query }) => ({
      rows: [...(await reportVersions(tx, params.unit, query.date))],
    }),
  }),
  endpoint({
    method: 'POST',
    url: '/api/reporting/acknowledgements',
    id: 'acknowledgeReports',
    summary: 'Acknowledge the latest reports below a unit on the line of one’s post',
    tag,
    access: { kind: 'permission', permission: 'report.acknowledge', unit: ({ body }) => body.unit },
    body: Acknowledge,
    response: Acknowledged,
    handler: async ({ tx, services, actor, holding, unit, body }) =>
      acknowledge(tx, services.clock, { actor, holding: holding!, unit: unit! }, body),
  }),
  endpoint({
    method: 'GET',
    url: '/api/units/:unit/slots',
    id: 'listSlots',
    summary: 'Slots in force for the subtree of a unit on a date, with whose rule each is, and later changes',
    tag,
    access: { kind: 'permission', permission: 'unit.view', unit: ({ params }) => params.unit },
    params: UnitParams,
    query: Type.Object({ date: LocalDate }),
    response: SlotList,
    handler: async ({ tx, services, params, query }) =>
      slotsOf(tx, params.unit, query.date, services.clock.zone),
  }),
  endpoint({
    method: 'PUT',
    url: '/api/units/:unit/slots/:code',
    id: 'overrideSlot',
    summary: 'Set the deadlines of a slot for a unit’s subtree from a date on; no rows: the rule above again',
    tag,
    access: { kind: 'permission', permission: 'parameter.manage', unit: ({ params }) => params.unit },
    params: Type.Object({ unit: Id, code: SlotCode }),
    body: SlotOverride,
    response: Ok,
    handler: async ({ tx, services, actor, holding, unit, params, body }) => {
      await overrideSlot(tx, services.clock, { actor, holding: holding!, unit: unit! }, params.code, body);
      return { ok: true as const };
    },
  }),
  endpoint({
    method: 'DELETE',
    url: '/api/units/:unit/slots/:code/:from',
    id: 'withdrawSlot',
    summary: 'Withdraw a unit’s change of a slot before the day it begins',
    tag,
    access: { kind: 'permission', permission: 'parameter.manage', unit: ({ params }) => params.unit },
    params: Type.Object({ unit: Id, code: SlotCode, from: LocalDate }),
    response: Ok,
    handler: async ({ tx, services, actor, holding, unit, params }) => {
      const by = { actor, holding: holding!, unit: unit! };
      await withdrawSlot(tx, services.clock, by, params.code, params.from);
      return { ok: true as const };
    },
  }),
  endpoint({
    method: 'GET',
    url: '/api/units/:unit/exemptions',
    id: 'listExemptions',
    summary: 'Exemptions of units below, touching a range of dates',
    tag,
    access: { ...view, unit: ({ params }) => params.unit },
    params: UnitParams,
    query: Type.Object({ from: LocalDate, to: LocalDate }),
    response: ExemptionList,
    handler: async ({ tx, unit, query }) => listExemptions(tx, unit!, query.from, query.to),
  }),
  endpoint({
    method: 'POST',
    url: '/api/exemptions',
    id: 'addExemption',
    summary: 'Take a unit and all below it out of what is due, with the reason',
    tag,
    access: { kind: 'permission', permission: 'exemption.manage', unit: ({ body }) => body.unit },
    body: NewExemption,
    status: 201,
    response: Type.Object({ id: Id }),
    handler: async ({ tx, services, actor, holding, unit, body }) => ({
      id: await addExemption(tx, services.clock, { actor, holding: holding!, unit: unit! }, body),
    }),
  }),
  endpoint({
    method: 'DELETE',
    url: '/api/units/:unit/exemptions/:id',
    id: 'endExemption',
    summary: 'End an exemption from today on',
    tag,
    access: { kind: 'permission', permission: 'exemption.manage', unit: ({ params }) => params.unit },
    params: Type.Object({ unit: Id, id: Id }),
    response: Ok,
    handler: async ({ tx, services, actor, holding, unit, params }) => {
      await endExemption(tx, services.clock, { actor, holding: holding!, unit: unit! }, params.id);
      return { ok: true as const };
    },
  }),
  ...remindRoutes,
];
