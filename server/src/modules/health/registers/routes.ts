import { Register, RegisterQuery, registerKinds } from '@lianfang/contract/healthRegister';
import Type from 'typebox';
import { audit, byActor } from '../../../kernel/audit.ts';
import { type AnyEndpoint, endpoint } from '../../../kernel/endpoint.ts';
import { grantFor } from '../../../kernel/policy.ts';
import { Problem } from '../../../kernel/problem.ts';
import { buildRegister, fileName } from './build.ts';
import { Contacts } from './contacts.ts';
import { registerCsv } from './csv.ts';
import { registerXlsx } from './xlsx.ts';

const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

export const registerRoutes: readonly AnyEndpoint[] = [
  endpoint({
    method: 'GET',
    url: '/api/registers/:register',
    id: 'getRegister',
    summary: 'A formal register as JSON, Excel (format=xlsx) or CSV (format=csv); each one is logged',
    tag: 'registers',
    access: { kind: 'permission', permission: 'register.export', unit: ({ query }) => query.unit },
    // An audit row is written: the registers name people.
    transaction: 'write',
    params: Type.Object({ register: Type.Enum([...registerKinds]) }),
    query: RegisterQuery,
    response: Register,
    handler: async ({ tx, params, query, unit, actor, holding, services, reply }) => {
      const named = grantFor(actor, 'check.view', unit!) !== undefined;
      const mayReveal = named && grantFor(actor, 'person.contact', unit!) !== undefined;
      const full = query.contacts === 'full';
      if (full && !mayReveal) throw new Problem('kernel.forbidden', { permission: 'person.contact' });
      const contacts = new Contacts(full ? services.crypto : null);
      const asked = { ...query, named, contacts, mayReveal };
      const register = await buildRegister(tx, services.clock, params.register, unit!, asked);
      const { format = 'json', from, to } = query;
      const detail = { register: params.register, from, to, format };
      const look = { ...byActor(actor, holding!), object: `unit:${unit!.id}`, unitId: unit!.id };
      await audit(tx, unit!.areaId, [
        { ...look, verb: 'register.read', detail: { ...detail, rows: register.rows.length } },
        ...(contacts.revealed.length > 0
          ? [
              {
                ...look,
                verb: 'person.look',
                detail: { what: 'contact', ...detail, people: contacts.revealed },
              },
            ]
          : []),
      ]);
      if (format === 'json') return register;
      const file = format === 'xlsx' ? await registerXlsx(register) : registerCsv(register);
      const name = encodeURIComponent(fileName(register, format));
      reply.type(TYPES[format]).header('content-disposition', `attachment; filename*=UTF-8''${name}`);
      return file;
    },
  }),
];
