import { expect, test } from 'vitest';
import type { Vec3 } from '../../../src/base/vec3.ts';
import { makeHead } from '../../../src/head/parametric-head.ts';
import { headGlb } from '../../../src/io/head-glb.ts';
import { finishOpened, openScan, trustedPlacing } from '../../../src/io/scan/import-scan.ts';
import { simplified } from '../../../src/io/scan/simplify.ts';
import { finishScan } from '../../../src/scan/finish.ts';
import { mappedPoints } from '../../../src/scan/placing.ts';
import { PLACED, prepareScan } from '../../../src/scan/prepare.ts';
import { checkStanding } from '../../../src/scan/recognise/standing.ts';
import { ball, type Mesh, obj, plyBinary, stlBinary } from '../../helpers/scan-files.ts';

/** Two imports, on a machine that may be shared with much else. */
const PATIENCE_MS = 60_000;

const man = await makeHead({ base: 'male' });
const woman = await makeHead({ base: 'female' });
const millimetres = (head: typeof man): Mesh => ({
  positions: Float64Array.from(head.mesh.positionsUm, (um) => um / 1000),
  triangles: head.mesh.triangles,
});
/** Enough triangles for a face, few enough for a quick test. */
const light = async (mesh: Mesh) => (await simplified(mesh, 12_000)).mesh;
const manScan = await light(millimetres(man));

interface Pose {
  readonly turn: readonly [x: number, y: number, z: number, w: number];
  readonly size: number;
  readonly shift: Vec3;
}

