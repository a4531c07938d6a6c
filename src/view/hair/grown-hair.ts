import { BAND_WEIGHTS } from '../../color/band-weights.ts';
import { xyzToLinear } from '../../color/srgb.ts';
import { HAIR_REFLECTANCE, spotShare } from '../../engine/optics/hair.ts';
import type { SceneBuffers } from '../../engine/scene-buffers.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import type { Head } from '../../head/head.ts';
import { greyAdded, greyShareThen, laterGrades } from '../../plan/outlook.ts';
import type { Plan } from '../../plan/schema.ts';
import { GROWTH_MM_PER_DAY, type Growth, hairGrowth } from '../../scalp/hair/growth.ts';
import { type HeadHull, headHull } from '../../scalp/hair/hull.ts';
import { beardRoots } from './beard-roots.ts';
import { faceRoots } from './face-roots.ts';
import { type BatchSpec, HairBatch } from './hair-batch.ts';
import { HairVertex } from './hair-structs.ts';

/** Longest hair that stands by itself, mm; longer falls. Assumed. */
const STANDS_MM = 60;

/**
 * Most strands from afar and from near; of more roots the best ranked are drawn, so much wider. From
 * near each hair is a strand.
 */
const MOST_SHORT = [60_000, 160_000] as const;
const MOST_LONG = [8_000, 40_000] as const;

/** Shorter hair is not drawn, mm. */
const LEAST_MM = 0.02;

/** Segments of brows and lashes. */
const FACE_SEGMENTS = 4;

/** What hair is grown of. */
export interface HairSource {
  readonly scene: SceneBuffers;
  readonly head: Head;
  readonly plan: Plan;
}

/** The hair of a head: strands of the scalp, the beard, brows and lashes. Grown anew where a plan changed them. */
export class GrownHair {
  readonly scalp: HairBatch;
  readonly face: HairBatch;
  readonly beard: HairBatch;
  /** Whether there is no beard. */
  isClean = true;
  /** The head's centre, mm. */
  centre: readonly [number, number, number] = [0, 0, 0];
  /** Whether hair of the scalp falls. */
  isLong = false;
  /** Whether no hair of the scalp stands out: it is a spot of the skin at most. */
  isShaved = true;
  #source: HairSource | undefined;
  #grown: readonly unknown[] = [];
  #growth: { readonly key: readonly unknown[]; readonly made: Grown } | undefined;

  private constructor(scalp: HairBatch, face: HairBatch, beard: HairBatch) {
    this.scalp = scalp;
    this.face = face;
    this.beard = beard;
  }

  /** Compiles its kernels; call inside {@link Gpu.checked}. */
  static async create(gpu: Gpu): Promise<GrownHair> {
    const [scalp, face, beard] = await Promise.all([
      HairBatch.create(gpu, 'hair.scalp'),
      HairBatch.create(gpu, 'hair.face'),
      HairBatch.create(gpu, 'hair.beard'),
    ]);
    return new GrownHair(scalp, face, beard);
  }

  /** Takes over a plan and its dots; nothing is done before {@link grow}. */
  set source(source: HairSource | undefined) {
    this.#source = source;
  }

