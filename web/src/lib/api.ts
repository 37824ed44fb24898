import type { ProblemDetails } from '@lianfang/contract/problem';
import i18next from 'i18next';
import { said, saidAround } from './words.ts';

export interface FieldProblem {
  readonly field: string;
  readonly row?: number | undefined;
  readonly code: string;
  readonly detail: string;
}

/** A failed request: the server's problem in the reader's language, or `offline` when no answer came. */
export class ApiProblem extends Error {
  readonly code: string;
  /** HTTP status; 0 when the server was not reached. */
  readonly status: number;
  readonly errors: readonly FieldProblem[];
  readonly params: Readonly<Record<string, unknown>>;
  /** As it came. */
  readonly details: ProblemDetails;

  constructor(details: ProblemDetails) {
    const params = details.params ?? {};
    super(saidAround(details.detail, params));
    this.name = 'ApiProblem';
    this.details = details;
    this.code = details.code;
    this.status = details.status;
    this.errors = (details.errors ?? []).map((e) => ({ ...e, detail: said(e.detail) }));
    this.params = params;
  }

  get offline(): boolean {
    return this.status === 0;
  }

  /** What is said about one field, or undefined. `field` without the leading `body/`. */
  fieldText(field: string): string | undefined {
    return this.errors.find((e) => e.field.replace(/^(body|query|params)\/?/, '') === field)?.detail;
  }
}

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as the query string; undefined and empty values are left out, arrays repeat the key. */
  readonly query?: Readonly<Record<string, string | number | boolean | readonly string[] | null | undefined>>;
  /** Sent as JSON, or as it is when FormData. */
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

let signedOut: () => void = () => {};
/** Called when the server answers 401 to anyone but the sign-in page; set once by the application. */
export function onSignedOut(handler: () => void): void {
  signedOut = handler;
}

/** Address of an endpoint with its query string; for links and downloads. */
function apiUrl(path: string, query: RequestOptions['query'] = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) search.append(key, String(one));
  }
  const text = search.toString();
  return `/api${path}${text && `?${text}`}`;
}

/** A problem that the web itself says, no server having said one. */
const own = (code: string) => ({ type: 'about:blank', title: code, code });

async function toProblem(response: Response): Promise<ApiProblem> {
  const details = (await response.json().catch(() => null)) as ProblemDetails | null;
  if (details && typeof details.code === 'string') return new ApiProblem(details);
  return new ApiProblem({
    ...own('web.unreadable'),
    status: response.status,
    detail: i18next.t('common:problem.unreadable', { status: response.status }),
  });
}

/** As `api`, but gives the response itself (files, streams). Throws ApiProblem. */
async function apiResponse(path: string, options: RequestOptions = {}): Promise<Response> {
  const { method = 'GET', query, body, signal, headers } = options;
  const form = body instanceof FormData;
  let response: Response;
  try {
    response = await fetch(apiUrl(path, query), {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json, application/problem+json',
        'accept-language': i18next.language ?? 'zh-CN',
        ...(body !== undefined && !form && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: form ? body : JSON.stringify(body) }),
      ...(signal && { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiProblem({ ...own('web.offline'), status: 0, detail: i18next.t('common:problem.offline') });
  }
  if (response.ok) return response;
  const problem = await toProblem(response);
  if (problem.code === 'kernel.signed-out') signedOut();
  throw problem;
}

/** Asks the server: `api<SessionView>('/session')`. The type is the contract's; throws ApiProblem. */
export async function api<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const response = await apiResponse(path, options);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** Fetches a file and hands it to the browser under the name the server gave. */
export async function download(path: string, query?: RequestOptions['query']): Promise<void> {
  const response = await apiResponse(path, { query: query ?? {} });
  const disposition = response.headers.get('content-disposition') ?? '';
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  const plain = /filename="?([^";]+)"?/i.exec(disposition)?.[1];
  saveBlob(await response.blob(), encoded ? decodeURIComponent(encoded) : (plain ?? 'lianfang'));
}

/** Sends a body and takes the file that comes back. */
export const sendForFile = async (path: string, body: object): Promise<Blob> =>
  (await apiResponse(path, { method: 'POST', body })).blob();

export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  // In the document while it is clicked: a detached link now and then loses its file name in Chromium.
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
