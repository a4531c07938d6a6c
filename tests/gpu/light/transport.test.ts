import { beforeAll, describe, expect, test } from 'vitest';
import { BANDS_NM } from '../../../src/color/bands.ts';
import { type Estimate, Transport } from '../../../src/engine/transport/transport.ts';
import { layerStack } from '../../../src/light/layer-stack.ts';
import { layerOptics, SKIN_INDEX } from '../../../src/light/layers.ts';
import { LEFT_BOTTOM, LEFT_TOP, PhotonWalk } from '../../../src/light/photon-walk.ts';
import { SKIN_TYPES, skinOfType } from '../../../src/light/skin-types.ts';
import { respond } from '../../../src/light/stack-response.ts';
import { readTable } from '../../fixtures/read-table.ts';
import { testGpu } from '../../helpers/gpu.ts';

// Photon counts are small here; `npm run bench -- --transport` asks the same with many.
const SEED = 1995;

let transport: Transport;

beforeAll(async () => {
  transport = await Transport.create(await testGpu());
  return () => transport.destroy();
});

const perMm = (absorptionPerMm: number, scatteringPerMm: number, anisotropy: number) => ({
  absorptionPerMm,
  scatteringPerMm,
  anisotropy,
});
const ENDLESS = Number.POSITIVE_INFINITY;
const VAN_DE_HULST = { ...perMm(1, 9, 0.75), thicknessMm: 0.2, index: 1 };

/** Passes within three standard errors; refuses error bars too wide to say anything. */
function expectWithin(found: Estimate, value: number, widest: number) {
  expect(found.standardError).toBeLessThan(widest);
  expect(Math.abs(found.value - value)).toBeLessThan(3 * found.standardError);
}

describe('published totals', () => {
  test('the slab of van de Hulst 1980, table 35', async () => {
    const run = await transport.diffuse({ layers: [VAN_DE_HULST], photons: 100_000, seed: SEED });
    expectWithin(run.diffuse, 0.09739, 1e-3);
    expectWithin(run.transmitted, 0.66096, 1.3e-3);
    expect(run.imbalance).toBe(0);
  });

  test('endless isotropic medium of Giovanelli 1955: 0.2600 with the mirrored part', async () => {
    const layers = [{ ...perMm(1, 9, 0), thicknessMm: ENDLESS, index: 1.5 }];
    const run = await transport.diffuse({ layers, photons: 30_000, seed: SEED });
    expect(run.specular).toBeCloseTo(0.04, 12);
    expectWithin(run.diffuse, 0.25994 - 0.04, 2.5e-3);
    expect(run.imbalance).toBe(0);
  });

  test('three layers of the MCML manual, layer by layer', async () => {
    const layers = [
      { ...perMm(0.1, 10, 0.9), thicknessMm: 1 },
      { ...perMm(0.1, 1, 0), thicknessMm: 1 },
      { ...perMm(0.2, 1, 0.7), thicknessMm: 2 },
    ].map((layer) => ({ ...layer, index: 1.37 }));
    const run = await transport.diffuse({ layers, photons: 16_000, seed: SEED });
    expectWithin(run.diffuse, 0.2379, 3.5e-3);
    expectWithin(run.transmitted, 0.096, 2.5e-3);
    for (const [i, share] of [0.26197, 0.14861, 0.23109].entries()) {
      expectWithin(run.absorbed[i]!, share, 3.5e-3);
    }
    expect(run.imbalance).toBe(0);
  });
});

