import { HalfFloatType, NoColorSpace, RenderTarget } from 'three/webgpu';
import { expect, test } from 'vitest';
import { makeHead } from '../../../src/head/parametric-head.ts';
import { SKIN_SPECULAR } from '../../../src/light/bare-skin.ts';
import { applyPose, makeCamera } from '../../../src/view/camera.ts';
import { HeadScene } from '../../../src/view/light/head-scene.ts';
import { rendererOn } from '../../../src/view/light/three-device.ts';
import { testGpu } from '../../helpers/gpu.ts';
import { halfValue } from '../../helpers/numbers.ts';

const SIDE_PX = 64;
const SHINE = 0.25;
const ROUGHNESS = 0.66 - 0.4 * SHINE;

test('a black head with no lamp mirrors the sky: by Fresnel in its middle, more towards the rim', async () => {
  const gpu = await testGpu();
  const head = await makeHead({ base: 'male', measuresMm: {} });
  const scene = new HeadScene();
  scene.skin.shine = SHINE;
  scene.setHead(head);
  const colour = { kind: 'daylight', kelvin: 6504 } as const;
  const lamp = { towards: [0, 1, 0], lux: 0, colour } as const;
  const ambient = { fromAboveLux: 500, fromBelowLux: 500, above: colour, below: colour };
  const key = { ...lamp, distanceMm: 1000, widthMm: 10 };
  scene.lamps.set(
    { title: '', about: '', key, fills: [lamp, lamp], ambient, meter: 'card' },
    'camera',
  );
  const camera = makeCamera();
  const [x, y, z] = head.landmarks.vertex;
  applyPose(camera, { eyeMm: [x, y + 600, z + 1], targetMm: [x, y, z], fovDeg: 24 }, 1);
  const target = new RenderTarget(SIDE_PX, SIDE_PX, { type: HalfFloatType, count: 2 });
  target.textures.forEach((texture, i) => {
    texture.colorSpace = NoColorSpace;
    texture.name = ['gloss', 'diffuse'][i]!;
  });
  const renderer = await rendererOn(gpu);
  renderer.setRenderTarget(target);
  renderer.render(scene.scene, camera);
  const halves = await renderer.readRenderTargetPixelsAsync(target, 0, 0, SIDE_PX, SIDE_PX);
  const green = Array.from({ length: SIDE_PX ** 2 }, (_, i) =>
    halfValue(Number(halves[4 * i + 1]!)),
  );
  scene.destroy();
  target.dispose();
  renderer.dispose();

  // A sky that lights all that is lit has the luminance of a white card, 1.
  const sky = 1;
  const middle = green[(SIDE_PX / 2) * SIDE_PX + SIDE_PX / 2]!;
  // The top of a head is bent, and hides a hundredth of the sky from itself.
  expect(Math.abs(middle / (SKIN_SPECULAR * sky) - 1)).toBeLessThan(0.05);
  const most = Math.max(...green);
  expect(most).toBeGreaterThan(3 * middle);
  expect(most).toBeLessThan((1 - ROUGHNESS) * sky);
});
