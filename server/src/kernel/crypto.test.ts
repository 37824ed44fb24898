import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnCrypto } from './crypto.ts';

const secret = Buffer.alloc(32, 1);
const crypto = columnCrypto(secret);

test('what is sealed opens to the same text, and twice the same text seals differently', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const a = crypto.seal('person.id', text);
      expect(crypto.open('person.id', a)).toBe(Buffer.from(text).toString());
      expect(crypto.seal('person.id', text).equals(a)).toBe(false);
    }),
  );
});

test('an altered value, another column and another secret do not open', () => {
  const sealed = crypto.seal('person.id', '119999201503010018');
  for (let at = 0; at < sealed.length; at += 1) {
    const altered = Buffer.from(sealed);
    altered[at] = altered[at]! ^ 1;
    expect(() => crypto.open('person.id', altered)).toThrow();
  }
  expect(() => crypto.open('person.phone', sealed)).toThrow();
  expect(() => columnCrypto(randomBytes(32)).open('person.id', sealed)).toThrow('does not have');
});

test('a retired secret still opens, and new values are sealed with the new one', () => {
  const old = crypto.seal('person.id', 'x');
  const rotated = columnCrypto(Buffer.alloc(32, 2), [secret]);
  expect(rotated.open('person.id', old)).toBe('x');
  expect(() => crypto.open('person.id', rotated.seal('person.id', 'x'))).toThrow();
});

test('matching hashes agree per column and secret only', () => {
  expect(crypto.match('person.id', 'x')).toEqual(columnCrypto(secret).match('person.id', 'x'));
  expect(crypto.match('person.id', 'x')).not.toEqual(crypto.match('person.phone', 'x'));
  expect(crypto.match('person.id', 'x')).not.toEqual(
    columnCrypto(Buffer.alloc(32, 2)).match('person.id', 'x'),
  );
});

test('a short secret is refused', () => {
  expect(() => columnCrypto(Buffer.alloc(31))).toThrow('32 bytes');
});
