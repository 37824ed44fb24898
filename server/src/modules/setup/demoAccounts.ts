import type { DemoAccount, DemoAccounts } from '@lianfang/contract/setup';
import { sql } from 'kysely';
import { DEMO_PASSWORD } from '../../demo/password.ts';
import type { Tx } from '../../kernel/db.ts';

/** The accounts that the login page of a demo platform offers, in its order; elsewhere none. */
export async function readDemoAccounts(tx: Tx): Promise<DemoAccounts> {
  const { rows } = await sql<DemoAccount>`
    select a.username, a.name, p.code as "postKind", p.name_zh as "postZh", p.name_en as "postEn", 
      case when u.school_id <> u.id then school.name || ' · ' else '' end || u.name as "unitName"
    from kernel.setting s, jsonb_array_elements_text(s.value->'accounts') with ordinality as shown(username, place)
    join access.account a on a.username = shown.username
    join org.holding h on h.account_id = a.id and not h.backup join org.post_kind p on p.code = h.post_kind
    join org.unit u on u.id = h.unit_id left join org.unit school on school.id = u.school_id
    where s.key = 'demo' order by shown.place, p.sort`.execute(tx);
  return rows.length > 0 ? { password: DEMO_PASSWORD, accounts: rows } : { accounts: [] };
}
