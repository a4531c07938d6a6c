import { DotworkError } from '../base/errors.ts';
import type { Plan } from '../plan/schema.ts';
import { mostOfPattern, patternRadius } from './placement/pattern.ts';
import { BRUSH_MOST_PER_CM2 } from './target/target.ts';

/**
 * Radius the ladder must reach for the densest place a plan asks for, µm.
 *
 * @param zoneWeight1024 - Of each zone at each vertex.
 * @param brush1024 - Factor of the brush at each vertex.
 */
export function neededRadiusUm(
  { density, hair, zones, manual }: Plan,
  zoneWeight1024: readonly Uint16Array[],
  brush1024: Uint16Array,
): number {
  // Hair and dots share the skin: where half the hair is left both count by half.
  const zoned = density.dotsPerCm2 * densestScale(zones, zoneWeight1024);
  const brushed =
    manual.strokes.length > 0
      ? density.dotsPerCm2 * densestScale(zones, zoneWeight1024, brush1024)
      : zoned;
  const smp = Math.max(zoned, Math.min(brushed, BRUSH_MOST_PER_CM2));
  const densest = Math.max(hair.unitsPerCm2, smp);
  const { clusterSize } = hair;
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

/** Largest factor zones and brush put on the density anywhere; where they overlap, they multiply. */
function densestScale(
  zones: Plan['zones'],
  zoneWeight1024: readonly Uint16Array[],
  brush1024?: Uint16Array,
): number {
  const denser = zones.flatMap(({ densityScale }, i) =>
    densityScale > 1 ? { densityScale, weights: zoneWeight1024[i]! } : [],
  );
  if (denser.length < 2 && !brush1024) return denser[0]?.densityScale ?? 1;
  let most = 1;
  for (let v = 0; v < (brush1024 ?? denser[0]!.weights).length; v++) {
    let scale = (brush1024?.[v] ?? 1024) / 1024;
    for (const { densityScale, weights } of denser) {
      scale *= 1 + ((densityScale - 1) * weights[v]!) / 1024;
    }
    most = Math.max(most, scale);
  }
  return most;
}
