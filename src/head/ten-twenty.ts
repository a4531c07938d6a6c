import type { Vec3 } from '../base/vec3.ts';
import { add, distance, scale, sub, unit } from '../base/vec3.ts';
import { nearestPoint } from '../surface/nearest.ts';
import { surfaceOf } from '../surface/topology.ts';
import type { Head } from './head.ts';
import { planeThrough, sagittalPlane, tapeLine } from './surface-tapes.ts';

/** Electrode places of the international 10-20 system. Odd numbers are on the subject's left. */
export const TEN_TWENTY = [
  'Nz',
  'Fpz',
  'Fz',
  'Cz',
  'Pz',
  'Oz',
  'Iz',
  'LPA',
  'RPA',
  'T3',
  'C3',
  'C4',
  'T4',
  'Fp1',
  'Fp2',
  'F7',
  'F8',
  'F3',
  'F4',
  'T5',
  'T6',
  'P3',
  'P4',
  'O1',
  'O2',
] as const;

export type TenTwentyName = (typeof TEN_TWENTY)[number];

/** The preauricular point lies this far in front of the tragion, mm. */
const PREAURICULAR_MM = 6;

/**
 * The 10-20 places on a head, on its skin, mm (Jasper 1958).
 *
 * Tapes are taut: lengths bridge hollows, and the places are then dropped onto the skin. Cz lies
 * half way from nasion to inion and half way from ear to ear: the ends of the second tape decide
 * left and right, the first one front and back.
 */
export function tenTwenty(head: Head): Record<TenTwentyName, Vec3> {
  const { nasion, inion, tragionLeft, tragionRight } = head.landmarks;
  const surface = surfaceOf(head.mesh);
  const onSkin = (point: Vec3) => nearestPoint(surface, point).pointMm;
  const ahead = scale(unit(sub(nasion, inion)), PREAURICULAR_MM);
  const [lpa, rpa] = [onSkin(add(tragionLeft, ahead)), onSkin(add(tragionRight, ahead))];

  const sagittal = tapeLine(head, sagittalPlane(head), inion, nasion).reverse();
  const [fpz, fz, halfWay, pz, oz] = [0.1, 0.3, 0.5, 0.7, 0.9].map((share) =>
    onSkin(along(sagittal, share)),
  ) as [Vec3, Vec3, Vec3, Vec3, Vec3];
  const coronal = tapeLine(head, planeThrough(rpa, lpa, halfWay), rpa, lpa).reverse();
  const [t3, c3, cz, c4, t4] = [0.1, 0.3, 0.5, 0.7, 0.9].map((share) =>
    onSkin(along(coronal, share)),
  ) as [Vec3, Vec3, Vec3, Vec3, Vec3];

  // Each side has its own half loop, so that a head need not be symmetric.
  const loop = (temporal: Vec3) => {
    const tape = tapeLine(head, planeThrough(fpz, oz, temporal), fpz, oz);
    const [fp, f, t, o] = [0.1, 0.3, 0.7, 0.9].map((share) => onSkin(along(tape, share)));
    return { fp: fp!, f: f!, t: t!, o: o! };
  };
  const [left, right] = [loop(t3), loop(t4)];
  /** Half way from a midline place to one on the loop, along the tape that goes on to the other side. */
  const between = (midline: Vec3, here: Vec3, there: Vec3) => {
    const plane = planeThrough(midline, here, there);
    const outward = { ...plane, up: scale(plane.up, -1) };
    return onSkin(along(tapeLine(head, outward, midline, here), 0.5));
  };
  return {
    Nz: nasion,
    Fpz: fpz,
    Fz: fz,
    Cz: cz,
    Pz: pz,
    Oz: oz,
    Iz: inion,
    LPA: lpa,
    RPA: rpa,
    T3: t3,
    C3: c3,
    C4: c4,
    T4: t4,
    Fp1: left.fp,
    Fp2: right.fp,
    F7: left.f,
    F8: right.f,
    F3: between(fz, left.f, right.f),
    F4: between(fz, right.f, left.f),
    T5: left.t,
    T6: right.t,
    P3: between(pz, left.t, right.t),
    P4: between(pz, right.t, left.t),
    O1: left.o,
    O2: right.o,
  };
}

/** The point at a share of a line's length. */
function along(line: readonly Vec3[], share: number): Vec3 {
  const legs = line.slice(1).map((point, i) => distance(point, line[i]!));
  let left = share * legs.reduce((sum, leg) => sum + leg, 0);
  for (const [i, leg] of legs.entries()) {
    if (left <= leg && leg > 0) {
      return add(line[i]!, scale(sub(line[i + 1]!, line[i]!), left / leg));
    }
    left -= leg;
  }
  return line[line.length - 1]!;
}
