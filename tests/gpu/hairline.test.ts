import { beforeAll, describe, expect, test } from 'vitest';
import { taughtSpacingMm } from '../../src/base/spacing.ts';
import { radiusAtDensity } from '../../src/engine/placement/radii.ts';
import { scalpSpec } from '../../src/engine/scalp-spec.ts';
import { VertexTarget } from '../../src/engine/structs.ts';
import { sunOn } from '../../src/engine/target/sun.ts';
import { TargetStage } from '../../src/engine/target/target.ts';
import { makeHead } from '../../src/head/parametric-head.ts';
import { DEFAULT_PLAN } from '../../src/plan/defaults.ts';
import type { Plan } from '../../src/plan/schema.ts';
import { type ScalpWork, scalpWork } from '../../src/scalp/fields.ts';
import { distanceFromPoint } from '../../src/surface/geodesic.ts';
import { testGpu } from '../helpers/gpu.ts';
import type { TestMesh } from '../helpers/meshes.ts';
import { asDots, dotWords } from '../helpers/placement.ts';
import { skinSamples } from '../helpers/skin/skin-patch.ts';
import { PLAIN_TARGET, recorded, stageContext, unpacked } from '../helpers/stages.ts';
import type { TwinDot } from '../helpers/twins/ladder-twin.ts';
import { type FrontDot, rowsOf } from '../helpers/twins/row-lint.ts';
import { selectTwin, type TwinChoice, type TwinTarget } from '../helpers/twins/select-twin.ts';

const plan: Plan = {
  ...DEFAULT_PLAN,
  hair: { ...DEFAULT_PLAN.hair, loss: { kind: 'areata', pattern: 'totalis', patches: 1 } },
  hairline: { ...DEFAULT_PLAN.hairline, gradientMm: 15, sentinels: 0.06 },
  zones: [
    {
      name: 'crown',
      shape: { kind: 'disc', at: 'vertex', radiusMm: 30, softMm: 24 },
      densityScale: 0.25,
      depthOffsetMm: 0,
    },
  ],
};

let work: ScalpWork;

beforeAll(async () => {
  work = scalpWork(await makeHead({ base: 'male', measuresMm: {} }), scalpSpec(plan));
});

/** The head with only those vertices treated; dots and samples then lie there alone. */
function patch(holds: (vertex: number) => boolean): TestMesh {
  const { mesh, scalp } = work.head;
  return { ...mesh, treated: scalp.map((on, v) => (on && holds(v) ? 1 : 0)) };
}

async function dotsOn(mesh: TestMesh, seed: number, dotsPerCm2: number) {
  return asDots(await dotWords(mesh, seed, radiusAtDensity(dotsPerCm2)));
}

