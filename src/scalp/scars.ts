import { DotworkError } from '../base/errors.ts';
import { inRange } from '../base/range.ts';
import { unitHash } from '../base/unit-hash.ts';
import type { Vec3 } from '../base/vec3.ts';
import { smoothstep } from '../base/vec3.ts';
import { distanceFromCurve, distanceFromPoint } from '../surface/geodesic.ts';
import { scatterOnSkin } from '../surface/scatter.ts';
import { flat } from '../surface/spline.ts';
import { tracePlane, traceTo } from '../surface/trace-plane.ts';
import { CHART_MM, chartDirection, chartPlace } from './chart.ts';
import { applyShape } from './loss/loss-mask.ts';
import { weightedAreaMm2 } from './regions.ts';
import { type Place, placeOnSkin, type ScalpBase, to1024 } from './scalp-base.ts';

/** Scars on the scalp. */
export type ScarSpec =
  /** The line a strip graft leaves across the back of the head, ear to ear at most. */
  | { readonly kind: 'fut'; readonly lengthMm: number; readonly widthMm: number }
  /**
   * Pale dots of single grafts all over the donor area: as a share of skin per vertex, which the
   * mesh can carry, and one by one in `ScarFields.dots`, which it cannot.
   */
  | { readonly kind: 'fue'; readonly dotsPerCm2: number }
  /** A round scarred patch. */
  | { readonly kind: 'patch'; readonly at: Place; readonly radiusMm: number }
  /** Scarring alopecia: ragged bare patches that run into each other around a place. */
  | {
      readonly kind: 'scarring';
      readonly at: Place;
      /** How far from the place patches lie. */
      readonly reachMm: number;
      readonly patches: number;
    };

/** Lowest and highest of each number of a scar. */
export const SCAR_RANGES = {
  lengthMm: [40, 320],
  widthMm: [0.5, 25],
  dotsPerCm2: [1, 40],
  radiusMm: [3, 80],
  reachMm: [10, 80],
  patches: [1, 12],
} as const;

/** What scars do, per vertex, 0 to 1. */
export interface ScarFields {
  /** Share of the skin that is scar. */
  readonly scar: Float64Array;
  /** The part of it that the mesh can carry: strips and patches. */
  readonly wide: Float64Array;
  /** The part of it that lies in {@link dots}, as many as there are. */
  readonly graft: Float64Array;
  /** Share of the hair that scars and harvesting leave. */
  readonly keep: Float64Array;
  /** Small round scars, one by one. */
  readonly dots: readonly ScarDot[];
}

/** One small round scar on the skin. */
export interface ScarDot {
  readonly pointMm: Vec3;
  readonly diameterMm: number;
}

/** Follicular units per cm2 of an untouched donor area (means of 65-85 are published). */
const DONOR_UNITS_PER_CM2 = 75;

/** Narrowest scar the mesh can carry, mm: thinner ones are drawn as wide and paler. */
const NARROWEST_MM = 6;

/** Diameter of a healed extraction scar, mm: punches are 0.7 to 1.0 mm. */
const FUE_DOT_MM = 0.9;
const FUE_DOT_MM2 = 0.7853981633974483 * FUE_DOT_MM * FUE_DOT_MM;

/**
 * All scars of a plan together.
 *
 * @param seed - Picks follicles that were taken and places of patches, of the first scar; each
 *   further scar has the next.
 */
export function scarFields(base: ScalpBase, scars: readonly ScarSpec[], seed: number): ScarFields {
  const count = base.surface.vertexCount;
  const scar = new Float64Array(count);
  const wide = new Float64Array(count);
  const graft = new Float64Array(count);
  const keep = new Float64Array(count).fill(1);
  const dots: ScarDot[] = [];
  for (const [i, spec] of scars.entries()) {
    const one = scarShare(base, spec, seed + i);
    if (spec.kind === 'fue') {
      const points = scatterOnSkin(base.surface, one, spec.dotsPerCm2, seed + i);
      for (const pointMm of points) dots.push({ pointMm, diameterMm: FUE_DOT_MM });
      const skinMm2 = weightedAreaMm2(base.surface, to1024(one));
      const dotMm2 = points.length * FUE_DOT_MM2;
      for (let v = 0; v < count; v++) {
        const share = (one[v]! * dotMm2) / Math.max(1, skinMm2);
        graft[v] = 1 - (1 - graft[v]!) * (1 - share);
      }
    }
    // Harvested follicles are whole units, so far more hair goes than skin is scarred.
    const taken = spec.kind === 'fue' ? spec.dotsPerCm2 / DONOR_UNITS_PER_CM2 : 1;
    const scarred = spec.kind === 'fue' ? Math.min(1, (FUE_DOT_MM2 * spec.dotsPerCm2) / 100) : 1;
    for (let v = 0; v < count; v++) {
      scar[v] = Math.max(scar[v]!, one[v]! * scarred);
      if (spec.kind !== 'fue') wide[v] = Math.max(wide[v]!, one[v]!);
      keep[v]! *= 1 - one[v]! * taken;
    }
  }
  return { scar, wide, graft, keep, dots };
}

