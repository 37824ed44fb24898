const FULL: Readonly<Record<string, string>> = {
  ',': '\uff0c',
  ':': '\uff1a',
  ';': '\uff1b',
  '?': '\uff1f',
  '!': '\uff01',
  '(': '\uff08',
  ')': '\uff09',
};

/** A Chinese character or Chinese punctuation. */
const CHINESE = /[\p{Script=Han}\u3000-\u303f\uff00-\uff0f\uff1a-\uff1f\u201c\u201d]/u;

function pass(text: string): string {
  const out = [...text];
  const open: number[] = [];
  for (const [i, mark] of out.entries()) {
    if (mark === '(') open.push(i);
    const full = FULL[mark];
    if (full === undefined) continue;
    const beside = CHINESE.test(out[i - 1] ?? '') || CHINESE.test(out[i + 1] ?? '');
    if (mark === ')') {
      const partner = open.pop();
      if (partner === undefined || !(beside || out[partner] === FULL['('])) continue;
      out[partner] = FULL['(']!;
      out[i] = full;
    } else if (beside) {
      out[i] = full;
    }
  }
  return out.join('');
}

/**
 * Chinese text takes full-width punctuation (GB/T 15834-2011), which many keyboards and editors turn into half-width.
 * A mark becomes full-width where Chinese stands beside it; in numbers, times and addresses (07:41, 1,024) it stays.
 * A bracket follows its partner. Pure.
 */
export function fullWidth(text: string): string {
  const next = pass(text);
  return next === text ? text : fullWidth(next);
}
