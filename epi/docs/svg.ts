/**
 * A small plot helper without dependencies: axes, lines, bands, points, bars, marks and direct labels, as one SVG
 * text. Quiet by intention: thin lines, muted grid, colours that differ in grey as well, dashes and shapes beside
 * colour. It reads on white and on dark paper because it draws its own ground.
 */

/** Colours of series, in the order of use; distinguishable with colour-vision deficiency (Okabe & Ito 2008). */
export const PALETTE = [
  '#0b6e6e',
  '#d55e00',
  '#0072b2',
  '#7a5195',
  '#5b8c00',
  '#b8860b',
  '#c2185b',
  '#555555',
];
const INK = '#22303a';
const MUTED = '#6b7780';
const GRID = '#e4e0d8';
const GROUND = '#fdfcf9';
const FONT = "font-family=\"system-ui, 'Noto Sans', 'Noto Sans CJK SC', sans-serif\"";

export type Mark =
  | {
      readonly kind: 'line';
      readonly x: readonly number[];
      readonly y: readonly (number | null)[];
      readonly color?: string;
      readonly dash?: string;
      readonly width?: number;
      readonly label?: string;
      readonly step?: boolean;
    }
  | {
      readonly kind: 'band';
      readonly x: readonly number[];
      readonly lower: readonly number[];
      readonly upper: readonly number[];
      readonly color?: string;
      readonly label?: string;
    }
  | {
      readonly kind: 'points';
      readonly x: readonly number[];
      readonly y: readonly number[];
      readonly color?: string;
      readonly shape?: 'dot' | 'ring' | 'triangle';
      readonly label?: string;
    }
  | {
      readonly kind: 'bars';
      readonly x: readonly number[];
      readonly y: readonly number[];
      readonly color?: string;
      readonly width?: number;
      readonly label?: string;
    }
  | { readonly kind: 'rule'; readonly at: number; readonly axis: 'x' | 'y'; readonly label?: string }
  | { readonly kind: 'shade'; readonly from: number; readonly to: number; readonly label?: string };

export interface Plot {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly marks: readonly Mark[];
  /** Limits of the axes; default from the data (y from 0). */
  readonly x?: readonly [number, number];
  readonly y?: readonly [number, number];
  readonly logX?: boolean;
  /** Names in place of numbers on the x axis. */
  readonly xTicks?: readonly { readonly at: number; readonly text: string }[];
  readonly width?: number;
  readonly height?: number;
}

const escapeText = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const round = (value: number) => String(Math.round(value * 100) / 100);

/** Round steps for an axis: about `count` of them, of 1, 2 or 5 times a power of ten. */
function ticks(low: number, high: number, count: number): number[] {
  const raw = (high - low) / count || 1;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= raw * 0.999)!;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

function extent(plot: Plot): { x: [number, number]; y: [number, number] } {
  const xs: number[] = [];
  const ys: number[] = [0];
  for (const mark of plot.marks) {
    if ('x' in mark) xs.push(...mark.x);
    if ('y' in mark) for (const value of mark.y) ys.push(value ?? 0);
    if (mark.kind === 'band') ys.push(...mark.lower, ...mark.upper);
    if (mark.kind === 'rule') (mark.axis === 'x' ? xs : ys).push(mark.at);
  }
  const finite = (values: number[]) => values.filter(Number.isFinite);
  const top = Math.max(...finite(ys));
  return {
    x: [...(plot.x ?? [Math.min(...finite(xs)), Math.max(...finite(xs))])] as [number, number],
    y: [...(plot.y ?? [Math.min(...finite(ys)), top === 0 ? 1 : top * 1.05])] as [number, number],
  };
}

