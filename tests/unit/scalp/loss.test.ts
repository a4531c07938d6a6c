import { describe, expect, test } from 'vitest';
import type { Vec3 } from '../../../src/base/vec3.ts';
import { distance } from '../../../src/base/vec3.ts';
import { makeHead } from '../../../src/head/parametric-head.ts';
import { type ScalpSpec, type ScalpWork, scalpWork } from '../../../src/scalp/fields.ts';
import {
  hairLoss,
  regionAreasCm2,
  saltClass,
  zoneAreasCm2,
} from '../../../src/scalp/loss/hair-loss.ts';
import type { LossSpec } from '../../../src/scalp/loss/loss.ts';
import { positiveAreaMm2 } from '../../../src/scalp/regions.ts';
import type { ScarSpec } from '../../../src/scalp/scars.ts';
import { nearestPoint } from '../../../src/surface/nearest.ts';
import { scatterOnSkin } from '../../../src/surface/scatter.ts';
import { surfaceOf } from '../../../src/surface/topology.ts';
import { ellipsoidMesh, shuffled } from '../../helpers/shapes.ts';

const man = await makeHead({ base: 'male' });
const none: ScalpSpec = {
  seed: 2,
  hairline: { style: 'natural', sex: 'male' },
  skin: { sex: 'male', ageYears: 40 },
  laterGrades: 0,
  loss: { kind: 'none' },
  scars: [],
  others: [],
  zones: [{ name: 'crown', shape: { kind: 'disc', at: 'vertex', radiusMm: 30, softMm: 0.1 } }],
};
const full = scalpWork(man, none);
const withLoss = (loss: LossSpec) => scalpWork(man, { ...none, loss }, full);
const withScar = (...scars: ScarSpec[]) => scalpWork(man, { ...none, scars }, full);

function at({ base, fields }: ScalpWork, place: Vec3): number {
  const { triangle } = nearestPoint(base.surface, place);
  return fields.remainingHair1024[base.surface.triangles[3 * triangle]!]! / 1024;
}

describe('SALT', () => {
  test('is 0 with all hair, 100 with none, half of it with every second hair', () => {
    expect(hairLoss(full).saltScore).toBeLessThan(0.1);
    expect(
      hairLoss(withLoss({ kind: 'areata', pattern: 'totalis', patches: 1 })).saltScore,
    ).toBeCloseTo(100, 6);
    expect(hairLoss(withLoss({ kind: 'diffuse', remaining: 0.5 })).saltScore).toBeCloseTo(50, 0);
    expect(hairLoss(withLoss({ kind: 'areata', pattern: 'totalis', patches: 1 })).saltClass).toBe(
      'very severe',
    );
    expect([0, 20, 21, 49, 50, 94, 95].map(saltClass)).toEqual([
      'none',
      'limited',
      'moderate',
      'moderate',
      'severe',
      'severe',
      'very severe',
    ]);
  });

  test('areas are near the shares the tool gives them', () => {
    const { salt, hairyCm2 } = hairLoss(full);
    const share = (area: keyof typeof salt) => salt[area].cm2 / hairyCm2;
    expect(share('top')).toBeGreaterThan(0.32);
    expect(share('top')).toBeLessThan(0.46);
    expect(share('back')).toBeGreaterThan(0.2);
    expect(share('back')).toBeLessThan(0.36);
    expect(Math.abs(share('left') - share('right'))).toBeLessThan(0.001);
  });

  test('a bare crown is lost from the top alone', () => {
    const { salt } = hairLoss(withLoss({ kind: 'norwood', grade: 'III vertex' }));
    expect(salt.top.lostShare).toBeGreaterThan(0.1);
    expect(salt.back.lostShare).toBeLessThan(0.1);
  });
});

describe('loss patterns', () => {
  test('each Norwood stage is balder than the one before', () => {
    const bald = (['I', 'II', 'III', 'IV', 'V', 'VI', 'VII'] as const).map(
      (grade) => hairLoss(withLoss({ kind: 'norwood', grade })).baldCm2,
    );
    for (let i = 1; i < bald.length; i++) expect(bald[i]).toBeGreaterThan(bald[i - 1]! + 2);
  });

  test('Olsen is widest at the front, leaves the crown, and grows by grade', () => {
    const { trichion, vertex } = man.landmarks;
    const behindFront: Vec3 = [0, trichion[1] + 10, trichion[2] - 10];
    const scores = (['I', 'II', 'III'] as const).map((grade) => {
      const work = withLoss({ kind: 'olsen', grade });
      expect(at(work, behindFront)).toBeLessThan(0.8);
      expect(at(work, [0, vertex[1] - 20, -80])).toBeGreaterThan(0.98);
      // Wider in front than half way back: hair 25 mm beside the parting.
      const beside = (z: number) => at(work, [25, 160, z]);
      expect(beside(62)).toBeLessThanOrEqual(beside(0));
      return hairLoss(work).saltScore;
    });
    expect(scores[1]).toBeGreaterThan(scores[0]! + 1);
    expect(scores[2]).toBeGreaterThan(scores[1]! + 1);
  });

  test('twelve patches of areata are as welcome as one', () => {
    const bald = (patches: number) => {
      const loss = { kind: 'areata', pattern: 'patches', patches } as const;
      return hairLoss(scalpWork(man, { ...none, loss, seed: 3 }, full)).baldCm2;
    };
    const [one, twelve] = [bald(1), bald(12)];
    expect(one).toBeGreaterThan(2);
    expect(twelve).toBeGreaterThan(2 * one);
  });
});

