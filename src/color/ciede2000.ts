import type { Lab } from './lab.ts';

/**
 * CIEDE2000 colour difference with kL = kC = kH = 1; about 1 is just visible side by side.
 *
 * Sharma, Wu, Dalal 2005, Color Res. Appl. 30(1):21-30, eq. 2 to 22.
 */
export function ciede2000(first: Lab, second: Lab): number {
  const [l1, a1, b1] = first;
  const [l2, a2, b2] = second;
  const meanChroma7 = ((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2) ** 7;
  const g = 0.5 * (1 - Math.sqrt(meanChroma7 / (meanChroma7 + POW25)));
  const c1 = Math.hypot((1 + g) * a1, b1);
  const c2 = Math.hypot((1 + g) * a2, b2);
  const h1 = hueDeg((1 + g) * a1, b1);
  const h2 = hueDeg((1 + g) * a2, b2);

  const deltaL = l2 - l1;
  const deltaC = c2 - c1;
  const deltaH =
    2 * Math.sqrt(c1 * c2) * Math.sin(((hueStepDeg(h1, h2, c1 * c2) / 2) * Math.PI) / 180);

  const l = (l1 + l2) / 2;
  const c = (c1 + c2) / 2;
  const h = meanHueDeg(h1, h2, c1 * c2);
  const t =
    1 -
    0.17 * cosDeg(h - 30) +
    0.24 * cosDeg(2 * h) +
    0.32 * cosDeg(3 * h + 6) -
    0.2 * cosDeg(4 * h - 63);
  const sl = 1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2);
  const sc = 1 + 0.045 * c;
  const sh = 1 + 0.015 * c * t;
  const turnDeg = 30 * Math.exp(-(((h - 275) / 25) ** 2));
  const rc = 2 * Math.sqrt(c ** 7 / (c ** 7 + POW25));
  const rt = -Math.sin((2 * turnDeg * Math.PI) / 180) * rc;

  const dl = deltaL / sl;
  const dc = deltaC / sc;
  const dh = deltaH / sh;
  return Math.sqrt(dl * dl + dc * dc + dh * dh + rt * dc * dh);
}

const POW25 = 25 ** 7;

function cosDeg(deg: number): number {
  return Math.cos((deg * Math.PI) / 180);
}

// Neutral colours have no hue; the paper sets it to 0 (eq. 7).
function hueDeg(a: number, b: number): number {
  if (a === 0 && b === 0) return 0;
  const deg = (Math.atan2(b, a) * 180) / Math.PI;
  return deg < 0 ? deg + 360 : deg;
}

function hueStepDeg(h1: number, h2: number, chromaProduct: number): number {
  if (chromaProduct === 0) return 0;
  const step = h2 - h1;
  if (step > 180) return step - 360;
  return step < -180 ? step + 360 : step;
}

function meanHueDeg(h1: number, h2: number, chromaProduct: number): number {
  if (chromaProduct === 0) return h1 + h2;
  if (Math.abs(h1 - h2) <= 180) return (h1 + h2) / 2;
  return h1 + h2 < 360 ? (h1 + h2 + 360) / 2 : (h1 + h2 - 360) / 2;
}
