import { beforeAll, expect, test } from 'vitest';
import { cross, sub, unit, type Vec3 } from '../../../src/base/vec3.ts';
import { ciede2000 } from '../../../src/color/ciede2000.ts';
import { type Lab, xyzToLab } from '../../../src/color/lab.ts';
import { decodeSrgb, linearToXyz } from '../../../src/color/srgb.ts';
import { Simulator } from '../../../src/engine/simulator.ts';
import { type PhotoCamera, project } from '../../../src/photo/camera.ts';
import { findMask } from '../../../src/photo/mask/find-mask.ts';
import { skinAround } from '../../../src/photo/skin-around.ts';
import { scaledCamera, smallerPhoto } from '../../../src/photo/smaller.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { applyPose, makeCamera } from '../../../src/view/camera.ts';
import { compositePhoto, PhotoComposer } from '../../../src/view/photo/composite.ts';

import { renderPicture } from '../../../src/view/picture.ts';
import { namedPose } from '../../../src/view/poses.ts';
import { DEFAULT_LOOK, type Pose } from '../../../src/view/view-api.ts';
import { testGpu } from '../../helpers/gpu.ts';

const SIZE = { widthPx: 360, heightPx: 420 };
const SMALL = { widthPx: 300, heightPx: 350 };

let simulator: Simulator;
let pose: Pose;
let camera: PhotoCamera;

beforeAll(async () => {
  simulator = await Simulator.create(await testGpu());
  await simulator.update({
    ...DEFAULT_PLAN,
    density: { dotsPerCm2: 40 },
    hair: {
      ...DEFAULT_PLAN.hair,
      loss: { kind: 'areata', pattern: 'totalis', patches: 1 },
    },
  });
  pose = namedPose('front', simulator.head, simulator.scalp.hairline);
  camera = cameraOf(pose);
});

test('the camera of a photograph sees what the camera of a picture sees', () => {
  const three = makeCamera();
  applyPose(three, pose, SIZE.widthPx / SIZE.heightPx);
  for (const place of Object.values(simulator.head.landmarks)) {
    const clip = three.projectionMatrix.clone().multiply(three.matrixWorldInverse).elements;
    const [x, y, , w] = [0, 1, 2, 3].map(
      (row) =>
        clip[row]! * place[0] +
        clip[4 + row]! * place[1] +
        clip[8 + row]! * place[2] +
        clip[12 + row]!,
    ) as [number, number, number, number];
    const [u, v] = project(camera, place);
    expect(u).toBeCloseTo(((x / w + 1) / 2) * SIZE.widthPx, 6);
    expect(v).toBeCloseTo(((1 - y / w) / 2) * SIZE.heightPx, 6);
  }
});

test('dots in a photograph are as they would be drawn, and all else keeps its bytes', async () => {
  const draw = (divider: number) =>
    renderPicture(simulator, { ...SIZE, pose, look: { ...DEFAULT_LOOK, divider } });
  const [before, after] = [await draw(1), await draw(0)];
  const made = await compositePhoto(simulator, before, camera, { blurPx: 0 });
  let [sum, count, touched, elsewhere] = [0, 0, 0, 0];
  for (let i = 0; i < after.rgba.length; i += 4) {
    const wanted = bytes(after.rgba, i);
    const got = bytes(made.after.rgba, i);
    const was = bytes(before.rgba, i);
    const asks = differs(wanted, was, 1);
    if (asks) {
      sum += ciede2000(labOf(got), labOf(wanted));
      count++;
      touched += differs(got, was, 0) ? 1 : 0;
    } else elsewhere += differs(got, was, 2) ? 1 : 0;
  }
  expect(count).toBeGreaterThan(5000);
  expect(touched / count).toBeGreaterThan(0.95);
  expect(sum / count).toBeLessThan(1);
  // Where the rim of the head shares a pixel with what is behind it.
  expect(elsewhere).toBeLessThan(20);
});

