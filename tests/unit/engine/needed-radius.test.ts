import { expect, test } from 'vitest';
import { neededRadiusUm } from '../../../src/engine/needed-radius.ts';
import { wasmFiller } from '../../../src/engine/placement/cpu/wasm-filler.ts';
import { fillJob } from '../../../src/engine/placement/fill-job.ts';
import { patternRadius, patternTable } from '../../../src/engine/placement/pattern.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import type { Plan } from '../../../src/plan/schema.ts';
import type { ScalpFields } from '../../../src/scalp/fields.ts';
import { plane } from '../../helpers/meshes.ts';

const VERTICES = 4;
const PLAIN = new Uint16Array(VERTICES).fill(1024);
const ALL = new Uint8Array(VERTICES).fill(1);

interface Skin {
  readonly hair?: readonly number[];
  readonly zones?: readonly (readonly number[])[];
  readonly scars?: number;
  readonly brush?: readonly number[];
  readonly scalp?: readonly number[];
}

/** Densest place a plan asks for on four vertices, dots per cm². */
function needed(plan: Plan, { hair = [0, 0, 0, 0], zones = [], scars = 0, ...rest }: Skin) {
  const fields = {
    remainingHair1024: Uint16Array.from(hair),
    scars: { graft: new Float64Array(VERTICES), dots: Array(scars).fill({}) },
    otherWeight1024: [],
    zoneWeight1024: zones.map((weights) => Uint16Array.from(weights)),
  } as unknown as ScalpFields;
  const scalp = rest.scalp ? Uint8Array.from(rest.scalp) : ALL;
  const brush = rest.brush ? Uint16Array.from(rest.brush) : PLAIN;
  return neededRadiusUm(plan, fields, scalp, brush);
}

const planOf = (dotsPerCm2: number, scales: readonly number[] = []): Plan => ({
  ...DEFAULT_PLAN,
  density: { dotsPerCm2 },
  hair: { ...DEFAULT_PLAN.hair, unitsPerCm2: 80, clusterSize: 1 },
  zones: scales.map((densityScale, i) => ({
    ...{ name: `zone ${i}`, densityScale, depthOffsetMm: 0 },
    shape: { kind: 'region', region: 'vertex' },
  })),
});

const radiusOf = (dotsPerCm2: number) => patternRadius(dotsPerCm2, 1);

test('a bare scalp needs what is asked of it, one with hair what stands there', () => {
  expect(needed(planOf(15), {})).toBe(radiusOf(15));
  expect(needed(planOf(15), { hair: [0, 1024, 0, 0] })).toBe(radiusOf(80));
  // Half the hair, and half the dots in its place.
  expect(needed(planOf(20), { hair: [512, 512, 512, 512] })).toBe(radiusOf(40 + 10));
  // Neck and face have neither.
  expect(needed(planOf(15), { hair: [0, 1024, 0, 0], scalp: [1, 0, 1, 1] })).toBe(radiusOf(15));
});

test('zones and brush count where they lie', () => {
  const [left, right] = [
    [1024, 1024, 0, 0],
    [0, 0, 1024, 1024],
  ];
  expect(needed(planOf(30, [2, 1.5]), { zones: [left, right] })).toBe(radiusOf(60));
  expect(needed(planOf(30, [2, 1.5]), { zones: [left, left] })).toBe(radiusOf(90));
  expect(needed(planOf(30, [0.5]), { zones: [left] })).toBe(radiusOf(30));
  expect(needed(planOf(30), { brush: [1024, 2048, 1024, 1024] })).toBe(radiusOf(60));
  // The brush stops at 250, zones go on.
  expect(needed(planOf(200), { brush: [4096, 1024, 1024, 1024] })).toBe(radiusOf(250));
});

test('a round scar in hair holds the whole density', () => {
  const full = [1024, 1024, 1024, 1024];
  expect(needed(planOf(100), { hair: full })).toBe(radiusOf(80));
  expect(needed(planOf(100), { hair: full, scars: 1 })).toBe(radiusOf(100));
});

test('more than any skin holds is refused with what is asked for', () => {
  const full = [1024, 0, 0, 0];
  expect(() => needed(planOf(250, [2, 2]), { zones: [full, full] })).toThrow(/ask for 1000 dots/);
});

test('a ladder as short as is needed shows the dots of a longer one, in the same order', async () => {
  const mesh = plane(60, 12);
  const treated = new Uint8Array(mesh.positionsUm.length / 3).fill(1);
  const filled = async (dotsPerCm2: number) => {
    const job = fillJob(mesh, treated, 11, radiusOf(dotsPerCm2));
    const words = await wasmFiller(job);
    return { words, table: patternTable(job.rungs.at(-1)!, 1), rungs: job.rungs.length };
  };
  const long = await filled(130);
  for (const asked of [5, 15, 33.3, 80]) {
    const short = await filled(asked);
    expect(short.rungs).toBeLessThan(long.rungs);
    expect([...short.words]).toEqual([...long.words.subarray(0, short.words.length)]);
    // Every density up to what is asked has one threshold, and no dot past the short ladder meets it.
    const most = Math.ceil(64 * asked);
    expect([...short.table.subarray(0, most + 1)]).toEqual([...long.table.subarray(0, most + 1)]);
    const past = long.words.subarray(short.words.length).filter((_, i) => i % 6 === 3);
    expect(past.length).toBeGreaterThan(100);
    expect(Math.max(...past)).toBeLessThan(short.table[most]!);
  }
});
