import { Lettering, LINE_EM, type TypeLine } from '../type/lettering.ts';
import { lay } from '../type/overlay.ts';
import { AGED_WORDS } from '../words/uncertainty/quantities.ts';
import type { Tornado, UncertaintyReport } from '../words/uncertainty/report.ts';
import { DAYS_PER_YEAR } from '../words/uncertainty/time-words.ts';
import type { Picture } from './png.ts';

const WIDE = 1200;
const HIGH = 980;
const MARGIN = 36;
const GAP = 56;
const TEXT_PX = 17;
const SMALL_PX = 14;
const TITLE_PX = 26;

type Rgb = readonly [number, number, number];
const PAPER: Rgb = [250, 250, 248];
const GRID: Rgb = [222, 226, 225];
const BAND: Rgb = [196, 225, 221];
const LINE: Rgb = [12, 102, 96];
const INK = '#1e1e1e';
const QUIET = '#55534f';

const SHOWN = ['contrastDot', 'deltaE2000', 'widthMm', 'leftShare'] as const;
const TICKS = [
  [0, '0'],
  [30, '30 d'],
  [DAYS_PER_YEAR, '1 y'],
  [3 * DAYS_PER_YEAR, '3 y'],
  [5 * DAYS_PER_YEAR, '5 y'],
  [10 * DAYS_PER_YEAR, '10 y'],
  [20 * DAYS_PER_YEAR, '20 y'],
] as const;

/** A place on the sheet, px. */
interface Box {
  readonly left: number;
  readonly top: number;
  readonly wide: number;
  readonly high: number;
}

/** The bands of a report over twenty years on one sheet, and below which unknowns they hang on. */
export async function timeSheet(report: UncertaintyReport): Promise<Picture> {
  const rgba = new Uint8Array(4 * WIDE * HIGH);
  for (let i = 0; i < rgba.length; i++) rgba[i] = i % 4 === 3 ? 255 : PAPER[i % 4]!;
  const lines: TypeLine[] = [];
  const about = `Middle of ${report.members} draws, and the band of eight in ten. ${report.dots} of the plan's dots, seed ${report.seed}.`;
  const letters = await Lettering.load([
    ...[report.title, about, report.limits],
    ...SHOWN.map((name) => AGED_WORDS[name].unit),
  ]);
  const write = (text: string, xPx: number, topPx: number, more: Partial<TypeLine> = {}): void => {
    lines.push({ text, xPx, topPx, sizePx: TEXT_PX, colour: INK, ...more });
  };
  write(report.title, MARGIN, 22, { sizePx: TITLE_PX, bold: true });
  write(about, MARGIN, 62, { colour: QUIET });
  const wide = (WIDE - 2 * MARGIN - GAP) / 2;
  SHOWN.forEach((name, i) => {
    const box = {
      left: MARGIN + 34 + (i % 2) * (wide + GAP),
      top: 142 + Math.floor(i / 2) * 250,
      wide: wide - 34,
      high: 168,
    };
    const { name: what, unit } = AGED_WORDS[name];
    write(unit === '1' ? what : `${what}, ${unit}`, box.left - 34, box.top - 36, { bold: true });
    plot(rgba, write, box, report.agesDays, report.bands[name]);
  });
  report.tornado.slice(2).forEach((tornado, i) => {
    bars(rgba, write, { left: MARGIN + i * (wide + GAP), top: 640, wide, high: 0 }, tornado);
  });
  let top = HIGH - 70;
  for (const text of letters.lines(report.limits, SMALL_PX, WIDE - 2 * MARGIN)) {
    write(text, MARGIN, top, { sizePx: SMALL_PX, colour: QUIET });
    top += LINE_EM * SMALL_PX;
  }
  const sheet = { widthPx: WIDE, heightPx: HIGH, rgba };
  lay(sheet, letters.overlay(WIDE, HIGH, lines), 0, 0);
  return sheet;
}

type Write = (text: string, xPx: number, topPx: number, more?: Partial<TypeLine>) => void;

