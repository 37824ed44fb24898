import type { NewPerson, PersonContact, PersonPatch } from '@lianfang/contract/people';
import { sql } from 'kysely';
import type { UnitFacts } from '../../kernel/actor.ts';
import { audit, byActor } from '../../kernel/audit.ts';
import { dateOf } from '../../kernel/clock.ts';
import type { Tx } from '../../kernel/db.ts';
import type { Call } from '../../kernel/endpoint.ts';
import { announce } from '../../kernel/events.ts';
import { grantFor } from '../../kernel/policy.ts';
import { Problem } from '../../kernel/problem.ts';
import { readInput } from './input.ts';
import { insertNew, personRow, placeToday, valueColumns } from './store.ts';

/** The parts of a call that commands need; the permission is the endpoint's. */
type Caller = Pick<Call<unknown, unknown, unknown>, 'actor' | 'scope' | 'tx' | 'services'>;

interface Row {
  readonly id: string;
  readonly kind: 'student' | 'staff';
  readonly areaId: string;
  readonly unitId: string;
  readonly lineage: readonly string[];
  readonly sex: string | null;
  readonly birthDate: string | null;
  readonly leftOn: string | null;
}

const todayOf = (call: Caller): string => dateOf(call.services.clock).toString();

/** Locks the person. @throws Problem kernel.not-found outside the scope. */
async function load(tx: Tx, id: string): Promise<Row> {
  const { rows } = await sql<Row>`
    select id, kind, area_id as "areaId", unit_id as "unitId", lineage::text[] as lineage, sex, birth_date as "birthDate",
      left_on as "leftOn" from people.person where id = ${id}::bigint for update`.execute(tx);
  if (!rows[0]) throw new Problem('kernel.not-found');
  return rows[0];
}

type Detail = Readonly<Record<string, unknown>>;

async function write(call: Caller, person: Row, verb: string, detail: Detail): Promise<void> {
  const holding = call.actor.holdings.find((h) => person.lineage.includes(h.unitId));
  await audit(call.tx, person.areaId, [
    { ...byActor(call.actor, holding), verb, object: `person:${person.id}`, unitId: person.unitId, detail },
  ]);
}

/** Writes down a change and tells those who see the person; `to` is the lineage of where it leads, if elsewhere. */
async function record(
  call: Caller,
  person: Row,
  verb: string,
  detail: Detail = {},
  to: readonly string[] = [],
): Promise<void> {
  await write(call, person, verb, detail);
  const units = [...new Set([...person.lineage, ...to])];
  await announce(call.tx, { kind: 'person', areaId: person.areaId, units });
}

/** The unit a person is put at, in the actor's scope and fit for the kind of person. */
async function placeFor(call: Caller, kind: 'student' | 'staff', unitId: string): Promise<UnitFacts> {
  const unit = await call.services.units.get(unitId);
  if (!unit || !grantFor(call.actor, 'person.manage', unit)) throw new Problem('kernel.not-found');
  const fits =
    kind === 'student'
      ? unit.kind === 'class'
      : !['street', 'community', 'dormitory', 'grade'].includes(unit.kind);
  if (!fits) throw new Problem('people.bad-place');
  return unit;
}

async function refuseTaken(call: Caller, idNumber: string | null | undefined, self: string): Promise<void> {
  if (!idNumber) return;
  const hash = call.services.crypto.match('person.id', idNumber);
  // Beyond the scope: the same child must not be on two schools' lists. Told is only that the number is taken.
  const taken = await call.services.db.tx(
    '*',
    async (tx) => {
      const { rows } =
        await sql`select from people.person where id_hash = ${hash} and id <> ${self}::bigint`.execute(tx);
      return rows.length > 0;
    },
    'read',
  );
  if (taken) throw new Problem('people.duplicate-id');
}

export async function createPerson(call: Caller, body: NewPerson): Promise<string> {
  const today = todayOf(call);
  const unit = await placeFor(call, body.kind, body.unitId);
  const values = readInput(body, null, today);
  await refuseTaken(call, values.idNumber, '0');
  const row = personRow(call.services.crypto, body.kind, unit, values, {
    dormitoryId: body.dormitoryId ?? null,
  });
  const [id] = await insertNew(call.tx, [row], today);
  await placeToday(call.tx, [id!], today);
  await record(call, await load(call.tx, id!), 'person.create');
  return id!;
}

