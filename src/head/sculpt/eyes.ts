import type { Field } from '../../surface/meshing/field.ts';
import { dab, ellipsoid, smoothMin } from './primitives.ts';
import { strokes } from './ridges.ts';

/** Sockets, lid-covered eyeballs, lash line, lid crease and lower fold, cut into a field. */
export function withEyes(): (d: number, x: number, y: number, z: number) => number {
  const socket = dab([33, 11, 86], [16, 10, 16], 5.6);
  const innerSocket = dab([18, 11, 88], [6.5, 7, 10], 2.4);
  // Without this fullness between the brows the face frowns.
  const glabella = dab([0, 31, 96], [11, 9, 12], 1.2);
  const lids = ellipsoid([32, 10.8, 68.6], [15.4, 13.8, 14.6]);
  const folds = lidFolds();
  return (d, x, y, z) => {
    if (z < 30 || y < -40 || y > 75) return d;
    const sunk = d + socket(x, y, z) + innerSocket(x, y, z) - glabella(x, y, z);
    return smoothMin(sunk, lids(x, y, z), 6) - folds(x, y, z);
  };
}

function lidFolds(): Field {
  const lashLine = [
    [17.2, 9.5, 80, -0.1, 1.4],
    [22, 6.2, 82.3, -1.3, 1.2],
    [31, 3.6, 83.8, -1.8, 1.1],
    [40, 5.5, 80.5, -1.5, 1.1],
    [47.5, 10, 73.5, -0.6, 1.2],
  ] as const;
  const upperRim = [
    [18, 11.3, 81, 0.2, 1.6],
    [23, 8.8, 83.5, 0.8, 1.6],
    [31, 6.6, 84.5, 1, 1.6],
    [40, 8.5, 81, 0.9, 1.6],
    [48, 12, 73.5, 0.4, 1.6],
  ] as const;
  const crease = [
    [17, 16.5, 82, -0.2, 2],
    [23, 20, 84, -1.3, 1.7],
    [32, 21.5, 84, -1.5, 1.7],
    [41, 19.5, 79, -1.3, 1.8],
    [49, 15, 71, -0.4, 2],
  ] as const;
  const lowerFold = [
    [19, 1, 83, -0.2, 2.8],
    [27, -4, 84, -0.9, 2.8],
    [37, -4, 81, -0.8, 2.8],
    [46, 1, 75, -0.4, 2.8],
  ] as const;
  return strokes([lashLine, upperRim, crease, lowerFold]);
}
