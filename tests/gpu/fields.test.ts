import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { pcg } from '../../src/base/hash.ts';
import { VertexTarget } from '../../src/engine/structs.ts';
import { TargetStage } from '../../src/engine/target/target.ts';
import { DEFAULT_PLAN } from '../../src/plan/defaults.ts';
import type { Plan } from '../../src/plan/schema.ts';
import type { ScalpFields } from '../../src/scalp/fields.ts';
import { TAN_LINES } from '../../src/scalp/skin-depth.ts';
import { testGpu } from '../helpers/gpu.ts';
import { recorded, stageContext, unpacked } from '../helpers/stages.ts';

const VERTICES = 300;

type Zones = Omit<Plan['zones'][number], 'name' | 'shape'>[];

let stage: TargetStage;

beforeAll(async () => {
  stage = await TargetStage.create(await stageContext());
  return () => stage.destroy();
});

/** Fields with every mix of values, from a hash. */
function fieldsWith(zones: number, seed: number): ScalpFields {
  const column = (salt: number, low: number, high: number) =>
    Array.from({ length: VERTICES }, (_, v) => {
      const dice = pcg(seed ^ (salt * 65537 + v));
      // A quarter at either end, where shares are 0 or all.
      if (dice % 4 === 0) return dice & 4 ? low : high;
      return low + (dice % (high - low + 1));
    });
  return {
    boundaryDistance64: Int32Array.from(column(1, -12800, 12800)),
    frontDistance64: Int32Array.from(column(2, -12800, 25600)),
    remainingHair1024: Uint16Array.from(column(3, 0, 1024)),
    scar1024: Uint16Array.from(column(4, 0, 1024)),
    epidermisUm: Uint16Array.from(column(5, 50, 120)),
    papillaryUm: Uint16Array.from(column(6, 200, 400)),
    skinBaseUm: Uint16Array.from(column(7, 2000, 6000)),
    scars: { graft: new Float64Array(VERTICES) },
    zoneWeight1024: Array.from({ length: zones }, (_, z) =>
      Uint16Array.from(column(20 + z, 0, 1024)),
    ),
  } as unknown as ScalpFields;
}

const SKY = Uint16Array.from({ length: VERTICES }, (_, v) => pcg(v ^ 0x5a17) % 1025);
const BRIM = Int32Array.from({ length: VERTICES }, (_, v) => (pcg(v ^ 0x77) % 1200) - 600);
const UNTOUCHED = new Uint16Array(VERTICES).fill(1024);

async function run(fields: ScalpFields, plan: Plan, brush1024 = UNTOUCHED) {
  const gpu = await testGpu();
  stage.setFields(fields, { sky1024: SKY, brim64: BRIM });
  stage.setPlan(plan, brush1024);
  await recorded(gpu, (pass) => stage.record(pass));
  return unpacked(gpu, VertexTarget, stage.targets, VERTICES);
}

/** What is asked for at a vertex, from the sentence: SMP takes the place of hair that is gone. */
function twin(fields: ScalpFields, { density, hair, skin, zones }: Plan, brush1024: Uint16Array) {
  return Array.from({ length: VERTICES }, (_, v) => {
    const left = fields.remainingHair1024[v]!;
    const full = Math.round(64 * density.dotsPerCm2);
    let depthOffsetUm = 0;
    zones.forEach(({ depthOffsetMm }, z) => {
      const weight = fields.zoneWeight1024[z]![v]!;
      depthOffsetUm += Math.trunc((Math.round(1000 * depthOffsetMm) * weight) / 1024);
    });
    // Up to the line, 3 mm to both sides, something kept the sun away.
    const inside = { hair: -1e6, hairline: fields.boundaryDistance64[v]!, cap: BRIM[v]! };
    const covered = ((inside[skin.tanLine] + 192) * 1024) / 384;
    const under = Math.min(1024, Math.max(0, Math.trunc(covered)));
    const bare = Math.floor(((1024 - left) * SKY[v]!) / 1024);
    const sun = Math.floor((bare * (1024 - under)) / 1024);
    const tone = (more: number, ofZone: 'melaninScale' | 'bloodScale') => {
      let factor = 1024 + Math.trunc((Math.round(1024 * more) * sun) / 1024);
      zones.forEach((zone, z) => {
        const weight = fields.zoneWeight1024[z]![v]!;
        const scale = Math.round(1024 * (zone[ofZone] ?? 1));
        const blend = Math.floor((1024 * (1024 - weight) + scale * weight) / 1024);
        factor = Math.min(16384, Math.floor((factor * blend) / 1024));
      });
      return Math.max(64, factor);
    };
    const shaped = (asked: number) => {
      let smp = asked;
      zones.forEach(({ densityScale }, z) => {
        const weight = fields.zoneWeight1024[z]![v]!;
        const blend = 1024 * (1024 - weight) + Math.round(1024 * densityScale) * weight;
        smp = Math.min(65535, Math.floor((smp * Math.floor(blend / 1024)) / 1024));
      });
      // The brush never raises past 250 per cm², nor takes from what zones ask beyond that.
      const painted = Math.floor((smp * brush1024[v]! + 512) / 1024);
      return Math.min(painted, Math.max(smp, 250 * 64));
    };
    return {
      boundary64: fields.boundaryDistance64[v]!,
      front64: fields.frontDistance64[v]!,
      smp64: shaped(Math.floor((full * (1024 - left)) / 1024)),
      bare64: shaped(full),
      hair64: Math.floor((Math.round(64 * hair.unitsPerCm2) * left) / 1024),
      depthOffsetUm,
      epidermisUm: fields.epidermisUm[v]!,
      papillaryUm: fields.papillaryUm[v]!,
      skinBaseUm: fields.skinBaseUm[v]!,
      scar1024: fields.scar1024[v]!,
      melanin1024: tone(skin.bareMelanin, 'melaninScale'),
      blood1024: tone(skin.bareBlood, 'bloodScale'),
    };
  });
}

