// Controls, format characters (zero-width, directional, soft hyphen, byte-order mark), fillers, variation selectors.
const INVISIBLE = /\p{Cc}|\p{Cf}|\u034f|\u115f|\u1160|\ufe0e|\ufe0f/gu;
const SPACES = /[\s\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\u3164]+/gu;

/** Most cells are plain already: one test instead of three replacements (a third of the time of 40,000 rows). */
const PLAIN = /^[\x21-\x7e\u3001-\u3029\u4e00-\u9fff]*$/;

/** Full-width ASCII (U+FF01–FF5E) to half-width. Not NFKC: that would also rewrite compatibility ideographs in names. */
export const halfWidth = (text: string): string =>
  PLAIN.test(text)
    ? text
    : text.replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));

/** Removes invisible characters, makes every run of spaces of any kind one space, trims. Keeps full-width forms. */
export const tidy = (text: string): string =>
  PLAIN.test(text) ? text : text.replace(SPACES, ' ').replace(INVISIBLE, '').trim();

/** tidy() and half-width: for everything that is compared or parsed. */
export const clean = (text: string): string => tidy(halfWidth(text));

/** clean() without any space: for numbers, codes and headings. */
export const squeeze = (text: string): string => (PLAIN.test(text) ? text : clean(text).replaceAll(' ', ''));