test('seven layers of skin at 600 nm with index steps between, as MCML has them', async () => {
  // Layers after Meglinski & Matcher 2002; 1e6 photons of MCML in C.
  const layers = [
    { ...perMm(0.02, 100, 0.9), thicknessMm: 0.02, index: 1.53 },
    { ...perMm(0.015, 40, 0.85), thicknessMm: 0.08, index: 1.34 },
    { ...perMm(0.07, 30, 0.8), thicknessMm: 0.1, index: 1.4 },
    { ...perMm(0.1, 35, 0.9), thicknessMm: 0.08, index: 1.39 },
    { ...perMm(0.07, 20, 0.76), thicknessMm: 1.62, index: 1.4 },
    { ...perMm(0.1, 35, 0.95), thicknessMm: 0.2, index: 1.39 },
    { ...perMm(0.03, 15, 0.8), thicknessMm: 5.9, index: 1.44 },
  ];
  const run = await transport.diffuse({ layers, photons: 4096, seed: SEED });
  expect(run.specular).toBeCloseTo(0.04388, 5);
  expectWithin(run.diffuse, 0.5624, 9e-3);
  const absorbed = run.absorbed.reduce((sum, { value }) => sum + value, 0);
  expectWithin({ value: absorbed, standardError: run.diffuse.standardError }, 0.3904, 9e-3);
  expect(Math.abs(run.transmitted.value - 0.00326)).toBeLessThan(
    3 * run.transmitted.standardError + 1e-3,
  );
  expect(run.imbalance).toBe(0);
});

test('the plain TypeScript walk takes the same photons the same way', async () => {
  const photons = 4096;
  const walk = new PhotonWalk([VAN_DE_HULST], SEED, 1);
  let up = 0;
  let through = 0;
  for (let id = 0; id < photons; id++) {
    walk.walk(id);
    if (walk.end === LEFT_TOP) up += walk.weight;
    if (walk.end === LEFT_BOTTOM) through += walk.weight;
  }
  const run = await transport.diffuse({ layers: [VAN_DE_HULST], photons, seed: SEED });
  // f32 bends paths apart after many turns; a few of thousands of photons end elsewhere.
  expect(Math.abs(run.diffuse.value - up / photons)).toBeLessThan(0.1 * run.diffuse.standardError);
  expect(Math.abs(run.transmitted.value - through / photons)).toBeLessThan(
    0.1 * run.transmitted.standardError,
  );
});

test('angles of the van de Hulst slab, per steradian', async () => {
  const run = await transport.diffuse({ layers: [VAN_DE_HULST], photons: 100_000, seed: 7 });
  const table = readTable('slab-angular.csv');
  expect(table).toHaveLength(run.angular.length);
  const off = run.angular.map(
    ({ value, standardError }, i) => (value - table[i]![1]!) / standardError,
  );
  expectSpread(off);
});

test('light that leaves, by distance: radial table of 1e7 photons', async () => {
  // Endless, n = 1.4, absorption 0.1, scattering 10 per mm, g = 0.9; bins of 0.05 mm, 1/mm2.
  const table = [
    0.60402, 0.19319, 0.11316, 0.080208, 0.062452, 0.051354, 0.043771, 0.037748, 0.033855, 0.030438,
  ];
  const layers = [{ ...perMm(0.1, 10, 0.9), thicknessMm: ENDLESS, index: 1.4 }];
  const radial = { binMm: 0.05, bins: table.length };
  const run = await transport.diffuse({ layers, photons: 8000, seed: SEED, radial });
  expectSpread(
    run.radial.map(({ value, standardError }, i) => (value - table[i]!) / standardError),
  );
  expectWithin(run.diffuse, 0.25238, 4e-3);
});

test('an index step inside bends and mirrors: slabs of glass pass light as Fresnel says', async () => {
  const clear = (index: number) => ({ ...perMm(0, 0, 0), thicknessMm: 1, index });
  const layers = [clear(1.5), clear(2.2)];
  const run = await transport.diffuse({ layers, photons: 40_000, seed: SEED });
  // Straight through three surfaces; what is mirrored twice comes out in front, and so on. Adding
  // the surfaces as intensities: R = r1 + t1^2 r / (1 - r1 r).
  const step = (a: number, b: number) => ((a - b) / (a + b)) ** 2;
  const join = (r: number, s: number) => r + ((1 - r) ** 2 * s) / (1 - r * s);
  const reflected = join(join(step(1, 1.5), step(1.5, 2.2)), step(2.2, 1));
  expectWithin({ ...run.diffuse, value: run.diffuse.value + run.specular }, reflected, 3e-3);
  expectWithin(run.transmitted, 1 - reflected, 3e-3);
});

