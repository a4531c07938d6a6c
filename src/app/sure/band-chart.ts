import type uPlot from 'uplot';
import type { Band } from '../../base/band.ts';
import { numberWords, shortNumber } from '../../base/language/formats.ts';
import { say } from '../../base/language/say.ts';
import { DAYS_PER_YEAR, timeWords } from '../../words/uncertainty/time-words.ts';

/**
 * Fetched with the first chart: it asks for the number format of the browser's language as it loads, which
 * throws where that is no language tag (en-US@posix). Words beside the chart tell the same.
 */
let library: Promise<typeof uPlot | undefined> | undefined;

function plotLibrary(): Promise<typeof uPlot | undefined> {
  library ??= import('uplot').then(
    (found) => found.default,
    (error: unknown) => {
      console.info('No charts here:', error);
      return undefined;
    },
  );
  return library;
}

/** What the chart shows. */
export interface BandSeries {
  readonly agesDays: readonly number[];
  readonly bands: readonly Band[];
  readonly digits: number;
}

/** Ticks of the time axis, days. */
const TICKS_DAYS = [0, 30, 1, 3, 5, 10, 20].map((n, i) => (i < 2 ? n : n * DAYS_PER_YEAR));
const TICK_WORDS = [
  '0',
  say('{days} d', { days: 30 }),
  ...[1, 3, 5, 10, 20].map((years) => say('{years} y', { years })),
];

/** Room of the chart, px. */
const HIGH_PX = 190;

/**
 * A band over time: its middle as a line, days going with the cube root as on the age slider. The age
 * of the picture is a line across; under a pointer or a finger stands another, whose value is told.
 */
export class BandChart {
  readonly element = document.createElement('div');
  readonly #read: (ageDays: number | undefined) => void;
  #library: typeof uPlot | undefined;
  #plot: uPlot | undefined;
  #series: BandSeries | undefined;
  #ageDays = 0;

  /** @param read - Hears which age is pointed at; undefined once none is. */
  constructor(read: (ageDays: number | undefined) => void) {
    this.#read = read;
    this.element.className = 'band-chart';
    this.element.setAttribute('role', 'img');
    new ResizeObserver(() => this.#fit()).observe(this.element);
    new MutationObserver(() => this.#draw()).observe(document.documentElement, {
      attributeFilter: ['data-theme'],
    });
    const point = ({ clientX }: PointerEvent): void => this.#point(clientX);
    this.element.addEventListener('pointerdown', point);
    this.element.addEventListener('pointermove', point);
    this.element.addEventListener('pointerleave', () => this.#leave());
  }

  show(series: BandSeries, label: string): void {
    this.#series = series;
    this.element.setAttribute('aria-label', label);
    if (this.#library) this.#draw();
    else
      void plotLibrary().then((found) => {
        this.#library = found;
        this.#draw();
      });
  }

  mark(ageDays: number): void {
    this.#ageDays = ageDays;
    this.#plot?.redraw(false);
  }

  #fit(): void {
    const width = this.element.clientWidth;
    if (this.#plot && width > 0) this.#plot.setSize({ width, height: HIGH_PX });
    else this.#draw();
  }

  #draw(): void {
    const series = this.#series;
    const width = this.element.clientWidth;
    if (!series || width === 0 || !this.#library) return;
    this.#plot?.destroy();
    const { agesDays, bands } = series;
    const style = getComputedStyle(this.element);
    const colour = (name: string) => style.getPropertyValue(name).trim();
    const axis = {
      stroke: colour('--quiet'),
      grid: { stroke: colour('--line'), width: 1 },
      ticks: { show: false },
      font: `12px ${style.fontFamily}`,
    };
    const edge = { stroke: 'transparent', points: { show: false } };
    this.#plot = new this.#library(
      {
        width,
        height: HIGH_PX,
        legend: { show: false },
        cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
        scales: {
          x: { time: false, range: [0, Math.cbrt(TICKS_DAYS.at(-1)!)] },
          y: { range: (_, __, high) => [0, 1.08 * high] },
        },
        axes: [
          {
            ...axis,
            splits: () => TICKS_DAYS.map(Math.cbrt),
            values: () => TICK_WORDS,
            gap: 4,
            size: 26,
          },
          {
            ...axis,
            values: (_, splits) => splits.map((value) => shortNumber(value, 3)),
            size: 38,
            gap: 3,
          },
        ],
        series: [{}, edge, { stroke: colour('--accent'), width: 2, points: { show: false } }, edge],
        bands: [{ series: [1, 3], fill: colour('--accent-soft') }],
        hooks: { draw: [(plot) => this.#markAge(plot, colour('--ink'))] },
      },
      [
        agesDays.map(Math.cbrt),
        bands.map(({ p90 }) => p90),
        bands.map(({ p50 }) => p50),
        bands.map(({ p10 }) => p10),
      ],
      this.element,
    );
  }

  /** A line at the age of the picture, over everything else. */
  #markAge(plot: uPlot, colour: string): void {
    const { ctx, bbox } = plot;
    const x = Math.round(plot.valToPos(Math.cbrt(this.#ageDays), 'x', true)) + 0.5;
    ctx.save();
    ctx.strokeStyle = colour;
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([4 * devicePixelRatio, 3 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.restore();
  }

  #point(clientX: number): void {
    const plot = this.#plot;
    if (!plot) return;
    const left = clientX - plot.over.getBoundingClientRect().left;
    const held = Math.min(plot.over.clientWidth, Math.max(0, left));
    plot.setCursor({ left: held, top: 0 });
    this.#read(plot.posToVal(held, 'x') ** 3);
  }

  #leave(): void {
    this.#plot?.setCursor({ left: -10, top: -10 });
    this.#read(undefined);
  }
}

/** The value of a series at an age, straight between its ages on the axis, in words. */
export function valueWords({ agesDays, bands, digits }: BandSeries, ageDays: number): string {
  const xs = agesDays.map(Math.cbrt);
  const x = Math.min(xs.at(-1)!, Math.max(xs[0]!, Math.cbrt(ageDays)));
  const next = Math.max(
    1,
    xs.findIndex((at) => at >= x),
  );
  const part = (x - xs[next - 1]!) / (xs[next]! - xs[next - 1]!);
  const at = (of: keyof Band) => {
    const [low, high] = [bands[next - 1]![of], bands[next]![of]];
    return numberWords(low + part * (high - low), digits);
  };
  return say('{when}: {middle}, for eight in ten {low} to {high}', {
    when: timeWords(ageDays),
    middle: at('p50'),
    low: at('p10'),
    high: at('p90'),
  });
}
