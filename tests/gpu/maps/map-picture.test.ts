import { beforeAll, expect, test } from 'vitest';
import { rampColour } from '../../../src/color/ramps.ts';
import { decodeSrgb } from '../../../src/color/srgb.ts';
import { HeadMaps } from '../../../src/engine/maps/head-maps.ts';
import { mapSpread } from '../../../src/engine/maps/spread.ts';
import { Simulator } from '../../../src/engine/simulator.ts';
import { applyPose, makeCamera, viewProjection } from '../../../src/view/camera.ts';
import { MapPaint } from '../../../src/view/map/map-paint.ts';
import { renderPicture } from '../../../src/view/picture.ts';
import { SkinPass } from '../../../src/view/skin/skin-pass.ts';
import { DEFAULT_LOOK } from '../../../src/view/view-api.ts';
import { shownMap } from '../../../src/words/maps/map-legend.ts';
import { mapOf } from '../../../src/words/maps/map-of.ts';
import { testGpu } from '../../helpers/gpu.ts';
import { halfValue } from '../../helpers/numbers.ts';
import { SPARSE } from '../../helpers/simulators.ts';

let simulator: Simulator;

beforeAll(async () => {
  simulator = await Simulator.create(await testGpu());
  await simulator.update(SPARSE);
  return () => simulator.destroy();
});

test('a place has the colour of its value, between vertices too', async () => {
  const { gpu } = simulator;
  const size = 96;
  const skin = await gpu.checked('compile', () => SkinPass.create(gpu));
  skin.bind(simulator.scene());
  skin.resize(size, size);
  const camera = makeCamera();
  const top = simulator.head.landmarks.vertex;
  // From straight above: x runs along the picture.
  const eyeMm = [top[0], top[1] + 400, top[2] - 0.001] as const;
  applyPose(camera, { eyeMm, targetMm: top, fovDeg: 8 }, 1);
  const maps = await HeadMaps.read(simulator);
  const { positionsUm } = simulator.head.mesh;
  const xMm = (v: number) => positionsUm[3 * v]! / 1000;
  const values = Float32Array.from({ length: positionsUm.length / 3 }, (_, v) => 40 + xMm(v));
  const map = { name: 'density', values, edge: new Float32Array(values.length).fill(1) } as const;
  const shown = shownMap(map, maps.skin, mapSpread(map, maps.skin), simulator.plan, 'cm2');
  const paint = await gpu.checked('compile', () => MapPaint.create(gpu));
  // Contour lines far apart: colours alone.
  paint.set(
    map,
    { ...shown.scale, low: 0, high: 80, lines: { ...shown.scale.lines, step: 1e6 } },
    1,
  );
  skin.draw({
    viewProjection: viewProjection(camera),
    ...{ dividerPx: 0, revealMm: 1e5, mottling: 0, seed: 1, map: paint },
  });
  const buffer = gpu.buffer('test.pixels', 8 * size * 128, GPUBufferUsage.COPY_DST);
  const encoder = gpu.device.createCommandEncoder();
  const rows = { buffer, bytesPerRow: 1024 };
  encoder.copyTextureToBuffer({ texture: skin.texture }, rows, [size, size]);
  gpu.device.queue.submit([encoder.finish()]);
  const halves = new Uint16Array(await gpu.read(buffer));
  const y = size / 2;
  let checked = 0;
  for (let x = 4; x < size; x += 7) {
    const rgb = [0, 1, 2].map((k) => halfValue(halves[512 * y + 4 * x + k]!));
    const share = shareOf(rgb);
    // Where the ray of the pixel's middle lies at the top: flat within a few mm there.
    const wide = 2 * 400 * Math.tan((4 * Math.PI) / 180);
    const across = ((x + 0.5) / size - 0.5) * wide;
    const found = 80 * share - 40 - top[0];
    // The picture may be turned about the eye's axis; only the distance from the middle is told.
    expect(Math.abs(Math.abs(found) - Math.abs(across))).toBeLessThan(2.5);
    checked++;
  }
  expect(checked).toBeGreaterThan(10);
  paint.destroy();
  skin.destroy();
  gpu.free(buffer);
});

/** Share of the rising ramp that a linear colour stands nearest to. */
function shareOf(rgb: readonly number[]): number {
  let [best, at] = [Number.POSITIVE_INFINITY, 0];
  for (let i = 0; i <= 1000; i++) {
    const ramp = decodeSrgb(rampColour('rising', i / 1000));
    const off = ramp.reduce((sum, value, k) => sum + (value - rgb[k]!) ** 2, 0);
    if (off < best) [best, at] = [off, i / 1000];
  }
  expect(Math.sqrt(best)).toBeLessThan(0.02);
  return at;
}

test('a picture shows the map where there is one, and the same bytes again', async () => {
  const options = { widthPx: 120, heightPx: 120, pose: 'crown' as const, look: DEFAULT_LOOK };
  const map = await mapOf(simulator, { name: 'density' });
  const [skin, first, second] = [
    await renderPicture(simulator, options),
    await renderPicture(simulator, { ...options, map }),
    await renderPicture(simulator, { ...options, map }),
  ];
  expect(second.rgba).toEqual(first.rgba);
  expect(differing(first.rgba, skin.rgba)).toBeGreaterThan(3000);
  // And skin again, once none is asked for.
  expect((await renderPicture(simulator, options)).rgba).toEqual(skin.rgba);
});

function differing(a: Uint8Array, b: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < a.length; i += 4) if (Math.abs(a[i]! - b[i]!) > 8) count++;
  return count;
}