function scarShare(base: ScalpBase, spec: ScarSpec, seed: number): Float64Array {
  const { surface } = base;
  switch (spec.kind) {
    case 'fut': {
      const width = inRange('width of the strip scar', spec.widthMm, SCAR_RANGES.widthMm, 'mm');
      const wide = Math.max(NARROWEST_MM, width);
      const away = distanceFromCurve(surface, futLine(base, spec), false, wide + 10);
      return away.map((mm) => (width / wide) * (1 - smoothstep(wide / 2 - 2, wide / 2 + 2, mm)));
    }
    case 'fue': {
      inRange('density of graft scars', spec.dotsPerCm2, SCAR_RANGES.dotsPerCm2, 'per cm2');
      const outside = new Float64Array(surface.vertexCount).fill(1);
      applyShape(outside, base.chart, { half: DONOR, open: false, keep: 0, softMm: 20 });
      return outside.map((share) => 1 - share);
    }
    case 'patch': {
      const radius = inRange(
        'radius of the scarred patch',
        spec.radiusMm,
        SCAR_RANGES.radiusMm,
        'mm',
      );
      const rim = PATCH_RIM_MM;
      const away = distanceFromPoint(surface, placeOnSkin(base, spec.at), radius + rim + 6);
      return away.map((mm) => 1 - smoothstep(radius - rim / 2, radius + rim / 2, mm));
    }
    case 'scarring':
      return scarringShare(base, spec, seed);
    default:
      throw new DotworkError('plan', `The scar "${(spec as { kind: string }).kind}" is unknown.`);
  }
}

/** Width of the soft rim of a round scarred patch, mm. */
const PATCH_RIM_MM = 4;

/** Lobes that make one patch ragged. */
const LOBES = 5;
/** Width of the edge of a scarring patch, mm: such edges are active and sharp. */
const SCARRING_EDGE_MM = 2.5;

/** Patches of five round lobes each, scattered about a place; the nearest lobe decides. */
function scarringShare(
  base: ScalpBase,
  spec: Extract<ScarSpec, { kind: 'scarring' }>,
  seed: number,
): Float64Array {
  const reach = inRange('reach of scarring patches', spec.reachMm, SCAR_RANGES.reachMm, 'mm');
  const patches = inRange('number of scarring patches', spec.patches, SCAR_RANGES.patches);
  const middle = chartPlace(placeOnSkin(base, spec.at), base.centre);
  const inside = new Float64Array(base.surface.vertexCount).fill(Number.NEGATIVE_INFINITY);
  for (let patch = 0; patch < Math.floor(patches); patch++) {
    const dice = (k: number) => unitHash(seed, 0x5ca, patch, k);
    // The first patch lies at the place itself; more of them are smaller and further out.
    const far = patch === 0 ? 0 : reach * (0.35 + 0.5 * dice(0));
    const turn = around(dice(1));
    const size = (patch === 0 ? 0.42 : 0.14 + 0.16 * dice(2)) * reach;
    for (let lobe = 0; lobe < LOBES; lobe++) {
      const lobeTurn = around((lobe + dice(8 + lobe)) / LOBES);
      const off = lobe === 0 ? 0 : 0.75 * size;
      const x = middle[0] + (far * turn[0] + off * lobeTurn[0]) / CHART_MM;
      const z = middle[1] + (far * turn[1] + off * lobeTurn[1]) / CHART_MM;
      const radius = Math.max(4, size * (lobe === 0 ? 0.8 : 0.35 + 0.35 * dice(16 + lobe)));
      const at = placeOnSkin(base, chartDirection(x, z));
      const away = distanceFromPoint(base.surface, at, radius + SCARRING_EDGE_MM + 6);
      for (let v = 0; v < away.length; v++) inside[v] = Math.max(inside[v]!, radius - away[v]!);
    }
  }
  return inside.map((mm) => smoothstep(-SCARRING_EDGE_MM / 2, SCARRING_EDGE_MM / 2, mm));
}

/** A unit vector for a share of a full turn, from square roots alone: a walk round a square. */
function around(share: number): readonly [number, number] {
  const at = 4 * (share - Math.floor(share));
  const [side, t] = [Math.floor(at), at - Math.floor(at)];
  const [x, z] = [1 - t, t];
  const size = Math.sqrt(x * x + z * z);
  const [u, w] = [x / size, z / size];
  return side === 0 ? [u, w] : side === 1 ? [-w, u] : side === 2 ? [-u, -w] : [w, -u];
}

/** Height of a strip scar's middle above the inion, mm along the skin. */
const ABOVE_INION_MM = 25;

/** Both halves of a strip scar, walked from the midline in a plane that rises towards the ears. */
function futLine(base: ScalpBase, spec: Extract<ScarSpec, { kind: 'fut' }>): Float64Array {
  const half = inRange('length of the strip scar', spec.lengthMm, SCAR_RANGES.lengthMm, 'mm') / 2;
  const { surface } = base;
  const { inion } = base.head.landmarks;
  const middle = traceTo(surface, inion, [1, 0, 0], [0, 1, 0], ABOVE_INION_MM).pointMm;
  const slope = 0.22;
  const size = Math.sqrt(1 + slope * slope);
  const normal: Vec3 = [0, 1 / size, -slope / size];
  const arms = ([1, -1] as const).map((side) =>
    tracePlane(surface, middle, normal, [side, 0, 0], half).map((step) => step.pointMm),
  );
  return flat(arms[1]!.reverse().concat(arms[0]!));
}

/** The usual donor area between and above the ears, half of its outline on the chart. */
const DONOR = [
  [0, -0.68],
  [0.34, -0.64],
  [0.6, -0.44],
  [0.76, -0.22],
  [0.95, -0.24],
  [0.92, -0.5],
  [0.72, -0.82],
  [0.36, -1.08],
  [0, -1.12],
] as const;