test('the oracle of layers agrees in six skins at six bands', async () => {
  const off: number[] = [];
  for (const type of SKIN_TYPES) {
    for (const nm of BANDS_NM) {
      const layers = layerOptics(skinOfType(type), nm);
      const run = await transport.diffuse({ layers, photons: 512, seed: nm });
      const exact = respond(layerStack(layers, SKIN_INDEX), 'normal').diffuse;
      off.push((run.diffuse.value - exact) / run.diffuse.standardError);
      expect(run.imbalance).toBe(0);
    }
  }
  expectSpread(off);
});

/** Deviations in standard errors that look like chance: none past 4, squares near 1 on average. */
function expectSpread(off: readonly number[]) {
  for (const value of off) expect(Math.abs(value)).toBeLessThan(4);
  const meanSquare = off.reduce((sum, value) => sum + value * value, 0) / off.length;
  // Chi squared over n, and standard errors that are estimates from 32 batches themselves.
  expect(meanSquare).toBeLessThan(1.1 + 3.5 * Math.sqrt(2 / off.length));
  expect(meanSquare).toBeGreaterThan(1 - 3 * Math.sqrt(2 / off.length));
}

describe('absorbers in the skin', () => {
  const skin = skinOfType('II');
  const carbon = (radiusMm: number, depthMm: number, mu: number) => ({
    shape: 'sphere' as const,
    xMm: 0,
    yMm: 0,
    depthMm,
    radiusMm,
    absorptionPerMm: [mu],
  });

  test('balls in skin II, as an independent program has them', async () => {
    const cases = [
      [450, 0.05, 0.1, 30, 0.548],
      [450, 0.05, 0.2, 100, 0.908],
      [650, 0.1, 0.2, 30, 0.455],
    ] as const;
    for (const [nm, radiusMm, depthMm, mu, ratio] of cases) {
      const run = await transport.lateral({
        bands: [layerOptics(skin, nm)],
        inclusions: [carbon(radiusMm, depthMm, mu)],
        lateralMm: [0],
        photons: 2048,
        seed: SEED,
      });
      const standardError = run.standardError[0]![0]!;
      // That program's own error is 0.001.
      expectWithin(
        { value: run.ratio[0]![0]!, standardError: Math.hypot(standardError, 0.001) },
        ratio,
        0.025,
      );
    }
  });

  test('a wide column of absorber is a sheet, which the oracle knows', async () => {
    const layers = layerOptics(skin, 540);
    const [topMm, bottomMm, mu] = [0.2, 0.25, 4];
    const run = await transport.lateral({
      bands: [layers],
      inclusions: [
        { shape: 'column', xMm: 0, yMm: 0, topMm, bottomMm, radiusMm: 100, absorptionPerMm: [mu] },
      ],
      lateralMm: [0, 3],
      photons: 2048,
      seed: SEED,
    });
    const reflectance = (stack: typeof layers) =>
      respond(layerStack(stack, SKIN_INDEX), 'normal').diffuse;
    // 0.2 to 0.23 lies in the papillary dermis, 0.23 to 0.25 in the plexus below it.
    const [corneum, epidermis, papillary, plexus, ...rest] = layers;
    const stained = reflectance([
      corneum!,
      epidermis!,
      { ...papillary!, thicknessMm: 0.12 },
      { ...papillary!, thicknessMm: 0.03, absorptionPerMm: papillary!.absorptionPerMm + mu },
      { ...plexus!, thicknessMm: 0.02, absorptionPerMm: plexus!.absorptionPerMm + mu },
      { ...plexus!, thicknessMm: 0.06 },
      ...rest,
    ]);
    for (const [i, value] of run.ratio[0]!.entries()) {
      expectWithin(
        { value, standardError: run.standardError[0]![i]! },
        stained / reflectance(layers),
        0.015,
      );
    }
  });

  test('a field far apart is one dot; where in the cell the dot stands does not matter', async () => {
    const layers = [layerOptics(skin, 540)];
    const column = (radiusMm: number) => ({
      shape: 'column' as const,
      xMm: 0.1,
      yMm: -0.2,
      topMm: 0.1,
      bottomMm: 0.3,
      radiusMm,
      absorptionPerMm: [3],
    });
    const common = { bands: layers, photons: 1024, seed: 5 };
    const alone = await transport.lateral({
      ...common,
      inclusions: [column(0.1)],
      lateralMm: [0.1, 0.6],
    });
    const lonely = await transport.lateral({
      ...common,
      inclusions: [column(0.1)],
      lateralMm: [0.1, 0.6],
      spacingMm: 1e4,
    });
    expect(lonely.ratio).toEqual(alone.ratio);
    const field = await transport.patch({ ...common, inclusions: [column(0.1)], spacingMm: 0.8 });
    const moved = await transport.patch({
      ...common,
      inclusions: [{ ...column(0.1), xMm: 0.3 }],
      spacingMm: 0.8,
    });
    // Same photons, but another part of the cell comes to stand under each.
    expect(Math.abs(field.ratio[0]! - moved.ratio[0]!)).toBeLessThan(
      3 * Math.hypot(field.standardError[0]!, moved.standardError[0]!),
    );
    expect(field.ratio[0]).toBeLessThan(1);
  });
});

