import { say } from '../../base/language/say.ts';
import { KINDS, rampColour } from '../../color/ramps.ts';
import type { Rgb } from '../../color/srgb.ts';
import type { HeadMap } from '../../engine/maps/head-maps.ts';
import { FINDINGS } from '../../engine/maps/map-names.ts';
import { histogramMm2, type MapSpread } from '../../engine/maps/spread.ts';
import type { MapSkin } from '../../engine/maps/window.ts';
import type { Plan } from '../../plan/schema.ts';
import { type MapScale, mapScale, valueText, valueWords } from './map-scale.ts';
import { type AreaUnit, areaWords, findingName, MAP_WORDS } from './map-words.ts';

/** Bars of the histogram under a ramp. */
const BARS = 48;

/** What stands beside a map: its colours in units, and how much skin has which value. */
export interface MapLegend {
  readonly title: string;
  readonly unit: string;
  /** Why it is no measurement, where it is none. */
  readonly assumed?: string;
  /** From left to right: share of the highest one, and the colour of its values. */
  readonly bars: readonly { readonly high: number; readonly colour: string }[];
  /** Shares of the width. */
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
  readonly lines: readonly { readonly at: number; readonly text: string }[];
  /** A tenth, half and nine tenths of the skin have less; missing where none has a value. */
  readonly marks?: { readonly p10: number; readonly median: number; readonly p90: number };
  /** In the place of all that, for kinds: each with its skin. */
  readonly kinds: readonly {
    readonly name: string;
    readonly colour: string;
    readonly area: string;
  }[];
  /** The same in sentences. */
  readonly sentences: readonly string[];
}

/** A map with all that is needed to show and to read it. */
export interface ShownMap {
  readonly map: HeadMap;
  readonly scale: MapScale;
  readonly legend: MapLegend;
}

/** Readies a map for showing, in units of one area. */
export function shownMap(
  map: HeadMap,
  skin: MapSkin,
  spread: MapSpread,
  plan: Plan,
  area: AreaUnit,
): ShownMap {
  const scale = mapScale(map, spread, plan, area);
  const { title, ramp, assumed } = MAP_WORDS[map.name];
  const at = (value: number) =>
    Math.min(1, Math.max(0, (value - scale.low) / (scale.high - scale.low)));
  const isKind = ramp === 'kinds';
  const areas = isKind ? new Float64Array() : histogramMm2(map, skin, scale.low, scale.high, BARS);
  const most = Math.max(...areas, 1e-9);
  const isEmpty = spread.areaMm2 === 0;
  const legend = {
    title: say(title),
    unit: say(scale.unit.words),
    ...(assumed !== undefined && { assumed: say(assumed) }),
    bars: Array.from(areas, (mm2, i) => ({
      high: mm2 / most,
      colour: isKind ? '' : hex(rampColour(ramp, (i + 0.5) / BARS)),
    })),
    ticks: isKind ? [] : scale.ticks.map(({ value, text }) => ({ at: at(value), text })),
    lines: isKind ? [] : scale.lines.levels.map(({ value, text }) => ({ at: at(value), text })),
    ...(!isKind &&
      !isEmpty && {
        marks: { p10: at(spread.p10), median: at(spread.median), p90: at(spread.p90) },
      }),
    kinds: isKind ? kindsOf(map, skin, area) : [],
    sentences: sentences(map, spread, scale, area),
  };
  return { map, scale, legend };
}

function kindsOf(map: HeadMap, skin: MapSkin, area: AreaUnit): MapLegend['kinds'] {
  const areas = histogramMm2(map, skin, -0.5, FINDINGS.length - 0.5, FINDINGS.length);
  return FINDINGS.map((finding, i) => ({
    name: findingName(finding),
    colour: hex(KINDS[i]!),
    area: areaWords(areas[i]!, area),
  }));
}

function sentences(
  { name }: HeadMap,
  { areaMm2, restMm2, p10, median, p90 }: MapSpread,
  scale: MapScale,
  area: AreaUnit,
): string[] {
  if (name === 'findings') {
    return [
      say('Something was found on {areaMm2}, nothing on {restMm2}.', {
        areaMm2: areaWords(areaMm2, area),
        restMm2: areaWords(restMm2, area),
      }),
    ];
  }
  const isOfSkin = name === 'skin' || name === 'difference' || name === 'darkness';
  if (areaMm2 === 0) return [say('No dots to tell of.')];
  const rest = isOfSkin || restMm2 < 50 ? '' : `; ${areaWords(restMm2, area)} without dots`;
  return [
    say('Median {median}; four fifths of the skin from {p10} to {p90}.', {
      median: valueWords(scale, median),
      p10: valueText(scale, p10),
      p90: valueWords(scale, p90),
    }),
    `On ${areaWords(areaMm2, area)}${rest}.`,
  ];
}

/** A value of a shown map in words; for kinds its name. */
export function placeWords({ map, scale }: ShownMap, value: number | undefined): string {
  if (value === undefined)
    return map.name === 'findings' ? say('Nothing found') : say('No value here');
  if (map.name === 'findings') return findingName(FINDINGS[value]!);
  return valueWords(scale, value);
}

function hex(colour: Rgb): string {
  return `#${colour
    .map((part) =>
      Math.round(255 * part)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}
