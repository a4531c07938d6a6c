import { brokenLines } from '../type/break-lines.ts';
import { type Shape, type Sheet, STROKES, type Stroke } from './drawing.ts';
import { stencilSheet } from './pages.ts';
import type { Stencil } from './pieces.ts';

/** Letters of a sans are about so wide, in sizes of the type: viewers choose the font themselves. */
const LETTER_EM = 0.54;

/** A stencil as one SVG drawing at 1:1: a unit of its viewBox is a millimetre. */
export function stencilSvg(stencil: Stencil, title: string): string {
  const sheet = stencilSheet(stencil, title, (text, roomMm, sizeMm) =>
    brokenLines(text, roomMm, (line) => line.length * LETTER_EM * sizeMm),
  );
  return svgOf(sheet, `Stencil 1:1: ${title}`);
}

function svgOf({ widthMm, heightMm, shapes }: Sheet, title: string): string {
  const [wide, high] = [mm(widthMm), mm(heightMm)];
  const rules = Object.entries(STROKES).map(([name, { mm: width, grey, dash }]) => {
    const dashes = dash ? `;stroke-dasharray:${dash.join(' ')}` : '';
    return `.${name}{stroke:${greyHex(grey)};stroke-width:${width}${dashes}}`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}mm" height="${high}mm" viewBox="0 0 ${wide} ${high}">`,
    `<title>${escaped(title)}</title>`,
    `<style>path{fill:none;stroke-linejoin:round}text{font-family:"Noto Sans",Arial,sans-serif}${rules.join('')}</style>`,
    ...shapes.map(element),
    '</svg>',
    '',
  ].join('\n');
}

function element(shape: Shape): string {
  if (shape.shape === 'path') {
    const steps = shape.points.map(([x, y]) => `${mm(x)} ${mm(y)}`);
    return `<path class="${shape.stroke satisfies Stroke}" d="M${steps.join('L')}"/>`;
  }
  const [x, y] = shape.at;
  const anchor = { left: 'start', center: 'middle', right: 'end' }[shape.align];
  const bold = shape.bold ? ' font-weight="600"' : '';
  return `<text x="${mm(x)}" y="${mm(y)}" font-size="${shape.sizeMm}" text-anchor="${anchor}"${bold}>${escaped(shape.text)}</text>`;
}

/** Micrometres are enough, and the same on every machine. */
function mm(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

function greyHex(grey: number): string {
  const two = Math.round(255 * grey)
    .toString(16)
    .padStart(2, '0');
  return `#${two}${two}${two}`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, ' ');
}
