import { Uuid } from '@lianfang/contract/common';
import {
  ImportChoices,
  ImportKind,
  ImportListItem,
  ImportMode,
  ImportView,
} from '@lianfang/contract/people.import';
import type { FastifyReply } from 'fastify';
import Type from 'typebox';
import { Value } from 'typebox/value';
import { type AnyEndpoint, type Call, endpoint } from '../../kernel/endpoint.ts';
import { langOf } from '../../kernel/http.ts';
import { grantFor } from '../../kernel/policy.ts';
import { Problem } from '../../kernel/problem.ts';
import { SHEET_LIMITS } from '../../kernel/sheet/types.ts';
import { writeSpreadsheet } from '../../kernel/sheet/write.ts';
import { apply, readErrorSheet, receive, recheck, type Upload, undo } from './import/desk.ts';
import { listImports, readImport } from './import/record.ts';
import { templateOf } from './import/template.ts';

const access = { kind: 'permission', permission: 'person.import' } as const;
const tag = 'imports';
const ById = Type.Object({ id: Uuid });
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const File = Type.Unsafe<never>({ type: 'string', format: 'binary', description: 'an .xlsx workbook' });
const IsUuid = Type.String({ pattern: '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' });

const invalid = (field: string): Problem =>
  new Problem('kernel.invalid-input', {}, [{ field: `body/${field}`, code: 'required', detail: field }]);

/** The form: fields id, kind, unitId (optional), and the file. */
async function readUpload({
  request,
  actor,
  services,
}: Pick<Call<unknown, unknown, unknown>, 'request' | 'actor' | 'services'>): Promise<Upload> {
  if (!request.isMultipart()) throw new Problem('people.import-no-file');
  const fields = new Map<string, string>();
  let file: { name: string; bytes: Buffer } | null = null;
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') fields.set(part.fieldname, String(part.value));
      else
        file = {
          name: (part.filename || 'list').replace(/^.*[\\/]/, '').slice(0, 200),
          bytes: await part.toBuffer(),
        };
    }
  } catch (error) {
    if ((error as { code?: string }).code !== 'FST_REQ_FILE_TOO_LARGE') throw error;
    throw new Problem('sheet.too-large', { megabytes: SHEET_LIMITS.bytes / 1024 / 1024 });
  }
  if (!file) throw new Problem('people.import-no-file');
  const id = fields.get('id');
  const kind = fields.get('kind');
  if (!Value.Check(IsUuid, id)) throw invalid('id');
  if (!Value.Check(ImportKind, kind)) throw invalid('kind');
  const unitId = fields.get('unitId');
  const unit = unitId && /^\d{1,18}$/.test(unitId) ? await services.units.get(unitId) : null;
  if (unitId && (!unit || !grantFor(actor, 'person.import', unit))) throw new Problem('kernel.not-found');
  return { id, kind, fileName: file.name, bytes: file.bytes, unit };
}

const sendFile = (reply: FastifyReply, name: string, bytes: Buffer): FastifyReply =>
  reply
    .type(XLSX)
    .header(
      'content-disposition',
      `attachment; filename="list.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`,
    )
    .send(bytes);

export const importRoutes: readonly AnyEndpoint[] = [
  endpoint({
    method: 'POST',
    url: '/api/imports',
    id: 'receiveImport',
    summary: 'Upload a list (multipart: id, kind, unitId, file) and check it',
    tag,
    access,
    response: ImportView,
    status: 201,
    transaction: 'own',
    multipart: true,
    handler: async (call) => receive(call, await readUpload(call), langOf(call.request)),
  }),
  endpoint({
    method: 'GET',
    url: '/api/imports',
    id: 'listImports',
    summary: 'One’s own latest imports',
    tag,
    access,
    response: Type.Object({ rows: Type.Array(ImportListItem) }),
    handler: async (call) => ({ rows: await listImports(call.tx, call) }),
  }),
  endpoint({
    method: 'GET',
    url: '/api/imports/:id',
    id: 'readImport',
    summary: 'An import: what was recognised, counts, rejected rows',
    tag,
    access,
    params: ById,
    response: ImportView,
    transaction: 'own',
    handler: (call) => readImport(call, call.params.id, langOf(call.request)),
  }),
  endpoint({
    method: 'PUT',
    url: '/api/imports/:id/choices',
    id: 'chooseImport',
    summary: 'Correct sheets and columns, and check again',
    tag,
    access,
    params: ById,
    body: ImportChoices,
    response: ImportView,
    transaction: 'own',
    handler: (call) => recheck(call, call.params.id, call.body, langOf(call.request)),
  }),
  endpoint({
    method: 'POST',
    url: '/api/imports/:id/apply',
    id: 'applyImport',
    summary: 'Write the rows: all or none, or the good ones',
    tag,
    access,
    params: ById,
    body: Type.Object({ mode: ImportMode }),
    response: ImportView,
    transaction: 'own',
    handler: (call) => apply(call, call.params.id, call.body.mode, langOf(call.request)),
  }),
  endpoint({
    method: 'POST',
    url: '/api/imports/:id/undo',
    id: 'undoImport',
    summary: 'Take an import back within 24 hours, where nothing has built upon it',
    tag,
    access,
    params: ById,
    response: ImportView,
    transaction: 'own',
    handler: (call) => undo(call, call.params.id, langOf(call.request)),
  }),
  endpoint({
    method: 'GET',
    url: '/api/imports/:id/errors.xlsx',
    id: 'downloadImportErrors',
    summary: 'The rejected rows with reasons, to correct and import again',
    tag,
    access,
    params: ById,
    response: File,
    produces: XLSX,
    transaction: 'own',
    handler: async (call) => {
      const { bytes, name } = await readErrorSheet(call, call.params.id, langOf(call.request));
      return sendFile(call.reply, name, bytes);
    },
  }),
  endpoint({
    method: 'GET',
    url: '/api/imports/templates/:kind',
    id: 'downloadImportTemplate',
    summary: 'An empty list with the usual headings',
    tag,
    access,
    params: Type.Object({ kind: ImportKind }),
    response: File,
    produces: XLSX,
    transaction: 'own',
    handler: async (call) => {
      const template = templateOf(call.params.kind);
      return sendFile(call.reply, `${template.name}.xlsx`, await writeSpreadsheet([template]));
    },
  }),
];
