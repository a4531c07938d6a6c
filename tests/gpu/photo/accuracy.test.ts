import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ciede2000 } from '../../../src/color/ciede2000.ts';
import { type Lab, xyzToLab } from '../../../src/color/lab.ts';
import { decodeSrgb, linearToXyz } from '../../../src/color/srgb.ts';
import { Simulator } from '../../../src/engine/simulator.ts';
import type { Head } from '../../../src/head/head.ts';
import { makeHead } from '../../../src/head/parametric-head.ts';
import { finishOpened, openScan, scanReference } from '../../../src/io/scan/import-scan.ts';
import { clipOf, FACING, type PhotoCamera, turnedBy } from '../../../src/photo/camera.ts';
import { sharpnessOf } from '../../../src/photo/light/sharpness.ts';
import { findMask } from '../../../src/photo/mask/find-mask.ts';
import { skinAround } from '../../../src/photo/skin-around.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import type { Plan } from '../../../src/plan/schema.ts';
import { compositePhoto } from '../../../src/view/photo/composite.ts';
import { scalpIn } from '../../../src/view/photo/photo-part.ts';
import { SkinPass } from '../../../src/view/skin/skin-pass.ts';
import { testGpu } from '../../helpers/gpu.ts';
import { halfValue } from '../../helpers/numbers.ts';
import { FINE, lit, type Shot, taken } from '../../helpers/photo/other-renderer.ts';
import { manScan, moved } from '../../helpers/planted.ts';
import { obj } from '../../helpers/scan-files.ts';

const SIZE = { widthPx: 240, heightPx: 280 };

const BALD: Plan = {
  ...DEFAULT_PLAN,
  density: { dotsPerCm2: 40 },
  hair: { ...DEFAULT_PLAN.hair, loss: { kind: 'areata', pattern: 'totalis', patches: 1 } },
};

let scanned: { readonly head: Head; readonly plan: Plan };
let own: Head;

beforeAll(async () => {
  own = await makeHead({ base: 'male' });
  // Somebody whose skull no measure has: waves of 2 mm all over, and one ear side fuller.
  const { scan } = await manScan(30_000);
  const other = moved(scan, ([x, y, z]) => [
    x + 2 * Math.sin(y / 23) + (x > 0 ? 2 : 0),
    y + 2 * Math.sin(z / 31),
    z + 2 * Math.sin(x / 19),
  ]);
  const opened = await openScan([{ name: 'other.obj', bytes: obj(other) }]);
  const { head, placing } = await finishOpened(opened, opened.guess);
  const named = scanReference(opened, placing);
  scanned = { head, plan: { ...BALD, head: { ...BALD.head, scan: named } } };
});

/** A camera before a head that looks up or aside, degrees. */
function camera(focalPx: number, distanceMm: number, yawDeg: number, pitchDeg: number) {
  const radians = Math.PI / 180;
  const yawed = turnedBy(FACING, [0, yawDeg * radians, 0]);
  const turn = turnedBy(yawed, [pitchDeg * radians, 0, 0]);
  return { ...SIZE, focalPx, turn, shiftMm: [4, 85, distanceMm] } satisfies PhotoCamera;
}

const FLASH: Shot = {
  camera: camera(780, 380, -20, 25),
  ...{ lampTowards: [0.1, 0.5, 1], lamp: [0.95, 0.97, 1], ambient: [0.12, 0.11, 0.1] },
  ...{ skin: [0.62, 0.4, 0.29], gloss: 0.35, blurPx: 0.5, noise: 0, quality: 92 },
};

const WINDOW: Shot = {
  camera: camera(3000, 1350, 30, 20),
  ...{ lampTowards: [1, 0.6, 0.5], lamp: [0.8, 0.72, 0.6], ambient: [0.2, 0.22, 0.26] },
  ...{ skin: [0.5, 0.3, 0.2], gloss: 0.12, blurPx: 0.9, noise: 1, quality: 95 },
};

