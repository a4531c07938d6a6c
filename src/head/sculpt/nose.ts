import { boxAround, boxDistance, ellipsoid, smoothMax, smoothMin } from './primitives.ts';
import { stroke, tube } from './ridges.ts';

/** Tilt of the nostrils in the yz plane: their upper end leans back. */
const NOSTRIL_TILT = Math.PI / 9;

/** Tip, wings, columella and nostrils: the undercuts a height field cannot make. */
export function withNose(): (d: number, x: number, y: number, z: number) => number {
  const tip = ellipsoid([0, -25.6, 109], [7, 7, 8.2]);
  const rim = tube([
    [2, -26.2, 108.4, 5],
    [7, -26.4, 104.2, 4.3],
    [11.2, -26.8, 99.4, 4.2],
  ]);
  const wing = ellipsoid([11.6, -27.2, 98.6], [4.4, 4.8, 6.8]);
  const columella = tube([
    [0, -31.8, 109.4, 3.3],
    [0, -34.4, 105, 3.3],
    [0, -35, 99.4, 4.2],
  ]);
  const nostril = ellipsoid([0, 0, 0], [2.5, 5.8, 4.2]);
  const cos = Math.cos(NOSTRIL_TILT);
  const sin = Math.sin(NOSTRIL_TILT);
  const groove = stroke([
    [10, -22, 105, -0.1, 2.4],
    [14, -21.5, 100, -0.3, 2.6],
    [17.2, -24.5, 96.8, -0.7, 2.2],
    [17.6, -29.5, 94.8, -0.4, 2.2],
  ]);
  const box = boxAround([8, -26, 105], [13, 15, 17]);
  return (d, x, y, z) => {
    if (boxDistance(box, x, y, z) * 0.6 > Math.abs(d) + 10) return d;
    let nose = smoothMin(tip(x, y, z), rim(x, y, z), 9);
    nose = smoothMin(nose, wing(x, y, z), 7);
    nose = smoothMin(nose, columella(x, y, z), 5);
    const joined = smoothMin(d, nose, 10);
    const py = y + 32.6;
    const pz = z - 104;
    const hole = nostril(x - 6.8, cos * py - sin * pz, sin * py + cos * pz);
    return smoothMax(joined, -hole, 2) - groove(x, y, z);
  };
}
