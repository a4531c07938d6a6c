import { mat4, type ReadonlyMat4, vec3 } from 'gl-matrix';
import type { Vec3 } from '../base/vec3.ts';

/** A mesh to look at, in its own coordinates. */
export interface SketchMesh {
  readonly positions: Float32Array;
  readonly triangles: Uint32Array;
}

/** A grey drawing of a mesh, and what is at each pixel. Small enough for a processor: no GPU. */
export class MeshSketch {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly #depth: Float32Array;
  readonly #pixels: Uint8ClampedArray<ArrayBuffer>;
  #toPicture: ReadonlyMat4 = mat4.identity([]);

  constructor(widthPx: number, heightPx: number) {
    this.widthPx = widthPx;
    this.heightPx = heightPx;
    this.#depth = new Float32Array(widthPx * heightPx);
    this.#pixels = new Uint8ClampedArray(4 * widthPx * heightPx);
  }

  /**
   * Draws the mesh; the picture is RGBA, clear where there is none.
   *
   * @param toPicture - From mesh coordinates to pixels right and down, and towards the eye.
   */
  draw(
    { positions, triangles }: SketchMesh,
    toPicture: ReadonlyMat4,
  ): Uint8ClampedArray<ArrayBuffer> {
    this.#toPicture = toPicture;
    this.#depth.fill(Number.NEGATIVE_INFINITY);
    this.#pixels.fill(0);
    const count = positions.length / 3;
    const screen = new Float32Array(3 * count);
    for (let v = 0; v < count; v++) {
      const at = this.project([positions[3 * v]!, positions[3 * v + 1]!, positions[3 * v + 2]!]);
      screen.set(at, 3 * v);
    }
    for (let t = 0; t < triangles.length; t += 3) {
      this.#fill(screen, 3 * triangles[t]!, 3 * triangles[t + 1]!, 3 * triangles[t + 2]!);
    }
    return this.#pixels;
  }

  /** Pixel and depth (towards the eye, in pixels) of a point. */
  project(point: Vec3): Vec3 {
    return moved(point, this.#toPicture);
  }

  /** The point of the mesh at a pixel, in its own coordinates; undefined beside it. */
  pointAt(xPx: number, yPx: number): Vec3 | undefined {
    const depth = this.#depth[Math.floor(yPx) * this.widthPx + Math.floor(xPx)];
    const back = mat4.invert([], this.#toPicture);
    if (!back || depth === undefined || !Number.isFinite(depth)) return undefined;
    return moved([xPx, yPx, depth], back);
  }

  /** Whether a point is in sight: nothing of the mesh is clearly nearer. */
  sees(point: Vec3): boolean {
    const [x, y, depth] = this.project(point);
    const slot = Math.floor(y) * this.widthPx + Math.floor(x);
    return (this.#depth[slot] ?? 0) <= depth + 6;
  }

  #fill(s: Float32Array, a: number, b: number, c: number): void {
    const [ax, ay, az] = [s[a]!, s[a + 1]!, s[a + 2]!];
    const [ux, uy, uz] = [s[b]! - ax, s[b + 1]! - ay, s[b + 2]! - az];
    const [vx, vy, vz] = [s[c]! - ax, s[c + 1]! - ay, s[c + 2]! - az];
    // Pixels run down, so what faces the eye has a negative turn.
    const turn = ux * vy - uy * vx;
    if (turn >= 0) return;
    const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, turn];
    const size = Math.sqrt(nx * nx + ny * ny + nz * nz);
    // A lamp from the upper left, and some light from everywhere.
    const light = 70 + 165 * Math.max(0, (0.42 * nx + 0.5 * ny - 0.76 * nz) / size);
    const left = Math.max(0, Math.floor(Math.min(ax, ax + ux, ax + vx)));
    const right = Math.min(this.widthPx - 1, Math.ceil(Math.max(ax, ax + ux, ax + vx)));
    const top = Math.max(0, Math.floor(Math.min(ay, ay + uy, ay + vy)));
    const bottom = Math.min(this.heightPx - 1, Math.ceil(Math.max(ay, ay + uy, ay + vy)));
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= right; x++) {
        const [px, py] = [x + 0.5 - ax, y + 0.5 - ay];
        const p = (px * vy - py * vx) / turn;
        const q = (ux * py - uy * px) / turn;
        if (p < -0.01 || q < -0.01 || p + q > 1.01) continue;
        const depth = az + p * uz + q * vz;
        const slot = y * this.widthPx + x;
        if (depth <= this.#depth[slot]!) continue;
        this.#depth[slot] = depth;
        this.#pixels[4 * slot] = light;
        this.#pixels[4 * slot + 1] = light * 0.95;
        this.#pixels[4 * slot + 2] = light * 0.91;
        this.#pixels[4 * slot + 3] = 255;
      }
    }
  }
}

/** In doubles: gl-matrix takes plain arrays. */
function moved(point: Vec3, by: ReadonlyMat4): Vec3 {
  const at: [number, number, number] = [0, 0, 0];
  vec3.transformMat4(at, point, by);
  return at;
}
