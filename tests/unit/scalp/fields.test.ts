import { describe, expect, test } from 'vitest';
import { DotworkError } from '../../../src/base/errors.ts';
import type { Vec3 } from '../../../src/base/vec3.ts';
import { makeHead } from '../../../src/head/parametric-head.ts';
import { chartDirection, chartPlace } from '../../../src/scalp/chart.ts';
import { type ScalpSpec, scalpFields, scalpWork } from '../../../src/scalp/fields.ts';
import { barePatches, type LossSpec } from '../../../src/scalp/loss/loss.ts';
import { NORWOOD_GRADES } from '../../../src/scalp/loss/loss-shapes.ts';
import { REGIONS, weightedAreaMm2 } from '../../../src/scalp/regions.ts';
import { scalpBase, to1024 } from '../../../src/scalp/scalp-base.ts';
import type { ScarSpec } from '../../../src/scalp/scars.ts';
import { FAR_MM } from '../../../src/surface/geodesic.ts';
import { nearestPoint } from '../../../src/surface/nearest.ts';
import { surfaceOf } from '../../../src/surface/topology.ts';
import { eggHead, shuffled } from '../../helpers/shapes.ts';

const egg = eggHead();
const man = await makeHead({ base: 'male' });
const plan: ScalpSpec = {
  seed: 1,
  hairline: { style: 'natural', sex: 'male' },
  skin: { sex: 'male', ageYears: 40 },
  laterGrades: 0,
  loss: { kind: 'norwood', grade: 'IV' },
  scars: [{ kind: 'fut', lengthMm: 200, widthMm: 8 }],
  others: [],
  zones: [
    { name: 'crown', shape: { kind: 'disc', at: 'vertex', radiusMm: 30, softMm: 6 } },
    { name: 'edge', shape: { kind: 'band', fromMm: 0, toMm: 15, softMm: 4 } },
    { name: 'top', shape: { kind: 'region', region: 'midScalp' } },
  ],
};
const work = scalpWork(man, plan);

/** Value of a field at the vertex nearest to a place. */
function at(field: ArrayLike<number>, place: Vec3): number {
  const surface = surfaceOf(man.mesh);
  return field[surface.triangles[3 * nearestPoint(surface, place).triangle]!]!;
}

function hairCm2(loss: LossSpec, sex: 'male' | 'female' = 'male'): number {
  const { fields } = scalpWork(man, { ...plan, skin: { sex, ageYears: 40 }, loss }, work);
  return weightedAreaMm2(surfaceOf(man.mesh), fields.remainingHair1024) / 100;
}

describe('the chart', () => {
  test('direction and place are inverse to each other', () => {
    for (const [x, z] of [
      [0.3, 0.4],
      [-0.7, 0.1],
      [0.9, -0.8],
      [0, -1.4],
    ] as const) {
      const [u, v] = chartPlace(chartDirection(x, z), [0, 0, 0]);
      expect(u).toBeCloseTo(x, 6);
      expect(v).toBeCloseTo(z, 6);
    }
  });
});

