import type { Register, RegisterKind } from '@lianfang/contract/healthRegister';
import { Temporal } from 'temporal-polyfill';
import type { UnitFacts } from '../../../kernel/actor.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { Tx } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/problem.ts';
import { forms } from './columns.ts';
import type { Contacts } from './contacts.ts';
import { absenceRows, checkRows, dailyRows, type Range } from './rows.ts';

const readers = { check: checkRows, absence: absenceRows, daily: dailyRows } as const;

export type RegisterUnit = Pick<UnitFacts, 'id' | 'name' | 'areaId' | 'receiverId'>;

/**
 * A register of a unit and a range of dates, within the row scope of the transaction.
 * @throws Problem health.register-range; health.register-unit for a named register above institutions
 */
export async function buildRegister(
  tx: Tx,
  clock: Clock,
  register: RegisterKind,
  unit: RegisterUnit,
  range: {
    readonly from: string;
    readonly to: string;
    readonly named: boolean;
    readonly contacts: Contacts;
    readonly mayReveal: boolean;
  },
): Promise<Register> {
  const { title, columns, signatures, days } = forms[register];
  const { from, to, named, contacts, mayReveal } = range;
  const length = Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days + 1;
  if (length < 1 || length > days) throw new Problem('health.register-range', { days });
  if (register !== 'daily' && unit.receiverId === null) {
    throw new Problem('health.register-unit');
  }
  const asked: Range = { unit: unit.id, from, to, named, contacts, zone: clock.zone };
  return {
    register,
    title,
    unit: { id: unit.id, name: unit.name },
    from,
    to,
    madeAt: clock.now().toString(),
    named,
    contacts: contacts.full ? 'full' : 'masked',
    mayReveal: mayReveal && columns.some((c) => c.key === 'phone'),
    columns: [...columns],
    rows: await readers[register](tx, asked),
    signatures: [...signatures],
  };
}

/** Name of the file, as an office files it. */
export const fileName = (r: Register, extension: string): string =>
  `${r.unit.name}${r.title}${r.from}${r.to === r.from ? '' : `至${r.to}`}.${extension}`.replace(
    /[\\/:*?"<>|]/g,
    '_',
  );
