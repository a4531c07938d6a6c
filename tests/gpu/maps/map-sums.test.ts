import { beforeAll, describe, expect, test } from 'vitest';
import { pcg } from '../../../src/base/hash.ts';
import { DotIndex } from '../../../src/engine/grid/index-dots.ts';
import { FAR_MM, type MapSums, mapSums } from '../../../src/engine/maps/map-sums.ts';
import { Deposit, VertexLook } from '../../../src/engine/structs.ts';
import { testGpu } from '../../helpers/gpu.ts';
import { plane } from '../../helpers/meshes.ts';
import {
  packChoices,
  packDots,
  packed,
  packTargets,
  stageContext,
  targetsOf,
} from '../../helpers/stages.ts';

const CROWDED = 14;
const HAIR = 15;
const mesh = plane(50, 25);
const vertexCount = mesh.positionsUm.length / 3;
const none = { front64: 0, boundary64: 0, fade1024: 0 };

interface TestDot {
  readonly kind: number;
  readonly at: readonly number[];
  readonly triangle: number;
  readonly uv: number;
  readonly depthMm: number;
}

async function sumsOf(dots: readonly TestDot[]): Promise<MapSums> {
  const gpu = await testGpu();
  const owned = {
    dots: packDots(gpu, dots),
    choices: packChoices(
      gpu,
      dots.map(({ kind }) => ({ kind, ...none })),
    ),
    deposits: packed(
      gpu,
      Deposit,
      dots.map(({ kind, depthMm }) => ({
        ...{ kind, x: 0, y: 0, z: 0, depthMm, radiusMm: 0.05, massUg: 0.1 },
        ...{ epidermisMm: 0.08, papillaryMm: 0.3, skinBaseMm: 1.5, scar: 0 },
      })),
    ),
    positions: gpu.buffer('test.positions', mesh.positionsUm),
    triangles: gpu.buffer('test.triangles', mesh.triangles),
    targets: packTargets(
      gpu,
      targetsOf(mesh.positionsUm, () => ({})),
    ),
    looks: gpu.buffer('test.looks', VertexLook.bytes * vertexCount),
  };
  const index = await gpu.checked('compile', async () => DotIndex.create(await stageContext()));
  await gpu.checked('index', () => index.build(owned.dots, dots.length));
  const { starts, order, bucketMask } = index;
  const light = { bareReflectance: [], tone: { melanin: [], blood: [] }, overlap: [] };
  const sums = await mapSums(gpu, () => ({
    ...{ count: dots.length, vertexCount, ...owned, starts, order, bucketMask, light },
  }));
  for (const buffer of Object.values(owned)) gpu.free(buffer);
  index.destroy();
  return sums;
}

const unit = (i: number, salt: number) => pcg(i ^ (salt << 17)) / 2 ** 32;