test('nothing changes outside the mask, nor where something dark lies before the skin', async () => {
  const before = await renderPicture(simulator, {
    ...SIZE,
    pose,
    look: { ...DEFAULT_LOOK, divider: 1 },
  });
  // A dark band across the scalp, as of a strap.
  const [, top] = project(camera, simulator.head.landmarks.trichion).map(Math.round) as [
    number,
    number,
  ];
  const band = (y: number) => y > top - 22 && y < top - 12;
  const photo = { ...before, rgba: before.rgba.slice() };
  for (let y = 0; y < SIZE.heightPx; y++) {
    if (!band(y)) continue;
    photo.rgba.fill(12, 4 * y * SIZE.widthPx, 4 * (y + 1) * SIZE.widthPx);
  }
  const half = Uint8Array.from({ length: SIZE.widthPx * SIZE.heightPx }, (_, i) =>
    i % SIZE.widthPx < SIZE.widthPx / 2 ? 255 : 0,
  );
  const made = await compositePhoto(simulator, photo, camera, { blurPx: 0.8, mask: half });
  let [left, right, inBand] = [0, 0, 0];
  for (let i = 0; i < photo.rgba.length; i += 4) {
    if (!differs(bytes(made.after.rgba, i), bytes(photo.rgba, i), 0)) continue;
    const [x, y] = [(i / 4) % SIZE.widthPx, Math.floor(i / 4 / SIZE.widthPx)];
    if (band(y)) inBand++;
    else if (x < SIZE.widthPx / 2) left++;
    else right++;
  }
  expect(left).toBeGreaterThan(2000);
  expect(right).toBe(0);
  expect(inBand).toBe(0);
});

/** Share of the hair's pixels that may pass for skin: fair hair is nearly of its colour. */
const HAIR_TAKEN = { black: 0.12, blond: 0.3, grey: 0.12 };

test.each(['black', 'blond', 'grey'] as const)('%s hair is told from skin', async (colour) => {
  const { plan } = simulator;
  const draw = () =>
    renderPicture(simulator, { ...SMALL, pose, look: { ...DEFAULT_LOOK, divider: 1 } });
  const bald = await draw();
  await simulator.update({
    ...plan,
    hair: {
      ...plan.hair,
      loss: { kind: 'norwood', grade: 'IV' },
      ...{ colour, greyShare: colour === 'grey' ? 1 : 0, stubbleMm: 10 },
    },
  });
  const haired = await draw();
  const skin = skinAround(haired, scaledCamera(camera, SMALL), simulator.head);
  const mask = findMask(haired, skin);
  await simulator.update(plan);
  const [, brow] = project(scaledCamera(camera, SMALL), simulator.head.landmarks.glabella);
  const [, top] = project(scaledCamera(camera, SMALL), simulator.head.landmarks.vertex);
  let [hair, hairTaken, bare, bareTaken] = [0, 0, 0, 0];
  for (let i = 0; i < mask.length; i++) {
    const y = Math.floor(i / SMALL.widthPx);
    if (y < top + 8 || y > brow - 8) continue;
    const [with_, without] = [bytes(haired.rgba, 4 * i), bytes(bald.rgba, 4 * i)];
    const isHead = differs(without, bytes(bald.rgba, 0), 6);
    if (differs(with_, without, 40)) {
      hair++;
      hairTaken += mask[i]! / 255;
    } else if (isHead && !differs(with_, without, 3)) {
      bare++;
      bareTaken += mask[i]! / 255;
    }
  }
  expect(hair).toBeGreaterThan(1000);
  expect(bare).toBeGreaterThan(1500);
  expect(hairTaken / hair).toBeLessThan(HAIR_TAKEN[colour]);
  expect(bareTaken / bare).toBeGreaterThan(0.93);
});

