import type { Page, Request } from 'playwright-core';

/** What goes wrong on a page while it is looked at, and when it has come to rest. */
export interface Watch {
  /** Faults since the last call: errors on the console, failed requests; but not those of the path `refused`. */
  faults(refused?: string): string[];
  /** Resolves when nothing is being fetched and nothing stands in for what is to come. */
  settled(): Promise<void>;
}

/** Stands for content that is still on its way. */
const WAITING = '.lf-skeleton, .ant-spin-spinning, .ant-skeleton, .ant-btn-loading';
const QUIET_MS = 120;
/** Our own server and files on the same machine: longer than this is a fault, not a wait. */
const PATIENCE_MS = 20_000;

export function watch(page: Page): Watch {
  let faults: { readonly text: string; readonly url: string }[] = [];
  const add = (text: string, url = ''): void => void faults.push({ text, url });
  const open = new Set<Request>();
  // The stream of changes stays open as long as the page.
  const counts = (r: Request): boolean => r.resourceType() !== 'eventsource';
  let quietSince = Date.now();
  const close = (r: Request): void => {
    open.delete(r);
    quietSince = Date.now();
  };
  page.on('request', (r) => counts(r) && open.add(r));
  page.on('requestfinished', close);
  page.on('requestfailed', (r) => {
    close(r);
    // What a page no longer wants when it is left is cancelled, not failed.
    if (r.failure()?.errorText !== 'net::ERR_ABORTED')
      add(`${r.failure()?.errorText} ${r.method()} ${r.url()}`, r.url());
  });
  page.on('response', (r) => {
    if (r.status() >= 400) add(`${r.status()} ${r.request().method()} ${r.url()}`, r.url());
  });
  page.on('pageerror', (error) => add(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') add(message.text(), message.location().url);
  });
  return {
    faults: (refused) => {
      const found = faults.filter((f) => refused === undefined || !f.url.endsWith(refused));
      faults = [];
      return found.map((f) => f.text);
    },
    settled: async () => {
      const until = Date.now() + PATIENCE_MS;
      while (Date.now() < until) {
        if (open.size === 0 && Date.now() - quietSince >= QUIET_MS) {
          const waiting = await page.locator(WAITING).count();
          if (waiting === 0 && open.size === 0) return;
        }
        await page.waitForTimeout(40);
      }
      const names = [...open].map((r) => r.url()).join(', ');
      throw new Error(
        `${page.url()} did not come to rest within ${PATIENCE_MS} ms. Open: ${names || 'none'}`,
      );
    },
  };
}