describe('against a recount on the CPU', () => {
  const dots: TestDot[] = Array.from({ length: 1500 }, (_, i) => {
    let [b, c] = [pcg(i ^ 0x51ed) % 32768, pcg(i ^ 0xc2b2) % 32768];
    if (b + c > 32767) [b, c] = [32767 - b, 32767 - c];
    return {
      kind: [0, 1, 2, 3, HAIR, CROWDED, 6][i % 7]!,
      // Some far from all others, so that every reach is searched.
      at: [0, 1, 2].map((k) => Math.round((i % 50 === 1 ? 4e5 : 5e4) * (unit(i, 10 + k) - 0.5))),
      triangle: pcg(i) % (mesh.triangles.length / 3),
      uv: b + c * 65536,
      depthMm: 1.7 * unit(i, 1) ** 2,
    };
  });
  const isPlaced = ({ kind }: TestDot) => kind > 0 && kind < CROWDED;
  const nearestSq = dots.map((dot) => {
    let best = (1000 * FAR_MM) ** 2;
    for (const other of dots) {
      if (other === dot || !isPlaced(other) || !isPlaced(dot)) continue;
      best = Math.min(
        best,
        other.at.reduce((sum, um, k) => sum + (um - dot.at[k]!) ** 2, 0),
      );
    }
    return best;
  });
  let sums: MapSums;
  beforeAll(async () => {
    sums = await sumsOf(dots);
  });

  test('the next dot of each, exactly', () => {
    expect([...sums.nearestSqUm2]).toEqual(nearestSq);
    // All reaches are in play: half a cell, one, two, four, and none within.
    for (const [from, to] of [
      [0, 1.5],
      [1.5, 3],
      [3, 6],
      [6, 12],
      [12, 13],
    ] as const) {
      const found = nearestSq.filter(
        (sq, i) => isPlaced(dots[i]!) && sq >= (1000 * from) ** 2 && sq < (1000 * to) ** 2,
      );
      expect(found.length, `${from} to ${to} mm`).toBeGreaterThan(0);
    }
  });

  test('every sum of every vertex', () => {
    const expected = (value: (dot: TestDot, i: number) => number) => {
      const out = new Array<number>(vertexCount).fill(0);
      dots.forEach((dot, i) => {
        const [b, c] = [dot.uv & 0xffff, dot.uv >>> 16];
        [32768 - b - c, b, c].forEach((weight, k) => {
          out[mesh.triangles[3 * dot.triangle + k]!]! += (weight / 32768) * value(dot, i);
        });
      });
      return out;
    };
    const spacing = (i: number) => Math.sqrt(nearestSq[i]!) / 1000;
    const findingOf = (dot: TestDot, i: number) => {
      if (dot.kind === CROWDED) return 5;
      if (!isPlaced(dot)) return -1;
      if (dot.depthMm > 1.5) return 0;
      if (dot.depthMm > 1.2) return 1;
      if (dot.depthMm > 1) return 2;
      if (dot.depthMm < 0.25) return 3;
      return spacing(i) < 0.4 ? 4 : -1;
    };
    const pairs: [ArrayLike<number>, number[]][] = [
      ...sums.sessions.map((found, session): [ArrayLike<number>, number[]] => [
        found,
        expected((dot) => (dot.kind === session + 1 ? 1 : 0)),
      ]),
      [sums.spacingMm, expected((dot, i) => (isPlaced(dot) ? spacing(i) : 0))],
      [sums.depthMm, expected((dot) => (isPlaced(dot) ? dot.depthMm : 0))],
      ...sums.findings.map((found, finding): [ArrayLike<number>, number[]] => [
        found,
        expected((dot, i) => (findingOf(dot, i) === finding ? 1 : 0)),
      ]),
    ];
    expect(pairs).toHaveLength(16);
    for (const [found, wanted] of pairs) {
      // A dozen dots a vertex at most, each rounded to 1/65536.
      wanted.forEach((value, v) => {
        expect(Math.abs(found[v]! - value)).toBeLessThan(2e-4);
      });
    }
    const counts = pairs.slice(10).map(([, wanted]) => wanted.reduce((a, b) => a + b, 0));
    // Six hundredths of a dot near another is too rare for this field; the lattice has them.
    for (const finding of [0, 1, 2, 3, 5]) expect(counts[finding]).toBeGreaterThan(5);
  });
});

test('a triangular lattice has its own spacing, and nearer ones are a finding', async () => {
  for (const [um, close] of [
    [380, true],
    [900, false],
  ] as const) {
    const dots: TestDot[] = [];
    for (let j = 0; j < 20; j++) {
      for (let i = 0; i < 20; i++) {
        dots.push({
          kind: 1,
          at: [um * i + (j % 2) * (um / 2), Math.round((um * j * Math.sqrt(3)) / 2), 0],
          ...{ triangle: 600, uv: 0, depthMm: 0.4 },
        });
      }
    }
    const sums = await sumsOf(dots);
    for (const sq of sums.nearestSqUm2) expect(Math.abs(Math.sqrt(sq) - um)).toBeLessThan(1);
    const vertex = mesh.triangles[3 * 600]!;
    expect(sums.spacingMm[vertex]! / sums.sessions[0]![vertex]!).toBeCloseTo(um / 1000, 3);
    expect(sums.findings[4]![vertex]).toBe(close ? 400 : 0);
  }
});
