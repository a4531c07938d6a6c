import { NEAREST_BINS, NEAREST_REACH, type Statistics } from '../statistics/statistics.ts';
import type { PlacementRow, PlacementRun } from './run.ts';

/** A part of the picture with axes of its own, px. */
interface Panel {
  readonly top: number;
  readonly title: string;
  readonly across: string;
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
  readonly curve: (statistics: Statistics) => readonly (readonly [number, number])[];
}

/** Narrow and high, so that a phone shows it in a size that can be read. */
const WIDTH = 540;
const HEIGHT = 790;
const LEFT = 44;
const PANEL = { width: 470, height: 240 };

/** Lines by rank in the table: dashes as well as colours, for eyes and printers without colour. */
const STYLES = [
  { name: 'a', dash: '', width: 2.8 },
  { name: 'b', dash: '9 3', width: 2 },
  { name: 'c', dash: '', width: 1.2 },
  { name: 'd', dash: '2 3', width: 1.8 },
  { name: 'e', dash: '6 3 2 3', width: 1.4 },
];

const PANELS: readonly Panel[] = [
  {
    top: 72,
    title: 'Radially averaged power; 1 is random',
    across: 'frequency, in units of 1 / hexagonal spacing',
    xTicks: [0, 1, 2, 3, 4],
    yTicks: [0, 1, 2, 3],
    curve: ({ spectrum }) => spectrum.frequency.map((f, i) => [f, spectrum.power[i]!] as const),
  },
  {
    top: 402,
    title: 'Share of dots whose nearest neighbour is closer',
    across: 'distance, in units of the hexagonal spacing',
    xTicks: [0, 0.25, 0.5, 0.75, 1],
    yTicks: [0, 0.25, 0.5, 0.75, 1],
    curve: ({ nearest }) => {
      const bin = NEAREST_REACH / NEAREST_BINS;
      let share = 0;
      const sums = nearest.density.map((d, i) => {
        share += d * bin;
        return [(i + 1) * bin, share] as const;
      });
      return [[0, 0] as const, ...sums].filter(([distance]) => distance <= 1 + 1e-9);
    },
  },
];

/**
 * Radial power spectra and nearest-neighbour distances of every sampler on the plane, as SVG. It
 * follows the reader's light or dark theme.
 */
export function spectrumPlot(run: PlacementRun): string {
  const rows = run.rows.filter((row) => row.shape === 'plane' && row.figures?.statistics);
  const first = rows[0];
  if (!first) throw new Error('The plot is of the plane: run it with --shape plane.');
  const drawn = rows.filter((row) => row.asked === first.asked).slice(0, STYLES.length);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Power spectra and nearest-neighbour distances of dot samplers">
<style>${STYLE}</style>
<rect class="page" width="${WIDTH}" height="${HEIGHT}"/>
<text class="head" x="${LEFT}" y="30">${first.asked.toLocaleString('en')} dots asked for on a plane</text>
${PANELS.map((panel) => panelOf(panel, drawn)).join('\n')}
${legend(drawn)}
</svg>
`;
}

function panelOf(panel: Panel, rows: readonly PlacementRow[]): string {
  const { top, title, across, xTicks, yTicks, curve } = panel;
  const [right, bottom] = [LEFT + PANEL.width, top + PANEL.height];
  const x = (value: number) => (LEFT + (PANEL.width * value) / xTicks.at(-1)!).toFixed(1);
  const y = (value: number) => (bottom - (PANEL.height * value) / yTicks.at(-1)!).toFixed(1);
  const line = (row: PlacementRow, i: number) => {
    const points = curve(row.figures!.statistics!).map(([px, py]) => `${x(px)},${y(py)}`);
    return `<polyline class="${STYLES[i]!.name}" clip-path="url(#clip${top})" points="${points.join(' ')}"/>`;
  };
  return [
    `<clipPath id="clip${top}"><rect x="${LEFT}" y="${top}" width="${PANEL.width}" height="${PANEL.height}"/></clipPath>`,
    `<text class="title" x="${LEFT}" y="${top - 12}">${title}</text>`,
    ...yTicks.map(
      (tick) =>
        `<line class="grid" x1="${LEFT}" x2="${right}" y1="${y(tick)}" y2="${y(tick)}"/>` +
        `<text x="${LEFT - 8}" y="${Number(y(tick)) + 4}" text-anchor="end">${tick}</text>`,
    ),
    ...xTicks.map(
      (tick) => `<text x="${x(tick)}" y="${bottom + 18}" text-anchor="middle">${tick}</text>`,
    ),
    `<text x="${(LEFT + right) / 2}" y="${bottom + 38}" text-anchor="middle">${across}</text>`,
    // The first sampler is drawn last, so that it lies on top.
    ...rows.map(line).reverse(),
  ].join('\n');
}

function legend(rows: readonly PlacementRow[]): string {
  return rows
    .map(({ tool }, i) => {
      const [left, top] = [LEFT + 280 * (i % 2), 712 + 24 * Math.floor(i / 2)];
      return (
        `<line class="${STYLES[i]!.name}" x1="${left}" x2="${left + 34}" y1="${top}" y2="${top}"/>` +
        `<text x="${left + 42}" y="${top + 4}">${tool}</text>`
      );
    })
    .join('\n');
}

/** Colours of Okabe & Ito 2008, told apart by every kind of colour vision, lighter on dark. */
const STYLE = `
text { font: 13px system-ui, sans-serif; fill: #444 }
.head { font-size: 17px; font-weight: 600; fill: #111 }
.title { font-weight: 600; fill: #222 }
.page { fill: #fff }
.grid { stroke: #ddd }
polyline { fill: none; stroke-linejoin: round }
.a { stroke: #0072b2 } .b { stroke: #009e73 } .c { stroke: #777 } .d { stroke: #d55e00 } .e { stroke: #b0509a }
${STYLES.map(({ name, dash, width }) => `.${name} { stroke-width: ${width}; stroke-dasharray: ${dash || 'none'} }`).join('\n')}
@media (prefers-color-scheme: dark) {
  text { fill: #bbb }
  .head, .title { fill: #eee }
  .page { fill: #15181c }
  .grid { stroke: #333a42 }
  .a { stroke: #56b4e9 } .b { stroke: #2fd0a0 } .c { stroke: #999 } .d { stroke: #ff8c3a } .e { stroke: #e29bcb }
}
`;