function plot(
  rgba: Uint8Array,
  write: Write,
  box: Box,
  agesDays: readonly number[],
  bands: UncertaintyReport['bands'][keyof UncertaintyReport['bands']],
): void {
  const most = roundUp(Math.max(...bands.p90));
  const farthest = Math.cbrt(TICKS.at(-1)![0]);
  const x = (days: number) => box.left + (box.wide * Math.cbrt(days)) / farthest;
  const y = (value: number) => box.top + box.high * (1 - value / most);
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    const value = share * most;
    fill(rgba, box.left, y(value), box.wide, 1, GRID);
    const text = String(Number(value.toPrecision(2)));
    const at = y(value) - 0.68 * SMALL_PX;
    write(text, box.left - 8, at, { sizePx: SMALL_PX, colour: QUIET, align: 'right' });
  }
  for (const [days, text] of TICKS) {
    fill(rgba, x(days), box.top, 1, box.high, GRID);
    const at = box.top + box.high + 4;
    write(text, x(days), at, { sizePx: SMALL_PX, colour: QUIET, align: 'center' });
  }
  const at = (values: readonly number[], px: number) => {
    const days = ((farthest * (px - box.left)) / box.wide) ** 3;
    return y(between(agesDays, values, days));
  };
  for (let px = Math.ceil(box.left); px < box.left + box.wide; px++) {
    const [high, low] = [at(bands.p90, px), at(bands.p10, px)];
    fill(rgba, px, high, 1, low - high, BAND);
    // As thick across a slope as along a level.
    const [here, next] = [at(bands.p50, px), at(bands.p50, px + 1)];
    const thick = Math.hypot(2.4, next - here);
    fill(rgba, px, (here + next - thick) / 2, 1, thick, LINE);
  }
}

function bars(rgba: Uint8Array, write: Write, box: Box, tornado: Tornado): void {
  const { name } = AGED_WORDS[tornado.quantity];
  const years = Math.round(tornado.ageDays / DAYS_PER_YEAR);
  write(`${name} after ${years} years hangs on`, box.left, box.top, { bold: true });
  const room = 0.52 * box.wide;
  tornado.unknowns.slice(0, 6).forEach(({ what, share }, i) => {
    const top = box.top + 36 + 32 * i;
    write(what, box.left, top, { sizePx: SMALL_PX });
    const left = box.left + room;
    const long = (box.wide - room - 44) * Math.min(1, share);
    fill(rgba, left, top + 3, Math.max(1, long), 16, LINE);
    const text = `${Math.round(100 * share)} %`;
    write(text, left + Math.max(1, long) + 6, top, { sizePx: SMALL_PX, colour: QUIET });
  });
}

/** A box in place, its edges as dark as they cover. */
function fill(rgba: Uint8Array, x: number, y: number, wide: number, high: number, to: Rgb): void {
  const [left, right] = [Math.round(x), Math.round(x + wide)];
  for (let row = Math.floor(y); row < y + high; row++) {
    if (row < 0 || row >= HIGH) continue;
    const cover = Math.min(row + 1, y + high) - Math.max(row, y);
    for (let column = Math.max(0, left); column < Math.min(WIDE, right); column++) {
      const at = 4 * (row * WIDE + column);
      for (let k = 0; k < 3; k++) {
        rgba[at + k] = Math.round(rgba[at + k]! + cover * (to[k]! - rgba[at + k]!));
      }
    }
  }
}

/** Straight between ages on the axis, which goes with the cube root. */
function between(agesDays: readonly number[], values: readonly number[], days: number): number {
  const next = Math.max(
    1,
    agesDays.findIndex((age) => age >= days),
  );
  const last = days >= agesDays.at(-1)! ? agesDays.length - 1 : next;
  const [from, to] = [Math.cbrt(agesDays[last - 1]!), Math.cbrt(agesDays[last]!)];
  const part = Math.min(1, Math.max(0, (Math.cbrt(days) - from) / (to - from)));
  return values[last - 1]! + part * (values[last]! - values[last - 1]!);
}

/** The next number that an axis may end in. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1e-9)));
  return [1, 1.2, 1.6, 2, 3, 4, 6, 8, 10].map((step) => step * power).find((end) => end >= value)!;
}