  /**
   * Brings the strands in line with the source.
   *
   * @param grownDays - Days since the cut.
   * @param isNear - Whether single hairs are seen.
   * @returns What it was grown by, the same array until it is grown anew; undefined where there is no plan.
   */
  grow(grownDays: number, isNear: boolean): readonly unknown[] | undefined {
    if (!this.#source?.scene.follicles) return undefined;
    const { scene, head, plan } = this.#source;
    const { hair, seed, manual } = plan;
    const { count, follicles, triangles } = scene;
    const { erased, moved } = manual;
    const { dots, choices, healed } = follicles!;
    // Follicles are the best ranked dots whatever the plan of dots says.
    const then = [laterGrades(plan), greyAdded(plan)];
    const by = JSON.stringify([
      ...[hair, seed, erased, moved, plan.head, grownDays, isNear, count],
      ...then,
    ]);
    const key = [by, head, dots, choices, healed];
    if (key.every((part, i) => part === this.#grown[i])) return this.#grown;
    this.#grown = key;
    const hull = hullOf(head);
    const growth = this.#growthOf(head, plan);
    this.centre = hull.centre;
    const spec = this.#spec(plan, growth, grownDays, isNear, count);
    const from = { count, triangles, dots, choices, healed };
    this.isShaved = this.#longestMm(growth, grownDays) - spec.hiddenMm < LEAST_MM;
    if (!this.isShaved) this.scalp.growFollicles(spec, from, growth.vertices, hull.radiusMm);
    const ofFace = { segments: FACE_SEGMENTS, isLong: 0, curl: 0, hiddenMm: 0 };
    this.face.growRoots({ ...spec, ...ofFace }, faceRoots(head, plan), hull.radiusMm);
    this.#growBeard(head, plan, spec, hull.radiusMm);
    return key;
  }

  destroy(): void {
    this.scalp.destroy();
    this.face.destroy();
    this.beard.destroy();
  }

  #growBeard(head: Head, plan: Plan, spec: BatchSpec, hull: Float32Array): void {
    const { beard, curl } = plan.hair;
    const roots = beard.density > 0 ? beardRoots(head, plan, spec.grownMm) : NO_ROOTS;
    this.isClean = roots.byteLength === 0;
    if (this.isClean) return;
    const segments = segmentsFor(Math.min(beard.lengthMm + spec.grownMm, STANDS_MM), curl);
    this.beard.growRoots({ ...spec, segments, isLong: 0, hiddenMm: 0 }, roots, hull);
  }

  #growthOf(head: Head, { hair: { cut, stubbleMm } }: Plan): Grown {
    const key = [head, JSON.stringify([cut, stubbleMm])];
    if (!this.#growth?.key.every((part, i) => part === key[i])) {
      this.#growth = { key, made: grown(head, hairGrowth(head, cut, stubbleMm)) };
    }
    return this.#growth.made;
  }

  #longestMm({ longestMm }: Grown, grownDays: number): number {
    return longestMm + GROWTH_MM_PER_DAY * grownDays;
  }

  #spec(
    plan: Plan,
    growth: Grown,
    grownDays: number,
    isNear: boolean,
    dotCount: number,
  ): BatchSpec {
    const { hair, seed } = plan;
    const longestMm = this.#longestMm(growth, grownDays);
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
      grownMm: GROWTH_MM_PER_DAY * grownDays,
      hiddenMm: spotShare(hair) * hair.stubbleMm,
      curl: hair.curl,
      greyShare: greyShareThen(plan),
      ...{ hairR, hairG, hairB, greyR, greyG, greyB, centreX, centreY, centreZ },
    };
  }
}

const NO_ROOTS = new Uint8Array();
const hulls = new WeakMap<Head, HeadHull>();

function hullOf(head: Head): HeadHull {
  const hull = hulls.get(head) ?? headHull(head);
  hulls.set(head, hull);
  return hull;
}

/** Straight pieces of a strand: enough that its bends look round. */
function segmentsFor(longestMm: number, curl: number): number {
  if (longestMm > STANDS_MM) return curl > 0.3 ? 20 : 11;
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

/** How hair stands on a head, as the shaders read it. */
interface Grown {
  readonly longestMm: number;
  /** `HairVertex` structs. */
  readonly vertices: Uint8Array;
}

function grown(
  { mesh: { normals, occlusion } }: Head,
  { directions, lift, lengthMm }: Growth,
): Grown {
  const words = HairVertex.bytes / 4;
  const { normalX, lengthMm: length, leanX, lift: angle, open } = HairVertex.offsets;
  const floats = new Float32Array(words * lift.length);
  let longestMm = 0;
  for (let v = 0; v < lift.length; v++) {
    const at = words * v;
    for (let k = 0; k < 3; k++) {
      floats[at + normalX / 4 + k] = normals[3 * v + k]!;
      floats[at + leanX / 4 + k] = directions[3 * v + k]!;
    }
    floats[at + length / 4] = lengthMm[v]!;
    floats[at + angle / 4] = lift[v]!;
    floats[at + open / 4] = occlusion[v]!;
    longestMm = Math.max(longestMm, lengthMm[v]!);
  }
  return { longestMm, vertices: new Uint8Array(floats.buffer) };
}
