import { createHash, randomBytes, randomInt } from 'node:crypto';

/** Personal tokens are recognisable in logs and secret scanners by this beginning. */
const TOKEN_PREFIX = 'lft_';

/** What is kept of a token or an invitation. The secrets have 256 random bits: a plain hash cannot be searched. */
export const hashSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest();

export const newToken = (): string => TOKEN_PREFIX + randomBytes(32).toString('base64url');

export const newInvitationSecret = (): string => randomBytes(32).toString('base64url');

/** Without 0/O, 1/l/I and the like: it is read from paper and typed on a phone. */
const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password to hand out, in groups of four: 79 bits, changed at first sign-in. */
export function newOneTimePassword(): string {
  const part = (): string => Array.from({ length: 4 }, () => READABLE[randomInt(READABLE.length)]).join('');
  return [part(), part(), part(), part()].join('-');
}
