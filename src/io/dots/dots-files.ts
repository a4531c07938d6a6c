import { Document, Primitive, WebIO } from '@gltf-transform/core';
import { rampColour } from '../../color/ramps.ts';
import { decodeSrgb, type Rgb } from '../../color/srgb.ts';
import type { DotMaps } from '../../engine/maps/dot-maps.ts';
import { type DotTable, ORIGINS } from '../../engine/report/dot-table.ts';
import { plyFile } from '../ply.ts';

/** Formats a table of dots is written in beside CSV; of PLY, bytes and text. */
export const DOT_FORMATS = ['csv', 'json', 'glb', 'ply', 'ply-ascii'] as const;

export type DotFormat = (typeof DOT_FORMATS)[number];

/** Depths of the first and the last colour of dots, mm: the skin a needle may reach. */
export const COLOUR_DEPTHS_MM = [0.2, 1.2] as const;
/** In files that know no missing number: of dots whose session is still to come. */
export const STILL_TO_COME = -1;

/** What a file says of the plan its dots are of. */
export interface DotsFacts {
  readonly title: string;
  readonly seed: number;
}

/** The table as JSON, one object a dot; what CSV leaves empty is null. */
export function dotsJson(table: DotTable, maps: DotMaps, { title, seed }: DotsFacts): string {
  const number = (value: number, digits: number) =>
    Number.isNaN(value) ? null : Number(value.toFixed(digits));
  const dots = Array.from({ length: table.count }, (_, i) => ({
    id: table.id[i]!,
    session: table.session[i]!,
    origin: ORIGINS[table.origin[i]!]!,
    placeMm: [0, 1, 2].map((k) => table.placeUm[3 * i + k]! / 1000),
    normal: [0, 1, 2].map((k) => number(table.normal[3 * i + k]!, 6)),
    frontDistanceMm: number(table.frontDistanceMm[i]!, 3),
    rankSpacingMm: number(table.rankSpacingMm[i]!, 4),
    depositDepthMm: number(table.depositDepthMm[i]!, 4),
    columnRadiusMm: number(table.columnRadiusMm[i]!, 4),
    doseUg: number(table.doseUg[i]!, 5),
    leftShare: number(table.leftShare[i]!, 4),
    nearestMm: number(maps.nearestMm[i]!, 4),
    ageDays: number(maps.ageDays[i]!, 1),
    densityPerCm2: number(maps.density[i]!, 2),
    askedPerCm2: number(maps.asked[i]!, 2),
    skinThicknessMm: number(maps.skin[i]!, 3),
    inkCoverPercent: number(maps.cover[i]!, 3),
    differenceFromHairDe2000: number(maps.difference[i]!, 2),
    finding: maps.finding[i] ?? null,
  }));
  const head = {
    format: 'dotwork-dots',
    version: 1,
    title,
    seed,
    frame: FRAME,
    count: dots.length,
  };
  // One dot a line, so that the file can be read and compared by lines.
  const lines = dots.map((dot) => JSON.stringify(dot)).join(',\n');
  return `${JSON.stringify(head).slice(0, -1)},"dots":[\n${lines}\n]}\n`;
}

const FRAME = "mm; x to the subject's left, y up, z forward from mid-tragion";

/**
 * The dots as a point cloud in GLB: POINTS in metres with normals, coloured by depth, and what the
 * table says of each as attributes of its own.
 */
export function dotsGlb(table: DotTable, { title, seed }: DotsFacts): Promise<Uint8Array> {
  const document = new Document();
  const buffer = document.createBuffer();
  const cloud = document.createPrimitive().setMode(Primitive.Mode.POINTS!);
  const add = (
    name: string,
    type: 'SCALAR' | 'VEC2' | 'VEC3',
    array: Float32Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint8Array<ArrayBuffer>,
  ) =>
    cloud.setAttribute(
      name,
      document.createAccessor().setType(type).setArray(array).setBuffer(buffer),
    );
  add(
    'POSITION',
    'VEC3',
    Float32Array.from(table.placeUm, (um) => um / 1e6),
  );
  add('NORMAL', 'VEC3', Float32Array.from(table.normal));
  // Colours of glTF are linear light.
  add('COLOR_0', 'VEC3', Float32Array.from(colours(table).flatMap((one) => [...decodeSrgb(one)])));
  add('_DEPTH_MM', 'SCALAR', Float32Array.from(table.depositDepthMm));
  add('_RADIUS_MM', 'SCALAR', Float32Array.from(table.columnRadiusMm));
  add('_DOSE_UG', 'SCALAR', Float32Array.from(table.doseUg));
  add('_LEFT_SHARE', 'SCALAR', Float32Array.from(leftShares(table)));
  add('_FRONT_MM', 'SCALAR', Float32Array.from(table.frontDistanceMm));
  add('_SESSION', 'SCALAR', Float32Array.from(table.session));
  // Attributes hold whole numbers of 16 bits at most: the lower half of the id, then the upper.
  const halves = Array.from(table.id).flatMap((id) => [id & 0xffff, id >>> 16]);
  add('_ID', 'VEC2', Uint16Array.from(halves));
  const mesh = document.createMesh('dots').addPrimitive(cloud);
  document.createScene().addChild(document.createNode('dots').setMesh(mesh));
  const asset = document.getRoot().getAsset();
  asset.generator = 'Dotwork';
  asset.extras = { title, seed, count: table.count };
  return new WebIO().writeBinary(document);
}

/** The dots as PLY, mm, coloured by depth; bytes or text. */
export function dotsPly(table: DotTable, { title, seed }: DotsFacts, ascii: boolean): Uint8Array {
  const normals = table.normal;
  const axis = (values: ArrayLike<number>, k: number) =>
    Float32Array.from({ length: table.count }, (_, i) => values[3 * i + k]!);
  const place = Float64Array.from(table.placeUm, (um) => um / 1000);
  const tones = colours(table);
  const float = (name: string, values: ArrayLike<number>) =>
    ({ name, type: 'float', values }) as const;
  return plyFile(
    [
      ...['x', 'y', 'z'].map((name, k) => float(name, axis(place, k))),
      ...['nx', 'ny', 'nz'].map((name, k) => float(name, axis(normals, k))),
      ...['red', 'green', 'blue'].map(
        (name, k) =>
          ({ name, type: 'uchar', values: tones.map((one) => Math.round(255 * one[k]!)) }) as const,
      ),
      float('depth_mm', table.depositDepthMm),
      float('radius_mm', table.columnRadiusMm),
      float('dose_ug', table.doseUg),
      float('left_share', leftShares(table)),
      float('front_mm', table.frontDistanceMm),
      { name: 'session', type: 'uchar', values: table.session },
      { name: 'id', type: 'uint', values: table.id },
    ],
    { ascii, comments: ['Dotwork dots, millimetres', `title ${title}`, `seed ${seed}`] },
  );
}

function colours({ depositDepthMm }: DotTable): Rgb[] {
  const [low, high] = COLOUR_DEPTHS_MM;
  return Array.from(depositDepthMm, (mm) => rampColour('rising', (mm - low) / (high - low)));
}

function leftShares({ leftShare }: DotTable): Float64Array {
  return leftShare.map((share) => (Number.isNaN(share) ? STILL_TO_COME : share));
}
