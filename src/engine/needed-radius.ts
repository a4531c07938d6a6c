import { DotworkError } from '../base/errors.ts';
import type { Plan } from '../plan/schema.ts';
import type { ScalpFields } from '../scalp/fields.ts';
import { otherWork } from './other-work.ts';
import { mostOfPattern, patternRadius } from './placement/pattern.ts';
import { DENSITY_UNITS } from './placement/radii.ts';
import { BRUSH_MOST_PER_CM2, betweenGrafts } from './target/target.ts';

/** Far denser than any ladder answers: `DENSEST_64` of `shaders/target/target.wgsl`. */
const DENSEST_64 = 65535;

/**
 * Radius the ladder must reach for the densest place a plan asks for, µm. Ranks make every finer
 * ladder begin with the dots of a coarser one, so a plan gets the same dots of both.
 *
 * @param scalp - Marks the vertices dots may lie between.
 * @param brush1024 - Factor of the brush at each vertex.
 */
export function neededRadiusUm(
  plan: Plan,
  fields: ScalpFields,
  scalp: Uint8Array,
  brush1024: Uint16Array,
): number {
  const { clusterSize } = plan.hair;
  const densest = densest64(plan, fields, scalp, brush1024) / DENSITY_UNITS;
  const most = mostOfPattern(clusterSize);
  if (densest > most) {
    throw new DotworkError(
      'plan',
      `Zones and density ask for ${Math.round(densest)} dots/cm² in one place; the most ${clusterSize > 1 ? 'in clusters ' : ''}is ${Math.floor(most)}.`,
      'Lower density.dotsPerCm2 or the densityScale of zones that overlap.',
    );
  }
  return patternRadius(densest, clusterSize);
}

/**
 * Most dots and follicles together that `shaders/target/target.wgsl` asks for at any vertex, 1/64 per
 * cm². Between vertices the choice of dots mixes, and asks for less.
 */
function densest64(
  plan: Plan,
  fields: ScalpFields,
  scalp: Uint8Array,
  brush1024: Uint16Array,
): number {
  const { density, hair, zones } = plan;
  const others = otherWork(plan, fields.otherWeight1024);
  const full64 = Math.round(density.dotsPerCm2 * DENSITY_UNITS);
  const units64 = Math.round(hair.unitsPerCm2 * DENSITY_UNITS);
  const brushMost64 = BRUSH_MOST_PER_CM2 * DENSITY_UNITS;
  const hair1024 = betweenGrafts(fields);
  const isScarred = fields.scars.dots.length > 0;
  const shaped = zones.map(({ densityScale }, zone) => ({
    scale: Math.round(1024 * densityScale),
    weights: fields.zoneWeight1024[zone]!,
  }));
  const askedAt = (v: number, plain64: number) => {
    let asked = plain64;
    for (const { scale, weights } of shaped) {
      const weight = weights[v]!;
      const factor = (1024 * (1024 - weight) + scale * weight) >> 10;
      asked = Math.min((asked * factor) >> 10, DENSEST_64);
    }
    return Math.min((asked * brush1024[v]! + 512) >> 10, Math.max(asked, brushMost64));
  };
  let densest = 0;
  for (let v = 0; v < hair1024.length; v++) {
    if (!scalp[v]) continue;
    const grown = (units64 * hair1024[v]!) >> 10;
    const other = others
      ? others.grafts64[v]! +
        others.test64[v]! +
        others.earlier64.reduce((sum, one) => sum + one[v]!, 0)
      : 0;
    densest = Math.max(densest, grown + other + askedAt(v, (full64 * (1024 - hair1024[v]!)) >> 10));
    // In a scar no hair takes part of the skin.
    if (isScarred) densest = Math.max(densest, other + askedAt(v, full64));
  }
  return densest;
}
