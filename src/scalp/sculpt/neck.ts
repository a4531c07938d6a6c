import { hermite, type Knots } from './curves.ts';
import { ellipse, type Field, smoothMax } from './primitives.ts';
import { stroke } from './strokes.ts';

/** Elliptic sections by height: centre z, half width, half depth, mm. */
const SECTIONS: Knots = [
  [20, -24, 50, 50],
  [-50, -22, 52, 52],
  [-100, -18, 55, 56],
  [-145, -22, 58, 59],
  [-175, -29, 61.5, 60.5],
  [-200, -37, 70, 63],
  [-230, -46, 92, 70],
];

/** The neck: a loft of ellipses with the trapezius, closed inside the skull. Taken at |x|. */
export function neck(): Field {
  const centreZ = hermite(SECTIONS, 0);
  const halfWidth = hermite(SECTIONS, 1);
  const halfDepth = hermite(SECTIONS, 2);
  const trapezius = stroke([
    [16, -30, -72, 1, 12],
    [24, -90, -70, 4, 16],
    [38, -140, -70, 6, 20],
    [60, -195, -75, 9, 26],
    [80, -230, -80, 9, 30],
  ]);
  return (x, y, z) => {
    const side = ellipse(x, z - centreZ(y), halfWidth(y), halfDepth(y)) - trapezius(x, y, z);
    return smoothMax(side, y - 15, 20);
  };
}
