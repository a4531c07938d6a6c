import type { Field } from '../../surface/meshing/field.ts';
import { baseSurface, softAbs } from './base-surface.ts';
import { withEar } from './ear.ts';
import { withEyes } from './eyes.ts';
import { withFaceRelief } from './face-relief.ts';
import { faceStrokes, SEAM } from './face-ridges.ts';
import { neck } from './neck.ts';
import { withNose } from './nose.ts';
import { dab, ellipsoid, smoothMin } from './primitives.ts';
import { stroke } from './ridges.ts';
import { trimmed, withShoulders } from './shoulders.ts';

/** The sculpture: the whole head as one field, and the head without its ears. */
export interface HeadField {
  readonly f: Field;
  /** For measuring and for telling ear from head. */
  readonly withoutEars: Field;
}

/** Builds the head field. Head frame, millimetres; symmetric in x. */
export function headField(): HeadField {
  const relief = withFaceRelief(baseSurface());
  const neckField = neck();
  const shoulders = withShoulders();
  const eyes = withEyes();
  const nose = withNose();
  const seam = stroke(SEAM);
  const mouthCorner = dab([28.5, -56, 90.5], [4, 4, 5], 1.3);
  const chin = ellipsoid([0, -89, 81], [17, 13, 15.5]);
  const lines = faceStrokes();
  const ear = withEar();

  function skin(ax: number, y: number, z: number): number {
    let d = smoothMin(relief(ax, y, z), neckField(ax, y, z), 22);
    d = shoulders(d, ax, y, z);
    d = eyes(d, ax, y, z);
    d = nose(d, ax, y, z);
    d += mouthCorner(ax, y, z) - seam(ax, y, z);
    d = smoothMin(d, chin(ax, y, z), 14);
    return d - lines(ax, y, z);
  }

  const trim = trimmed();
  function withoutEars(x: number, y: number, z: number): number {
    const ax = softAbs(x);
    return trim(skin(ax, y, z), ax, y, z);
  }
  return {
    withoutEars,
    f: (x, y, z) => ear(withoutEars(x, y, z), softAbs(x), y, z),
  };
}
