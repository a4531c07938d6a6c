import type { Box, Field } from '../../surface/meshing/field.ts';

/** Cubic smooth minimum. Exactly `min` where |a-b| >= k, so far primitives can be skipped. */
export function smoothMin(a: number, b: number, k: number): number {
  const h = k - Math.abs(a - b);
  return h <= 0 ? Math.min(a, b) : Math.min(a, b) - (h * h * h) / (6 * k * k);
}

/** Cubic smooth maximum, the mirror of `smoothMin`; `smoothMax(d, -e, k)` carves e out of d. */
export function smoothMax(a: number, b: number, k: number): number {
  return -smoothMin(-a, -b, k);
}

/** 0 below `from`, 1 above `to`, cubic between. `from` may exceed `to`. */
export function smoothStep(from: number, to: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return t * t * (3 - 2 * t);
}

type Triple = readonly [number, number, number];

/** Ellipsoid by the scaled-sphere bound: good near the surface, only for mild aspect ratios. */
export function ellipsoid(centre: Triple, radii: Triple): Field {
  const [cx, cy, cz] = centre;
  const [rx, ry, rz] = radii;
  const deepest = -Math.min(rx, ry, rz);
  return (x, y, z) => {
    const px = (x - cx) / rx;
    const py = (y - cy) / ry;
    const pz = (z - cz) / rz;
    const k0 = Math.sqrt(px * px + py * py + pz * pz);
    if (k0 < 1e-4) return deepest;
    const k1 = Math.sqrt((px / rx) ** 2 + (py / ry) ** 2 + (pz / rz) ** 2);
    return (k0 * (k0 - 1)) / k1;
  };
}

/** The same bound in two dimensions. */
export function ellipse(x: number, y: number, rx: number, ry: number): number {
  const px = x / rx;
  const py = y / ry;
  const k0 = Math.sqrt(px * px + py * py);
  if (k0 < 1e-4) return -Math.min(rx, ry);
  return (k0 * (k0 - 1)) / Math.sqrt((px / rx) ** 2 + (py / ry) ** 2);
}

/** A Gaussian bump: `height` mm at `centre`, fading with one spread per axis. */
export function dab(centre: Triple, spread: Triple, height: number): Field {
  const [cx, cy, cz] = centre;
  const [sx, sy, sz] = spread;
  return (x, y, z) => {
    const q = ((x - cx) / sx) ** 2 + ((y - cy) / sy) ** 2 + ((z - cz) / sz) ** 2;
    // exp(-9) of a few millimetres is below a micrometre: cutting there leaves no seam.
    return q > 9 ? 0 : height * Math.exp(-q);
  };
}

/** Distance from a point to a box, 0 inside it. */
export function boxDistance(box: Box, x: number, y: number, z: number): number {
  const dx = Math.max(box.lo[0] - x, 0, x - box.hi[0]);
  const dy = Math.max(box.lo[1] - y, 0, y - box.hi[1]);
  const dz = Math.max(box.lo[2] - z, 0, z - box.hi[2]);
  return Math.sqrt(dx * dx + dy * dy + dz * dz);
}

/** The box around a centre with one half-size per axis. */
export function boxAround(centre: Triple, half: Triple): Box {
  return {
    lo: [centre[0] - half[0], centre[1] - half[1], centre[2] - half[2]],
    hi: [centre[0] + half[0], centre[1] + half[1], centre[2] + half[2]],
  };
}