test('a composer that is kept gives what a new one would, whatever came before', async () => {
  const { plan } = simulator;
  const large = await renderPicture(simulator, {
    ...SIZE,
    pose,
    look: { ...DEFAULT_LOOK, divider: 1 },
  });
  const photo = smallerPhoto(large, 240);
  const seen = scaledCamera(camera, photo);
  const scene = { blurPx: 0.6 };
  const left = Uint8Array.from({ length: photo.widthPx * photo.heightPx }, (_, i) =>
    i % photo.widthPx < photo.widthPx / 2 ? 255 : 0,
  );
  const composer = await PhotoComposer.create(simulator.gpu);
  const first = await composer.patch(simulator, photo, seen, scene);
  const masked = await composer.patch(simulator, photo, seen, { ...scene, mask: left });
  await simulator.update({ ...plan, density: { dotsPerCm2: 15 } });
  const fewer = await composer.patch(simulator, photo, seen, scene);
  const fresh = await compositePhoto(simulator, photo, seen, { blurPx: 0.6 });
  await simulator.update(plan);
  const again = await composer.patch(simulator, photo, seen, { ...scene, ratio: true });
  const draft = await composer.patch(simulator, photo, seen, {
    ...{ ...scene, ratio: true, isDraft: true },
  });
  composer.destroy();
  if (!first || !masked || !fewer || !again || !draft) throw new Error('A patch is missing.');
  expect(again.rgba).toEqual(first.rgba);
  expect(masked.rgba).not.toEqual(first.rgba);
  expect(fewer.rgba).not.toEqual(first.rgba);
  for (let y = 0; y < fewer.height; y++) {
    const at = 4 * ((fewer.top + y) * photo.widthPx + fewer.left);
    const row = fewer.rgba.subarray(4 * y * fewer.width, 4 * (y + 1) * fewer.width);
    expect(fresh.after.rgba.subarray(at, at + row.length)).toEqual(row);
  }
  expect(again.ratio!.some((byte) => byte < 250)).toBe(true);
  expect(first.ratio).toBeUndefined();
  // A draft is coarser, and as dark in the mean.
  const [whole, coarse] = [again, draft].map(({ ratio }) => 255 - meanOf(ratio!));
  expect(draft.ratio).not.toEqual(again.ratio);
  expect(Math.abs(coarse! - whole!)).toBeLessThan(0.05 * whole!);
});

test('12 million pixels are done in parts: what is kept on the device is that of one part', async () => {
  const [widthPx, heightPx] = [3000, 4000];
  const photo = { widthPx, heightPx, rgba: new Uint8Array(4 * widthPx * heightPx).fill(150) };
  const seen = {
    ...camera,
    widthPx,
    heightPx,
    focalPx: (camera.focalPx * heightPx) / SIZE.heightPx,
  };
  const { gpu } = simulator;
  const before = gpu.ledger.bytes;
  const composer = await PhotoComposer.create(gpu);
  let [most, done] = [0, 0];
  const patch = await composer.patch(simulator, photo, seen, {
    ...{ blurPx: 1, ratio: true },
    mask: new Uint8Array(widthPx * heightPx).fill(255),
    onProgress: (share) => {
      most = Math.max(most, gpu.ledger.bytes - before);
      done = share;
    },
    isOver: () => done > 0,
  });
  composer.destroy();
  expect(patch).toBeUndefined();
  // There are more parts to come, and the first is as large as any.
  expect(done).toBeLessThan(0.3);
  expect(most).toBeGreaterThan(30e6);
  expect(most).toBeLessThan(70e6);
  expect(gpu.ledger.bytes).toBe(before);
});

function meanOf(rgba: Uint8Array): number {
  const greens = rgba.filter((_, i) => i % 4 === 1);
  return greens.reduce((sum, byte) => sum + byte, 0) / greens.length;
}

function cameraOf({ eyeMm, targetMm, fovDeg }: Pose): PhotoCamera {
  const into = unit(sub(targetMm, eyeMm));
  const right = unit(cross(into, [0, 1, 0]));
  const down = cross(into, right);
  const turn = [right, down, into] as const;
  const shiftMm = turn.map((row) => -(row[0] * eyeMm[0] + row[1] * eyeMm[1] + row[2] * eyeMm[2]));
  return {
    ...SIZE,
    focalPx: SIZE.heightPx / 2 / Math.tan((fovDeg * Math.PI) / 360),
    turn,
    shiftMm: shiftMm as unknown as Vec3,
  };
}

function bytes(rgba: Uint8Array, at: number): [number, number, number] {
  return [rgba[at]!, rgba[at + 1]!, rgba[at + 2]!];
}

function differs(a: readonly number[], b: readonly number[], by: number): boolean {
  return a.some((value, i) => Math.abs(value - b[i]!) > by);
}

function labOf([r, g, b]: readonly [number, number, number]): Lab {
  return xyzToLab(linearToXyz(decodeSrgb([r / 255, g / 255, b / 255])));
}
