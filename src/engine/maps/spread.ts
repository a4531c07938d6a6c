import type { HeadMap } from './head-maps.ts';
import type { MapSkin } from './window.ts';

/** How a map's values are spread over the skin inside the boundary, by area. */
export interface MapSpread {
  /** Skin with a value, and without one. */
  readonly areaMm2: number;
  readonly restMm2: number;
  /** Values with a tenth, half and nine tenths of that area below them; NaN without area. */
  readonly p10: number;
  readonly median: number;
  readonly p90: number;
  readonly low: number;
  readonly high: number;
  /** Mean over that area. */
  readonly mean: number;
}

/** Values inside the boundary, each with its skin, mm². */
function placed({ values, edge }: HeadMap, { areasMm2, inside }: MapSkin) {
  return Array.from(inside)
    .filter((v) => edge[v]! > 0 && !Number.isNaN(values[v]!))
    .map((v) => [values[v]!, areasMm2[v]!] as const);
}

/** Area-weighted percentiles. */
export function mapSpread(map: HeadMap, skin: MapSkin): MapSpread {
  const sorted = placed(map, skin).sort(([a], [b]) => a - b);
  const areaMm2 = sorted.reduce((sum, [, area]) => sum + area, 0);
  const wholeMm2 = Array.from(skin.inside).reduce((sum, v) => sum + skin.areasMm2[v]!, 0);
  const at = (share: number): number => {
    let below = 0;
    for (const [value, area] of sorted) {
      below += area;
      if (below >= share * areaMm2) return value;
    }
    return sorted.at(-1)?.[0] ?? Number.NaN;
  };
  const mean = sorted.reduce((sum, [value, area]) => sum + value * area, 0) / areaMm2;
  return {
    areaMm2,
    restMm2: Math.max(0, wholeMm2 - areaMm2),
    p10: at(0.1),
    median: at(0.5),
    p90: at(0.9),
    low: sorted[0]?.[0] ?? Number.NaN,
    high: sorted.at(-1)?.[0] ?? Number.NaN,
    mean,
  };
}

/**
 * Skin by value, mm²: `bins` even ones from `low` to `high`. What lies beyond counts in the outer
 * ones, as it is drawn in their colours, so they sum to all skin with a value.
 */
export function histogramMm2(
  map: HeadMap,
  skin: MapSkin,
  low: number,
  high: number,
  bins: number,
): Float64Array {
  const areas = new Float64Array(bins);
  for (const [value, area] of placed(map, skin)) {
    const bin = Math.floor((bins * (value - low)) / (high - low));
    areas[Math.min(bins - 1, Math.max(0, bin))]! += area;
  }
  return areas;
}
