import type { HeadMap } from '../../engine/maps/head-maps.ts';
import type { MapSpread } from '../../engine/maps/spread.ts';
import type { Plan } from '../../plan/schema.ts';
import { type AreaUnit, MAP_WORDS, type ShownUnit, shownUnit } from './map-words.ts';

/** Which values a map's colours stand for, and where its contour lines run. */
export interface MapScale {
  /** Values of the first and the last colour, as stored; those beyond have these colours too. */
  readonly low: number;
  readonly high: number;
  readonly unit: ShownUnit;
  /** Round values in the unit shown, as text, with the value as stored. */
  readonly ticks: readonly Tick[];
  /**
   * Contour lines run halfway between the ticks: plans ask for round numbers, and a line at the value
   * of a whole field would only draw its chance unevenness.
   */
  readonly lines: {
    readonly first: number;
    readonly step: number;
    readonly levels: readonly Tick[];
  };
}

/** A value as stored, and as text in the unit shown. */
export interface Tick {
  readonly value: number;
  readonly text: string;
}

/** Ticks of a scale, about. */
const TICKS = 6;

/** Least difference from hair that the whole ramp stands for: smaller ones are hardly visible. */
const LEAST_DIFFERENCE = 4;

/**
 * A scale that holds nearly all of a map's skin and whose ends are round numbers. Densities run from
 * zero to beyond what the plan asks for, so that placed and asked for look alike.
 */
export function mapScale(
  { name }: HeadMap,
  spread: MapSpread,
  plan: Plan,
  area: AreaUnit,
): MapScale {
  const words = MAP_WORDS[name];
  const unit = shownUnit(words, area, spread.p90);
  const [low, high] = rangeOf(name, spread, plan).map((value) => value * unit.factor) as Pair;
  const step = roundStep((high - low) / TICKS);
  // A tolerance of a thousandth of a step: 0.3 / 0.1 is less than 3.
  const [first, last] = [Math.floor(low / step + 1e-3), Math.ceil(high / step - 1e-3)];
  const tick = (at: number): Tick => {
    const digits = Math.max(
      0,
      Math.ceil(-Math.log10(step * (Number.isInteger(at) ? 1 : 0.5)) - 1e-9),
    );
    return { value: (at * step) / unit.factor, text: minus((at * step).toFixed(digits)) };
  };
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => tick(first + i));
  const levels = ticks.slice(1).map((_, i) => tick(first + i + 0.5));
  return {
    ...{ low: ticks[0]!.value, high: ticks.at(-1)!.value, unit, ticks },
    lines: { first: levels[0]!.value, step: step / unit.factor, levels },
  };
}

/** A value with its unit, a digit finer than the scale. */
export function valueWords(scale: MapScale, value: number): string {
  const text = valueText(scale, value);
  const { words } = scale.unit;
  return words === 'session' ? `session ${text}` : `${text} ${words}`;
}

/** The same without its unit. */
export function valueText({ unit, lines }: MapScale, value: number): string {
  const step = lines.step * unit.factor;
  const digits = Math.max(0, Math.ceil(1 - Math.log10(step) - 1e-9));
  return minus((value * unit.factor).toFixed(Math.min(3, digits)));
}

type Pair = [low: number, high: number];

function rangeOf(name: HeadMap['name'], spread: MapSpread, plan: Plan): Pair {
  const { low, high, p10, p90 } = spread;
  // Nothing to show: a scale all the same.
  if (Number.isNaN(low))
    return name === 'darkness' ? [-LEAST_DIFFERENCE, LEAST_DIFFERENCE] : [0, 1];
  switch (name) {
    case 'density':
    case 'asked':
      return [0, Math.max(p90, plan.density.dotsPerCm2) * 1.1];
    case 'cover':
      return [0, Math.max(p90 * 1.15, 1)];
    case 'difference':
      return [0, Math.max(LEAST_DIFFERENCE, 1.2 * p90)];
    case 'darkness': {
      const most = Math.max(LEAST_DIFFERENCE, Math.abs(p10) * 1.3, Math.abs(p90) * 1.3);
      return [-most, most];
    }
    case 'session':
      return [1, Math.max(2, plan.sessions.length)];
    case 'skin':
      return apart(low, high, 0.1);
    case 'spacing':
      return apart(low, Math.min(high, 1.1 * p90), 0.1);
    case 'depth':
      return apart(Math.max(low, 0.7 * p10), Math.min(high, 1.3 * p90), 0.05);
    case 'age':
      return apart(low, high, 4);
    case 'findings':
      return [0, 1];
  }
}

/** A range of at least so much. */
function apart(low: number, high: number, least: number): Pair {
  const missing = Math.max(0, least - (high - low)) / 2;
  return [Math.max(0, low - missing), high + missing];
}

/** The round step, 1, 2 or 5 times a power of ten, nearest above. */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step) + 1e-9);
  const times = [1, 2, 5, 10].find((factor) => factor * power >= step * (1 - 1e-6))!;
  return times * power;
}

/** A true minus sign, and none before zero. */
function minus(text: string): string {
  return text.replace('-', Number(text) === 0 ? '' : '−');
}
