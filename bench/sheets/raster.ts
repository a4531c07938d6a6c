import type { Vec3 } from '../../src/base/vec3.ts';
import type { Head } from '../../src/head/head.ts';

/** A camera far away: which way it looks from, degrees. */
export interface Side {
  /** 0 in front, 90 at the subject's left, 180 behind. */
  readonly turnDeg: number;
  /** Above the horizon; 90 looks down on the crown. */
  readonly tiltDeg: number;
}

/** One small picture of a head. */
export interface Shot extends Side {
  /** Linear RGB of the skin per vertex, three numbers each. */
  readonly colours: Float32Array;
  /** Points drawn over the skin where they are not hidden: size in pixels, linear RGB. */
  readonly marks?: readonly { readonly at: Vec3; readonly px: number; readonly rgb: Vec3 }[];
  /** What of the head's frame the picture shows: middle and height, mm. */
  readonly middleMm: Vec3;
  readonly heightMm: number;
}

/** Samples along an edge of a pixel. */
const SAMPLES = 2;
/** Soft light from above and the camera's left, a weak one from the right, sky. */
const KEY: Vec3 = [-0.45, 0.6, 0.66];
const FILL: Vec3 = [0.7, 0.1, 0.5];
const GROUND: Vec3 = [0.86, 0.87, 0.88];

/**
 * Draws a head without a GPU: z-buffer, normals and occlusion of the mesh. Linear RGB, row by row.
 */
export function drawHead(head: Head, shot: Shot, widthPx: number, heightPx: number): Float32Array {
  const [w, h] = [widthPx * SAMPLES, heightPx * SAMPLES];
  const { right, up, out } = axes(shot);
  const scale = h / shot.heightMm;
  const { positionsUm: p, triangles, normals, occlusion } = head.mesh;
  const count = p.length / 3;
  const screen = new Float32Array(3 * count);
  const lit = new Float32Array(3 * count);
  for (let v = 0; v < count; v++) {
    const d = [0, 1, 2].map((k) => p[3 * v + k]! / 1000 - shot.middleMm[k]!) as unknown as Vec3;
    screen[3 * v] = w / 2 + scale * dot(d, right);
    screen[3 * v + 1] = h / 2 - scale * dot(d, up);
    screen[3 * v + 2] = dot(d, out);
    const n = [normals[3 * v]!, normals[3 * v + 1]!, normals[3 * v + 2]!] as const;
    const seen: Vec3 = [dot(n, right), dot(n, up), dot(n, out)];
    const light =
      (0.62 * Math.max(0, dot(seen, KEY)) +
        0.16 * Math.max(0, dot(seen, FILL)) +
        0.3 * (0.6 + 0.4 * seen[1]) * occlusion[v]!) *
      (0.45 + 0.55 * occlusion[v]!);
    for (let k = 0; k < 3; k++) lit[3 * v + k] = light * shot.colours[3 * v + k]!;
  }
  const depth = new Float32Array(w * h).fill(Number.NEGATIVE_INFINITY);
  const picture = new Float32Array(3 * w * h);
  for (let i = 0; i < w * h; i++) picture.set(GROUND, 3 * i);
  for (let t = 0; t < triangles.length; t += 3) {
    fill(triangles[t]!, triangles[t + 1]!, triangles[t + 2]!);
  }
  for (const { at, px, rgb } of shot.marks ?? []) {
    const d = [0, 1, 2].map((k) => at[k]! - shot.middleMm[k]!) as unknown as Vec3;
    const [x, y, z] = [w / 2 + scale * dot(d, right), h / 2 - scale * dot(d, up), dot(d, out)];
    const r = (px * SAMPLES) / 2;
    for (let j = Math.floor(y - r); j <= y + r; j++) {
      for (let i = Math.floor(x - r); i <= x + r; i++) {
        if (i < 0 || j < 0 || i >= w || j >= h) continue;
        const skin = depth[j * w + i]!;
        // Points lie on the skin: those well behind it are hidden, those beside it overhang.
        if (skin === Number.NEGATIVE_INFINITY || z < skin - 1.2) continue;
        if ((i + 0.5 - x) ** 2 + (j + 0.5 - y) ** 2 > r * r) continue;
        picture.set(rgb, 3 * (j * w + i));
      }
    }
  }
  return halved(picture, widthPx, heightPx);

  function fill(a: number, b: number, c: number): void {
    const [ax, ay, bx, by, cx, cy] = [
      screen[3 * a]!,
      screen[3 * a + 1]!,
      screen[3 * b]!,
      screen[3 * b + 1]!,
      screen[3 * c]!,
      screen[3 * c + 1]!,
    ];
    const area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
    // y runs down, so what faces the camera turns clockwise here.
    if (area >= 0) return;
    const top = Math.max(0, Math.ceil(Math.min(ay, by, cy) - 0.5));
    const bottom = Math.min(h - 1, Math.floor(Math.max(ay, by, cy) - 0.5));
    const left = Math.max(0, Math.ceil(Math.min(ax, bx, cx) - 0.5));
    const rightmost = Math.min(w - 1, Math.floor(Math.max(ax, bx, cx) - 0.5));
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= rightmost; x++) {
        const [px, py] = [x + 0.5, y + 0.5];
        const wa = ((bx - px) * (cy - py) - (by - py) * (cx - px)) / area;
        const wb = ((cx - px) * (ay - py) - (cy - py) * (ax - px)) / area;
        const wc = 1 - wa - wb;
        if (wa < 0 || wb < 0 || wc < 0) continue;
        const z = wa * screen[3 * a + 2]! + wb * screen[3 * b + 2]! + wc * screen[3 * c + 2]!;
        const at = y * w + x;
        if (z <= depth[at]!) continue;
        depth[at] = z;
        for (let k = 0; k < 3; k++) {
          picture[3 * at + k] = wa * lit[3 * a + k]! + wb * lit[3 * b + k]! + wc * lit[3 * c + k]!;
        }
      }
    }
  }
}

function axes({ turnDeg, tiltDeg }: Side): { right: Vec3; up: Vec3; out: Vec3 } {
  const [turn, tilt] = [(turnDeg * Math.PI) / 180, (tiltDeg * Math.PI) / 180];
  const out: Vec3 = [
    Math.sin(turn) * Math.cos(tilt),
    Math.sin(tilt),
    Math.cos(turn) * Math.cos(tilt),
  ];
  const right: Vec3 = [Math.cos(turn), 0, -Math.sin(turn)];
  const up: Vec3 = [
    out[1] * right[2] - out[2] * right[1],
    out[2] * right[0] - out[0] * right[2],
    out[0] * right[1] - out[1] * right[0],
  ];
  return { right, up, out };
}

function halved(fine: Float32Array, widthPx: number, heightPx: number): Float32Array {
  const out = new Float32Array(3 * widthPx * heightPx);
  const wide = widthPx * SAMPLES;
  for (let y = 0; y < heightPx * SAMPLES; y++) {
    for (let x = 0; x < wide; x++) {
      const to = 3 * (Math.floor(y / SAMPLES) * widthPx + Math.floor(x / SAMPLES));
      for (let k = 0; k < 3; k++) {
        out[to + k]! += fine[3 * (y * wide + x) + k]! / (SAMPLES * SAMPLES);
      }
    }
  }
  return out;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a[0]! * b[0]! + a[1]! * b[1]! + a[2]! * b[2]!;
}
