import { Id, Uuid } from '@lianfang/contract/common';
import {
  ImportChoices,
  ImportKind,
  ImportListItem,
  ImportMode,
  ImportView,
} from '@lianfang/contract/people.import';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import { type AnyEndpoint, endpoint } from '../../kernel/endpoint.ts';
import { langOf } from '../../kernel/http.ts';
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
const UploadQuery = Type.Object({
  id: Uuid,
  kind: ImportKind,
  unitId: Type.Optional({ ...Id, description: 'the unit the list belongs to, where the file names none' }),
});

/** The one file of the form. */
async function readFile(request: FastifyRequest): Promise<Pick<Upload, 'fileName' | 'bytes'>> {
  if (!request.isMultipart()) throw new Problem('people.import-no-file');
  try {
    const part = await request.file();
    if (!part) throw new Problem('people.import-no-file');
    const fileName = (part.filename || 'list').replace(/^.*[\\/]/, '').slice(0, 200);
    return { fileName, bytes: await part.toBuffer() };
  } catch (error) {
    if ((error as { code?: string }).code !== 'FST_REQ_FILE_TOO_LARGE') throw error;
    throw new Problem('sheet.too-large', { megabytes: SHEET_LIMITS.bytes / 1024 / 1024 });
  }
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
    summary: 'Upload a list (multipart, one file) and check it',
    tag,
    access: { ...access, unit: ({ query }: { query: { unitId?: string } }) => query.unitId },
    query: UploadQuery,
    response: ImportView,
    status: 201,
    transaction: 'own',
    multipart: true,
    handler: async (call) => {
      const { id, kind } = call.query;
      const file = await readFile(call.request);
      return receive(call, { id, kind, unit: call.unit, ...file }, langOf(call.request));
    },
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
    summary: 'Take an import back within a day (a parameter), where nothing has built upon it',
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
      return sendFile(call.reply, `${template.name}.xlsx`, await writeSpreadsheet(template.sheets));
    },
  }),
];
