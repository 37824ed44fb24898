import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

/**
 * Encryption of single columns (identity numbers, phones; DESIGN, invariant 5). AES-256-GCM (NIST SP 800-38D) with
 * keys derived from the application's secret by HKDF-SHA-256 (RFC 5869); equal values are found by a keyed hash
 * (HMAC-SHA-256), never by decrypting.
 */
export interface ColumnCrypto {
  /** Encrypts for one column ('person.id'); the column's name is authenticated, so values cannot be swapped about. */
  seal(column: string, plain: string): Buffer;
  /** Decrypts what seal() made. Throws where the value was altered, belongs to another column or to a lost secret. */
  open(column: string, sealed: Uint8Array): string;
  /** Keyed hash for matching, 32 bytes. The same value in another column hashes differently. */
  match(column: string, plain: string): Buffer;
}

const FORMAT = 1;
const ID_BYTES = 4;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const HEAD = 1 + ID_BYTES + IV_BYTES + TAG_BYTES;

interface Keys {
  /** First bytes of a hash of the key: says which secret a value was sealed with, and tells nothing of it. */
  readonly id: Buffer;
  /** Prepared once: a key given as bytes is prepared anew for every value, which makes an HMAC four times as slow. */
  readonly cipher: KeyObject;
  readonly mac: KeyObject;
}

const derive = (secret: Buffer, purpose: string, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, 'lianfang/column', purpose, length));

function keysOf(secret: Buffer): Keys {
  if (secret.length < 32) throw new RangeError('The secret must have at least 32 bytes.');
  return {
    id: derive(secret, 'key-id/1', ID_BYTES),
    cipher: createSecretKey(derive(secret, 'aes-256-gcm/1', 32)),
    mac: createSecretKey(derive(secret, 'hmac-sha-256/1', 32)),
  };
}

/**
 * `secret` seals and matches; `retired` secrets still open what they sealed, until it has been sealed anew.
 * Values hold: format (1), key id (4), IV (12), tag (16), cipher text.
 */
export function columnCrypto(secret: Buffer, retired: readonly Buffer[] = []): ColumnCrypto {
  const current = keysOf(secret);
  const ring = [current, ...retired.map(keysOf)];
  return {
    seal(column, plain) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', current.cipher, iv).setAAD(Buffer.from(column));
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(FORMAT), current.id, iv, cipher.getAuthTag(), text]);
    },
    open(column, sealed) {
      const bytes = Buffer.from(sealed);
      if (bytes.length < HEAD || bytes[0] !== FORMAT) throw new Error('Not a sealed column value.');
      const id = bytes.subarray(1, 1 + ID_BYTES);
      const keys = ring.find((k) => k.id.equals(id));
      if (!keys) throw new Error('Sealed with a secret this server does not have.');
      const iv = bytes.subarray(1 + ID_BYTES, 1 + ID_BYTES + IV_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', keys.cipher, iv)
        .setAAD(Buffer.from(column))
        .setAuthTag(bytes.subarray(HEAD - TAG_BYTES, HEAD));
      return Buffer.concat([decipher.update(bytes.subarray(HEAD)), decipher.final()]).toString('utf8');
    },
    match: (column, plain) =>
      createHmac('sha256', current.mac).update(column).update('\0').update(plain).digest(),
  };
}
