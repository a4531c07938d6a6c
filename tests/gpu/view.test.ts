import { beforeAll, describe, expect, test } from 'vitest';
import { Simulator } from '../../src/engine/simulator.ts';
import { DEFAULT_PLAN } from '../../src/plan/defaults.ts';
import type { Plan } from '../../src/plan/schema.ts';
import { applyPose, makeCamera, viewProjection } from '../../src/view/camera.ts';
import { renderPicture, takePicture } from '../../src/view/picture.ts';
import { namedPose } from '../../src/view/poses.ts';
import { SkinPass } from '../../src/view/skin/skin-pass.ts';
import { Studio } from '../../src/view/studio.ts';
import { DEFAULT_LOOK, type Look, type Pose } from '../../src/view/view-api.ts';
import { testGpu } from '../helpers/gpu.ts';
import { halfValue } from '../helpers/numbers.ts';

/** No hair, so that all of the scalp is treated; few dots, so that the software GPU keeps up. */
const PLAN: Plan = {
  ...DEFAULT_PLAN,
  hair: {
    ...DEFAULT_PLAN.hair,
    unitsPerCm2: 30,
    loss: { kind: 'areata', pattern: 'totalis', patches: 1 },
  },
  density: { dotsPerCm2: 30 },
};

let simulator: Simulator;

beforeAll(async () => {
  simulator = await Simulator.create(await testGpu());
  await simulator.update(PLAN);
});

describe('the colour of a patch', () => {
  test('is the same from 20 mm to 3 m away, within one percent', async () => {
    // From 20 mm less than the patch is in sight.
    const [closest, close] = [await patchRatio(20, 8), await patchRatio(40, 8)];
    closest.forEach((ratio, i) => {
      expect(Math.abs(ratio / close[i]! - 1), `20 mm, channel ${i}`).toBeLessThan(0.01);
    });
    const near = await patchRatio(40);
    // 3 m shows the patch as two pixels of vertex means; 0.9 m is the usual portrait.
    for (const distanceMm of [90, 200, 450, 900, 2000, 3000]) {
      const far = await patchRatio(distanceMm);
      far.forEach((ratio, i) => {
        expect(Math.abs(ratio / near[i]! - 1), `${distanceMm} mm, channel ${i}`).toBeLessThan(0.01);
      });
    }
    // And there is something to keep: the dots take light, red least in proportion.
    for (const ratio of near) expect(ratio).toBeLessThan(0.99);
  });
});

describe('pictures', () => {
  const options = {
    widthPx: 160,
    heightPx: 120,
    pose: 'hairline' as const,
    look: DEFAULT_LOOK,
  };

  test('the same picture twice is the same bytes', async () => {
    const [first, second] = [
      await renderPicture(simulator, options),
      await renderPicture(simulator, options),
    ];
    expect(second.rgba).toEqual(first.rgba);
  });

  test('left of the divider is the head before treatment, right of it after', async () => {
    const draw = (divider: number) =>
      renderPicture(simulator, { ...options, look: { ...DEFAULT_LOOK, divider } });
    const [after, before, both] = [await draw(0), await draw(1), await draw(0.5)];
    expect(differing(after.rgba, before.rgba, () => true)).toBeGreaterThan(500);
    // Edge smoothing may mix the two halves in the column at the divider.
    expect(differing(both.rgba, before.rgba, (x) => x < 79)).toBe(0);
    expect(differing(both.rgba, after.rgba, (x) => x > 80)).toBe(0);
  });

  test('a light is the same whatever lit the picture before', async () => {
    const draw = async (light: Look['light']) =>
      (await renderPicture(simulator, { ...options, look: { ...DEFAULT_LOOK, light } })).rgba;
    const sun = await draw('sun');
    const flash = await draw('flash');
    expect(differing(sun, flash, () => true)).toBeGreaterThan(5000);
    expect(await draw('sun')).toEqual(sun);
    expect(await draw('flash')).toEqual(flash);
    // And it is lit at all: the sun is as bright as it is far.
    const mean = (rgba: Uint8Array) => rgba.reduce((sum, value) => sum + value, 0) / rgba.length;
    expect(Math.abs(mean(sun) / mean(flash) - 1)).toBeLessThan(0.25);
  });

  test('coverage grows from the hairline outward', async () => {
    const darkness = async (revealMm: number) => {
      const { rgba } = await renderPicture(simulator, {
        ...options,
        look: { ...DEFAULT_LOOK, revealMm },
      });
      return -rgba.reduce((sum, value) => sum + value, 0);
    };
    const steps = [-10, 5, 20, 60, Number.POSITIVE_INFINITY];
    const seen = [];
    for (const step of steps) seen.push(await darkness(step));
    for (let i = 1; i < seen.length; i++) expect(seen[i]!).toBeGreaterThan(seen[i - 1]!);
  });

  test('the skin drawn in strips is the skin drawn at once', async () => {
    const { gpu } = simulator;
    const size = 200;
    const skin = await gpu.checked('compile', () => SkinPass.create(gpu));
    skin.bind(simulator.scene());
    skin.resize(size, size);
    const camera = makeCamera();
    applyPose(camera, namedPose('hairline', simulator.head, simulator.scalp.hairline), 1);
    const frame = {
      viewProjection: viewProjection(camera),
      ...{ revealMm: 1e5, mottling: 0.05, seed: 3, dividerPx: 60 },
    };
    skin.draw(frame);
    const whole = await halvesOf(skin, size);
    // What a strip leaves out would show as what stood there before.
    skin.draw({ ...frame, dividerPx: size });
    expect(await halvesOf(skin, size)).not.toEqual(whole);
    for (let part = 0; part < 7; part++) skin.drawPart(frame, part, 7);
    expect(await halvesOf(skin, size)).toEqual(whole);
    skin.destroy();
  });

  test('a picture after a change of skin shows the other skin', async () => {
    const small = { ...options, widthPx: 40, heightPx: 30 };
    const light = (rgba: Uint8Array) => rgba.reduce((sum, v, i) => sum + (i % 4 < 3 ? v : 0), 0);
    const fair = light((await renderPicture(simulator, small)).rgba);
    await simulator.update({ ...PLAN, skin: { ...PLAN.skin, melanosomeFraction: 0.25 } });
    const dark = light((await renderPicture(simulator, small)).rgba);
    await simulator.update(PLAN);
    expect(dark).toBeLessThan(0.8 * fair);
    expect(light((await renderPicture(simulator, small)).rgba)).toBe(fair);
  });

  test('a studio that is kept shows another head as a new one does, from where it stood', async () => {
    const { gpu } = simulator;
    const pose: Pose = { eyeMm: [260, 180, 520], targetMm: [0, 60, 0], fovDeg: 30 };
    const seen = { ...options, pose };
    const taken = async (studio: Studio) => (await takePicture(studio, simulator, seen)).rgba;
    const [kept, fresh] = await gpu.checked('compiling', () =>
      Promise.all([Studio.create(gpu), Studio.create(gpu)]),
    );
    try {
      const before = await taken(kept!);
      await simulator.update({ ...PLAN, head: { ...PLAN.head, base: 'female' } });
      const after = await taken(kept!);
      expect(after).not.toEqual(before);
      expect(after).toEqual(await taken(fresh!));
    } finally {
      kept!.destroy();
      fresh!.destroy();
      await simulator.update(PLAN);
    }
  });

  test('a senseless size is refused', async () => {
    await expect(renderPicture(simulator, { ...options, widthPx: 0 })).rejects.toThrow(/0 x 120/);
  });
});

