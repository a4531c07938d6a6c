import { boxAround, boxDistance, ellipsoid, smoothMax, smoothMin } from './primitives.ts';
import { stroke, tube } from './strokes.ts';

/** Tilt of the nostrils in the yz plane: their upper end leans back. */
const NOSTRIL_TILT = Math.PI / 9;

/** Tip, wings, columella and nostrils: the undercuts a height field cannot make. */
export function withNose(): (d: number, x: number, y: number, z: number) => number {
  const tip = ellipsoid([0, -23, 111.6], [8.2, 7.4, 9]);
  const rim = tube([
    [3.8, -24, 111.6, 6.2],
    [9, -25.6, 106, 6.2],
    [12.4, -27.2, 100, 6],
  ]);
  const wing = ellipsoid([12.2, -27.4, 100.4], [5, 6, 8.8]);
  const columella = tube([
    [0, -29.5, 112.5, 3.4],
    [0, -33, 106, 3.9],
    [0, -34.5, 100, 4.6],
  ]);
  const nostril = ellipsoid([0, 0, 0], [2.5, 6.5, 4.3]);
  const cos = Math.cos(NOSTRIL_TILT);
  const sin = Math.sin(NOSTRIL_TILT);
  const groove = stroke([
    [10, -20, 107, -0.2, 2],
    [14, -19.5, 102.5, -0.7, 1.9],
    [18.3, -23, 98, -0.8, 2],
    [19.2, -28.5, 95.8, -0.4, 2.2],
  ]);
  const box = boxAround([8, -26, 105], [13, 15, 17]);
  return (d, x, y, z) => {
    if (boxDistance(box, x, y, z) * 0.6 > Math.abs(d) + 10) return d;
    let nose = smoothMin(tip(x, y, z), rim(x, y, z), 7);
    nose = smoothMin(nose, wing(x, y, z), 5);
    nose = smoothMin(nose, columella(x, y, z), 5);
    const joined = smoothMin(d, nose, 10);
    const py = y + 32;
    const pz = z - 105;
    const hole = nostril(x - 7, cos * py - sin * pz, sin * py + cos * pz);
    return smoothMax(joined, -hole, 2) - groove(x, y, z);
  };
}
