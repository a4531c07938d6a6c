import type { Vec3 } from '../base/vec3.ts';

/** Rows of a rotation from the head frame to the camera's: x right, y down, z into the picture. */
export type Rotation = readonly [Vec3, Vec3, Vec3];

/**
 * A photograph's camera as a pinhole: square pixels, its axis through the middle of the picture, no
 * distortion left (phones and camera software take it out).
 */
export interface PhotoCamera {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Focal length, pixels. */
  readonly focalPx: number;
  readonly turn: Rotation;
  /** Origin of the head frame as the camera has it, mm. */
  readonly shiftMm: Vec3;
}

/** A place of the head in the camera's frame, mm. */
export function intoCamera(
  { turn, shiftMm }: Pick<PhotoCamera, 'turn' | 'shiftMm'>,
  p: Vec3,
): Vec3 {
  return [0, 1, 2].map(
    (i) => turn[i]![0] * p[0] + turn[i]![1] * p[1] + turn[i]![2] * p[2] + shiftMm[i]!,
  ) as unknown as Vec3;
}

/** Where a place of the head is in the photograph, pixels from its upper left corner. */
export function project(camera: PhotoCamera, placeMm: Vec3): readonly [xPx: number, yPx: number] {
  const [x, y, z] = intoCamera(camera, placeMm);
  return [
    camera.widthPx / 2 + (camera.focalPx * x) / z,
    camera.heightPx / 2 + (camera.focalPx * y) / z,
  ];
}

/** Where the camera stands, head frame, mm. */
export function cameraPlace({ turn, shiftMm }: PhotoCamera): Vec3 {
  return [0, 1, 2].map(
    (axis) =>
      -(turn[0][axis]! * shiftMm[0] + turn[1][axis]! * shiftMm[1] + turn[2][axis]! * shiftMm[2]),
  ) as unknown as Vec3;
}

/** The head looks at the camera, upright. */
export const FACING: Rotation = [
  [1, 0, 0],
  [0, -1, 0],
  [0, 0, -1],
];

/** First turned, then turned about an axis of the camera by its length, radians (Rodrigues). */
export function turnedBy(turn: Rotation, by: Vec3): Rotation {
  const angle = Math.hypot(...by);
  const [x, y, z] = angle > 0 ? by.map((v) => v / angle) : [0, 0, 0];
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const k = 1 - c;
  const rows: Rotation = [
    [c + x! * x! * k, x! * y! * k - z! * s, x! * z! * k + y! * s],
    [y! * x! * k + z! * s, c + y! * y! * k, y! * z! * k - x! * s],
    [z! * x! * k - y! * s, z! * y! * k + x! * s, c + z! * z! * k],
  ];
  return rows.map((row) =>
    [0, 1, 2].map((j) => row[0] * turn[0][j]! + row[1] * turn[1][j]! + row[2] * turn[2][j]!),
  ) as unknown as Rotation;
}

/** The angle between two rotations, degrees. */
export function angleBetweenDeg(a: Rotation, b: Rotation): number {
  let trace = 0;
  for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) trace += a[i]![j]! * b[i]![j]!;
  return (Math.acos(Math.min(1, Math.max(-1, (trace - 1) / 2))) * 180) / Math.PI;
}

/**
 * Head frame to clip space of WebGPU, column by column, for a part of the photograph.
 *
 * @param part - In pixels of the photograph.
 */
export function clipOf(
  { widthPx, heightPx, focalPx, turn, shiftMm }: PhotoCamera,
  part = { xPx: 0, yPx: 0, widthPx, heightPx },
  [nearMm, farMm]: readonly [number, number] = [20, 20_000],
): number[] {
  const across = (2 * focalPx) / part.widthPx;
  const down = (2 * focalPx) / part.heightPx;
  const shiftX = (2 * (widthPx / 2 - part.xPx)) / part.widthPx - 1;
  const shiftY = 1 - (2 * (heightPx / 2 - part.yPx)) / part.heightPx;
  const deep = farMm / (farMm - nearMm);
  const rows = [
    (v: Vec3, w: number) => [across * v[0] + shiftX * v[2], w],
    (v: Vec3, w: number) => [-down * v[1] + shiftY * v[2], w],
    (v: Vec3, w: number) => [deep * v[2] - w * deep * nearMm, w],
    (v: Vec3) => [v[2], 0],
  ];
  const columns = [0, 1, 2].map((j): [Vec3, number] => [
    [turn[0][j]!, turn[1][j]!, turn[2][j]!],
    0,
  ]);
  return [...columns, [shiftMm, 1] as [Vec3, number]].flatMap(([v, w]) =>
    rows.map((row) => row(v, w)[0]!),
  );
}
