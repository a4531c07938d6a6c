import { WebIO } from '@gltf-transform/core';
import { PLYLoader } from 'three/addons/loaders/PLYLoader.js';
import { expect, test } from 'vitest';
import type { HeadMap } from '../../../src/engine/maps/head-maps.ts';
import { mapGlb, mapPly, NO_VALUE_NUMBER, type SurfaceMap } from '../../../src/io/surface-map.ts';
import type { MapScale } from '../../../src/words/maps/map-scale.ts';
import { eggHead } from '../../helpers/shapes.ts';

const head = eggHead(12);
const count = head.mesh.positionsUm.length / 3;
/** Rising over the vertices, without a value at every seventh. */
const map: HeadMap = {
  name: 'density',
  values: Float32Array.from({ length: count }, (_, v) => (v % 7 === 3 ? Number.NaN : v / 3)),
  edge: Float32Array.from({ length: count }, (_, v) => (v % 7 === 4 ? -1 : 1)),
};
const scale = { low: 0, high: count / 3 } as MapScale;
const made: SurfaceMap = { head, map, scale, title: 'Test' };
const values = Float32Array.from(map.values, (value, v) =>
  v % 7 === 3 || v % 7 === 4 ? NO_VALUE_NUMBER : value,
);

test.each([false, true])('PLY of a head with a map, read by three; text: %s', (ascii) => {
  const loader = new PLYLoader();
  loader.setCustomPropertyNameMapping({ value: ['value'] });
  const read = loader.parse(mapPly(made, ascii).slice().buffer);
  const of = (name: string) => Float32Array.from(read.getAttribute(name).array);
  expect(of('position')).toEqual(Float32Array.from(head.mesh.positionsUm, (um) => um / 1000));
  expect(of('normal')).toEqual(head.mesh.normals);
  expect(of('value')).toEqual(values);
  expect([...read.getIndex()!.array]).toEqual([...head.mesh.triangles]);
});

test('GLB of a head with a map, read by glTF Transform', async () => {
  const document = await new WebIO().readBinary(await mapGlb(made));
  const [skin] = document.getRoot().listMeshes()[0]!.listPrimitives();
  const of = (name: string) => skin!.getAttribute(name)!.getArray()!;
  expect(of('POSITION')).toEqual(Float32Array.from(head.mesh.positionsUm, (um) => um / 1e6));
  expect(of('_VALUE')).toEqual(values);
  expect([...skin!.getIndices()!.getArray()!]).toEqual([...head.mesh.triangles]);
  const colours = of('COLOR_0');
  const colour = (v: number) => [...colours.slice(3 * v, 3 * v + 3)];
  // Grey where there is no value, from blue to yellow where there is.
  expect(new Set(colour(3)).size).toBe(1);
  expect(colour(3)).toEqual(colour(4));
  expect(colour(0)[2]).toBeGreaterThan(colour(0)[0]!);
  const last = [count - 1, count - 2, count - 3].find((v) => v % 7 !== 3 && v % 7 !== 4)!;
  expect(colour(last)[0]).toBeGreaterThan(colour(last)[2]!);
  expect(document.getRoot().getAsset().extras).toEqual({
    ...{ title: 'Test', map: 'density', unit: 'dots/cm²' },
    ...{ low: 0, high: count / 3, noValue: NO_VALUE_NUMBER },
  });
});
