import { beforeAll, describe, expect, test } from 'vitest';
import { Simulator } from '../../../src/engine/simulator.ts';
import { Choice, HAIR_KIND } from '../../../src/engine/structs.ts';
import type { Gpu } from '../../../src/gpu/gpu.ts';
import { planFromPreset } from '../../../src/plan/presets.ts';
import type { Plan } from '../../../src/plan/schema.ts';
import { headHull } from '../../../src/scalp/hair/hull.ts';
import { applyPose, makeCamera, viewProjection } from '../../../src/view/camera.ts';
import { GrownHair } from '../../../src/view/hair/grown-hair.ts';
import { HairPass } from '../../../src/view/hair/hair-pass.ts';
import { HairRoot } from '../../../src/view/hair/hair-structs.ts';
import { SkinPass } from '../../../src/view/skin/skin-pass.ts';
import type { Pose } from '../../../src/view/view-api.ts';
import { testGpu } from '../../helpers/gpu.ts';
import { halfValue, mean } from '../../helpers/numbers.ts';

/** A full head of sparse hair and no dots, so that a GPU made of software keeps up. */
const BASE = planFromPreset('norwood-4');
const plan = (hair: Partial<Plan['hair']>): Plan => ({
  ...BASE,
  density: { dotsPerCm2: 30 },
  hair: { ...BASE.hair, unitsPerCm2: 30, loss: { kind: 'none' }, brows: 0, ...hair },
});
const SHORT = plan({ stubbleMm: 1.5 });

let gpu: Gpu;
let simulator: Simulator;
let hair: GrownHair;

beforeAll(async () => {
  gpu = await testGpu();
  simulator = await Simulator.create(gpu);
  await simulator.update(SHORT);
  hair = await gpu.checked('compile', () => GrownHair.create(gpu));
});

/** Points of all strands of a plan, and the roots they leave from. */
async function grown(of: Plan, isNear = false) {
  hair.source = { scene: simulator.scene(), head: simulator.head, plan: of };
  hair.grow(0, isNear);
  const { points, roots, args } = hair.scalp.drawn;
  const [words, root, places] = await Promise.all(
    [args, roots, points].map((buffer) => gpu.read(buffer)),
  );
  const count = new Uint32Array(words!)[8]!;
  const along = hair.scalp.segments + 1;
  const xyzw = new Float32Array(places!);
  const strands = Array.from({ length: count }, (_, strand) =>
    Array.from({ length: along }, (_, i) => {
      const first = 4 * (along * strand + i);
      return Array.from(xyzw.subarray(first, first + 4)) as [number, number, number, number];
    }),
  );
  return { strands, roots: HairRoot.columns(root!), bytes: new Uint8Array(places!) };
}

const apart = (a: readonly number[], b: readonly number[]) =>
  Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!, a[2]! - b[2]!);

const lengthOf = (strand: readonly (readonly number[])[]) =>
  strand.slice(1).reduce((sum, point, i) => sum + apart(point, strand[i]!), 0);

