import { Document, WebIO } from '@gltf-transform/core';
import { KINDS, rampColour } from '../color/ramps.ts';
import { decodeSrgb, type Rgb } from '../color/srgb.ts';
import type { HeadMap } from '../engine/maps/head-maps.ts';
import type { Head } from '../head/head.ts';
import type { MapScale } from '../words/maps/map-scale.ts';
import { MAP_WORDS } from '../words/maps/map-words.ts';
import { plyFile } from './ply.ts';

/** A map, the head it lies on, and what its colours stand for. */
export interface SurfaceMap {
  readonly head: Head;
  readonly map: HeadMap;
  readonly scale: MapScale;
  readonly title: string;
}

/** Of skin that has no value, as screens take it. */
const NO_VALUE: Rgb = [0.72, 0.72, 0.72];
/** In the place of a value where there is none: glTF and many readers of PLY know no NaN. */
export const NO_VALUE_NUMBER = -1e30;

/** A head with a map as vertex colours, GLB in metres; the numbers themselves are `_VALUE`. */
export function mapGlb({ head, map, scale, title }: SurfaceMap): Promise<Uint8Array> {
  const document = new Document();
  const buffer = document.createBuffer();
  const accessor = (type: 'VEC3' | 'SCALAR', array: Float32Array | Uint32Array) =>
    document
      .createAccessor()
      .setType(type)
      .setArray(array as Float32Array<ArrayBuffer> | Uint32Array<ArrayBuffer>)
      .setBuffer(buffer);
  const { positionsUm, normals, triangles } = head.mesh;
  const tones = coloursOf(map, scale).flatMap((one) => [...decodeSrgb(one)]);
  const skin = document
    .createPrimitive()
    .setAttribute(
      'POSITION',
      accessor(
        'VEC3',
        Float32Array.from(positionsUm, (um) => um / 1e6),
      ),
    )
    .setAttribute('NORMAL', accessor('VEC3', normals))
    .setAttribute('COLOR_0', accessor('VEC3', Float32Array.from(tones)))
    .setAttribute('_VALUE', accessor('SCALAR', Float32Array.from(valuesOf(map))))
    .setIndices(accessor('SCALAR', triangles));
  const mesh = document.createMesh(map.name).addPrimitive(skin);
  document.createScene().addChild(document.createNode(map.name).setMesh(mesh));
  const asset = document.getRoot().getAsset();
  asset.generator = 'Dotwork';
  asset.extras = { title, ...scaleFacts(map, scale) };
  return new WebIO().writeBinary(document);
}

/** The same as PLY in millimetres, bytes or text. */
export function mapPly({ head, map, scale, title }: SurfaceMap, ascii: boolean): Uint8Array {
  const { positionsUm, normals, triangles } = head.mesh;
  const tones = coloursOf(map, scale);
  const axis = (values: ArrayLike<number>, k: number, unit: number) =>
    Float32Array.from({ length: values.length / 3 }, (_, v) => values[3 * v + k]! / unit);
  const { low, high, unit } = scaleFacts(map, scale);
  return plyFile(
    [
      ...['x', 'y', 'z'].map(
        (name, k) => ({ name, type: 'float', values: axis(positionsUm, k, 1000) }) as const,
      ),
      ...['nx', 'ny', 'nz'].map(
        (name, k) => ({ name, type: 'float', values: axis(normals, k, 1) }) as const,
      ),
      ...['red', 'green', 'blue'].map(
        (name, k) =>
          ({ name, type: 'uchar', values: tones.map((one) => Math.round(255 * one[k]!)) }) as const,
      ),
      { name: 'value', type: 'float', values: valuesOf(map) },
    ],
    {
      ascii,
      triangles,
      comments: [
        `Dotwork head, millimetres; value is ${map.name} in ${unit || 'kinds'}`,
        `colours from ${low} to ${high}; ${NO_VALUE_NUMBER} where there is none`,
        `title ${title}`,
      ],
    },
  );
}

/** What colours and numbers of a map mean. */
export function scaleFacts({ name }: HeadMap, { low, high }: MapScale) {
  return { map: name, unit: MAP_WORDS[name].unit, low, high, noValue: NO_VALUE_NUMBER };
}

function hasValue({ values, edge }: HeadMap, v: number): boolean {
  return edge[v]! > 0 && !Number.isNaN(values[v]!);
}

function valuesOf(map: HeadMap): Float32Array {
  return map.values.map((value, v) => (hasValue(map, v) ? value : NO_VALUE_NUMBER));
}

function coloursOf(map: HeadMap, { low, high }: MapScale): Rgb[] {
  const { ramp } = MAP_WORDS[map.name];
  return Array.from(map.values, (value, v) => {
    if (!hasValue(map, v)) return NO_VALUE;
    if (ramp === 'kinds') return KINDS[Math.round(value)] ?? NO_VALUE;
    return rampColour(ramp, (value - low) / (high - low));
  });
}
