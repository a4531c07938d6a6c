import { expect, test } from 'vitest';
import type { Vec3 } from '../../../src/base/vec3.ts';
import { planScalp } from '../../../src/engine/plan-scalp.ts';
import { finishOpened, openScan, trustedPlacing } from '../../../src/io/scan/import-scan.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { inTurn, kept, type Move, manScan, moved } from '../../helpers/planted.ts';
import { glb, type Mesh, obj } from '../../helpers/scan-files.ts';

/* What is no whole bare head, and the reason that is told. */

const { scan } = await manScan(30_000);
const opened = (mesh: Mesh) => openScan([{ name: 'a.obj', bytes: obj(mesh) }]);

test.each([
  [
    'a face without a cranium',
    kept(scan, ([, y, z]) => z > -45 && y < 60),
    /a face .* not the top and the back/,
  ],
  [
    'a head without its back',
    kept(scan, ([, , z]) => z > -70),
    /a face .* not the back of the head/,
  ],
  [
    'a mask without ears',
    kept(scan, ([x, y, z]) => z > 30 && y < 60 && y > -100 && Math.abs(x) < 55),
    /nor the top or the back of a head|not the top and the back/,
  ],
  [
    'bone',
    moved(
      kept(scan, ([, y]) => y > -110),
      bone,
    ),
    /no ears|neither a nose nor ears.*bone/,
  ],
])('%s', async (_, mesh, words) => {
  const { doubt } = await opened(mesh);
  expect(doubt).toMatch(words);
});

test('a truncated GLB is told as that', async () => {
  const whole = await glb(kept(scan, ([, y]) => y > 100));
  const cut = whole.slice(0, Math.floor(0.6 * whole.length));
  await expect(openScan([{ name: 'a.glb', bytes: cut }])).rejects.toThrow(
    /ends in the middle of its data/,
  );
});

test.each([
  ['at the lobes', ([, y]: Vec3) => y > -30],
  ['through the nape, at a tilt', ([, y, z]: Vec3) => y > -70 - 0.8 * z],
])('a neck cut off %s carries its hairline, and what is missing is said', async (_, wanted) => {
  const a = await opened(kept(scan, wanted));
  const { head, findings } = await finishOpened(a, trustedPlacing(a));
  const missing = findings.find(({ kind }) => kind === 'neckMissing')!;
  expect(missing.text).toMatch(/the neck and a part of the nape are missing/);
  expect(missing.placeMm![1]).toBeLessThan(0);
  const { fields } = planScalp(DEFAULT_PLAN, head);
  expect(fields.areaMm2 / 100).toBeGreaterThan(500);
  // Dots lie on scanned skin only.
  const { positionsUm } = head.mesh;
  const dotted = head.scalp.findIndex(
    (on, v) =>
      on === 1 && !wanted([0, positionsUm[3 * v + 1]! / 1000 + 3, positionsUm[3 * v + 2]! / 1000]),
  );
  expect(dotted).toBe(-1);
});

test('electrodes and the connector of a cap are told with their place, upside down too', async () => {
  const over: Move = ([x, y, z]) => [-x, -y, z];
  const a = await opened(moved(scan, inTurn(cap, over)));
  const { findings } = await finishOpened(a, trustedPlacing(a));
  const hair = findings.find(({ kind, text }) => kind === 'hair' && /seems to include/.test(text))!;
  expect(hair.text).toMatch(
    /stands about .* further out on top of the head, or a cap\u2019s connector/,
  );
  expect(hair.text).toMatch(/knobs all over, as an EEG cap/);
  expect(hair.placeMm![1]).toBeGreaterThan(110);
});

/** From the middle of the braincase outwards, so many mm. */
function out(mm: (p: Vec3) => number): Move {
  return (p) => {
    const from: Vec3 = [p[0], p[1] - 30, p[2] + 5];
    const k = 1 + mm(p) / Math.hypot(...from);
    return [k * from[0], k * from[1] + 30, k * from[2] - 5];
  };
}

function near(p: Vec3, at: Vec3, mm: number): number {
  return Math.exp(-((Math.hypot(p[0] - at[0], p[1] - at[1], p[2] - at[2]) / mm) ** 4));
}

function cap(p: Vec3): Vec3 {
  const electrodes = Array.from({ length: 40 }, (_, i): Vec3 => {
    const y = 1 - ((i + 0.5) / 40) * 0.95;
    const [ring, turn] = [Math.sqrt(1 - y * y), i * 2.39996];
    return [90 * ring * Math.cos(turn), 30 + 105 * y, -5 + 100 * ring * Math.sin(turn)];
  });
  const worn = out((at) => {
    if (at[1] < 45) return 0;
    const highest = electrodes.reduce((most, one) => Math.max(most, near(at, one, 14)), 0);
    return 2 + 7 * highest + 32 * near(at, [0, 135, -10], 22);
  });
  return worn(p);
}

/** No ears, no nose, hollow orbits, and a centimetre less all round. */
function bone([x, y, z]: Vec3): Vec3 {
  const beside = Math.abs(y) < 50 && z > -60 && z < 32;
  const flat = beside ? Math.sign(x) * Math.min(Math.abs(x), 62) : x;
  const orbit = Math.max(near([x, y, 0], [32, 8, 0], 20), near([x, y, 0], [-32, 8, 0], 20));
  const nose = near([x, y, 0], [0, -22, 0], 26);
  return [flat, y, z > 40 ? z - 25 * orbit - 40 * nose : z];
}
