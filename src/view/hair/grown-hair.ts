import { BAND_WEIGHTS } from '../../color/band-weights.ts';
import { xyzToLinear } from '../../color/srgb.ts';
import { HAIR_REFLECTANCE, spotShare } from '../../engine/optics/hair.ts';
import type { SceneBuffers } from '../../engine/scene-buffers.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import type { Head } from '../../head/head.ts';
import type { Plan } from '../../plan/schema.ts';
import { type Growth, hairGrowth } from '../../scalp/hair/growth.ts';
import { type HeadHull, headHull } from '../../scalp/hair/hull.ts';
import { faceRoots } from './face-roots.ts';
import { type BatchSpec, HairBatch } from './hair-batch.ts';
import { HairVertex } from './hair-structs.ts';

/**
 * Scalp hair grows 0.35 mm a day in the mean: trichograms give 0.3 (TrichoScan) to 0.4, by place and person.
 */
export const GROWTH_MM_PER_DAY = 0.35;

/** Longest hair that stands by itself, mm; longer falls. Assumed. */
const STANDS_MM = 60;

/**
 * Most strands from afar and from near; of more roots the best ranked are drawn, so much wider. From
 * near each hair is a strand.
 */
const MOST_SHORT = [60_000, 160_000] as const;
const MOST_LONG = [9_000, 36_000] as const;

/** Segments of brows and lashes. */
const FACE_SEGMENTS = 4;

/** What hair is grown of. */
export interface HairSource {
  readonly scene: SceneBuffers;
  readonly head: Head;
  readonly plan: Plan;
  /** Days since the cut. */
  readonly grownDays: number;
}

/** The hair of a head: strands of the scalp, brows and lashes. Grown anew where a plan changed them. */
export class GrownHair {
  readonly scalp: HairBatch;
  readonly face: HairBatch;
  /** The head's centre, mm. */
  centre: readonly [number, number, number] = [0, 0, 0];
  /** Whether hair of the scalp falls. */
  isLong = false;
  #source: HairSource | undefined;
  #grown: readonly unknown[] = [];
  #growth: { readonly key: readonly unknown[]; readonly made: Growth } | undefined;

  private constructor(scalp: HairBatch, face: HairBatch) {
    this.scalp = scalp;
    this.face = face;
  }

  /** Compiles its kernels; call inside {@link Gpu.checked}. */
  static async create(gpu: Gpu): Promise<GrownHair> {
    const [scalp, face] = await Promise.all([
      HairBatch.create(gpu, 'hair.scalp'),
      HairBatch.create(gpu, 'hair.face'),
    ]);
    return new GrownHair(scalp, face);
  }

  /** Takes over a plan and its dots; nothing is done before {@link grow}. */
  set source(source: HairSource | undefined) {
    this.#source = source;
  }

