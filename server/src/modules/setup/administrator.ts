import type { SetupAdministrator } from '@lianfang/contract/setup';
import { sql } from 'kysely';
import { audit } from '../../kernel/audit.ts';
import type { Tx } from '../../kernel/db.ts';
import { Problem } from '../../kernel/problem.ts';
import { createAccounts, passwordFault } from '../access/index.ts';
import { createUnits } from '../org/index.ts';

export interface NewAdministrator {
  readonly username: string;
  readonly password: string;
  readonly name: string;
  /** An existing unit by its code, or one to make. */
  readonly unit: { readonly code: string } | SetupAdministrator['unit'];
  /** Who does it, for the audit: 'setup' or 'cli:<os user>'. */
  readonly by: string;
}

async function unitOf(tx: Tx, unit: NewAdministrator['unit'], today: string) {
  const { rows } = await sql<{ id: string; area_id: string }>`
    select id, area_id from org.unit where code = ${unit.code}`.execute(tx);
  if (rows[0]) return rows[0];
  if (!('kind' in unit)) throw new Problem('setup.unit-unknown', { code: unit.code });
  const [made] = await createUnits(tx, [{ ...unit, openedOn: today }], today);
  return made!;
}

/**
 * Makes an account that holds the administrator's post, with the unit at the top of the deployment where there is
 * none yet.
 * @throws Problem setup.password-weak, setup.unit-unknown, access.username-taken
 */
export async function createAdministrator(tx: Tx, input: NewAdministrator, today: string): Promise<string> {
  const fault = passwordFault(input.password, input.username);
  if (fault) {
    const problem = new Problem('setup.password-weak');
    throw new Problem('setup.password-weak', {}, [
      { field: 'body/password', code: fault, detail: { zh: problem.text('zh'), en: problem.text('en') } },
    ]);
  }
  const unit = await unitOf(tx, input.unit, today);
  const [account] = await createAccounts(tx, [
    {
      username: input.username,
      name: input.name.trim(),
      password: input.password,
      mustChangePassword: false,
      holdings: [{ postKind: 'administrator', unitId: unit.id, from: today }],
    },
  ]);
  await audit(tx, unit.area_id, [
    {
      actor: input.by,
      verb: 'administrator.create',
      object: `account:${account}`,
      unitId: unit.id,
      detail: { username: input.username },
    },
  ]);
  return account!;
}
