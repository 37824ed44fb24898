import { halfWidth, tidy } from '../../../kernel/sheet/clean.ts';

export type NameRead =
  | { readonly ok: true; readonly name: string }
  | { readonly ok: false; readonly problem: 'name-chars' | 'name-length' | 'name-lost' };

const HAN = /\p{Script=Han}/u;

/**
 * A person's name. Spaces between Han characters (张 三, padding to three places) go; the middle dot of names such as
 * 阿卜杜拉·买买提 becomes U+00B7 (GB/T 35273 keeps names as registered; the register uses this dot); Latin names keep
 * single spaces. A replacement character means that a rare character was lost on the way.
 */
export function readName(text: string): NameRead {
  if (/[\ufffd□]|\?/u.test(text) || /\p{Co}/u.test(text)) return { ok: false, problem: 'name-lost' };
  let name = tidy(halfWidth(text)).replace(/[••・‧∙⋅.。·᛫]/gu, (c) => (c === '.' ? '.' : '·'));
  name = name.replace(/(\p{Script=Han}) +(?=\p{Script=Han})/gu, '$1').replace(/ ?· ?/g, '·');
  if (HAN.test(name)) name = name.replace(/(?<=\p{Script=Han})\.(?=\p{Script=Han})/gu, '·');
  const length = [...name].length;
  if (!/^[\p{L}\p{M}][\p{L}\p{M}\u{30000}-\u{323af}·'’. -]*$/u.test(name))
    return { ok: false, problem: 'name-chars' };
  if (length > 60 || (length < 2 && HAN.test(name))) return { ok: false, problem: 'name-length' };
  return { ok: true, name };
}

// First Han character of each initial in pinyin order (ICU's zh collation), the usual bounds of such tables.
const BOUNDS = [...'阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥扨它穵夕丫帀'];
const INITIALS = [...'abcdefghjklmnopqrstwxyz'];
/** Surnames read otherwise than the commonest reading of their character. */
const SURNAMES: Readonly<Record<string, string>> = {
  曾: 'z',
  单: 's',
  解: 'x',
  仇: 'q',
  区: 'o',
  查: 'z',
  朴: 'p',
  盖: 'g',
};
const collator = new Intl.Collator('zh-u-co-pinyin');

/** Pinyin initials of a name for searching: 张三 → zs. Characters with several readings take the commonest. */
export function initialsOf(name: string): string {
  return [...name]
    .map((c, i) => {
      if (i === 0 && SURNAMES[c]) return SURNAMES[c];
      if (/[a-z]/i.test(c)) return c.toLowerCase();
      if (!HAN.test(c)) return '';
      const after = BOUNDS.findIndex((bound) => collator.compare(bound, c) > 0);
      return INITIALS[(after < 0 ? BOUNDS.length : after) - 1] ?? '';
    })
    .join('')
    .slice(0, 20);
}
