import { Problem } from '../problem.ts';

export interface Decoded {
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';
}

function strictly(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** UTF-16 without a mark: ASCII separators leave a zero in every second byte on one side. */
function utf16Guess(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, 4096);
  let even = 0;
  let odd = 0;
  sample.forEach((b, i) => {
    if (b !== 0) return;
    if (i % 2 === 0) even += 1;
    else odd += 1;
  });
  // Not all: 一 is U+4E00, so that some zeros stand on the other side.
  if (odd > sample.length / 20 && odd > even * 4) return 'utf-16le';
  if (even > sample.length / 20 && even > odd * 4) return 'utf-16be';
  return null;
}

/**
 * Text of a file whose encoding nobody states: a byte-order mark decides, else UTF-8 where it is valid throughout
 * (chance makes GB18030 text valid UTF-8 only in very short files), else GB18030.
 * @throws Problem sheet.damaged where the last character is cut; sheet.encoding where nothing fits.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const [a, b, c] = bytes;
  const marked =
    a === 0xef && b === 0xbb && c === 0xbf
      ? 'utf-8'
      : a === 0xff && b === 0xfe
        ? 'utf-16le'
        : a === 0xfe && b === 0xff
          ? 'utf-16be'
          : utf16Guess(bytes);
  if (marked) {
    const text = strictly(marked, bytes);
    if (text === null) throw new Problem('sheet.damaged');
    return { text, encoding: marked };
  }
  const utf8 = strictly('utf-8', bytes);
  if (utf8 !== null) return { text: utf8, encoding: 'utf-8' };
  for (const cut of [1, 2, 3]) {
    const most = strictly('utf-8', bytes.subarray(0, bytes.length - cut));
    if (most !== null && /\P{ASCII}/u.test(most)) throw new Problem('sheet.damaged');
  }
  const gb = strictly('gb18030', bytes);
  if (gb !== null) return { text: gb, encoding: 'gb18030' };
  if (strictly('gb18030', bytes.subarray(0, bytes.length - 1)) !== null) throw new Problem('sheet.damaged');
  throw new Problem(bytes.includes(0) ? 'sheet.unreadable' : 'sheet.encoding');
}

/** Control characters no text has: the bytes were a program, a database, anything but a list. */
export function refuseBinary(text: string): void {
  const sample = text.slice(0, 20_000);
  const odd = sample.replace(/\s/g, '').match(/\p{Cc}/gu)?.length ?? 0;
  if (text.includes('\0') || odd > sample.length / 200) throw new Problem('sheet.unreadable');
}
