import type { ColumnCrypto } from '../../../kernel/crypto.ts';

/** How the people module seals phone numbers. */
const COLUMN = 'person.phone';

/**
 * The contact column of a form: the last four digits, or the whole number when the reader asked for it and may see it.
 * Remembers whose numbers it has shown, for the audit (DESIGN, invariant 5).
 */
export class Contacts {
  readonly #crypto: ColumnCrypto | null;
  readonly #revealed = new Set<string>();

  /** `crypto` opens the numbers; null keeps them masked. */
  constructor(crypto: ColumnCrypto | null) {
    this.#crypto = crypto;
  }

  get full(): boolean {
    return this.#crypto !== null;
  }

  /** Ids of the people whose whole numbers were shown. */
  get revealed(): readonly string[] {
    return [...this.#revealed];
  }

  /** `sealed`: hexadecimal; null where no number is kept. */
  text(person: string | null, last4: string | null, sealed: string | null): string {
    if (this.#crypto && person !== null && sealed !== null) {
      this.#revealed.add(person);
      return this.#crypto.open(COLUMN, Buffer.from(sealed, 'hex'));
    }
    return last4 === null ? '' : `*******${last4}`;
  }
}