describe.each([
  ['a head of ours by flash from near', FLASH, false],
  ['a scanned head at a window from afar, with noise', WINDOW, true],
] as const)('%s, drawn by another renderer', (_, shot, isScan) => {
  let simulator: Simulator;

  beforeAll(async () => {
    const gpu = await testGpu();
    simulator = await Simulator.create(gpu, { scanHead: async () => scanned.head });
    await simulator.update(isScan ? scanned.plan : BALD);
  });

  afterAll(() => simulator.destroy());

  test('with dots it is as the same head drawn with them, but for its own JPEG, and all else keeps its bytes', async () => {
    const head = isScan ? scanned.head : own;
    const light = lit(head, shot);
    const { raw, jpeg: photo } = await taken(shot, light);
    const left = await leftByDots(simulator, shot.camera);
    const { raw: wanted } = await taken(shot, light, left);
    const hasDots = pixelsWithDots(left);
    const skin = skinAround(photo, shot.camera, head);
    const mask = findMask(photo, skin);
    const scalp = scalpIn(shot.camera, head);
    const blurPx = (sharpnessOf(photo, scalp) ?? sharpnessOf(photo))?.blurPx ?? 0.8;
    const { after } = await compositePhoto(simulator, photo, shot.camera, { blurPx, mask, skin });
    let [inside, count, outside] = [0, 0, 0];
    let [onDots, dots, wasOnDots, jpegs] = [0, 0, 0, 0];
    for (let i = 0; i < mask.length; i++) {
      const [a, b, c] = [after, wanted, photo].map(({ rgba }) => rgba.subarray(4 * i, 4 * i + 3));
      if (mask[i] === 0) {
        outside += a!.every((byte, k) => byte === c![k]) ? 0 : 1;
        continue;
      }
      const [off, change] = [ciede2000(labOf(a!), labOf(b!)), ciede2000(labOf(c!), labOf(b!))];
      inside += off;
      count++;
      if (!hasDots[i]) continue;
      onDots += off;
      wasOnDots += change;
      jpegs += ciede2000(labOf(c!), labOf(raw.rgba.subarray(4 * i, 4 * i + 3)));
      dots++;
    }
    expect(count).toBeGreaterThan(30_000);
    expect(outside).toBe(0);
    expect(inside / count).toBeLessThan(1);
    expect(dots).toBeGreaterThan(20_000);
    // What its JPEG alone did to those pixels counts, and what the dots add to that is little.
    expect(onDots / dots).toBeLessThan(1.3);
    expect(onDots / dots - jpegs / dots).toBeLessThan(0.3);
    expect(wasOnDots).toBeGreaterThan(1.5 * onDots);
  });
});

/** Share of its light that skin keeps under dots, by samples as fine as the renderer's. */
async function leftByDots(simulator: Simulator, camera: PhotoCamera): Promise<Float32Array> {
  const { gpu } = simulator;
  const [width, height] = [FINE * camera.widthPx, FINE * camera.heightPx];
  const fine = { ...camera, widthPx: width, heightPx: height, focalPx: FINE * camera.focalPx };
  const pass = await SkinPass.create(gpu);
  pass.bind(simulator.scene());
  pass.resize(width, height);
  const bytesPerRow = Math.ceil((8 * width) / 256) * 256;
  const buffer = gpu.buffer('test.fine', bytesPerRow * height, GPUBufferUsage.COPY_DST);
  const drawn: Uint16Array[] = [];
  for (const dividerPx of [width, 0]) {
    pass.draw({
      viewProjection: clipOf(fine),
      ...{ dividerPx, revealMm: Number.POSITIVE_INFINITY, mottling: 0, seed: 0 },
    });
    const encoder = gpu.device.createCommandEncoder();
    encoder.copyTextureToBuffer({ texture: pass.texture }, { buffer, bytesPerRow }, [
      width,
      height,
    ]);
    gpu.device.queue.submit([encoder.finish()]);
    drawn.push(new Uint16Array(await gpu.read(buffer)));
  }
  gpu.free(buffer);
  pass.destroy();
  const [bare, dotted] = drawn as [Uint16Array, Uint16Array];
  return Float32Array.from({ length: 3 * width * height }, (_, i) => {
    const pixel = Math.floor(i / 3);
    const at = (Math.floor(pixel / width) * bytesPerRow) / 2 + 4 * (pixel % width) + (i % 3);
    const all = halfValue(bare[at]!);
    return all > 0 ? halfValue(dotted[at]!) / all : 1;
  });
}

/** Pixels whose light dots change by a hundredth at least. */
function pixelsWithDots(left: Float32Array): Uint8Array {
  const sums = new Float64Array(SIZE.widthPx * SIZE.heightPx);
  const width = FINE * SIZE.widthPx;
  for (let i = 0; i < left.length / 3; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const at = Math.floor(y / FINE) * SIZE.widthPx + Math.floor(x / FINE);
    sums[at]! += left[3 * i + 1]! / FINE ** 2;
  }
  return Uint8Array.from(sums, (green) => (green < 0.99 ? 1 : 0));
}

function labOf([r, g, b]: ArrayLike<number> & Iterable<number>): Lab {
  return xyzToLab(linearToXyz(decodeSrgb([r! / 255, g! / 255, b! / 255])));
}