function planWith(dotsPerCm2: number, unitsPerCm2: number, zones: Zones): Plan {
  return {
    ...DEFAULT_PLAN,
    density: { dotsPerCm2 },
    hair: { ...DEFAULT_PLAN.hair, unitsPerCm2 },
    zones: zones.map((zone, i) => ({
      ...zone,
      name: `zone ${i}`,
      shape: { kind: 'region', region: 'vertex' },
    })),
  };
}

test("targets are the twin's, to the integer, for any plan, brush and up to 16 zones", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.double({ min: 5, max: 250, noNaN: true }),
      fc.double({ min: 30, max: 130, noNaN: true }),
      fc.array(
        fc.record({
          densityScale: fc.double({ min: 0, max: 2, noNaN: true }),
          depthOffsetMm: fc.double({ min: -0.5, max: 1, noNaN: true }),
          melaninScale: fc.double({ min: 0.25, max: 4, noNaN: true }),
          bloodScale: fc.double({ min: 0.25, max: 4, noNaN: true }),
        }),
        { maxLength: 16 },
      ),
      fc.nat(),
      fc.array(fc.integer({ min: 0, max: 4096 }), { minLength: VERTICES, maxLength: VERTICES }),
      fc.record({
        bareMelanin: fc.double({ min: -0.5, max: 1, noNaN: true }),
        bareBlood: fc.double({ min: -0.5, max: 2, noNaN: true }),
        tanLine: fc.constantFrom(...TAN_LINES),
      }),
      async (dots, units, zones, seed, brush, bare) => {
        const skin = { ...DEFAULT_PLAN.skin, ...bare };
        const plan = { ...planWith(dots, units, zones), skin };
        const fields = fieldsWith(zones.length, seed);
        const brush1024 = Uint16Array.from(brush);
        expect(await run(fields, plan, brush1024)).toEqual(twin(fields, plan, brush1024));
      },
    ),
    { numRuns: 30, seed: 77 },
  );
});

test('sixteen doubling zones on top of each other ask for much, never for a wrapped number', async () => {
  const zones = Array.from({ length: 16 }, () => ({ densityScale: 2, depthOffsetMm: 0 }));
  const fields = fieldsWith(16, 3);
  for (const weights of fields.zoneWeight1024) weights.fill(1024);
  fields.remainingHair1024.fill(0);
  const targets = await run(fields, planWith(250, 60, zones));
  expect(new Set(targets.map(({ smp64 }) => smp64))).toEqual(new Set([65535]));
});

test('the sun reaches bald skin that faces the sky, and no skin under full hair', async () => {
  const fields = fieldsWith(0, 1);
  const plan = planWith(100, 80, []);
  const skin = { ...plan.skin, bareMelanin: 0.3, bareBlood: 0.5 };
  const targets = await run(fields, { ...plan, skin });
  targets.forEach(({ melanin1024, blood1024 }, v) => {
    const left = fields.remainingHair1024[v]!;
    const share = ((1 - left / 1024) * SKY[v]!) / 1024;
    // Whole numbers, cut twice.
    expect(Math.abs(melanin1024 / 1024 - 1 - 0.3 * share)).toBeLessThan(3 / 1024);
    expect(Math.abs(blood1024 / 1024 - 1 - 0.5 * share)).toBeLessThan(3 / 1024);
    if (left === 1024) expect([melanin1024, blood1024]).toEqual([1024, 1024]);
  });
});

test('bald skin asks for the whole density, full hair for none', async () => {
  const fields = fieldsWith(0, 1);
  const targets = await run(fields, planWith(100, 80, []));
  targets.forEach(({ smp64, hair64 }, v) => {
    const left = fields.remainingHair1024[v]!;
    if (left === 0) expect([smp64, hair64]).toEqual([6400, 0]);
    if (left === 1024) expect([smp64, hair64]).toEqual([0, 5120]);
  });
});
