import type { Tx } from '../../kernel/db.ts';

/** Names of accounts; the access module, which owns them, registers this in its start(). */
export interface AccountBook {
  /** Name by account id; accounts that do not exist are absent. */
  names(tx: Tx, accountIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

let book: AccountBook = { names: async () => new Map() };

export function openAccountBook(next: AccountBook): void {
  book = next;
}

export const accountNames: AccountBook['names'] = (tx, ids) =>
  ids.length === 0 ? Promise.resolve(new Map()) : book.names(tx, [...new Set(ids)]);