describe('behind and in front of the line, over 40 cm of it', () => {
  const bands = [
    { fromMm: -3, toMm: 0, share: 0.06 },
    { fromMm: 0, toMm: 3, share: 0.325 },
    { fromMm: 3, toMm: 8, share: 0.625 },
    { fromMm: 8, toMm: 15, share: 0.875 },
    { fromMm: 15, toMm: 19, share: 1 },
  ];
  let front: TestMesh;
  let targets: TwinTarget[];
  const ladders = new Map<number, TwinDot[]>();

  beforeAll(async () => {
    const { boundaryDistance64: edge, frontDistance64: ahead } = work.fields;
    front = fromLine(8, 22);
    for (const seed of [1, 2, 3]) ladders.set(seed, await dotsOn(front, seed, 30));
    targets = Array.from(edge, (boundary64, v) => ({
      ...PLAIN_TARGET,
      boundary64,
      front64: ahead[v]!,
    }));
  });

  /** The skin from in front of the line to so far behind it, and some more than is counted. */
  function fromLine(aheadMm: number, toMm: number): TestMesh {
    const { boundaryDistance64: edge, frontDistance64: ahead } = work.fields;
    return patch((v) => Math.min(edge[v]!, ahead[v]!) > -64 * aheadMm && ahead[v]! < 64 * toMm);
  }

  const asking = (dotsPerCm2: number) =>
    targets.map((target) => ({ ...target, smp64: 64 * dotsPerCm2 }));
  // The line as drawn, with its irregularity; not where it bends back round the ears.
  const bandOf = ({ boundary64, front64 }: TwinChoice) =>
    Math.abs(front64 - boundary64) < 96
      ? bands.findIndex(({ fromMm, toMm }) => boundary64 >= 64 * fromMm && boundary64 < 64 * toMm)
      : -1;

  /** Dots per cm² of skin in each band, over several ladders and lines. */
  function densities(mesh: TestMesh, asked: number, bySeed: ReadonlyMap<number, TwinDot[]>) {
    const samples = skinSamples(mesh, 4);
    const given = asking(asked);
    const sums = bands.map(() => ({ dots: 0, areaCm2: 0 }));
    const bandAt = (points: readonly TwinDot[], seed: number) =>
      selectTwin(points, mesh.triangles, given, { ...plan, seed }, 30).map((choice) => ({
        choice,
        band: sums[bandOf(choice)],
      }));
    for (const [seed, dots] of bySeed) {
      for (const { band, choice } of bandAt(dots, seed)) if (band && choice.kind > 0) band.dots++;
      bandAt(samples.points, seed).forEach(({ band }, i) => {
        if (band) band.areaCm2 += samples.areasCm2[i]!;
      });
    }
    return sums.map(({ dots, areaCm2 }) => dots / areaCm2);
  }

  test('every band has the density of the recipe within 5 percent', () => {
    const found = densities(front, 30, ladders);
    bands.slice(1).forEach(({ fromMm, share }, i) => {
      // The leanest band holds 120 dots a seed; blue noise leaves 2 to 3 percent of all.
      expect(Math.abs(found[i + 1]! / (30 * share) - 1), `${fromMm} mm`).toBeLessThan(0.05);
    });
  });

  test('sentinels stand in the 3 mm in front, as dense as the plan says within 5 percent', async () => {
    // Sparse dots stand first in any ladder: it need not be filled for the skin behind.
    // At its rim dots stand denser, so it reaches two of their spacings past the band.
    const edge = fromLine(12, 9);
    const sparse = new Map<number, TwinDot[]>();
    for (const seed of [1, 2, 3, 4, 5]) sparse.set(seed, await dotsOn(edge, seed, 9));
    const [found] = densities(edge, 100, sparse);
    expect(Math.abs(found! / 6 - 1), `${found}`).toBeLessThan(0.05);
  });

  test('no more rows along the edge than chance makes', () => {
    const { boundary, frontCount } = work.fields.hairline;
    const along = (x: number, y: number, z: number) => {
      let [best, least] = [0, Number.POSITIVE_INFINITY];
      for (let i = 0; i < frontCount; i++) {
        const off = [x, y, z].map((um, k) => um / 1000 - boundary[3 * i + k]!);
        const away = Math.hypot(...off);
        if (away < least) [best, least] = [i, away];
      }
      return best;
    };
    const spacingMm = taughtSpacingMm(30 * 0.2);
    let [rows, chance, dots] = [0, 0, 0];
    for (const [seed, ladder] of ladders) {
      const drawn = selectTwin(ladder, front.triangles, asking(30), { ...plan, seed }, 30);
      const edge = ladder.flatMap(({ x, y, z }, i): FrontDot[] => {
        const { kind, boundary64, front64 } = drawn[i]!;
        if (kind === 0 || boundary64 >= 64 * 3 || Math.abs(front64 - boundary64) >= 96) return [];
        // From the smooth line, not the drawn one: the eye sees places.
        return [{ alongMm: along(x, y, z), behindMm: front64 / 64 }];
      });
      dots += edge.length;
      rows += rowsOf(edge, spacingMm);
      // Chance: the same distances, dealt to other dots.
      for (let step = 11; step < 51; step++) {
        const dealt = edge.map(({ alongMm }, i) => ({
          alongMm,
          behindMm: edge[(i * step + step) % edge.length]!.behindMm,
        }));
        chance += rowsOf(dealt, spacingMm) / 40;
      }
    }
    expect(dots).toBeGreaterThan(300);
    expect(rows).toBeLessThanOrEqual(chance + 3 * Math.sqrt(chance));
  });
});