/** Draws one plot as a complete SVG document. */
export function svgPlot(plot: Plot): string {
  const { width = 720, height = 340 } = plot;
  const box = { left: 58, right: width - 16, top: 62, bottom: height - 48 };
  const range = extent(plot);
  const scaleX = plot.logX ? Math.log10 : (value: number) => value;
  const px = (x: number) =>
    box.left +
    ((scaleX(x) - scaleX(range.x[0])) / (scaleX(range.x[1]) - scaleX(range.x[0]))) * (box.right - box.left);
  const py = (y: number) =>
    box.bottom - ((y - range.y[0]) / (range.y[1] - range.y[0])) * (box.bottom - box.top);
  const text = (x: number, y: number, content: string, extra = '', fill = MUTED) =>
    `<text x="${round(x)}" y="${round(y)}" ${FONT} font-size="12" fill="${fill}" ${extra}>${escapeText(content)}</text>`;

  const out: string[] = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeText(plot.title).replace(/"/g, '&quot;')}">`,
    `<rect width="${width}" height="${height}" fill="${GROUND}"/>`,
    `<text x="16" y="24" ${FONT} font-size="15" font-weight="600" fill="${INK}">${escapeText(plot.title)}</text>`,
  ];
  for (const y of ticks(range.y[0], range.y[1], 5)) {
    out.push(
      `<line x1="${box.left}" x2="${box.right}" y1="${round(py(y))}" y2="${round(py(y))}" stroke="${GRID}"/>`,
    );
    out.push(text(box.left - 8, py(y) + 4, String(y), 'text-anchor="end"'));
  }
  const xTicks = plot.xTicks ?? defaultTicks(plot, range.x);
  for (const tick of xTicks) out.push(text(px(tick.at), box.bottom + 18, tick.text, 'text-anchor="middle"'));
  out.push(
    `<line x1="${box.left}" x2="${box.right}" y1="${box.bottom}" y2="${box.bottom}" stroke="${MUTED}"/>`,
  );
  out.push(text((box.left + box.right) / 2, height - 10, plot.xLabel, 'text-anchor="middle"'));
  out.push(
    text(
      14,
      (box.top + box.bottom) / 2,
      plot.yLabel,
      `text-anchor="middle" transform="rotate(-90 14 ${round((box.top + box.bottom) / 2)})"`,
    ),
  );

  let color = 0;
  const legend: { label: string; sample: (x: number, y: number) => string }[] = [];
  for (const mark of plot.marks) {
    const own = 'color' in mark && mark.color ? mark.color : PALETTE[color % PALETTE.length]!;
    if (mark.kind !== 'rule' && mark.kind !== 'shade' && !mark.color) color++;
    out.push(drawMark(mark, own, px, py, box, text));
    if (mark.kind !== 'rule' && mark.label) legend.push({ label: mark.label, sample: sampleOf(mark, own) });
  }
  let x = box.left;
  for (const { label, sample } of legend) {
    out.push(sample(x, 46), text(x + 24, 50, label, '', INK));
    x += 24 + 7 * label.length + 18;
  }
  return `${out.join('\n')}\n</svg>\n`;
}

function defaultTicks(plot: Plot, [low, high]: readonly [number, number]) {
  if (!plot.logX) return ticks(low, high, 8).map((at) => ({ at, text: String(at) }));
  const values: number[] = [];
  for (let power = Math.floor(Math.log10(low)); 10 ** power <= high; power++) {
    for (const m of [1, 2, 5]) values.push(Number((m * 10 ** power).toPrecision(3)));
  }
  return values.filter((at) => at >= low && at <= high).map((at) => ({ at, text: String(at) }));
}

type Box = { left: number; right: number; top: number; bottom: number };
type Text = (x: number, y: number, content: string, extra?: string) => string;

function drawMark(
  mark: Mark,
  color: string,
  px: (x: number) => number,
  py: (y: number) => number,
  box: Box,
  text: Text,
): string {
  switch (mark.kind) {
    case 'line': {
      let path = '';
      let isPen = false;
      mark.x.forEach((x, i) => {
        const y = mark.y[i];
        if (y === null || y === undefined || !Number.isFinite(y)) {
          isPen = false;
          return;
        }
        path += isPen
          ? mark.step
            ? `H${round(px(x))}V${round(py(y))}`
            : `L${round(px(x))} ${round(py(y))}`
          : `M${round(px(x))} ${round(py(y))}`;
        isPen = true;
      });
      return `<path d="${path}" fill="none" stroke="${color}" stroke-width="${mark.width ?? 1.8}" stroke-linejoin="round"${mark.dash ? ` stroke-dasharray="${mark.dash}"` : ''}/>`;
    }
    case 'band': {
      const upper = mark.x.map((x, i) => `${round(px(x))} ${round(py(mark.upper[i]!))}`);
      const lower = mark.x.map((x, i) => `${round(px(x))} ${round(py(mark.lower[i]!))}`).reverse();
      return `<path d="M${[...upper, ...lower].join('L')}Z" fill="${color}" fill-opacity="0.16"/>`;
    }
    case 'points':
      return mark.x.map((x, i) => symbol(mark.shape ?? 'dot', px(x), py(mark.y[i]!), color)).join('');
    case 'bars': {
      const half = (mark.width ?? 0.8) / 2;
      return mark.x
        .map(
          (x, i) =>
            `<rect x="${round(px(x - half))}" y="${round(py(mark.y[i]!))}" width="${round(px(x + half) - px(x - half))}" height="${round(box.bottom - py(mark.y[i]!))}" fill="${color}" fill-opacity="0.75"/>`,
        )
        .join('');
    }
    case 'rule': {
      const isX = mark.axis === 'x';
      const [x1, x2] = isX ? [px(mark.at), px(mark.at)] : [box.left, box.right];
      const [y1, y2] = isX ? [box.top, box.bottom] : [py(mark.at), py(mark.at)];
      const line = `<line x1="${round(x1)}" x2="${round(x2)}" y1="${round(y1)}" y2="${round(y2)}" stroke="${INK}" stroke-dasharray="4 3"/>`;
      if (!mark.label) return line;
      return (
        line +
        (isX ? text(x1 + 5, y1 + 11, mark.label) : text(x2 - 4, y1 - 5, mark.label, 'text-anchor="end"'))
      );
    }
    case 'shade':
      return `<rect x="${round(px(mark.from))}" y="${box.top}" width="${round(px(mark.to) - px(mark.from))}" height="${box.bottom - box.top}" fill="#b8860b" fill-opacity="0.13"/>`;
  }
}

function symbol(shape: 'dot' | 'ring' | 'triangle', x: number, y: number, color: string): string {
  if (shape === 'triangle') {
    return `<path d="M${round(x)} ${round(y - 5)}l4.6 8h-9.2Z" fill="${color}"/>`;
  }
  const fill = shape === 'ring' ? GROUND : color;
  return `<circle cx="${round(x)}" cy="${round(y)}" r="3.2" fill="${fill}" stroke="${color}" stroke-width="1.5"/>`;
}

function sampleOf(mark: Mark, color: string): (x: number, y: number) => string {
  return (x, y) => {
    if (mark.kind === 'line') {
      return `<line x1="${x}" x2="${x + 18}" y1="${y}" y2="${y}" stroke="${color}" stroke-width="${mark.width ?? 1.8}"${mark.dash ? ` stroke-dasharray="${mark.dash}"` : ''}/>`;
    }
    if (mark.kind === 'points') return symbol(mark.shape ?? 'dot', x + 9, y, color);
    const isShade = mark.kind === 'shade';
    const opacity = mark.kind === 'bars' ? 0.75 : isShade ? 0.3 : 0.22;
    return `<rect x="${x}" y="${y - 5}" width="18" height="10" fill="${isShade ? '#b8860b' : color}" fill-opacity="${opacity}"/>`;
  };
}
