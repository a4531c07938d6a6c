import { recordOf } from '../base/records.ts';
import type { Vec3 } from '../base/vec3.ts';
import {
  cutPoints,
  type PlanePoints,
  type TapePlane,
  tapeAround,
  tapeOver,
  toPlane,
} from '../surface/tape.ts';
import type { BaseHead } from './base-head.ts';
import { MEASURES, type MeasureName } from './measures.ts';
import { foreheadMidline } from './midline.ts';

/** Left half of a head to be measured: its vertices in base order, and its landmarks. */
export interface HalfHead {
  /** Three per vertex, mm; vertices beyond the left half are never read. */
  readonly positionsMm: Float64Array;
  readonly landmarks: TapeLandmarks;
}

/** The landmarks tapes and callipers are laid on. */
export type TapeLandmarks = Readonly<
  Record<'glabella' | 'opisthocranion' | 'nasion' | 'menton' | 'tragionLeft', Vec3>
>;

/** How far above the glabella the tape around the head lies, mm. */
const SUPRAGLABELLA_RISE_MM = 12;
/** The neck is measured this far below the chin, in a plane that falls 15° toward the front. */
const NECK_DROP_MM = 40;
const NECK_COS = 0.9659258262890683;
const NECK_SIN = 0.2588190451025207;
/** Triangles further from a tape's plane than this are never looked at, mm. */
const BAND_MM = 24;

/** The virtual tapes and callipers of one base head: knows which vertices and triangles matter. */
export interface Tapes {
  /** Every vertex some measure looks at. */
  readonly vertices: Uint32Array;
  /** One measure, mm. */
  measure(name: MeasureName, head: HalfHead): number;
}

/** Prepares the tapes. Ears are left out, as a tape is laid over or in front of them. */
export function headTapes(base: BaseHead): Tapes {
  const brow = browPoint(base);
  const laid: TapePoints = {
    ...base.landmarks,
    supraglabella: brow((i) => base.positionsUm[i]! / 1000),
  };
  const pointsOf = ({ positionsMm, landmarks }: HalfHead): TapePoints => ({
    ...landmarks,
    supraglabella: brow((i) => positionsMm[i]!),
  });
  const y = (v: number) => base.positionsUm[v * 3 + 1]! / 1000;
  const z = (v: number) => base.positionsUm[v * 3 + 2]! / 1000;
  const skin = (v: number) => base.earShare[v]! === 0;
  const count = base.earShare.length;
  const select = (keep: (v: number) => boolean) =>
    Uint32Array.from({ length: count }, (_, v) => v).filter((v) => skin(v) && keep(v));

  const midline = select((v) => base.positionsUm[v * 3] === 0);
  const callipers = {
    breadth: select((v) => y(v) > 34),
    bizygomatic: select((v) => y(v) > -28 && y(v) < -2 && z(v) > 12 && z(v) < 60),
    bigonial: select((v) => y(v) > -75 && y(v) < -50 && z(v) > -2 && z(v) < 25),
  };
  const bands = {
    circumference: band(base, planes.circumference(laid)),
    coronalArc: band(base, planes.coronalArc(laid)),
    frontalArc: band(base, planes.frontalArc(laid)),
    neckCircumference: band(base, planes.neckCircumference(laid)),
  };

  const widest = (which: Uint32Array, { positionsMm: p }: HalfHead) => {
    let x = 0;
    for (const v of which) if (p[v * 3]! > x) x = p[v * 3]!;
    return 2 * x;
  };
  const around = (name: 'circumference' | 'neckCircumference') => (head: HalfHead) =>
    tapeAround(bothSides(cutPoints(head.positionsMm, bands[name], planes[name](pointsOf(head)))));
  const over = (name: 'coronalArc' | 'frontalArc') => (head: HalfHead) => {
    const plane = planes[name](pointsOf(head));
    const end = toPlane(plane, head.landmarks.tragionLeft);
    const cut = bothSides(cutPoints(head.positionsMm, bands[name], plane));
    // From right to left the tape lies on the upper or front side.
    return tapeOver(cut, [-end[0], end[1]], end);
  };

  const rules: Record<MeasureName, (head: HalfHead) => number> = {
    length: ({ positionsMm: p, landmarks: { glabella } }) => {
      let far2 = 0;
      for (const v of midline) {
        const dy = p[v * 3 + 1]! - glabella[1];
        const dz = p[v * 3 + 2]! - glabella[2];
        // The base of the neck is further away than the back of the head.
        if (y(v) > 0 && dy * dy + dz * dz > far2) far2 = dy * dy + dz * dz;
      }
      return Math.sqrt(far2);
    },
    breadth: (head) => widest(callipers.breadth, head),
    circumference: around('circumference'),
    coronalArc: over('coronalArc'),
    frontalArc: over('frontalArc'),
    tragionTop: ({ positionsMm: p, landmarks }) => {
      let top = 0;
      for (const v of midline) if (p[v * 3 + 1]! > top) top = p[v * 3 + 1]!;
      return top - landmarks.tragionLeft[1];
    },
    bizygomatic: (head) => widest(callipers.bizygomatic, head),
    bigonial: (head) => widest(callipers.bigonial, head),
    faceHeight: ({ landmarks }) => between(landmarks.nasion, landmarks.menton),
    neckCircumference: around('neckCircumference'),
  };
  // The midline is read even where tapes do not look: the supraglabella rides on it.
  const vertices = new Set<number>(midline);
  for (const list of [...Object.values(callipers), ...Object.values(bands)]) {
    for (const v of list) vertices.add(v);
  }
  return {
    vertices: Uint32Array.from(vertices).sort(),
    measure: (name, head) => rules[name](head),
  };
}

