import type { ImportView } from '@lianfang/contract/people.import';
import type { Headers } from '../support/access.ts';
import type { TestApp } from '../support/app.ts';

let made = 0;
/** A UUIDv7 for a test's import. */
export const importId = (): string => `01a00000-0000-7000-8000-${String(++made).padStart(12, '0')}`;

/** Uploads a list as the wizard does. */
export async function upload(
  test: TestApp,
  headers: Headers,
  content: string | Buffer,
  more: { id?: string; kind?: string; unitId?: string; name?: string } = {},
) {
  const head = `--lf\r\nContent-Disposition: form-data; name="file"; filename="${more.name ?? 'list.csv'}"\r\n\r\n`;
  const query = new URLSearchParams({
    id: more.id ?? importId(),
    kind: more.kind ?? 'students',
    ...(more.unitId && { unitId: more.unitId }),
  });
  const answer = await test.app.inject({
    method: 'POST',
    url: `/api/imports?${query}`,
    headers: { ...headers, 'content-type': 'multipart/form-data; boundary=lf' },
    payload: Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from('\r\n--lf--\r\n')]),
  });
  return { status: answer.statusCode, body: answer.json<ImportView & { code?: string; detail?: string }>() };
}

/** Calls the API as somebody. */
export async function call(
  test: TestApp,
  headers: Headers,
  method: 'GET' | 'POST' | 'PATCH' | 'PUT',
  url: string,
  payload?: object,
) {
  const answer = await test.app.inject({ method, url: `/api${url}`, headers, ...(payload && { payload }) });
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: answer.body ? answer.json() : null,
    raw: answer.rawPayload,
  };
}
