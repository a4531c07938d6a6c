import { hermite, type Knots } from '../../base/curves.ts';
import type { Field } from '../../surface/meshing/field.ts';
import { ellipse, smoothMax } from './primitives.ts';
import { stroke } from './ridges.ts';

/** Elliptic sections by height: centre z, half width, half depth, mm. */
const SECTIONS: Knots = [
  [20, -24, 50, 50],
  [-50, -22, 52, 52],
  [-75, -21, 53, 54],
  [-100, -20, 54, 57],
  [-145, -30, 57, 60],
  [-185, -43, 60, 58],
  [-240, -52, 60, 52],
];

/** The neck: a loft of ellipses with the trapezius, closed inside the skull. Taken at |x|. */
export function neck(): Field {
  const centreZ = hermite(SECTIONS, 0);
  const halfWidth = hermite(SECTIONS, 1);
  const halfDepth = hermite(SECTIONS, 2);
  const trapezius = stroke([
    [16, -30, -72, 1, 12],
    [24, -90, -72, 4, 16],
    [34, -140, -82, 4, 18],
    [50, -175, -92, 1, 20],
  ]);
  return (x, y, z) => {
    const side = ellipse(x, z - centreZ(y), halfWidth(y), halfDepth(y)) - trapezius(x, y, z);
    return smoothMax(side, y - 15, 20);
  };
}