/** All measures of a half head. */
export function measureAll(tapes: Tapes, head: HalfHead): Record<MeasureName, number> {
  return recordOf(MEASURES, (name) => tapes.measure(name, head));
}

type TapePoints = TapeLandmarks & { readonly supraglabella: Vec3 };

/** Planes contain the x axis direction, so a cut of the left half mirrors onto the right. */
const planes = {
  circumference: (p: TapePoints) => planeThrough(p.supraglabella, p.opisthocranion),
  coronalArc: (p: TapePoints): TapePlane => ({
    origin: [0, p.tragionLeft[1], p.tragionLeft[2]],
    right: X,
    up: [0, 1, 0],
  }),
  frontalArc: (p: TapePoints) => planeThrough(p.tragionLeft, p.supraglabella),
  neckCircumference: ({ menton }: TapePoints): TapePlane => ({
    origin: [0, menton[1] - NECK_DROP_MM, 35],
    right: X,
    up: [0, -NECK_SIN, NECK_COS],
  }),
};

const X: Vec3 = [1, 0, 0];

/** The plane through two points (their x left out) that contains the x direction. */
function planeThrough(a: Vec3, b: Vec3): TapePlane {
  const dy = b[1] - a[1];
  const dz = b[2] - a[2];
  const reach = Math.sqrt(dy * dy + dz * dz);
  return { origin: [0, a[1], a[2]], right: X, up: [0, dy / reach, dz / reach] };
}

function bothSides(left: PlanePoints): PlanePoints {
  const out = left.slice();
  for (let i = 0; i < left.length; i += 2) out.push(-left[i]!, left[i + 1]!);
  return out;
}

/** Triangles of skin that a deformed head could bring into a plane. */
function band(base: BaseHead, { origin, up }: TapePlane): Uint32Array {
  const p = base.positionsUm;
  // The normal of a plane that contains x.
  const off = (v: number) =>
    (p[v * 3 + 1]! / 1000 - origin[1]) * -up[2] + (p[v * 3 + 2]! / 1000 - origin[2]) * up[1];
  const out: number[] = [];
  for (let t = 0; t < base.triangles.length; t += 3) {
    const corners = base.triangles.subarray(t, t + 3);
    if (corners.some((v) => base.earShare[v]! > 0)) continue;
    if (corners.every((v) => Math.abs(off(v)) > BAND_MM)) continue;
    out.push(...corners);
  }
  return Uint32Array.from(out);
}

/** The supraglabella as a point of a midline edge, so that it moves with any head's skin. */
function browPoint(base: BaseHead): (coordinate: (index: number) => number) => Vec3 {
  const wanted = base.landmarks.glabella[1] + SUPRAGLABELLA_RISE_MM;
  const above = foreheadMidline(base.positionsUm, wanted)[0]!;
  const below = foreheadMidline(base.positionsUm, wanted - 8).filter(
    (v) => base.positionsUm[v * 3 + 1]! <= wanted * 1000,
  );
  const from = below[below.length - 1]!;
  const yFrom = base.positionsUm[from * 3 + 1]! / 1000;
  const share = (wanted - yFrom) / (base.positionsUm[above * 3 + 1]! / 1000 - yFrom);
  return (coordinate) => {
    const at = (axis: number) => {
      const start = coordinate(from * 3 + axis);
      return start + share * (coordinate(above * 3 + axis) - start);
    };
    return [0, at(1), at(2)];
  };
}

function between(a: Vec3, b: Vec3): number {
  const [x, y, z] = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
  return Math.sqrt(x * x + y * y + z * z);
}
