import { saveBlob } from '../../lib/api.ts';
import { light } from '../tokens.ts';

const SCALE = 2;

/** A sheet of paper twice as fine as the screen. */
function paper(width: number, height: number): { canvas: HTMLCanvasElement; pen: CanvasRenderingContext2D } {
  const canvas = document.createElement('canvas');
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  const pen = canvas.getContext('2d')!;
  pen.scale(SCALE, SCALE);
  pen.fillStyle = light.paper;
  pen.fillRect(0, 0, width, height);
  return { canvas, pen };
}

const save = (canvas: HTMLCanvasElement, title: string): void =>
  canvas.toBlob((blob) => blob && saveBlob(blob, `${title}.png`), 'image/png');

async function pictureOf(svg: SVGSVGElement): Promise<HTMLImageElement> {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.style.color = getComputedStyle(svg).color;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  return image;
}

/** Draws the chart's SVG on a canvas at twice its size and saves it. */
export async function saveChartPng(box: HTMLElement, title: string): Promise<void> {
  const svg = box.querySelector('svg');
  if (!svg) return;
  const { width, height } = svg.getBoundingClientRect();
  const { canvas, pen } = paper(width, height);
  pen.drawImage(await pictureOf(svg), 0, 0, width, height);
  save(canvas, title);
}

export interface Panel {
  readonly svg: SVGSVGElement;
  /** Name, figure, and what is said below the line. */
  readonly lines: readonly string[];
}

const CELL = { width: 220, height: 104, pad: 14 };
const FONT = '"Noto Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif';

/** Small multiples, four a row, as one picture with its title. */
export async function savePanelsPng(panels: readonly Panel[], title: string): Promise<void> {
  const columns = Math.min(4, Math.max(1, panels.length));
  const { canvas, pen } = paper(columns * CELL.width, 40 + Math.ceil(panels.length / columns) * CELL.height);
  pen.fillStyle = light.ink;
  pen.font = `600 15px ${FONT}`;
  pen.fillText(title, CELL.pad, 26);
  for (const [i, { svg, lines }] of panels.entries()) {
    const x = (i % columns) * CELL.width + CELL.pad;
    const y = 40 + Math.floor(i / columns) * CELL.height;
    const [name = '', figure = '', below = ''] = lines;
    pen.fillStyle = light.ink;
    pen.font = `13px ${FONT}`;
    pen.fillText(name, x, y + 18);
    pen.font = `600 15px ${FONT}`;
    pen.fillText(figure, x + CELL.width - 2 * CELL.pad - pen.measureText(figure).width, y + 18);
    pen.drawImage(await pictureOf(svg), x, y + 26);
    pen.fillStyle = light.inkSoft;
    pen.font = `12px ${FONT}`;
    pen.fillText(below, x, y + 80, CELL.width - 2 * CELL.pad);
  }
  save(canvas, title);
}