describe('strands', () => {
  test('leave every follicle, as long as the cut, and lean as hair grows', async () => {
    const { choices, count } = simulator.dotBuffers();
    const { kind } = Choice.columns(await gpu.read(choices, Choice.bytes * count));
    const { strands, roots } = await grown(SHORT);
    expect(strands.length).toBe(kind.filter((one) => one === HAIR_KIND).length);
    expect(strands.length).toBeGreaterThan(5000);
    const lengths = strands.map(lengthOf);
    // Stubble of one length is of no one length by a few percent.
    expect(mean(lengths)).toBeGreaterThan(1.45);
    expect(mean(lengths)).toBeLessThan(1.55);
    expect(Math.min(...lengths)).toBeGreaterThan(0.9);
    strands.forEach((strand, i) => {
      expect(apart(strand[0]!, [roots.x[i]!, roots.y[i]!, roots.z[i]!])).toBeLessThan(1e-3);
    });
    const { vertex } = simulator.head.landmarks;
    const lean = (where: (p: readonly number[]) => boolean, axis: 0 | 1 | 2) =>
      mean(
        strands
          .filter((strand) => where(strand[0]!))
          .map((strand) => strand.at(-1)![axis]! - strand[0]![axis]!),
      );
    expect(lean((p) => p[1]! > vertex[1] - 25 && p[2]! > vertex[2] + 20, 2)).toBeGreaterThan(0.2);
    expect(lean((p) => Math.abs(p[0]!) > 70, 1)).toBeLessThan(-0.3);
  });

  test('of the hairs of a unit there are 2.4, and all together are as wide', async () => {
    const far = await grown(SHORT);
    const near = await grown(SHORT, true);
    expect(near.strands.length / far.strands.length).toBeGreaterThan(2.34);
    expect(near.strands.length / far.strands.length).toBeLessThan(2.46);
    const width = ({ strands }: typeof far) => strands.reduce((sum, one) => sum + one[0]![3], 0);
    expect(Math.abs(width(near) / width(far) - 1)).toBeLessThan(0.001);
  });

  test('are the same to the bit when they are grown again', async () => {
    const first = await grown(SHORT);
    await grown(plan({ stubbleMm: 5 }));
    expect((await grown(SHORT)).bytes).toEqual(first.bytes);
  });

  test('that are long stay outside the head, and hang', async () => {
    const { strands } = await grown(plan({ cut: { kind: 'long', lengthMm: 300, part: 'middle' } }));
    const { centre } = headHull(simulator.head);
    const { euryonLeft, menton } = simulator.head.landmarks;
    let lowest = 0;
    for (const strand of strands) {
      for (const point of strand) {
        expect(point.every(Number.isFinite)).toBe(true);
        lowest = Math.min(lowest, point[1]);
        // No deeper than a coarse map of the head lies beside its skin.
        if (point[1] > euryonLeft[1]) expect(apart(point, centre)).toBeGreaterThan(60);
      }
    }
    // Few strands reach the whole way; those hang to the chin and further.
    expect(lowest).toBeLessThan(menton[1]);
  });
});

describe('the layer', () => {
  test('covers what strands cover, whether wider than a pixel or narrower', async () => {
    // From above the crown, so near that each hair is a strand, and from across a room.
    for (const [distanceMm, size] of [
      [1200, 128],
      [300, 200],
      [150, 320],
    ] as const) {
      const { covered, strands } = await crown(SHORT, distanceMm, 30, size);
      // Where strands cross, one of them hides the other; those of a unit often do from near.
      const least = distanceMm < 200 ? 0.75 : 0.95;
      expect(covered / strands, `${distanceMm} mm`).toBeGreaterThan(least);
      expect(covered / strands, `${distanceMm} mm`).toBeLessThan(1.01);
    }
  });

  test('at few pixels is the mean of one at many', async () => {
    const coarse = await crown(plan({ stubbleMm: 4 }), 400, 40, 64);
    const fine = await crown(plan({ stubbleMm: 4 }), 400, 40, 256);
    let sum = 0;
    for (let y = 0; y < 64; y++) {
      for (let x = 0; x < 64; x++) {
        let of = 0;
        for (let k = 0; k < 16; k++) of += fine.alpha[256 * (4 * y + (k >> 2)) + 4 * x + (k & 3)]!;
        sum += (coarse.alpha[64 * y + x]! - of / 16) ** 2;
      }
    }
    expect(Math.sqrt(sum / 64 ** 2)).toBeLessThan(0.05);
    expect(Math.abs(mean(coarse.alpha) / mean(fine.alpha) - 1)).toBeLessThan(0.03);
  });

  test('covers about as much skin as the law of the spot says', async () => {
    const { alpha } = await crown(SHORT, 400, 30, 160);
    const { unitsPerCm2, shaftUm, stubbleMm } = SHORT.hair;
    // 2.4 hairs a unit, half of their length as seen from above: src/engine/optics/hair.ts.
    const share = ((unitsPerCm2 / 100) * 2.4 * 0.5 * shaftUm * stubbleMm) / 1000;
    // The spot knows one lean for the whole head, strands lean by place: 0.45 to 0.6 of their length on top.
    expect(Math.abs(mean(alpha) / share - 1)).toBeLessThan(0.25);
  });

  test('leaves less light to the skin where there is more of it', async () => {
    const light = async (stubbleMm: number) =>
      mean((await crown(plan({ stubbleMm }), 400, 30, 96)).shade);
    const [bare, short, long] = [await light(0), await light(1.5), await light(6)];
    expect(bare).toBeGreaterThan(0.995);
    expect(short).toBeLessThan(bare);
    expect(long).toBeLessThan(short - 0.02);
  });
});

