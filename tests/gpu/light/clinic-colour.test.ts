import { expect, test } from 'vitest';
import { add, dot, pointAt, scale } from '../../../src/base/vec3.ts';
import { bandsToXyz } from '../../../src/color/band-xyz.ts';
import { ciede2000 } from '../../../src/color/ciede2000.ts';
import { xyzToLab } from '../../../src/color/lab.ts';
import { decodeSrgb, linearToXyz, type Rgb, xyzToLinear } from '../../../src/color/srgb.ts';
import { skinOfPlan } from '../../../src/engine/plan-skin.ts';
import { Simulator } from '../../../src/engine/simulator.ts';
import { bareReflectance } from '../../../src/light/bare-skin.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { applyPreset, preset } from '../../../src/plan/presets.ts';
import { setPath } from '../../../src/plan/reading/override.ts';
import { METER_TOWARDS } from '../../../src/view/lamps/exposure.ts';
import { renderPicture } from '../../../src/view/picture.ts';
import { DEFAULT_LOOK } from '../../../src/view/view-api.ts';
import { testGpu } from '../../helpers/gpu.ts';

const SIDE_PX = 48;

test('under the clinic panel skin has the colour the engine gives it, but for what its surface mirrors', async () => {
  const simulator = await Simulator.create(await testGpu());
  const bald = setPath(
    DEFAULT_PLAN,
    'hair.loss',
    '{"kind":"areata","pattern":"totalis","patches":1}',
  );
  const few = setPath(setPath(bald, 'density.dotsPerCm2', '10'), 'hair.unitsPerCm2', '30');
  const skins = [];
  for (const type of ['I', 'III', 'VI'] as const) {
    const plan = applyPreset(few, preset('skin', type));
    await simulator.update(plan);
    const xyz = bandsToXyz(bareReflectance(skinOfPlan(plan.skin)));
    skins.push({ own: xyzToLinear(xyz), seen: await cardPlace(simulator) });
  }
  simulator.destroy();
  const [fair, middle, dark] = skins as [Skin, Skin, Skin];
  // Light on the skin and what the surface mirrors follow from the fairest and the darkest.
  const light = fair.own.map((own, i) => (fair.seen[i]! - dark.seen[i]!) / (own - dark.own[i]!));
  const mirrored = fair.seen.map((seen, i) => seen - light[i]! * fair.own[i]!);
  for (const part of mirrored) {
    expect(part).toBeGreaterThan(0);
    expect(part).toBeLessThan(0.03);
  }
  for (const { own, seen } of [fair, middle, dark]) {
    const below = seen.map((value, i) => value - mirrored[i]!) as unknown as Rgb;
    expect(ciede2000(xyzToLab(linearToXyz(below)), xyzToLab(linearToXyz(own)))).toBeLessThan(1);
  }
}, 300_000);

interface Skin {
  readonly own: Rgb;
  readonly seen: readonly number[];
}

/** Mean linear RGB of the bare scalp where the card is held, powdered, in the clinic. */
async function cardPlace(simulator: Simulator): Promise<readonly number[]> {
  const { mesh, landmarks } = simulator.head;
  const places = Float64Array.from(mesh.positionsUm, (um) => um / 1000);
  const normals = Float64Array.from(mesh.normals);
  let [best, most] = [0, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < places.length / 3; i++) {
    const [x, y] = pointAt(places, i);
    const facing = dot(pointAt(normals, i), METER_TOWARDS) - 0.01 * Math.abs(x);
    if (facing > most && y > landmarks.glabella[1]) [best, most] = [i, facing];
  }
  const target = pointAt(places, best);
  const { rgba } = await renderPicture(simulator, {
    ...{ widthPx: SIDE_PX, heightPx: SIDE_PX },
    pose: { eyeMm: add(target, scale(METER_TOWARDS, 300)), targetMm: target, fovDeg: 3 },
    look: { ...DEFAULT_LOOK, light: 'clinic', balance: 'camera', shine: 0, divider: 1 },
  });
  return [0, 1, 2].map((channel) => {
    let sum = 0;
    for (let at = channel; at < rgba.length; at += 4) sum += decodeSrgb([rgba[at]! / 255, 0, 0])[0];
    return sum / SIDE_PX ** 2;
  });
}