export async function changePerson(call: Caller, id: string, patch: PersonPatch): Promise<void> {
  const today = todayOf(call);
  const person = await load(call.tx, id);
  const values = readInput(patch, person, today);
  await refuseTaken(call, values.idNumber, id);
  const columns: Record<string, unknown> = { ...valueColumns(call.services.crypto, values) };
  if (patch.dormitoryId !== undefined) columns.dormitory_id = patch.dormitoryId;
  if (values.phone !== undefined || values.guardianPhone !== undefined) columns.guardian_verified_on = today;
  const given = Object.entries(columns).filter(([, value]) => value !== undefined);
  if (given.length === 0) return;
  const sets = given.map(([name, value]) =>
    /_(enc|hash)$/.test(name)
      ? sql`${sql.ref(name)} = decode(${value}, 'hex')`
      : sql`${sql.ref(name)} = ${value}`,
  );
  await sql`update people.person set ${sql.join(sets)}, updated_at = clock_timestamp() where id = ${id}::bigint`.execute(
    call.tx,
  );
  if (patch.dormitoryId !== undefined) await placeToday(call.tx, [id], today);
  await record(call, person, 'person.change', { fields: Object.keys(patch) });
}

/** Ends a person's time at the school from `on` (default today) on; nothing of the past changes. */
export async function releasePerson(
  call: Caller,
  id: string,
  body: { on?: string; reason: string },
): Promise<void> {
  const person = await load(call.tx, id);
  if (person.leftOn !== null) throw new Problem('people.has-left');
  const on = body.on ?? todayOf(call);
  await sql`update people.person set left_on = greatest(joined_on, ${on}::date), updated_at = clock_timestamp()
    where id = ${id}::bigint`.execute(call.tx);
  await placeToday(call.tx, [id], on);
  await record(call, person, 'person.leave', { on, reason: body.reason });
}

/** Moves a person to another unit of the actor's scope from today on; takes back who had left. */
export async function transferPerson(call: Caller, id: string, unitId: string): Promise<void> {
  const person = await load(call.tx, id);
  const unit = await placeFor(call, person.kind, unitId);
  await sql`
    update people.person set unit_id = ${unit.id}::bigint, area_id = ${unit.areaId}::bigint,
      school_id = ${unit.schoolId}::bigint, lineage = ${unit.lineage}::bigint[], left_on = null,
      dormitory_id = case when school_id is distinct from ${unit.schoolId}::bigint then null else dormitory_id end,
      updated_at = clock_timestamp() where id = ${id}::bigint`.execute(call.tx);
  await placeToday(call.tx, [id], todayOf(call));
  await record(call, person, 'person.transfer', { from: person.unitId, to: unit.id }, unit.lineage);
}

/** Somebody rang and reached the family: the contact counts as current from today (S0B-27). */
export async function confirmContact(call: Caller, id: string): Promise<void> {
  const person = await load(call.tx, id);
  await sql`update people.person set guardian_verified_on = ${todayOf(call)}::date, updated_at = clock_timestamp()
    where id = ${id}::bigint`.execute(call.tx);
  await record(call, person, 'person.contact-confirmed');
}

/** The phones in full; each look leaves an audit row (DESIGN, invariant 5). */
export async function lookAtContact(call: Caller, id: string): Promise<PersonContact> {
  const person = await load(call.tx, id);
  const { rows } = await sql<{ phone: Buffer | null; guardian: Buffer | null }>`
    select phone_enc as phone, guardian_phone_enc as guardian from people.person where id = ${id}::bigint`.execute(
    call.tx,
  );
  const open = (sealed: Buffer | null | undefined): string | null =>
    sealed ? call.services.crypto.open('person.phone', sealed) : null;
  await write(call, person, 'person.look', { what: 'contact' });
  return { phone: open(rows[0]?.phone), guardianPhone: open(rows[0]?.guardian) };
}
