import { describe, expect, test } from 'vitest';
import { unitHash } from '../../../src/base/unit-hash.ts';
import type { Vec3 } from '../../../src/base/vec3.ts';
import type { Head } from '../../../src/head/head.ts';
import { makeHead } from '../../../src/head/parametric-head.ts';
import {
  angleBetweenDeg,
  FACING,
  intoCamera,
  type PhotoCamera,
  project,
  turnedBy,
} from '../../../src/photo/camera.ts';
import { fitPhoto, fitPhotos, type PhotoFit } from '../../../src/photo/fit-photo.ts';
import { fittedMeasures } from '../../../src/photo/fitted-measures.ts';
import {
  isInSight,
  PHOTO_POINT_NAMES,
  PHOTO_POINTS,
  type PhotoPointName,
} from '../../../src/photo/photo-points.ts';
import type { PhotoQuestion, Pixel } from '../../../src/photo/question.ts';
import { checkIsHead, judgedBy } from '../../../src/photo/remarks.ts';
import { knownSubject, type Subject, unknownSubject } from '../../../src/photo/subject.ts';

/** Two normal numbers (Box and Muller). */
function noise(seed: number, i: number): Pixel {
  const far = Math.sqrt(-2 * Math.log(1 - unitHash(seed, i, 1)));
  const angle = 2 * Math.PI * unitHash(seed, i, 2);
  return [far * Math.cos(angle), far * Math.sin(angle)];
}

function photographOf(subject: Subject, seed: number, yawDeg: number, pitchDeg: number) {
  const radians = Math.PI / 180;
  const turn = turnedBy(
    turnedBy(turnedBy(FACING, [0, yawDeg * radians, 0]), [pitchDeg * radians, 0, 0]),
    [0, 0, (unitHash(seed, 7) - 0.5) * 0.3],
  );
  const distance = 450 + 900 * unitHash(seed, 8);
  // The head fills about two thirds of the height.
  const focalPx = (1600 * 0.66 * distance) / 260;
  const camera: PhotoCamera = {
    widthPx: 1200,
    heightPx: 1600,
    focalPx,
    turn,
    shiftMm: [20 * (unitHash(seed, 9) - 0.5), 40, distance],
  };
  const names = PHOTO_POINT_NAMES.filter(
    (name) => subject.points.has(name) && isInSight(PHOTO_POINTS[name], turn[2]),
  );
  const points = Object.fromEntries(
    names.map((name, i) => {
      const [x, y] = project(camera, subject.points.get(name)!.mm);
      const [dx, dy] = noise(seed, i);
      return [name, [x + 2 * dx, y + 2 * dy]];
    }),
  ) as Partial<Record<PhotoPointName, Pixel>>;
  const rim = outlineOf(camera, subject).map(([x, y], i): Pixel => {
    const [dx, dy] = noise(seed, 100 + i);
    return [x + 2 * dx, y + 2 * dy];
  });
  const question: PhotoQuestion = {
    ...{ widthPx: camera.widthPx, heightPx: camera.heightPx, points },
    outline: rim,
  };
  return { camera, question };
}

/** The topmost places of the skull in five directions around upwards. */
function outlineOf(camera: PhotoCamera, { skull }: Subject): Pixel[] {
  const seen = skull.map(({ mm }) => project(camera, mm));
  return [-60, -30, 0, 30, 60].map((deg) => {
    const [nx, ny] = [Math.sin((deg * Math.PI) / 180), -Math.cos((deg * Math.PI) / 180)];
    return seen.reduce((a, b) => (nx * b[0] + ny * b[1] > nx * a[0] + ny * a[1] ? b : a));
  });
}

