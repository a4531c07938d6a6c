import { expect, test } from 'vitest';
import { hashWords } from '../../../src/base/hash.ts';
import { packScars } from '../../../src/engine/grid/scar-index.ts';
import { Simulator } from '../../../src/engine/simulator.ts';
import { Choice, Dot, HAIR_KIND } from '../../../src/engine/structs.ts';
import { scarLift } from '../../../src/light/scar.ts';
import { type SkinType, skinOfType } from '../../../src/light/skin-types.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import type { Plan } from '../../../src/plan/schema.ts';
import { weightedAreaMm2 } from '../../../src/scalp/regions.ts';
import type { ScarFields } from '../../../src/scalp/scars.ts';
import { surfaceOf } from '../../../src/surface/topology.ts';
import { applyPose, makeCamera, viewProjection } from '../../../src/view/camera.ts';
import { SkinPass } from '../../../src/view/skin/skin-pass.ts';
import { testGpu } from '../../helpers/gpu.ts';
import { halfValue } from '../../helpers/numbers.ts';
import { callWgsl } from '../../helpers/wgsl-call.ts';

const RADIUS_MM = 0.45;

test('a disc keeps its area however wide the pixel is', async () => {
  const step = 0.01;
  for (const blur of [0.02, 0.05, 0.1, 0.25, 0.6, 1.5]) {
    const reach = RADIUS_MM + 6 * blur;
    const rows = Array.from({ length: Math.ceil(reach / step) }, (_, i) => {
      const r = (i + 0.5) * step;
      return [r * r, RADIUS_MM, blur] as const;
    });
    const shares = await callWgsl('view::disc::blurredDisc', rows);
    const area = shares.reduce(
      (sum, share, i) => sum + share * 2 * Math.PI * (i + 0.5) * step ** 2,
      0,
    );
    expect(area / (Math.PI * RADIUS_MM ** 2), `blur ${blur} mm`).toBeCloseTo(1, 2);
    for (const [i, share] of shares.entries())
      expect(share).toBeLessThanOrEqual(i ? shares[i - 1]! : 1);
  }
});

/** The law's top is rounder than the true one: at most 0.11 at a blur of a third of the radius. */
test('a disc seen through a Gaussian is that disc, by brute force', async () => {
  for (const blur of [0.05, 0.15, 0.4, 1]) {
    const radii = [0, 0.2, 0.4, 0.45, 0.5, 0.7, 1, 1.5];
    const rows = radii.map((r) => [r * r, RADIUS_MM, blur] as const);
    const shares = await callWgsl('view::disc::blurredDisc', rows);
    for (const [i, r] of radii.entries())
      expect(Math.abs(shares[i]! - throughGaussian(r, blur)), `r ${r}, blur ${blur}`).toBeLessThan(
        0.13,
      );
  }
});

test('every round scar stands in its bucket once, every vertex keeps its shares', () => {
  const dots = Array.from({ length: 700 }, (_, i) => ({
    pointMm: [0, 1, 2].map((k) => (hashWords(i, k) % 200_000) / 1000 - 100) as [
      number,
      number,
      number,
    ],
    diameterMm: 0.9,
  }));
  const wide = Float64Array.of(0, 0.5, 1);
  const graft = Float64Array.of(0.25, 0, 1);
  const { words, mask } = packScars({ wide, graft, dots } as unknown as ScarFields);
  expect([...words.slice(0, 3)]).toEqual([16384 * 65536, 32768, 0xffffffff]);
  const starts = words.subarray(3, 3 + mask + 2);
  const list = words.subarray(3 + mask + 2);
  expect(starts[mask + 1]).toBe(dots.length);
  const found = new Set<string>();
  for (let bucket = 0; bucket <= mask; bucket++) {
    for (let at = starts[bucket]!; at < starts[bucket + 1]!; at++) {
      const place = [...new Int32Array(list.slice(4 * at, 4 * at + 3).buffer)];
      const cell = place.map((um) => Math.floor((um + 524288) / 3000));
      expect(hashWords(...cell) & mask).toBe(bucket);
      expect(list[4 * at + 3]).toBe(450);
      found.add(place.join());
    }
  }
  expect(found).toEqual(
    new Set(dots.map(({ pointMm }) => pointMm.map((mm) => Math.round(1000 * mm)).join())),
  );
});

