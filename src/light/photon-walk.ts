import { pcg } from '../base/hash.ts';
import { type LayerOptics, SKIN_INDEX } from './layers.ts';

/** Where a photon ended. */
export const LEFT_TOP = 1;
export const LEFT_BOTTOM = 2;
/** Given up by the roulette. */
export const LOST = 3;

// As in shaders/transport/photon.wgsl.
const FAINT = 0.01;
const SURVIVAL = 0.125;
const MOST_STEPS = 1 << 17;

/**
 * Photons through flat layers of one index, one at a time, the whole path kept: what
 * `shaders/transport/photon.wgsl` does, in double precision and with the same draws.
 *
 * For offline tables: a path that has been kept can be read again for any absorber on its way and
 * for any skin that scatters alike.
 */
export class PhotonWalk {
  /** Corners of the path; the first is where it entered. */
  readonly x = new Float64Array(MOST_STEPS);
  readonly y = new Float64Array(MOST_STEPS);
  readonly z = new Float64Array(MOST_STEPS);
  /** Way gone in each layer, mm. */
  readonly lengths: Float64Array;
  /** Corners of the path. */
  corners = 0;
  /** Where it ended. */
  end = 0;
  /** What is left of it, the roulette's gains counted. */
  weight = 0;
  /** The roulette's gains alone: weight without absorption. */
  boost = 1;

  readonly #layers: readonly LayerOptics[];
  readonly #tops: Float64Array;
  readonly #seed: number;
  readonly #index: number;

  /** @param seed - 32 bits; photon `id` of a seed always takes the same draws. */
  constructor(layers: readonly LayerOptics[], seed: number, index = SKIN_INDEX) {
    this.#layers = layers;
    this.#seed = seed;
    this.#index = index;
    this.lengths = new Float64Array(layers.length);
    this.#tops = new Float64Array(layers.length + 1);
    layers.forEach((layer, i) => {
      this.#tops[i + 1] = Math.min(1e9, this.#tops[i]! + layer.thicknessMm);
    });
  }

  /** Walks photon `id` from the surface straight down. */
  walk(id: number): void {
    const { x, y, z, lengths } = this;
    const layers = this.#layers;
    const tops = this.#tops;
    const index = this.#index;
    const keyA = hash2(this.#seed, id);
    const keyB = hash2((id ^ 0x5bd1e995) >>> 0, this.#seed);
    let draws = 0;
    const draw = () => {
      const hash = pcg(pcg((draws++ + keyA) >>> 0) ^ keyB);
      return ((hash >>> 8) + 0.5) / 16777216;
    };
    lengths.fill(0);
    let [px, py, pz] = [0, 0, 0];
    let [wx, wy, wz] = [0, 0, 1];
    let at = 0;
    let weight = 1;
    let boost = 1;
    let n = 0;
    x[0] = y[0] = z[0] = 0;
    for (;;) {
      const layer = layers[at]!;
      const free = -Math.log(draw()) / Math.max(layer.scatteringPerMm, 1e-12);
      const wall = wz === 0 ? 1e12 : Math.max(0, (tops[wz > 0 ? at + 1 : at]! - pz) / wz);
      const step = Math.min(free, wall);
      weight *= Math.exp(-layer.absorptionPerMm * step);
      lengths[at]! += step;
      px += wx * step;
      py += wy * step;
      pz += wz * step;
      n++;
      x[n] = px;
      y[n] = py;
      z[n] = pz;
      if (free < wall) {
        const g = layer.anisotropy;
        let cosine = 2 * draw() - 1;
        if (Math.abs(g) > 1e-4) {
          const part = (1 - g * g) / (1 + g * cosine);
          cosine = Math.min(1, Math.max(-1, (1 + g * g - part * part) / (2 * g)));
        }
        const azimuth = 2 * Math.PI * draw();
        const sine = Math.sqrt(Math.max(0, 1 - cosine * cosine));
        const side = wz >= 0 ? 1 : -1;
        const a = -1 / (side + wz);
        const b = wx * wy * a;
        const c = sine * Math.cos(azimuth);
        const s = sine * Math.sin(azimuth);
        const nx = wx * cosine + (1 + side * wx * wx * a) * c + b * s;
        const ny = wy * cosine + side * b * c + (side + wy * wy * a) * s;
        const nz = wz * cosine - side * wx * c - wy * s;
        const scale = 1 / Math.sqrt(nx * nx + ny * ny + nz * nz);
        wx = nx * scale;
        wy = ny * scale;
        wz = nz * scale;
      } else {
        const isDown = wz > 0;
        pz = tops[isDown ? at + 1 : at]!;
        z[n] = pz;
        if (isDown ? at + 1 < layers.length : at > 0) {
          at += isDown ? 1 : -1;
        } else if (index === 1 || draw() >= mirrored(index, Math.abs(wz))) {
          this.end = isDown ? LEFT_BOTTOM : LEFT_TOP;
          break;
        } else {
          wz = -wz;
        }
      }
      if (weight < FAINT || n === MOST_STEPS - 1) {
        if (draw() >= SURVIVAL || n === MOST_STEPS - 1) {
          this.end = LOST;
          break;
        }
        weight /= SURVIVAL;
        boost /= SURVIVAL;
      }
    }
    this.corners = n + 1;
    this.weight = weight;
    this.boost = boost;
  }
}

// Share of unpolarised light mirrored on the way out to air.
function mirrored(index: number, cosine: number): number {
  const sine = index * Math.sqrt(Math.max(0, 1 - cosine * cosine));
  if (sine >= 1) return 1;
  const other = Math.sqrt(1 - sine * sine);
  const s = (index * cosine - other) / (index * cosine + other);
  const p = (index * other - cosine) / (index * other + cosine);
  return 0.5 * (s * s + p * p);
}

// As in shaders/lib/hash.wgsl.
function hash2(a: number, b: number): number {
  return pcg((pcg((0x9e3779b9 ^ a) >>> 0) ^ b) >>> 0);
}