describe('the run itself', () => {
  const layers = layerOptics(skinOfType('III'), 540);

  test('neither dispatches nor workgroups change a single digit', async () => {
    const other = await Transport.create(await testGpu(), 32);
    const run = { layers, photons: 1000, seed: 11 };
    const first = await transport.diffuse(run);
    expect(first.photons).toBe(1024);
    // By now dispatches are of another size.
    expect(await transport.diffuse(run)).toEqual(first);
    expect(await other.diffuse(run)).toEqual(first);
    other.destroy();
  });

  test('another seed, other photons', async () => {
    const [a, b] = [
      await transport.diffuse({ layers, photons: 64, seed: 1 }),
      await transport.diffuse({ layers, photons: 64, seed: 2 }),
    ];
    expect(a.diffuse.value).not.toBe(b.diffuse.value);
  });

  test('stops when told, says how far it is', async () => {
    const control = new AbortController();
    const shares: number[] = [];
    const run = transport.diffuse({
      layers,
      photons: 1e8,
      seed: 1,
      signal: control.signal,
      onProgress: (share) => {
        shares.push(share);
        if (shares.length === 3) control.abort(new Error('enough'));
      },
    });
    await expect(run).rejects.toThrow('enough');
    expect(shares).toHaveLength(3);
    expect(shares[2]).toBeGreaterThan(shares[0]!);
  });

  test('what makes no sense is refused in a sentence', async () => {
    const base = { layers, photons: 32, seed: 1 };
    await expect(transport.diffuse({ ...base, photons: 0 })).rejects.toThrow('0 photons');
    await expect(transport.diffuse({ ...base, seed: 0.5 })).rejects.toThrow('seed');
    await expect(transport.diffuse({ ...base, layers: [] })).rejects.toThrow('0 layers');
    const clear = { ...layers.at(-1)!, absorptionPerMm: 0 };
    await expect(transport.diffuse({ ...base, layers: [clear] })).rejects.toThrow('never end');
    const flat = { shape: 'sphere' as const, xMm: 0, yMm: 0, depthMm: 1, radiusMm: 0 };
    const lateral = { bands: [layers], lateralMm: [0], photons: 32, seed: 1 };
    await expect(
      transport.lateral({ ...lateral, inclusions: [{ ...flat, absorptionPerMm: [1] }] }),
    ).rejects.toThrow('no volume');
    await expect(
      transport.lateral({
        ...lateral,
        inclusions: [{ ...flat, radiusMm: 1, absorptionPerMm: [] }],
      }),
    ).rejects.toThrow('every band');
  });
});
