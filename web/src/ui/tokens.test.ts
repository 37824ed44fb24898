import { describe, expect, test } from 'vitest';
import { dark, light, type Palette } from './tokens.ts';

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}
function contrast(a: string, b: string): number {
  const [hi, lo] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (hi! + 0.05) / (lo! + 0.05);
}

describe.each([
  ['light', light],
  ['dark', dark],
] as [string, Palette][])('%s palette', (_name, p) => {
  const texts = [
    ...([p.ink, p.inkSoft, p.inkFaint, p.teal, p.tealHover, p.red, p.amberText] as const).flatMap((text) =>
      [p.ground, p.paper, p.sunk].map((ground) => [text, ground] as const),
    ),
    [p.onTeal, p.teal] as const,
    [p.teal, p.tealWash] as const,
    [p.amberText, p.amberWash] as const,
    [p.red, p.redWash] as const,
  ];
  test.each(texts)('text %s on %s reads at 4.5:1', (text, ground) => {
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
  });
  test('marks and control borders stand out at 3:1', () => {
    for (const mark of [p.amber, p.lineStrong]) expect(contrast(mark, p.paper)).toBeGreaterThanOrEqual(3);
  });
});
