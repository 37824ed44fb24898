import i18next from 'i18next';

/** Parameters of problems that carry what people entered: names stay as they were written. */
const ENTERED = [
  'name',
  'school',
  'classes',
  'parent',
  'term',
  'heading',
  'sheet',
  'across',
  'fields',
  'path',
  'shown',
];

const asItIs = (text: string): string => text;
let convert = asItIs;

/** Gets ready to say in `language` what the server says; without a network it is said as it came. */
export async function prepareWords(language: string): Promise<void> {
  convert =
    language === 'zh-TW'
      ? await import('./taiwan.ts').then(
          (m) => m.toTaiwan,
          () => asItIs,
        )
      : asItIs;
}

/**
 * A Chinese text of the server – a problem, the name of a kind, a post or a slot – in the reader's characters: the
 * server writes them simplified. Not for names of units and people, which stay as they were entered.
 */
export const said = (text: string): string => convert(text);

/** Of a name in both languages the reader's. */
export const inWords = (zh: string, en: string): string => (i18next.language === 'en' ? en : said(zh));

/** `said`, but leaves alone what people entered: pure in `convert`. */
export function saidAround(
  text: string,
  params: Readonly<Record<string, unknown>>,
  say: (text: string) => string = said,
): string {
  const kept = ENTERED.flatMap((key) =>
    typeof params[key] === 'string' && params[key] ? [params[key]] : [],
  );
  const around = (part: string, [first, ...rest]: readonly string[]): string =>
    first === undefined
      ? say(part)
      : part
          .split(first)
          .map((piece) => around(piece, rest))
          .join(first);
  return around(text, kept);
}