describe('scars', () => {
  test('grafts leave single dots: as many as asked for, apart, on the donor skin', () => {
    const { fields, base } = withScar({ kind: 'fue', dotsPerCm2: 20 });
    const { dots } = fields.scars;
    // The donor area is some 100 to 250 cm²; its soft edge carries fewer.
    expect(dots.length).toBeGreaterThan(1500);
    expect(dots.length).toBeLessThan(6000);
    for (const { pointMm, diameterMm } of dots.slice(0, 200)) {
      expect(diameterMm).toBe(0.9);
      expect(distance(nearestPoint(base.surface, pointMm).pointMm, pointMm)).toBeLessThan(1e-9);
      // Behind and beside, never on top.
      expect(pointMm[1]).toBeLessThan(man.landmarks.vertex[1] - 15);
    }
  });

  test('scattered points are as dense as their weight says, up to soft borders', () => {
    const surface = surfaceOf(ellipsoidMesh(40, [60, 60, 60]));
    const height = (v: number) => surface.positionsMm[3 * v + 1]!;
    const weight = Float64Array.from({ length: surface.vertexCount }, (_, v) =>
      height(v) > 20 ? 1 : height(v) > -20 ? 0.3 : 0,
    );
    // Bands of a sphere have an area of 2 pi r times their height.
    const band = (low: number, high: number) => {
      const points = [1, 2, 3].flatMap((seed) => scatterOnSkin(surface, weight, 40, seed));
      const count = points.filter(([, y]) => y > low && y < high).length / 3;
      return (100 * count) / (2 * Math.PI * 60 * (high - low));
    };
    expect(Math.abs(band(25, 60) / 40 - 1)).toBeLessThan(0.03);
    expect(Math.abs(band(-15, 15) / 12 - 1)).toBeLessThan(0.06);
  });

  test('scattered points keep their distance and number, however the mesh is numbered', () => {
    const ball = ellipsoidMesh(16, [40, 40, 40]);
    const surface = surfaceOf(ball);
    const weight = new Float64Array(surface.vertexCount).fill(1);
    const points = scatterOnSkin(surface, weight, 20, 9);
    const wanted = (4 * Math.PI * 40 * 40 * 20) / 100;
    expect(points.length).toBeGreaterThan(0.9 * wanted);
    expect(points.length).toBeLessThan(1.01 * wanted);
    const gap = 0.7 / Math.sqrt(0.2);
    let nearest = Number.POSITIVE_INFINITY;
    for (const [i, p] of points.slice(0, 150).entries()) {
      for (const [j, q] of points.entries())
        if (i !== j) nearest = Math.min(nearest, distance(p, q));
    }
    expect(nearest).toBeGreaterThan(gap);
    const { mesh } = shuffled(ball);
    expect(scatterOnSkin(surfaceOf(mesh), weight, 20, 9).length / points.length).toBeCloseTo(1, 1);
  });

  test('scarring alopecia is bare, ragged, and grows with its patches', () => {
    const spec = { kind: 'scarring', at: 'vertex', reachMm: 45 } as const;
    const few = withScar({ ...spec, patches: 1 });
    const many = withScar({ ...spec, patches: 8 });
    expect(at(few, man.landmarks.vertex)).toBe(0);
    const [small, large] = [hairLoss(few), hairLoss(many)];
    expect(small.scarCm2).toBeGreaterThan(3);
    expect(large.scarCm2).toBeGreaterThan(1.5 * small.scarCm2);
    expect(Math.abs(large.baldCm2 - large.scarCm2)).toBeLessThan(0.35 * large.scarCm2);
    // A disc of this area would have a rim shorter by a tenth and more.
    expect(rimMm(many) / Math.sqrt(4 * Math.PI * 100 * large.scarCm2)).toBeGreaterThan(1.1);
  });
});

describe('areas', () => {
  test('a cut field gives the exact area of half a ball', () => {
    const surface = surfaceOf(ellipsoidMesh(30, [90, 90, 90]));
    const height = Float64Array.from(
      { length: surface.vertexCount },
      (_, v) => surface.positionsMm[3 * v + 1]! - 30,
    );
    // A cap of height h has 2 pi r h; flat triangles lose 0.1 % of it.
    const exact = 2 * Math.PI * 90 * 60;
    expect(Math.abs(positiveAreaMm2(surface, height) / exact - 1)).toBeLessThan(0.002);
  });

  test('regions add up to the treated skin, a round zone to its disc', () => {
    const sum = Object.values(regionAreasCm2(full)).reduce((a, b) => a + b, 0);
    expect(Math.abs(sum / (full.fields.areaMm2 / 100) - 1)).toBeLessThan(0.01);
    // 30 mm along a crown curved by about 90 mm: 1 % less than flat.
    const [crown] = zoneAreasCm2(full);
    expect(Math.abs(crown! - 9 * Math.PI)).toBeLessThan(1);
  });
});

/** Length of the rim of the scarred skin, mm: edges whose ends differ, times their mean crossing. */
function rimMm({ base, fields }: ScalpWork): number {
  const { positionsMm: p, triangles } = base.surface;
  let sum = 0;
  for (let t = 0; t < triangles.length; t += 3) {
    const crossed: Vec3[] = [];
    for (let k = 0; k < 3; k++) {
      const [v, w] = [triangles[t + k]!, triangles[t + ((k + 1) % 3)]!];
      const [a, b] = [fields.scar1024[v]! - 512, fields.scar1024[w]! - 512];
      if (a > 0 === b > 0) continue;
      const s = a / (a - b);
      crossed.push(
        [0, 1, 2].map(
          (axis) => p[3 * v + axis]! + s * (p[3 * w + axis]! - p[3 * v + axis]!),
        ) as unknown as Vec3,
      );
    }
    if (crossed.length === 2) sum += distance(crossed[0]!, crossed[1]!);
  }
  return sum;
}