function posed({ turn, size, shift }: Pose): (p: Vec3) => Vec3 {
  const norm = Math.hypot(...turn);
  const [x, y, z, w] = turn.map((c) => c / norm) as [number, number, number, number];
  const m = [
    [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
    [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
    [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
  ];
  return (p) =>
    m.map(
      (row, k) => size * (row[0]! * p[0] + row[1]! * p[1] + row[2]! * p[2]) + shift[k]!,
    ) as never;
}

function moved(mesh: Mesh, move: (p: Vec3) => Vec3): Mesh {
  const { positions: p } = mesh;
  const out = new Float64Array(p.length);
  for (let i = 0; i < p.length; i += 3) out.set(move([p[i]!, p[i + 1]!, p[i + 2]!]), i);
  return { positions: out, triangles: mesh.triangles };
}

function apart(a: Vec3, b: Vec3): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

const POSES: readonly (readonly [string, Pose, typeof obj, typeof man, Mesh])[] = [
  ['lying, in cm', { turn: [1, 0, 0, 1], size: 0.1, shift: [3, 100, -8] }, obj, man, manScan],
  [
    'upside down, in m',
    { turn: [0.1, 0.2, 1, 0.05], size: 0.001, shift: [0, 0, 2] },
    (m) => plyBinary(m, false),
    man,
    manScan,
  ],
  [
    'facing back, in inches',
    { turn: [0.1, 1, 0, -0.1], size: 1 / 25.4, shift: [0, 0, 0] },
    stlBinary,
    woman,
    await light(millimetres(woman)),
  ],
];

test.each(POSES)('a head %s is found where it is', async (_, pose, write, head, scan) => {
  const move = posed(pose);
  const bytes = write(moved(scan, move));
  const opened = await openScan([
    { name: `scan.${write === obj ? 'obj' : write === stlBinary ? 'stl' : 'ply'}`, bytes },
  ]);
  expect(opened.doubt).toBeUndefined();
  expect(opened.guess.mmPerUnit).toBeCloseTo(1 / pose.size, 6);
  for (const name of PLACED) {
    const found = opened.guess.landmarks[name];
    expect(apart(found, move(head.landmarks[name])) / pose.size, name).toBeLessThan(5);
  }
  const { head: made } = await finishOpened(opened, trustedPlacing(opened));
  for (const name of ['glabella', 'menton', 'canthusRight'] as const) {
    expect(apart(made.landmarks[name], head.landmarks[name]), name).toBeLessThan(7);
  }
  // The highest and the widest point of a smooth skull slide further, but are as high and as wide.
  for (const [name, axis] of [
    ['vertex', 1],
    ['euryonLeft', 0],
  ] as const) {
    const [found, meant] = [made.landmarks[name], head.landmarks[name]];
    expect(apart(found, meant), name).toBeLessThan(9);
    expect(Math.abs(found[axis] - meant[axis]), name).toBeLessThan(3);
  }
  // As much skin to treat, whatever the triangles.
  const share = scalpMm2(made) / scalpMm2(head);
  expect(Math.abs(share - 1)).toBeLessThan(0.05);
  // What placement and the GPU ask for.
  const { positionsUm, normals, occlusion, triangles } = made.mesh;
  expect(positionsUm.every((um) => Math.abs(um) < 524_000)).toBe(true);
  expect(normals.every(Number.isFinite)).toBe(true);
  expect(occlusion.every((share) => share >= 0 && share <= 1)).toBe(true);
  expect(triangles.length / 3).toBeLessThan(300_000);
});

test('a head written as GLB comes back to the micrometre and asks nothing', async () => {
  const bytes = await headGlb(man, 'man');
  const opened = await openScan([{ name: 'man.glb', bytes }]);
  expect(opened.placedByFile).toBe(true);
  const { head } = await finishOpened(opened, opened.guess, { base: 'male' });
  const again = await openScan([{ name: 'b.glb', bytes: await headGlb(head, 'man') }]);
  const second = (await finishOpened(again, again.guess, { base: 'male' })).head;
  expect(second.mesh.triangles.length).toBe(man.mesh.triangles.length);
  // Its frame follows from the four points, so the first reading may tilt it; the second must not.
  const off = second.mesh.positionsUm.map((um, i) => Math.abs(um - head.mesh.positionsUm[i]!));
  expect(off.reduce((a, b) => Math.max(a, b), 0)).toBeLessThanOrEqual(1);
});

test('shoulders are cut off, a bust is not', { timeout: PATIENCE_MS }, async () => {
  // Our own bust is no scan of shoulders, and is left whole.
  const bust = await imported(manScan);
  expect(bust.kinds).not.toContain('cutBelow');
  expect(Math.min(...coordinates(bust.head, 1))).toBeLessThan(-230_000);

  // A torso: 250 mm to either side, 390 mm below the ears.
  const shouldered = moved(manScan, ([x, y, z]) => {
    const down = Math.max(0, -165 - y) / 73;
    return [x * (1 + down), y - 150 * down, z * (1 + 0.4 * down)];
  });
  const person = await imported(shouldered);
  expect(person.kinds).toContain('cutBelow');
  expect(Math.min(...coordinates(person.head, 1))).toBeGreaterThan(-275_000);
  expect(Math.max(...coordinates(person.head, 0))).toBeLessThan(165_000);
  expect(apart(person.head.landmarks.menton, man.landmarks.menton)).toBeLessThan(7);
});

test('thick hair is told, a bridge over a hole gets no dots', async () => {
  const hairy = moved(manScan, (p) => {
    const size = p[1] > 60 || (p[2] < -30 && p[1] > -60) ? 1.25 : 1;
    return [p[0] * size, p[1] * size, p[2] * size];
  });
  expect((await imported(hairy)).kinds).toContain('hair');

  const { positions: p } = manScan;
  const crown: Vec3 = [0, 125, -20];
  const triangles = manScan.triangles.filter((_, i, all) => {
    const t = i - (i % 3);
    return [0, 1, 2].every((k) => {
      const v = 3 * all[t + k]!;
      return apart([p[v]!, p[v + 1]!, p[v + 2]!], crown) > 40;
    });
  });
  const open = await imported({ positions: p, triangles });
  expect(open.kinds).toContain('holeLeft');
  const { positionsUm } = open.head.mesh;
  const dotted = open.head.scalp.reduce((worst, on, v) => {
    const at = [0, 1, 2].map((k) => positionsUm[3 * v + k]! / 1000) as unknown as Vec3;
    return on ? Math.min(worst, apart(at, crown)) : worst;
  }, 1e9);
  expect(dotted).toBeGreaterThan(34);
});

test('what is no head is not taken for one', async () => {
  const egg = moved(ball(30), ([x, y, z]) => [78 * x, 130 * y, 100 * z]);
  const opened = await openScan([{ name: 'egg.obj', bytes: obj(egg) }]);
  expect(opened.doubt).toMatch(/neither a nose nor ears/);
  expect(() => trustedPlacing(opened)).toThrow(/No head was recognised.*four points/s);
});

test.each([0.65, 0.85, 1.15])(
  'our own head at %f stands upright, and exchanged it does not',
  async (size) => {
    const scaled = (p: Vec3): Vec3 => [size * p[0], size * p[1], size * p[2]];
    const at = mappedPoints(man.landmarks, scaled);
    const small = moved(manScan, scaled);
    await checkStanding(small, at);
    const over = moved(small, ([x, y, z]) => [x, -y, -z]);
    const exchanged = { ...at, nasion: at.inion, inion: at.nasion };
    await expect(checkStanding(over, exchanged)).rejects.toThrow(/nasion and inion are exchanged/);
  },
);

test('a wrong unit and exchanged ears are told', async () => {
  const prepared = await prepareScan({ ...manScan, triangles: manScan.triangles.slice() });
  const { guess, mesh } = prepared;
  const finish = (change: Partial<typeof guess>) =>
    expect(finishScan(mesh, { ...guess, ...change }, simplified)).rejects;
  await finish({ mmPerUnit: 25.4 }).toThrow(/between the tragions is 3\d\d\d mm.*unit/);
  const { tragionLeft, tragionRight } = guess.landmarks;
  const exchanged = { ...guess.landmarks, tragionLeft: tragionRight, tragionRight: tragionLeft };
  await finish({ landmarks: exchanged }).toThrow(/left and right are exchanged/);
});

async function imported(mesh: Mesh) {
  const prepared = await prepareScan({ ...mesh, triangles: mesh.triangles.slice() });
  const { head, findings } = await finishScan(prepared.mesh, prepared.guess, simplified);
  return { head, kinds: findings.map(({ kind }) => kind) };
}

function coordinates({ mesh }: typeof man, axis: 0 | 1): Int32Array {
  return mesh.positionsUm.filter((_, i) => i % 3 === axis);
}

function scalpMm2({ mesh: { positionsUm: p, triangles: t }, scalp }: typeof man): number {
  let sum = 0;
  for (let i = 0; i < t.length; i += 3) {
    if (!scalp[t[i]!] || !scalp[t[i + 1]!] || !scalp[t[i + 2]!]) continue;
    const side = (k: number) =>
      [0, 1, 2].map((j) => (p[3 * t[i + k]! + j]! - p[3 * t[i]! + j]!) / 1000);
    const [u, v] = [side(1), side(2)] as [number[], number[]];
    sum +=
      Math.hypot(
        u[1]! * v[2]! - u[2]! * v[1]!,
        u[2]! * v[0]! - u[0]! * v[2]!,
        u[0]! * v[1]! - u[1]! * v[0]!,
      ) / 2;
  }
  return sum;
}
