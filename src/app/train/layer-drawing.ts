import { DEPTH_BORDERS_MM, DEPTH_SCALE_MM } from '../../ink/depth-bands.ts';
import type { Plan } from '../../plan/schema.ts';
import { type LayerMeans, layersSentences, sectionSentence } from '../../words/depth-lesson.ts';
import { el } from '../parts/dom.ts';
import type { Page } from '../state/page.ts';
import { layerMeans } from '../state/scalp-measures.ts';

const { crispFrom, crispTo } = DEPTH_BORDERS_MM;
const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 168;
const HEIGHT = 260;
/** Shown until the engine has measured the scalp. */
const AVERAGE: LayerMeans = { epidermisMm: 0.08, papillaryMm: 0.28, skinBaseMm: 1.5 };

/** The skin's layers to scale, with the column of pigment and the hand's scatter. */
export function makeLayerDrawing(page: Page): HTMLElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${WIDTH} ${HEIGHT}`);
  svg.setAttribute('role', 'img');
  const caption = el('figcaption', { class: 'quiet' });
  const show = (): void => {
    const { rig } = page.engine;
    const layers = rig ? layerMeans(rig.simulator.scalp) : AVERAGE;
    const plan = page.document.get();
    svg.innerHTML = drawing(plan, layers);
    svg.setAttribute('aria-label', sectionSentence(plan.technique.depositDepthMm, layers));
    caption.textContent = layersSentences(layers);
  };
  page.document.subscribe(show);
  page.onReport(show);
  show();
  return el('figure', { class: 'layer-drawing' }, svg, caption);
}

const y = (mm: number): number => (HEIGHT * Math.min(mm, DEPTH_SCALE_MM)) / DEPTH_SCALE_MM;

function drawing({ technique, operator }: Plan, layers: LayerMeans): string {
  const { epidermisMm, papillaryMm, skinBaseMm } = layers;
  const borders = [0, epidermisMm, papillaryMm, skinBaseMm, DEPTH_SCALE_MM];
  const names = ['epidermis', 'papillary dermis', 'reticular dermis', 'fat'];
  const layer = (i: number) => [y(borders[i]!), y(borders[i + 1]!)] as const;
  const rects = names.map((_, i) => {
    const [from, to] = layer(i);
    return `<rect class="layer layer-${i}" x="0" y="${from}" width="${WIDTH}" height="${Math.max(0, to - from)}"/>`;
  });
  // Over all layers: a thin one is lower than its name.
  const labels = names.map((name, i) => {
    const [from, to] = layer(i);
    return `<text x="${WIDTH - 6}" y="${Math.max(from + 12, (from + to) / 2 + 4)}" text-anchor="end">${name}</text>`;
  });
  const tip = technique.depositDepthMm;
  const scatter = 2 * operator.depthSdMm;
  const [high, low] = [y(Math.max(0, tip - scatter)), y(tip + scatter)];
  const top = Math.min(y(epidermisMm), y(tip) - 2);
  return `${rects.join('')}${labels.join('')}
    <rect class="band" x="12" y="${y(crispFrom)}" width="36" height="${y(crispTo) - y(crispFrom)}"/>
    <rect class="scatter" x="20" y="${high}" width="20" height="${Math.max(1, low - high)}"/>
    <rect class="column" x="27" y="${Math.max(0, top)}" width="6" height="${Math.max(2, y(tip) - Math.max(0, top))}" rx="3"/>
    <line class="tip" x1="8" x2="52" y1="${y(tip)}" y2="${y(tip)}"/>`;
}