/** The hair on a patch of the crown as seen from above, and how much of it strands cover by themselves. */
async function crown(of: Plan, distanceMm: number, patchMm: number, size: number) {
  const [x, y, z] = simulator.head.landmarks.vertex;
  const pose: Pose = {
    eyeMm: [x + 20, y + distanceMm, z],
    targetMm: [x + 20, y, z],
    fovDeg: (360 / Math.PI) * Math.atan(patchMm / 2 / distanceMm),
  };
  const camera = makeCamera();
  applyPose(camera, { ...pose, eyeMm: [pose.eyeMm[0], pose.eyeMm[1], z + 0.01] }, 1);
  const [skin, pass] = await gpu.checked('compile', () =>
    Promise.all([SkinPass.create(gpu), HairPass.create(gpu)]),
  );
  skin.bind(simulator.scene());
  skin.resize(size, size);
  pass.resize(size, size);
  const vp = Float32Array.from(viewProjection(camera));
  skin.draw({ viewProjection: vp, dividerPx: 0, revealMm: 1e5, mottling: 0, seed: 1 });
  pass.bind({ scene: simulator.scene(), head: simulator.head, plan: of });
  const frame = {
    ...{ viewProjection: vp, eyeMm: pose.eyeMm, fovDeg: pose.fovDeg, grownDays: 0 },
    ...{ nearMm: camera.near, farMm: camera.far, headDepth: skin.headDepth },
    light: { lamps: [], sky: [1, 1, 1], ground: [1, 1, 1] },
  } as const;
  const { layer, shade } = pass.draw(frame)!;
  const alpha = await channelOf(layer, 8, (row, i) => halfValue(new Uint16Array(row)[4 * i + 3]!));
  const left = await channelOf(shade, 1, (row, i) => new Uint8Array(row)[i]! / 255);
  pass.destroy();
  skin.destroy();
  const { strands } = await grown(of, distanceMm < 200);
  const area = strands.reduce((sum, strand) => sum + areaPx(strand, vp, size), 0);
  return { alpha, shade: left, covered: alpha.reduce((sum, one) => sum + one, 0), strands: area };
}

/** Pixels that a strand covers of a picture: of its pieces, those that begin in it. */
function areaPx(
  strand: readonly (readonly number[])[],
  vp: ArrayLike<number>,
  size: number,
): number {
  const seen = strand.map(([x, y, z, half]) => {
    const clip = [0, 1, 3].map(
      (k) => vp[k]! * x! + vp[4 + k]! * y! + vp[8 + k]! * z! + vp[12 + k]!,
    );
    const px = [0, 1].map((k) => (0.5 + (0.5 * clip[k]!) / clip[2]!) * size);
    // The camera's own scale: how much of the picture a millimetre across is.
    return { px, width: (half! * size * vp[0]!) / clip[2]!, w: clip[2]! };
  });
  let area = 0;
  for (let i = 1; i < seen.length; i++) {
    const [a, b] = [seen[i - 1]!, seen[i]!];
    const inside = a.px.every((px) => px >= 0 && px <= size) && a.w > 0;
    if (!inside) continue;
    area += Math.hypot(a.px[0]! - b.px[0]!, a.px[1]! - b.px[1]!) * (a.width + b.width) * 0.5;
  }
  return area;
}

async function channelOf(
  texture: GPUTexture,
  bytes: number,
  value: (row: ArrayBuffer, i: number) => number,
): Promise<number[]> {
  const { width, height } = texture;
  const bytesPerRow = Math.ceil((bytes * width) / 256) * 256;
  const buffer = gpu.buffer('test.layer', bytesPerRow * height, GPUBufferUsage.COPY_DST);
  const encoder = gpu.device.createCommandEncoder();
  encoder.copyTextureToBuffer({ texture }, { buffer, bytesPerRow }, [width, height]);
  gpu.device.queue.submit([encoder.finish()]);
  const all = await gpu.read(buffer);
  gpu.free(buffer);
  return Array.from({ length: height }, (_, y) => {
    const row = all.slice(bytesPerRow * y, bytesPerRow * (y + 1));
    return Array.from({ length: width }, (_, i) => value(row, i));
  }).flat();
}