function dotRow(a: Vec3, b: Vec3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** Misses of the scalp in sight, mm across the line of sight, sorted. */
function scalpMisses(truth: PhotoCamera, head: Head, found: PhotoCamera, as: Head): number[] {
  const out: number[] = [];
  for (let v = 0; v < head.scalp.length; v += 7) {
    const [nx, ny, nz] = [0, 1, 2].map((i) => head.mesh.normals[3 * v + i]!) as [
      number,
      number,
      number,
    ];
    if (!head.scalp[v] || dotRow(truth.turn[2], [nx, ny, nz]) > -0.1) continue;
    const mm = vertexMm(head, v);
    const [here, there] = [project(truth, mm), project(found, vertexMm(as, v))];
    const pxPerMm = truth.focalPx / intoCamera(truth, mm)[2];
    out.push(Math.hypot(there[0] - here[0], there[1] - here[1]) / pxPerMm);
  }
  return out.sort((a, b) => a - b);
}

function vertexMm({ mesh }: Head, v: number): Vec3 {
  return [0, 1, 2].map((i) => mesh.positionsUm[3 * v + i]! / 1000) as unknown as Vec3;
}

describe('a photograph', () => {
  const people = [
    { base: 'male', measuresMm: { length: 190, breadth: 161, faceHeight: 130 } },
    { base: 'female', measuresMm: { length: 185, breadth: 150, tragionTop: 120 } },
  ] as const;
  const ways = [
    [0, 0],
    [25, 8],
    [-45, 5],
    [0, 35],
    [70, 0],
  ] as const;

  test('of an unknown head is placed by its points: pose, and the scalp on the picture', async () => {
    const rows: { pose: number; median: number; p95: number; told: number }[] = [];
    for (const [i, { base, measuresMm }] of people.entries()) {
      const truth = await makeHead({ base, measuresMm });
      const [head, subject] = [await knownSubject(truth, true), await unknownSubject(base)];
      for (const [j, [yaw, pitch]] of ways.entries()) {
        const { camera, question } = photographOf(head, 10 * i + j, yaw, pitch);
        const fit = fitPhoto(question, subject);
        expect(fit.doubtful).toEqual([]);
        const found = await makeHead({ base, measuresMm: await fittedMeasures(base, fit.modes) });
        const again = fitPhoto(question, await knownSubject(found, false));
        const misses = scalpMisses(camera, truth, again.camera, found);
        rows.push({
          pose: angleBetweenDeg(camera.turn, again.camera.turn),
          median: misses[Math.floor(misses.length / 2)]!,
          p95: misses[Math.floor(0.95 * misses.length)]!,
          told: fit.certainty.medianMm,
        });
      }
    }
    const middle = (of: (row: (typeof rows)[number]) => number) =>
      rows.map(of).sort((a, b) => a - b)[rows.length / 2]!;
    const worst = (of: (row: (typeof rows)[number]) => number) => Math.max(...rows.map(of));
    expect(middle(({ pose }) => pose)).toBeLessThan(1);
    expect(middle(({ median }) => median)).toBeLessThan(1.2);
    expect(worst(({ p95 }) => p95)).toBeLessThan(4);
    expect(worst(({ median }) => median)).toBeLessThan(2);
    expect(worst(({ pose }) => pose)).toBeLessThan(1.5);
    // What it says of itself holds: a standard deviation each way, so 1.2 of them is the median.
    expect(worst(({ median, told }) => median / told)).toBeLessThan(2.5);
  }, 120_000);

  test('of a person helps to pose another of the same one', async () => {
    const { base, measuresMm } = people[1];
    const truth = await knownSubject(await makeHead({ base, measuresMm }), true);
    const subject = await unknownSubject(base);
    const shots = (
      [
        [0, 0],
        [45, 5],
        [-45, 5],
        [0, 35],
        [180, 15],
      ] as const
    ).map(([yaw, pitch], i) => photographOf(truth, 10 + i, yaw, pitch));
    const together = fitPhotos(
      shots.map(({ question }) => question),
      subject,
    );
    const off = (fit: PhotoFit, i: number) =>
      angleBetweenDeg(shots[i]!.camera.turn, fit.camera.turn);
    const [front, left, right, crown, back] = together.map(off) as [
      ...[number, number, number, number, number],
    ];
    for (const pose of [front, left, right, crown]) expect(pose).toBeLessThan(1.5);
    const alone = fitPhoto(shots[4]!.question, subject);
    expect(back).toBeLessThan(0.8 * off(alone, 4));
    for (const { modes } of together) expect(modes).toEqual(together[0]!.modes);
  }, 60_000);

  test('says what can be judged at its size, and where its points are no head', async () => {
    const head = await makeHead({ base: 'male' });
    const subject = await knownSubject(head, true);
    const { camera, question } = photographOf(subject, 3, 20, 5);
    const far = { ...camera, focalPx: camera.focalPx / 8 };
    expect(judgedBy(camera, head).shows).toBe('single dots');
    const half = { ...camera, focalPx: camera.focalPx / 2 };
    expect(judgedBy(half, head).says).toMatch(/too small to show a dot; density/);
    expect(judgedBy(far, head).says).toMatch(/too small to show a dot or how dense/);
    const fit = fitPhoto(question, subject);
    expect(() => checkIsHead(fit, head)).not.toThrow();
    // Eyes and nose of one person, mouth, chin and ears of another beside.
    const mixed = Object.fromEntries(
      Object.entries(question.points).map(([name, [x, y]], i) => [
        name,
        i % 2 ? [x - 300, y - 250] : [x, y],
      ]),
    ) as PhotoQuestion['points'];
    const wrong = fitPhoto({ ...question, points: mixed, outline: [] }, subject);
    expect(() => checkIsHead(wrong, head)).toThrow(/lie on no head/);
  });

  test('of a known head is placed closely, from the front, the side and behind', async () => {
    const head = await makeHead({ base: 'neutral' });
    const subject = await knownSubject(head, true);
    for (const [i, [yaw, pitch]] of (
      [
        [0, 0],
        [80, 10],
        [170, 20],
      ] as const
    ).entries()) {
      const { camera, question } = photographOf(subject, 50 + i, yaw, pitch);
      const fit = fitPhoto(question, subject);
      const misses = scalpMisses(camera, head, fit.camera, head);
      expect(misses[Math.floor(0.95 * misses.length)]).toBeLessThan(4);
      expect(fit.modes).toEqual([]);
    }
  });

  test('names a point that was clicked in a wrong place, and goes on without it', async () => {
    const head = await knownSubject(await makeHead({ base: 'male' }), true);
    const { camera, question } = photographOf(head, 3, 20, 5);
    const right = question.points.tragionLeft ?? question.points.tragionRight!;
    const name = question.points.tragionLeft ? 'tragionLeft' : 'tragionRight';
    const wrong = { ...question.points, [name]: [right[0], right[1] - 220] as const };
    const fit = fitPhoto({ ...question, points: wrong }, head);
    expect(fit.doubtful).toContain(name);
    expect(angleBetweenDeg(camera.turn, fit.camera.turn)).toBeLessThan(6);
  });

  test('asks for the point that helps most, and is surer with it', async () => {
    const head = await knownSubject(await makeHead({ base: 'male' }), true);
    const { question } = photographOf(head, 4, 20, 5);
    const { nasion, menton, canthusLeft, canthusRight, pronasale } = question.points;
    const few = { nasion, menton, canthusLeft, canthusRight, pronasale } as typeof question.points;
    const { outline: _, ...bare } = question;
    const subject = await unknownSubject('male');
    const before = fitPhoto({ ...bare, points: few }, subject).certainty;
    const { name } = before.next!;
    const after = fitPhoto(
      { ...bare, points: { ...few, [name]: question.points[name]! } },
      subject,
    );
    expect(before.next!.medianMm).toBeLessThan(before.medianMm);
    expect(after.certainty.medianMm).toBeLessThan(before.medianMm);
    // What is known of the head counts: an ear tells how it is turned.
    expect(name).toMatch(/tragion|ear/);
  });

  test('says what is wrong with too few points, points outside, and points in one place', async () => {
    const subject = await unknownSubject('male');
    const size = { widthPx: 800, heightPx: 600 };
    const fitted = (points: PhotoQuestion['points']) => () =>
      fitPhoto({ ...size, points }, subject);
    expect(fitted({ nasion: [1, 2] })).toThrow(/One point is too few/);
    expect(
      fitted({ nasion: [1, 2], menton: [3, 400], canthusLeft: [5000, 3], canthusRight: [4, 9] }),
    ).toThrow(/"canthusLeft" at 5000,3 lies outside/);
    expect(
      fitted({ nasion: [9, 9], menton: [9, 9], canthusLeft: [9, 9], canthusRight: [9, 10] }),
    ).toThrow(/one place/);
  });
});