describe('scalp fields', () => {
  test('are finite everywhere on the real head, ears and neck included', () => {
    for (const field of [work.fields.boundaryDistance64, work.fields.frontDistance64]) {
      expect(field.every((d) => Math.abs(d) < 64 * 1000)).toBe(true);
    }
    expect(FAR_MM * 64).toBeLessThan(2 ** 31);
  });

  test('are positive on the crown, negative on face, ears and neck', () => {
    const { landmarks } = man;
    const { boundaryDistance64: edge, frontDistance64: front } = work.fields;
    expect(at(edge, landmarks.vertex)).toBeGreaterThan(64 * 60);
    expect(at(edge, landmarks.opisthocranion)).toBeGreaterThan(0);
    for (const name of ['nasion', 'menton', 'tragionLeft', 'tragionRight'] as const) {
      expect(at(edge, landmarks[name])).toBeLessThan(0);
    }
    expect(at(edge, [90, 10, -15])).toBeLessThan(0);
    expect(at(front, landmarks.glabella)).toBeLessThan(-64 * 60);
    expect(at(front, landmarks.inion)).toBeGreaterThan(0);
    expect(at(front, [0, -60, -70])).toBeGreaterThan(0);
  });

  test('distance is 1-Lipschitz along every edge, apart from rounding and slivers', () => {
    const { positionsMm: p, triangles } = surfaceOf(man.mesh);
    const edge = work.fields.boundaryDistance64;
    for (let i = 0; i < triangles.length; i += 3) {
      const [a, b] = [triangles[i]!, triangles[i + 1]!];
      const long = Math.sqrt(
        [0, 1, 2].reduce((sum, k) => sum + (p[3 * a + k]! - p[3 * b + k]!) ** 2, 0),
      );
      // Within a quarter millimetre: distances beside the curve cut its corners.
      if (Math.abs(edge[a]! - edge[b]!) > 64 * (1.02 * long + 0.25)) {
        expect.fail(`edge ${a}-${b}: ${edge[a]} and ${edge[b]} over ${long} mm`);
      }
    }
  });

  test('treatable scalp of a mean man is 450 to 700 cm2', () => {
    expect(work.fields.areaMm2 / 100).toBeGreaterThan(450);
    expect(work.fields.areaMm2 / 100).toBeLessThan(700);
  });

  test('two runs agree in every integer', () => {
    expect(scalpFields(egg, plan)).toEqual(scalpFields({ ...egg, mesh: { ...egg.mesh } }, plan));
  });

  test('numbering the vertices otherwise changes at most the last digit', () => {
    const { mesh, newOf } = shuffled(egg.mesh);
    const one = scalpFields(egg, plan);
    const other = scalpFields({ ...egg, mesh }, plan);
    let worst = 0;
    for (let v = 0; v < newOf.length; v++) {
      const w = newOf[v]!;
      worst = Math.max(
        worst,
        Math.abs(one.boundaryDistance64[v]! - other.boundaryDistance64[w]!),
        Math.abs(one.frontDistance64[v]! - other.frontDistance64[w]!),
        Math.abs(one.remainingHair1024[v]! - other.remainingHair1024[w]!),
      );
    }
    expect(worst).toBeLessThanOrEqual(1);
  });

  test('a changed zone takes over everything else', () => {
    const zones = [{ name: 'all', shape: { kind: 'region', region: 'vertex' } }] as const;
    const next = scalpWork(man, { ...plan, zones }, work);
    expect(next.edge).toBe(work.edge);
    expect(next.fields.remainingHair1024).toBe(work.fields.remainingHair1024);
    expect(next.fields.zoneWeight1024).toHaveLength(1);
  });

  test('zones weigh 1024 in their middle and 0 far off', () => {
    const [crown, edge] = work.fields.zoneWeight1024;
    expect(at(crown!, man.landmarks.vertex)).toBe(1024);
    expect(at(crown!, man.landmarks.inion)).toBe(0);
    expect(at(edge!, man.landmarks.vertex)).toBe(0);
    expect(edge!.some((w) => w === 1024)).toBe(true);
  });
});