test('the lint finds a row among scattered dots', () => {
  const scattered = Array.from({ length: 60 }, (_, i) => ({
    alongMm: i,
    behindMm: ((i * 37) % 60) / 10,
  }));
  const ruled = scattered.map((dot) =>
    dot.alongMm >= 20 && dot.alongMm < 30 ? { ...dot, behindMm: 1 + 0.05 * dot.alongMm } : dot,
  );
  expect(rowsOf(ruled, 1.5) - rowsOf(scattered, 1.5)).toBeGreaterThanOrEqual(6);
});

test('across the soft border of a zone, density follows the stated ramp', async () => {
  const gpu = await testGpu();
  const { base, fields } = work;
  const middle = base.head.landmarks.vertex;
  const awayMm = distanceFromPoint(base.surface, middle, 60);
  // Wider than the rings: at the rim of a patch dots stand denser.
  const crown = patch((v) => awayMm[v]! < 55);
  const stage = await TargetStage.create(await stageContext());
  stage.setFields(fields, sunOn(base.head));
  const unbrushed = new Uint16Array(fields.boundaryDistance64.length).fill(1024);
  stage.setPlan({ ...plan, density: { dotsPerCm2: 30 } }, unbrushed);
  await recorded(gpu, (pass) => stage.record(pass));
  const count = fields.boundaryDistance64.length;
  const targets = (await unpacked(gpu, VertexTarget, stage.targets, count)) as never;
  stage.destroy();

  // Reads the distance from the middle at any point as if it were that from the line.
  const ruler = Array.from(awayMm, (mm) => ({
    ...PLAIN_TARGET,
    front64: Math.round(64 * Math.min(mm, 200)),
  }));
  const samples = skinSamples(crown, 4);
  const ringOf = ({ front64 }: TwinChoice) => Math.floor(front64 / 64 / 6);
  const rings = Array.from({ length: 8 }, () => ({ dots: 0, areaCm2: 0 }));
  const skin = selectTwin(samples.points, crown.triangles, ruler, plan, 30);
  skin.forEach((choice, i) => {
    const ring = rings[ringOf(choice)];
    if (ring) ring.areaCm2 += samples.areasCm2[i]!;
  });
  const seeds = [7, 8, 9, 10];
  for (const seed of seeds) {
    const dots = await dotsOn(crown, seed, 30);
    const drawn = selectTwin(dots, crown.triangles, targets, plan, 30);
    const where = selectTwin(dots, crown.triangles, ruler, plan, 30);
    drawn.forEach(({ kind }, i) => {
      const ring = rings[ringOf(where[i]!)];
      if (ring && kind > 0) ring.dots++;
    });
  }
  // 1 inside, 0 outside, an even S (3t² - 2t³) over the 24 mm about the rim.
  const weight = (mm: number) => {
    const t = Math.min(1, Math.max(0, (mm - 18) / 24));
    return 1 - t * t * (3 - 2 * t);
  };
  rings.slice(1).forEach(({ dots, areaCm2 }, i) => {
    const [low, high] = [6 * (i + 1), 6 * (i + 2)];
    const asked =
      30 * (1 - 0.75 * ((weight(low) + 4 * weight((low + high) / 2) + weight(high)) / 6));
    // Blue noise counts to half the square root; the inner rings hold some 50 dots.
    const tolerance = 0.03 + 0.6 / Math.sqrt(dots);
    const found = dots / seeds.length / areaCm2;
    expect(Math.abs(found / asked - 1), `${low} mm: ${found} for ${asked}`).toBeLessThan(tolerance);
  });
});