/** Mean linear RGB of a patch of the crown over that of bare skin, seen from above. */
async function patchRatio(distanceMm: number, sideMm = 12): Promise<number[]> {
  const { gpu } = simulator;
  const size = 256;
  const skin = await gpu.checked('compile', () => SkinPass.create(gpu));
  skin.bind(simulator.scene());
  skin.resize(size, size);
  const top = simulator.head.landmarks.vertex;
  const pose: Pose = {
    eyeMm: [top[0], top[1] + distanceMm, top[2] + 0.001],
    targetMm: top,
    fovDeg: 24,
  };
  const camera = makeCamera();
  applyPose(camera, pose, 1);
  const frame = { viewProjection: viewProjection(camera), revealMm: 1e5, mottling: 0, seed: 0 };
  skin.draw({ ...frame, dividerPx: 0 });
  const treated = await means(skin, size, distanceMm, sideMm);
  skin.draw({ ...frame, dividerPx: size });
  const bare = await means(skin, size, distanceMm, sideMm);
  skin.destroy();
  return treated.map((value, i) => value / bare[i]!);
}

/** Mean of the pixels that show the patch. */
async function means(
  skin: SkinPass,
  size: number,
  distanceMm: number,
  sideMm: number,
): Promise<number[]> {
  const halves = await halvesOf(skin, size);
  const rowHalves = halves.length / size;
  const pixelsPerMm = size / (2 * distanceMm * Math.tan((12 * Math.PI) / 180));
  const half = Math.min(size / 2, Math.max(1, Math.round((sideMm / 2) * pixelsPerMm)));
  const sum = [0, 0, 0];
  let count = 0;
  for (let y = size / 2 - half; y < size / 2 + half; y++) {
    for (let x = size / 2 - half; x < size / 2 + half; x++) {
      for (let i = 0; i < 3; i++) sum[i]! += halfValue(halves[y * rowHalves + 4 * x + i]!);
      count++;
    }
  }
  return sum.map((value) => value / count);
}

/** The skin's colour as it came: 16-bit floats, rows padded to 256 bytes. */
async function halvesOf(skin: SkinPass, size: number): Promise<Uint16Array> {
  const { gpu } = simulator;
  const bytesPerRow = Math.ceil((8 * size) / 256) * 256;
  const buffer = gpu.buffer('test.pixels', bytesPerRow * size, GPUBufferUsage.COPY_DST);
  const encoder = gpu.device.createCommandEncoder();
  encoder.copyTextureToBuffer({ texture: skin.texture }, { buffer, bytesPerRow }, [size, size]);
  gpu.device.queue.submit([encoder.finish()]);
  const halves = new Uint16Array(await gpu.read(buffer));
  gpu.free(buffer);
  return halves;
}

/** Pixels that differ among those of the chosen columns of a 160-pixel-wide picture. */
function differing(a: Uint8Array, b: Uint8Array, column: (x: number) => boolean): number {
  let count = 0;
  for (let pixel = 0; pixel < a.length / 4; pixel++) {
    if (!column(pixel % 160)) continue;
    if ([0, 1, 2].some((i) => a[4 * pixel + i] !== b[4 * pixel + i])) count++;
  }
  return count;
}
