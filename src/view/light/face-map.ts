import type { Head } from '../../head/head.ts';

/** Floats a vertex: oil, pores, thinness, 0 to 1 each. */
const VALUES = 3;

/**
 * Where skin is oily, has wide pores, and is thin enough for light to come through: soft spots about
 * the landmarks, sized by the head. Places and amounts are ours, by eye, from the usual maps of the
 * face (T-zone, cheeks, ears): assumed.
 */
export function faceMap({ mesh, landmarks }: Head): Float32Array {
  const { positionsUm } = mesh;
  const count = positionsUm.length / 3;
  const map = new Float32Array(VALUES * count);
  const { nasion, glabella, menton, tragionLeft, tragionRight } = landmarks;
  // One on a head of average height of face.
  const size = Math.max(0.6, Math.abs(nasion[1] - menton[1]) / 115);
  const tip = noseTip(positionsUm, nasion[1], menton[1], size);
  const earX = (tragionLeft[0] - tragionRight[0]) / 2;
  for (let v = 0; v < count; v++) {
    const [x, y, z] = [0, 1, 2].map((i) => positionsUm[3 * v + i]! / 1000) as [
      number,
      number,
      number,
    ];
    const spot = (at: readonly number[], wide: number, high: number, deep: number) =>
      Math.exp(
        -(((x - at[0]!) / (wide * size)) ** 2) -
          ((y - at[1]!) / (high * size)) ** 2 -
          ((z - at[2]!) / (deep * size)) ** 2,
      );
    const nose = spot([0, tip[1] + 8 * size, tip[2] - 6 * size], 15, 22, 18);
    const forehead = spot([0, glabella[1] + 28 * size, glabella[2] - 4], 42, 26, 34);
    const cheeks = spot(
      [Math.sign(x) * 34 * size, tip[1] + 4 * size, tip[2] - 28 * size],
      20,
      17,
      24,
    );
    const chin = spot([0, menton[1] + 14 * size, menton[2] + 8], 18, 13, 20);
    const crown = clamp((y - glabella[1] - 30 * size) / (50 * size), 0, 1);
    map[VALUES * v] = clamp(nose + 0.8 * forehead + 0.45 * chin + 0.35 * crown, 0, 1);
    map[VALUES * v + 1] = clamp(nose + 0.9 * cheeks + 0.4 * forehead + 0.4 * chin, 0, 1);
    map[VALUES * v + 2] = thinness([x, y, z], earX, x > 0 ? tragionLeft : tragionRight, size);
  }
  return map;
}

/** Ears stand out beyond the tragion; their rim is thinnest. */
function thinness(
  [x, y, z]: readonly [number, number, number],
  earX: number,
  tragion: readonly [number, number, number],
  size: number,
): number {
  const out = Math.abs(x) - Math.abs(earX) - 3;
  const off = Math.hypot(y - tragion[1], z - tragion[2]);
  if (out <= 0 || off > 48 * size) return 0;
  return clamp(out / (9 * size), 0, 1);
}

/** The point of the midline farthest forward between nasion and the middle of the lower face. */
export function noseTip(
  positionsUm: ArrayLike<number>,
  nasionY: number,
  mentonY: number,
  size: number,
): readonly [number, number, number] {
  let best: [number, number, number] = [0, nasionY - 40 * size, Number.NEGATIVE_INFINITY];
  const lowest = nasionY - 0.62 * (nasionY - mentonY);
  for (let i = 0; i < positionsUm.length; i += 3) {
    const [x, y, z] = [
      positionsUm[i]! / 1000,
      positionsUm[i + 1]! / 1000,
      positionsUm[i + 2]! / 1000,
    ];
    if (Math.abs(x) < 6 && y < nasionY && y > lowest && z > best[2]) best = [x, y, z];
  }
  return best;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
