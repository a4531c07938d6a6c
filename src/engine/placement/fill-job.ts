import { DotworkError } from '../../base/errors.ts';
import { type Facets, facetsOf } from './facets.ts';
import type { LadderStore } from './ladder-store.ts';
import { densityAtRadius, RUNG_RADII_UM } from './radii.ts';

/** Where dots are placed: by kernels on hardware and else on the CPU (`auto`), or as told. */
export type FillChoice = 'auto' | 'gpu' | 'cpu';

/** How the fill is run; but for `rungs`, answers never depend on any of it. */
export interface FillOptions {
  /** Default `auto`. */
  readonly fill?: FillChoice;
  /** Does it where that is the CPU, in a worker say; in place where none is given. */
  readonly filler?: Filler;
  /** Keeps ladders, so that a head that was filled before is not filled again. Default none. */
  readonly ladders?: LadderStore;
  readonly workgroup?: number;
  /** Capacity as a multiple of what is expected; tests start far too small. */
  readonly headroom?: number;
  /** More dots than this are refused before any work: later stages could not hold them. */
  readonly mostDots?: number;
  /** Radii to fill, µm, coarse to fine; the ladder of `radii.ts` unless told otherwise. */
  readonly rungs?: (radiusUm: number) => readonly number[];
}

/** What a fill is to do. Whoever does it makes the same dots of it, to the bit. */
export interface FillJob {
  readonly facets: Facets;
  /** Radii, µm, coarse to fine. */
  readonly rungs: readonly number[];
  readonly seed: number;
  readonly headroom: number;
}

/** Does a job on the CPU: the words of its dots, `Dot` structs in order of rank. */
export type Filler = (job: FillJob) => Promise<Uint32Array<ArrayBuffer>>;

/** The job of filling the treated skin down to `radiusUm`. Refuses what no ladder can hold. */
export function fillJob(
  mesh: { positionsUm: Int32Array; triangles: Uint32Array },
  treated: Uint8Array,
  seed: number,
  radiusUm: number,
  {
    headroom = 1,
    mostDots = Number.POSITIVE_INFINITY,
    rungs: rungsFor = rungsDownTo,
  }: FillOptions = {},
): FillJob {
  const facets = facetsOf(mesh, treated);
  const rungs = rungsFor(radiusUm);
  const expected = (densityAtRadius(rungs.at(-1)!) * facets.areaUm2) / 1e8;
  if (expected > mostDots) {
    throw new DotworkError(
      'gpu-limit',
      `At the densest place asked for, this head holds ${Math.round(expected)} dots; this GPU can take ${mostDots}.`,
      'Lower density.dotsPerCm2, or the densityScale of zones.',
    );
  }
  return { facets, rungs, seed, headroom };
}

/** Rungs from the first down to the first that is no larger than `radiusUm`. */
function rungsDownTo(radiusUm: number): readonly number[] {
  const last = RUNG_RADII_UM.findIndex((rung) => rung <= radiusUm);
  if (last < 0) {
    throw new DotworkError(
      'plan',
      `Dots ${(radiusUm / 1000).toFixed(2)} mm apart are closer than the ${(RUNG_RADII_UM.at(-1)! / 1000).toFixed(2)} mm this simulator places.`,
      'Lower the density.',
    );
  }
  return RUNG_RADII_UM.slice(0, last + 1);
}
