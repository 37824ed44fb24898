import { Id, LocalDate, Ok, Uuid } from '@lianfang/contract/common';
import { Slot } from '@lianfang/contract/health';
import { AbsenceList, AbsenceQuery, FollowUpInput } from '@lianfang/contract/healthAbsence';
import { CheckList, Duty, DutyQuery } from '@lianfang/contract/healthDuty';
import Type from 'typebox';
import { audit, byActor } from '../../kernel/audit.ts';
import { type AnyEndpoint, endpoint } from '../../kernel/endpoint.ts';
import { announce } from '../../kernel/events.ts';
import { Problem } from '../../kernel/problem.ts';
import { addFollowUp, readAbsences } from './absences.ts';
import { readChecks } from './checks.ts';
import { readDuty } from './duty.ts';

export const healthReadRoutes: readonly AnyEndpoint[] = [
  endpoint({
    method: 'GET',
    url: '/api/checks/duty',
    id: 'getDuty',
    summary: 'What the signed-in person reports today: groups, rosters, slots and their state',
    tag: 'checks',
    access: { kind: 'permission', permission: 'check.submit' },
    query: DutyQuery,
    response: Duty,
    handler: ({ tx, services, actor, query }) => readDuty(tx, services, actor, query.unit),
  }),
  endpoint({
    method: 'GET',
    url: '/api/checks',
    id: 'listChecks',
    summary: 'Checks that count, of a group or of all groups of a school, on a date',
    tag: 'checks',
    access: { kind: 'permission', permission: 'check.view', unit: ({ query }) => query.unit },
    query: Type.Object({ unit: Id, period: LocalDate, slot: Type.Optional(Slot) }),
    response: CheckList,
    handler: async ({ tx, query }) => ({ rows: await readChecks(tx, query) }),
  }),
  endpoint({
    method: 'GET',
    url: '/api/checks/:id/history',
    id: 'getCheckHistory',
    summary: 'A check with everything it corrects or that corrects it, oldest first',
    tag: 'checks',
    access: { kind: 'permission', permission: 'check.view' },
    params: Type.Object({ id: Uuid }),
    response: CheckList,
    handler: async ({ tx, params }) => {
      const rows = await readChecks(tx, { historyOf: params.id });
      if (rows.length === 0) throw new Problem('kernel.not-found');
      return { rows };
    },
  }),
  endpoint({
    method: 'GET',
    url: '/api/absences',
    id: 'listAbsences',
    summary: 'Absences for illness that touch the dates, with their tracing',
    tag: 'checks',
    access: { kind: 'permission', permission: 'check.view', unit: ({ query }) => query.unit },
    query: AbsenceQuery,
    response: AbsenceList,
    handler: async ({ tx, query }) => ({ rows: await readAbsences(tx, query.unit, query.from, query.to) }),
  }),
  endpoint({
    method: 'POST',
    url: '/api/absences/:personId/follow-ups',
    id: 'addFollowUp',
    summary: 'Record what was learnt of somebody absent ill',
    tag: 'checks',
    access: { kind: 'permission', permission: 'check.submit' },
    params: Type.Object({ personId: Id }),
    body: FollowUpInput,
    response: Ok,
    handler: async ({ tx, params, body, actor, services }) => {
      const by = { id: actor.accountId, name: actor.name };
      const at = services.clock.now().toString();
      const { areaId, unitId, added } = await addFollowUp(tx, params.personId, body, by, at);
      if (added) {
        const detail = { state: body.state, firstOn: body.firstOn };
        await audit(tx, areaId, [
          {
            ...byActor(actor),
            verb: 'absence.follow-up',
            object: `person:${params.personId}`,
            unitId,
            detail,
          },
        ]);
        await announce(tx, { kind: 'absence', areaId, units: [unitId] });
      }
      return { ok: true as const };
    },
  }),
];
