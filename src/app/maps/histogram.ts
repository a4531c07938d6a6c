import type { MapLegend, ShownMap } from '../../words/maps/map-legend.ts';

const SVG = 'http://www.w3.org/2000/svg';
/** In the drawing's own units, which are pixels of a wide panel. */
const WIDTH = 320;
const SIDE = 10;
const BARS = 54;
const RAMP = 12;
const HEIGHT = BARS + RAMP + 18;
const ROOM = WIDTH - 2 * SIDE;
/** Width of a digit of its labels. */
const DIGIT = 6.4;

/** A place for a histogram over its ramp. */
export function histogramSvg(): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${WIDTH} ${HEIGHT}`);
  svg.setAttribute('class', 'map-histogram');
  svg.setAttribute('role', 'img');
  return svg;
}

const x = (share: number): number => SIDE + ROOM * share;

/** Draws how much skin has which value, the ramp with its ticks, contour lines and percentiles. */
export function drawHistogram(svg: SVGSVGElement, legend: MapLegend): void {
  const { bars, ticks, lines, marks } = legend;
  svg.setAttribute(
    'aria-label',
    [`${legend.title}, ${legend.unit}.`, ...legend.sentences].join(' '),
  );
  const wide = ROOM / Math.max(1, bars.length);
  const rects = bars.map(({ high, colour }, i) => {
    const up = high > 0 ? Math.max(1, (BARS - 8) * high) : 0;
    const at = `x="${x(i / bars.length)}" width="${wide + 0.3}" fill="${colour}"`;
    return `<rect ${at} y="${BARS - up}" height="${up}"/><rect ${at} y="${BARS}" height="${RAMP}"/>`;
  });
  const longest = Math.max(1, ...ticks.map(({ text }) => text.length));
  const every = Math.ceil(((longest + 1.5) * DIGIT * Math.max(1, ticks.length - 1)) / ROOM);
  const labels = ticks
    .filter((_, i) => i % every === 0)
    .map(
      ({ at, text }) => `<text x="${x(at)}" y="${HEIGHT - 4}" text-anchor="middle">${text}</text>`,
    );
  const contours = lines.map(
    ({ at }) =>
      `<line class="contour" x1="${x(at)}" x2="${x(at)}" y1="${BARS}" y2="${BARS + RAMP}"/>`,
  );
  const spread = marks
    ? `<line class="tenths" x1="${x(marks.p10)}" x2="${Math.max(x(marks.p90), x(marks.p10) + 1)}" y1="3" y2="3"/>
      <line class="median" x1="${x(marks.median)}" x2="${x(marks.median)}" y1="0" y2="${BARS}"/>`
    : '';
  svg.innerHTML = `${rects.join('')}${contours.join('')}${spread}${labels.join('')}<path class="pointed" d=""/>`;
}

/** Marks the value pointed at, under the ramp. */
export function markValue(
  svg: SVGSVGElement,
  shown: ShownMap | undefined,
  value: number | undefined,
): void {
  const mark = svg.querySelector('.pointed');
  if (!mark) return;
  if (!shown || value === undefined || shown.legend.bars.length === 0) {
    mark.setAttribute('d', '');
    return;
  }
  const { low, high } = shown.scale;
  const at = x(Math.min(1, Math.max(0, (value - low) / (high - low))));
  mark.setAttribute('d', `M${at} ${BARS - 5}l5 -9h-10zM${at} ${BARS + RAMP}v${-RAMP}`);
}
