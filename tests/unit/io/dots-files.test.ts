import { WebIO } from '@gltf-transform/core';
import { PLYLoader } from 'three/addons/loaders/PLYLoader.js';
import { describe, expect, test } from 'vitest';
import { hashWords } from '../../../src/base/hash.ts';
import type { DotMaps } from '../../../src/engine/maps/dot-maps.ts';
import { type DotTable, FIRST_MANUAL_ID } from '../../../src/engine/report/dot-table.ts';
import { dotsGlb, dotsJson, dotsPly, STILL_TO_COME } from '../../../src/io/dots/dots-files.ts';

const COUNT = 500;
const FACTS = { title: 'A plan, "so" – named', seed: 7 };

/** Numbers with all their digits, some below zero. */
const random = (i: number, stream: number) => hashWords(i, stream) / 2 ** 32;
const column = (stream: number, low: number, high: number) =>
  Float64Array.from({ length: COUNT }, (_, i) => low + (high - low) * random(i, stream));

const normals = Array.from({ length: COUNT }, (_, i) => {
  const [x, y, z] = [1, 2, 3].map((k) => random(i, k) - 0.5) as [number, number, number];
  const size = Math.hypot(x, y, z);
  return [x / size, y / size, z / size];
});

const TABLE: DotTable = {
  count: COUNT,
  id: Uint32Array.from({ length: COUNT }, (_, i) => (i < 490 ? 131 * i : FIRST_MANUAL_ID + i)),
  origin: Uint8Array.from({ length: COUNT }, (_, i) => (i < 490 ? 0 : 1)),
  session: Uint8Array.from({ length: COUNT }, (_, i) => 1 + (i % 3)),
  placeUm: Int32Array.from({ length: 3 * COUNT }, (_, i) => Math.round(4e5 * (random(i, 4) - 0.5))),
  normal: Float64Array.from(normals.flat()),
  frontDistanceMm: column(5, -20, 180),
  rankSpacingMm: column(6, 0.4, 3),
  depositDepthMm: column(7, 0.1, 1.4),
  columnRadiusMm: column(8, 0.02, 0.2),
  doseUg: column(9, 0.001, 0.1),
  leftShare: column(10, 0, 1).map((share, i) => (i % 3 === 2 ? Number.NaN : share)),
};

const MAPS: DotMaps = {
  count: COUNT,
  nearestMm: column(11, 0.5, 2),
  ageDays: column(12, 0, 60),
  density: column(13, 10, 100),
  asked: column(14, 10, 100),
  skin: column(15, 1, 4),
  cover: column(16, 0, 9),
  difference: column(17, 0, 9).map((value, i) => (i === 4 ? Number.NaN : value)),
  finding: Array.from({ length: COUNT }, (_, i) => (i === 3 ? 'spreads' : undefined)),
};

/** The number that single precision holds. */
const single = (values: ArrayLike<number>) => Float32Array.from(values);
const shares = () =>
  single(TABLE.leftShare.map((share) => (Number.isNaN(share) ? STILL_TO_COME : share)));

