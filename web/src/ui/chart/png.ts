import { saveBlob } from '../../lib/api.ts';
import { light } from '../tokens.ts';

/** Draws the chart's SVG on a canvas at twice its size and saves it. */
export async function saveChartPng(box: HTMLElement, title: string): Promise<void> {
  const svg = box.querySelector('svg');
  if (!svg) return;
  const { width, height } = svg.getBoundingClientRect();
  const source = new XMLSerializer().serializeToString(svg);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * 2;
  canvas.height = height * 2;
  const pen = canvas.getContext('2d')!;
  pen.fillStyle = light.paper;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => blob && saveBlob(blob, `${title}.png`), 'image/png');
}