describe('loss patterns', () => {
  test('Norwood stages lose more and more', () => {
    const left = NORWOOD_GRADES.map((grade) => hairCm2({ kind: 'norwood', grade }));
    for (let i = 1; i < left.length; i++) expect(left[i]!).toBeLessThan(left[i - 1]!);
    expect(left[0]!).toBeLessThanOrEqual(hairCm2({ kind: 'none' }));
  });

  test('Norwood VII holds whatever VI and IV have lost', () => {
    const hair = (grade: 'IV' | 'VI' | 'VII') =>
      scalpWork(man, { ...plan, loss: { kind: 'norwood', grade } }, work).fields.remainingHair1024;
    const [four, six, seven] = [hair('IV'), hair('VI'), hair('VII')];
    expect(seven.every((share, v) => share <= six[v]! && six[v]! <= four[v]! + 1)).toBe(true);
  });

  test('Ludwig and Sinclair thin the parting and keep the front rim', () => {
    const full = hairCm2({ kind: 'none' }, 'female');
    let last = full;
    for (const grade of ['I', 'II', 'III'] as const) {
      const cm2 = hairCm2({ kind: 'ludwig', grade }, 'female');
      expect(cm2).toBeLessThan(last);
      last = cm2;
    }
    const skin = { sex: 'female', ageYears: 50 } as const;
    const three = scalpWork(man, { ...plan, skin, loss: { kind: 'ludwig', grade: 'III' } }, work);
    const none = scalpWork(man, { ...plan, skin, loss: { kind: 'none' } }, work);
    const front = none.fields.frontDistance64;
    let rim = 0;
    for (let v = 0; v < front.length; v++) {
      // 60 mm line of the grown hair: a designed line of 75 lies 15 mm behind it.
      if (front[v]! < 64 * -15 || front[v]! > 64 * -5) continue;
      rim++;
      expect(three.fields.remainingHair1024[v]).toBeGreaterThanOrEqual(
        0.95 * none.fields.remainingHair1024[v]!,
      );
    }
    expect(rim).toBeGreaterThan(50);
    expect(at(three.fields.remainingHair1024, man.landmarks.vertex)).toBeLessThan(400);
    last = full;
    for (const grade of [1, 2, 3, 4, 5]) {
      const cm2 = hairCm2({ kind: 'sinclair', grade }, 'female');
      expect(cm2).toBeLessThan(last);
      last = cm2;
    }
  });

  test('patches are as large as their discs, and seeds move them', () => {
    const { base, grown } = work;
    const cm2 = (share: Float64Array) =>
      weightedAreaMm2(base.surface, to1024(share.map((s, v) => s * work.scars.keep[v]!))) / 100;
    const lost = cm2(grown.share) - cm2(barePatches(base, grown, 1, 4, [20, 20]));
    // A disc of 20 mm has 12.6 cm2; it may hang over the edge, a scar already crosses some.
    expect(lost).toBeGreaterThan(5);
    expect(lost).toBeLessThan(13);
    const loss = { kind: 'areata', pattern: 'patches', patches: 1 } as const;
    const hair = (seed: number) =>
      scalpWork(man, { ...plan, loss, seed }, work).fields.remainingHair1024;
    expect(hair(5)).toEqual(hair(5));
    expect(hair(5)).not.toEqual(hair(4));
  });

  test('totalis leaves nothing, ophiasis the top, diffuse its share', () => {
    expect(hairCm2({ kind: 'areata', pattern: 'totalis', patches: 1 })).toBe(0);
    const loss = { kind: 'areata', pattern: 'ophiasis', patches: 1 } as const;
    const snake = scalpWork(man, { ...plan, loss }, work).fields;
    expect(at(snake.remainingHair1024, man.landmarks.vertex)).toBe(1024);
    expect(at(snake.remainingHair1024, [0, -15, -90])).toBe(0);
    const half = hairCm2({ kind: 'diffuse', remaining: 0.5 });
    expect(half).toBeCloseTo(hairCm2({ kind: 'none' }) / 2, 1);
  });

  test('senseless patterns say what is wrong', () => {
    for (const loss of [
      { kind: 'diffuse', remaining: 2 },
      { kind: 'norwood', grade: 'IX' },
      { kind: 'moon' },
      { kind: 'areata', pattern: 'patches', patches: 99 },
      { kind: 'areata', pattern: 'moons', patches: 1 },
      { kind: 'sinclair', grade: 6 },
    ]) {
      expect(() => scalpWork(man, { ...plan, loss: loss as never }, work)).toThrow(DotworkError);
    }
  });
});

describe('skin', () => {
  test('regions add up to 1024 everywhere', () => {
    const { regions } = scalpBase(egg);
    for (let v = 0; v < regions.frontal.length; v++) {
      expect(REGIONS.reduce((sum, region) => sum + regions[region][v]!, 0)).toBe(1024);
    }
  });

  test('is thin in front and thick behind, thinner in women and in the old', () => {
    const { skinBaseUm: base, epidermisUm, papillaryUm } = work.fields;
    expect(at(base, man.landmarks.trichion)).toBeCloseTo(1200, -2);
    expect(at(base, man.landmarks.opisthocranion)).toBeCloseTo(1750, -2);
    for (const skin of [
      { sex: 'female', ageYears: 40 },
      { sex: 'male', ageYears: 61 },
    ] as const) {
      const other = scalpWork(man, { ...plan, skin }, work).fields.skinBaseUm;
      expect(other.every((um, v) => um < base[v]!)).toBe(true);
    }
    expect(base.every((um, v) => epidermisUm[v]! <= papillaryUm[v]! && papillaryUm[v]! < um)).toBe(
      true,
    );
  });

  test('scars take hair and papillary dermis where they lie', () => {
    const scars: ScarSpec[] = [{ kind: 'patch', at: [0.4, 0.9, -0.1], radiusMm: 12 }];
    const { fields } = scalpWork(man, { ...plan, loss: { kind: 'none' }, scars }, work);
    const where = fields.scar1024.indexOf(1024);
    expect(where).toBeGreaterThan(-1);
    expect(fields.remainingHair1024[where]).toBe(0);
    expect(fields.papillaryUm[where]).toBe(fields.epidermisUm[where]);
    const area = weightedAreaMm2(surfaceOf(man.mesh), fields.scar1024);
    // The rim is soft on both sides alike, which leaves the disc's area within a tenth.
    expect(Math.abs(area / (Math.PI * 144) - 1)).toBeLessThan(0.1);
  });
});