describe('dots read back by other programs', () => {
  test.each([false, true])('PLY by three, text: %s', (ascii) => {
    const bytes = dotsPly(TABLE, FACTS, ascii);
    const loader = new PLYLoader();
    loader.setCustomPropertyNameMapping({
      ...{ depth: ['depth_mm'], radius: ['radius_mm'], dose: ['dose_ug'] },
      ...{ left: ['left_share'], front: ['front_mm'], session: ['session'] },
    });
    const read = loader.parse(bytes.slice().buffer);
    const of = (name: string) => Float32Array.from(read.getAttribute(name).array);
    expect(read.getAttribute('position').count).toBe(COUNT);
    expect(of('position')).toEqual(single(Float64Array.from(TABLE.placeUm, (um) => um / 1000)));
    expect(of('normal')).toEqual(single(TABLE.normal));
    expect(of('depth')).toEqual(single(TABLE.depositDepthMm));
    expect(of('radius')).toEqual(single(TABLE.columnRadiusMm));
    expect(of('dose')).toEqual(single(TABLE.doseUg));
    expect(of('front')).toEqual(single(TABLE.frontDistanceMm));
    expect(of('left')).toEqual(shares());
    expect(of('session')).toEqual(single(TABLE.session));
    expect(read.getAttribute('color').count).toBe(COUNT);
    const header = new TextDecoder('latin1').decode(bytes).split('end_header')[0]!;
    expect(header).toContain(`format ${ascii ? 'ascii' : 'binary_little_endian'} 1.0\n`);
    expect(header).toContain('comment title A plan, "so" named');
    expect(header).toContain('property uint id');
  });

  test('the ids of a PLY are whole, those by hand too', () => {
    const rows = new TextDecoder().decode(dotsPly(TABLE, FACTS, true)).split('end_header\n')[1]!;
    const ids = rows
      .trimEnd()
      .split('\n')
      .map((row) => Number(row.split(' ').at(-1)));
    expect(ids).toEqual([...TABLE.id]);
  });

  test('GLB by glTF Transform: points in metres, columns as attributes', async () => {
    const document = await new WebIO().readBinary(await dotsGlb(TABLE, FACTS));
    const [cloud] = document.getRoot().listMeshes()[0]!.listPrimitives();
    expect(cloud!.getMode()).toBe(0);
    const of = (name: string) => cloud!.getAttribute(name)!.getArray();
    expect(of('POSITION')).toEqual(single(Float64Array.from(TABLE.placeUm, (um) => um / 1e6)));
    expect(of('NORMAL')).toEqual(single(TABLE.normal));
    expect(of('_DEPTH_MM')).toEqual(single(TABLE.depositDepthMm));
    expect(of('_RADIUS_MM')).toEqual(single(TABLE.columnRadiusMm));
    expect(of('_DOSE_UG')).toEqual(single(TABLE.doseUg));
    expect(of('_FRONT_MM')).toEqual(single(TABLE.frontDistanceMm));
    expect(of('_LEFT_SHARE')).toEqual(shares());
    expect(of('_SESSION')).toEqual(single(TABLE.session));
    const halves = of('_ID')!;
    const ids = Array.from(TABLE.id, (_, i) => halves[2 * i]! + 65536 * halves[2 * i + 1]!);
    expect(ids).toEqual([...TABLE.id]);
    // Linear light, 0 to 1, deep ones unlike shallow ones.
    const colours = of('COLOR_0') as Float32Array;
    expect(colours.every((value) => value >= 0 && value <= 1)).toBe(true);
    const brightness = (i: number) => colours[3 * i]! + colours[3 * i + 1]! + colours[3 * i + 2]!;
    const order = [...TABLE.depositDepthMm.keys()].sort(
      (a, b) => TABLE.depositDepthMm[a]! - TABLE.depositDepthMm[b]!,
    );
    expect(brightness(order[0]!)).toBeLessThan(brightness(order.at(-1)!));
    expect(document.getRoot().getAsset().extras).toEqual({ ...FACTS, count: COUNT });
  });

  test('JSON: every column with its unit, nothing where there is none', () => {
    const text = dotsJson(TABLE, MAPS, FACTS);
    const read = JSON.parse(text);
    expect(read).toMatchObject({ format: 'dotwork-dots', version: 1, ...FACTS, count: COUNT });
    expect(read.dots).toHaveLength(COUNT);
    read.dots.forEach((dot: Record<string, number | number[] | null>, i: number) => {
      expect(dot.id).toBe(TABLE.id[i]);
      expect(dot.placeMm).toEqual([0, 1, 2].map((k) => TABLE.placeUm[3 * i + k]! / 1000));
      expect(Math.abs((dot.depositDepthMm as number) - TABLE.depositDepthMm[i]!)).toBeLessThan(
        6e-5,
      );
    });
    expect(read.dots[2].leftShare).toBeNull();
    expect(read.dots[4].differenceFromHairDe2000).toBeNull();
    expect(read.dots[3].finding).toBe('spreads');
    expect(read.dots[495].origin).toBe('added');
  });
});