test('a scar is paler than every skin, the more so the darker the skin', () => {
  const green = (['I', 'II', 'III', 'IV', 'V', 'VI'] as const).map(
    (type: SkinType) => scarLift(skinOfType(type))[3]!,
  );
  expect(green[0]).toBeGreaterThan(0.02);
  expect(green.toSorted((a, b) => a - b)).toEqual(green);
});

const BALD: Plan = {
  ...DEFAULT_PLAN,
  hair: {
    ...DEFAULT_PLAN.hair,
    unitsPerCm2: 30,
    loss: { kind: 'areata', pattern: 'totalis', patches: 1 },
    scars: [{ kind: 'fue', dotsPerCm2: 40 }],
  },
  density: { dotsPerCm2: 5 },
  sessionsDone: 0,
};

test('graft scars are crisp dots close up, a haze from afar, and lift the mean alike', async () => {
  const simulator = await Simulator.create(await testGpu());
  await simulator.update(BALD);
  const skin = await simulator.gpu.checked('compile', () => SkinPass.create(simulator.gpu));
  skin.resize(SIZE, SIZE);
  const scarred = new Map<number, Patch>();
  const distances = [60, 150, 400, 900, 2000];
  skin.bind(simulator.scene());
  for (const mm of distances) scarred.set(mm, await patch(simulator, skin, mm));
  await simulator.update({ ...BALD, hair: { ...BALD.hair, scars: [] } });
  skin.bind(simulator.scene());
  const plain = await patch(simulator, skin, 150);
  const lift = (mm: number) => scarred.get(mm)!.mean / plain.mean;

  // 40 per cm² of 0.9 mm cover a quarter of the donor skin.
  expect(lift(150)).toBeGreaterThan(1.02);
  for (const mm of distances)
    expect(Math.abs(lift(mm) / lift(150) - 1), `${mm} mm`).toBeLessThan(0.01);
  // Close up nearly every pixel is scar or skin, nothing between; from afar there is one tone.
  expect(scarred.get(60)!.between).toBeLessThan(0.2);
  expect(scarred.get(60)!.spread).toBeGreaterThan(4 * scarred.get(2000)!.spread);
  expect(plain.spread).toBeLessThan(0.3 * scarred.get(2000)!.spread + 0.002);
  skin.destroy();
  simulator.destroy();
}, 60_000);

test('no follicle stands in a graft scar, and between them as many are left as were not taken', async () => {
  const donor: Plan = {
    ...BALD,
    hair: { ...BALD.hair, loss: { kind: 'none' }, scars: [{ kind: 'fue', dotsPerCm2: 30 }] },
    density: { dotsPerCm2: 20 },
    sessionsDone: 4,
  };
  const simulator = await Simulator.create(await testGpu());
  await simulator.update(donor);
  const { scars, remainingHair1024 } = simulator.scalp;
  const { byKind } = await simulator.totals();
  const { head } = simulator;
  const buffers = simulator.dotBuffers();
  const dots = Dot.columns(await simulator.gpu.read(buffers.dots, Dot.bytes * buffers.count));
  const kinds = Choice.columns(
    await simulator.gpu.read(buffers.choices, Choice.bytes * buffers.count),
  ).kind;
  simulator.destroy();
  const onScar = (i: number) =>
    scars.dots.some(({ pointMm: [x, y, z], diameterMm }) => {
      const [dx, dy, dz] = [dots.x[i]! / 1000 - x, dots.y[i]! / 1000 - y, dots.z[i]! / 1000 - z];
      return dx * dx + dy * dy + dz * dz < (diameterMm / 2 - 0.002) ** 2;
    });
  let [hair, ink] = [0, 0];
  for (let i = 0; i < buffers.count; i++) {
    if (kinds[i] === HAIR_KIND && onScar(i)) hair++;
    else if (kinds[i]! > 0 && kinds[i]! < 9 && onScar(i)) ink++;
  }
  expect(hair).toBe(0);
  // In the scars the density of bald skin, 20 per cm²: those of 0.9 mm with a dot each, or thereabouts.
  const asked = 20 * scars.dots.length * Math.PI * 0.045 ** 2;
  expect(Math.abs(ink / asked - 1)).toBeLessThan(0.2);
  const left =
    (weightedAreaMm2(surfaceOf(head.mesh), remainingHair1024) / 100) * BALD.hair.unitsPerCm2;
  expect(Math.abs(byKind[HAIR_KIND]! / left - 1)).toBeLessThan(0.03);
});