  /**
   * Brings the strands in line with the source.
   *
   * @param isNear - Whether single hairs are seen.
   * @returns Whether there is any hair to draw.
   */
  grow(isNear: boolean): boolean {
    if (!this.#source?.scene.follicles) return false;
    const { scene, head, plan, grownDays } = this.#source;
    const { hair, seed, manual } = plan;
    const { count, follicles, triangles } = scene;
    const { erased, moved } = manual;
    const { dots, choices } = follicles!;
    // Follicles are the best ranked dots whatever the plan of dots says.
    const by = JSON.stringify([hair, seed, erased, moved, plan.head, grownDays, isNear, count]);
    const key = [by, head, dots, choices];
    if (key.every((part, i) => part === this.#grown[i])) return true;
    this.#grown = key;
    const hull = hullOf(head);
    const growth = this.#growthOf(head, plan);
    this.centre = hull.centre;
    const spec = this.#spec(plan, growth, grownDays, isNear, count);
    const from = { count, triangles, dots, choices };
    this.scalp.growFollicles(spec, from, vertices(head, growth), hull.radiusMm);
    const ofFace = { segments: FACE_SEGMENTS, isLong: 0, curl: 0, hiddenMm: 0 };
    this.face.growRoots({ ...spec, ...ofFace }, faceRoots(head, plan), hull.radiusMm);
    return true;
  }

  destroy(): void {
    this.scalp.destroy();
    this.face.destroy();
  }

  #growthOf(head: Head, { hair: { cut, stubbleMm } }: Plan): Growth {
    const key = [head, JSON.stringify([cut, stubbleMm])];
    if (!this.#growth?.key.every((part, i) => part === key[i])) {
      this.#growth = { key, made: hairGrowth(head, cut, stubbleMm) };
    }
    return this.#growth.made;
  }

  #spec(
    { hair, seed }: Plan,
    { lengthMm }: Growth,
    grownDays: number,
    isNear: boolean,
    dotCount: number,
  ): BatchSpec {
    const grownMm = GROWTH_MM_PER_DAY * grownDays;
    const longestMm = lengthMm.reduce((most, mm) => Math.max(most, mm), 0) + grownMm;
    this.isLong = longestMm > STANDS_MM;
    const most = (this.isLong ? MOST_LONG : MOST_SHORT)[isNear ? 1 : 0];
    const [hairR, hairG, hairB] = linearOf(HAIR_REFLECTANCE[hair.colour]);
    const [greyR, greyG, greyB] = linearOf(HAIR_REFLECTANCE.grey);
    const [centreX, centreY, centreZ] = this.centre;
    return {
      dotCount,
      // Up to four hairs a unit.
      mostStrands: Math.max(1, Math.min((isNear ? 4 : 1) * dotCount, most)),
      segments: segmentsFor(longestMm, hair.curl),
      seed,
      isLong: this.isLong ? 1 : 0,
      isSingle: isNear ? 1 : 0,
      shaftMm: hair.shaftUm / 1000,
      grownMm,
      hiddenMm: spotShare(hair) * hair.stubbleMm,
      curl: hair.curl,
      greyShare: hair.greyShare,
      ...{ hairR, hairG, hairB, greyR, greyG, greyB, centreX, centreY, centreZ },
    };
  }
}

const hulls = new WeakMap<Head, HeadHull>();

function hullOf(head: Head): HeadHull {
  const hull = hulls.get(head) ?? headHull(head);
  hulls.set(head, hull);
  return hull;
}

/** Straight pieces of a strand: enough that its bends look round. */
function segmentsFor(longestMm: number, curl: number): number {
  if (longestMm > STANDS_MM) return curl > 0.3 ? 28 : 15;
  if (longestMm > 12) return curl > 0 ? 12 : 6;
  if (curl > 0 && longestMm > 3) return 5;
  return longestMm > 3.5 ? 2 : 1;
}

/** Linear RGB of a reflectance at the six bands. */
function linearOf(reflectance: readonly number[]): readonly [number, number, number] {
  const sum = [0, 0, 0];
  BAND_WEIGHTS.forEach((xyz, band) => {
    xyzToLinear(xyz).forEach((value, i) => {
      sum[i]! += value * reflectance[band]!;
    });
  });
  // Never quite black: what a surface mirrors has no place to come from then.
  return sum.map((value) => Math.max(0.002, value)) as [number, number, number];
}

/** `HairVertex` structs. */
function vertices({ mesh: { normals } }: Head, growth: Growth): Uint8Array {
  const { directions, lift, lengthMm } = growth;
  const words = HairVertex.bytes / 4;
  const floats = new Float32Array(words * lift.length);
  for (let v = 0; v < lift.length; v++) {
    const row = [0, 1, 2].map((k) => normals[3 * v + k]!);
    const lean = [0, 1, 2].map((k) => directions[3 * v + k]!);
    floats.set([...row, lengthMm[v]!, ...lean, lift[v]!], words * v);
  }
  return new Uint8Array(floats.buffer);
}
