import { createHash } from 'node:crypto';
import { Id, LocalDate, Ok } from '@lianfang/contract/common';
import {
  LeaveBody,
  NewPerson,
  PeoplePage,
  PeopleQuery,
  PersonContact,
  PersonDetail,
  PersonPatch,
  Roster,
  TransferBody,
} from '@lianfang/contract/people';
import Type from 'typebox';
import { dateOf } from '../../kernel/clock.ts';
import type { AnyEndpoint, Call } from '../../kernel/endpoint.ts';
import { endpoint } from '../../kernel/endpoint.ts';
import { parameterAt } from '../../kernel/parameter.ts';
import {
  changePerson,
  confirmContact,
  createPerson,
  lookAtContact,
  releasePerson,
  transferPerson,
} from './commands.ts';
import { importRoutes } from './importRoutes.ts';
import { contactFreshDays } from './parameters.ts';
import { listPeople, readPerson, readRoster } from './queries.ts';

type Any = Pick<Call<unknown, unknown, unknown>, 'tx' | 'services' | 'actor' | 'scope' | 'unit'>;
const ById = Type.Object({ id: Id });
const tag = 'people';
const view = { kind: 'permission', permission: 'person.view' } as const;
const manage = { kind: 'permission', permission: 'person.manage' } as const;
const contact = { kind: 'permission', permission: 'person.contact' } as const;

/** First date on which a confirmed contact still counts. */
async function freshFrom(call: Any, lineage: readonly string[]): Promise<string> {
  const today = dateOf(call.services.clock);
  const days = await parameterAt(call.tx, contactFreshDays, lineage, today.toString());
  return today.subtract({ days }).toString();
}

async function detail(call: Any, id: string): Promise<PersonDetail> {
  const { lineage, areaId: _area, ...person } = await readPerson(call.tx, id, await freshFrom(call, []));
  const can = (permission: 'person.manage' | 'person.contact'): boolean =>
    call.actor.holdings.some((h) => h.permissions.has(permission) && lineage.includes(h.unitId));
  return { ...person, abilities: { manage: can('person.manage'), contact: can('person.contact') } };
}

export const routes: readonly AnyEndpoint[] = [
  endpoint({
    method: 'GET',
    url: '/api/people',
    id: 'listPeople',
    summary: 'People in scope by name; search by name, pinyin initials or number',
    tag,
    access: { ...view, unit: ({ query }: { query: PeopleQuery }) => query.unitId },
    query: PeopleQuery,
    response: PeoplePage,
    handler: async (call) =>
      listPeople(call.tx, call.query, {
        crypto: call.services.crypto,
        today: dateOf(call.services.clock).toString(),
        fresh: await freshFrom(call, call.unit?.lineage ?? call.scope),
      }),
  }),
  endpoint({
    method: 'GET',
    url: '/api/people/:id',
    id: 'readPerson',
    summary: 'A person; numbers masked',
    tag,
    access: view,
    params: ById,
    response: PersonDetail,
    handler: (call) => detail(call, call.params.id),
  }),
  endpoint({
    method: 'POST',
    url: '/api/people',
    id: 'createPerson',
    summary: 'Add a pupil or a member of staff',
    tag,
    access: { ...manage, unit: ({ body }: { body: NewPerson }) => body.unitId },
    body: NewPerson,
    response: PersonDetail,
    status: 201,
    handler: async (call) => detail(call, await createPerson(call, call.body)),
  }),
  endpoint({
    method: 'PATCH',
    url: '/api/people/:id',
    id: 'changePerson',
    summary: 'Correct what is known of a person; absent stays, null clears',
    tag,
    access: manage,
    params: ById,
    body: PersonPatch,
    response: PersonDetail,
    handler: async (call) => {
      await changePerson(call, call.params.id, call.body);
      return detail(call, call.params.id);
    },
  }),
  endpoint({
    method: 'POST',
    url: '/api/people/:id/leave',
    id: 'releasePerson',
    summary: 'A person leaves the school',
    tag,
    access: manage,
    params: ById,
    body: LeaveBody,
    response: PersonDetail,
    handler: async (call) => {
      await releasePerson(call, call.params.id, call.body);
      return detail(call, call.params.id);
    },
  }),
  endpoint({
    method: 'POST',
    url: '/api/people/:id/transfer',
    id: 'transferPerson',
    summary: 'A person goes to another class or school of one’s scope, or comes back',
    tag,
    access: { ...manage, unit: ({ body }: { body: { unitId: string } }) => body.unitId },
    params: ById,
    body: TransferBody,
    response: PersonDetail,
    handler: async (call) => {
      await transferPerson(call, call.params.id, call.body.unitId);
      return detail(call, call.params.id);
    },
  }),
  endpoint({
    method: 'POST',
    url: '/api/people/:id/contact',
    id: 'lookAtContact',
    summary: 'Phones in full; the look is written into the audit',
    tag,
    access: contact,
    params: ById,
    response: PersonContact,
    handler: (call) => lookAtContact(call, call.params.id),
  }),
  endpoint({
    method: 'POST',
    url: '/api/people/:id/contact-confirmed',
    id: 'confirmContact',
    summary: 'The contact was tried and is right (S0B-27)',
    tag,
    access: contact,
    params: ById,
    response: Ok,
    handler: async (call) => {
      await confirmContact(call, call.params.id);
      return { ok: true as const };
    },
  }),
  endpoint({
    method: 'GET',
    url: '/api/classes/:id/roster',
    id: 'readRoster',
    summary: 'Who is in a class or dormitory: names, sex, boarding; answers 304 to a known ETag',
    tag,
    access: { ...view, unit: ({ params }: { params: { id: string } }) => params.id },
    params: ById,
    query: Type.Object({ date: Type.Optional(LocalDate) }),
    response: Roster,
    transaction: 'own',
    handler: async (call) => {
      const date = call.query.date ?? dateOf(call.services.clock).toString();
      // The unit is in scope; a dormitory's boarders belong to classes that its keeper does not see.
      const roster = await call.services.db.tx('*', (tx) => readRoster(tx, call.unit!, date), 'read');
      const etag = `"${createHash('sha256').update(JSON.stringify(roster)).digest('base64url').slice(0, 22)}"`;
      call.reply.header('etag', etag).header('cache-control', 'private, no-cache');
      if (call.request.headers['if-none-match'] === etag) return call.reply.status(304).send();
      return roster;
    },
  }),
  ...importRoutes,
];