const SIZE = 256;

interface Patch {
  readonly mean: number;
  /** Standard deviation over mean. */
  readonly spread: number;
  /** Share of pixels in the middle half between darkest and brightest. */
  readonly between: number;
}

/** Green light of the donor skin behind the head, from a distance. */
async function patch(simulator: Simulator, skin: SkinPass, distanceMm: number): Promise<Patch> {
  const [, y, z] = simulator.head.landmarks.opisthocranion;
  const camera = makeCamera();
  applyPose(camera, { eyeMm: [0, y, z - distanceMm], targetMm: [0, y, z], fovDeg: 24 }, 1);
  skin.draw({
    viewProjection: viewProjection(camera),
    revealMm: 1e5,
    mottling: 0,
    seed: 0,
    dividerPx: 0,
  });
  const { gpu } = simulator;
  const buffer = gpu.buffer('test.pixels', 8 * SIZE * SIZE, GPUBufferUsage.COPY_DST);
  const encoder = gpu.device.createCommandEncoder();
  const layout = { buffer, bytesPerRow: 8 * SIZE };
  encoder.copyTextureToBuffer({ texture: skin.texture }, layout, [SIZE, SIZE]);
  gpu.device.queue.submit([encoder.finish()]);
  const halves = new Uint16Array(await gpu.read(buffer));
  gpu.free(buffer);
  // 24 mm of skin, or all that is in the picture.
  const half = Math.min(
    SIZE / 2,
    Math.round((12 * SIZE) / (2 * distanceMm * Math.tan(Math.PI / 15))),
  );
  const green: number[] = [];
  for (let row = SIZE / 2 - half; row < SIZE / 2 + half; row++)
    for (let x = SIZE / 2 - half; x < SIZE / 2 + half; x++)
      green.push(halfValue(halves[4 * (row * SIZE + x) + 1]!));
  const mean = green.reduce((a, b) => a + b) / green.length;
  const spread = Math.sqrt(green.reduce((a, b) => a + (b - mean) ** 2, 0) / green.length) / mean;
  const sorted = green.toSorted((a, b) => a - b);
  const [low, high] = [0.02, 0.98].map((share) => sorted[Math.floor(share * sorted.length)]!);
  const middle = (value: number) => Math.abs((value - low!) / (high! - low!) - 0.5) < 0.25;
  return { mean, spread, between: green.filter(middle).length / green.length };
}

/** Disc of unit height times a Gaussian, summed over the disc. */
function throughGaussian(r: number, blur: number): number {
  const step = Math.min(blur, RADIUS_MM) / 25;
  let sum = 0;
  for (let x = -RADIUS_MM; x <= RADIUS_MM; x += step)
    for (let y = -RADIUS_MM; y <= RADIUS_MM; y += step) {
      if (x * x + y * y > RADIUS_MM ** 2) continue;
      sum += Math.exp(-((x - r) ** 2 + y * y) / (2 * blur * blur));
    }
  return (sum * step * step) / (2 * Math.PI * blur * blur);
}
