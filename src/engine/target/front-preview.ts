import type { Vec3 } from '../../base/vec3.ts';
import { add, distance, pointAt, scale, sub } from '../../base/vec3.ts';
import type { Kernel } from '../../gpu/kernel.ts';
import { struct } from '../../gpu/layout.ts';
import { together } from '../../gpu/together.ts';
import type { Head } from '../../head/head.ts';
import { headCentre } from '../../scalp/chart.ts';
import { FRONT_SLACK_MM } from '../../scalp/hairline/boundary.ts';
import type { Hairline } from '../../scalp/hairline/hairline.ts';
import { Buffers, lateKernel, type StageContext } from '../host.ts';
import { VertexGiven } from './target.ts';

const LineSpec = struct('LineSpec', {
  vertexCount: 'u32',
  pointCount: 'u32', // as many pieces: the last goes back to the first point
  frontPieces: 'u32', // the first so many pieces are the front
  reach64: 'i32', // vertices further outside the exact line are left out, 1/64 mm
  centreXMm: 'f32',
  centreYMm: 'f32',
  centreZMm: 'f32',
});

const PreviewSpec = struct('PreviewSpec', {
  vertexCount: 'u32',
  frontSlackMm: 'f32',
  reach64: 'i32', // vertices further outside the exact line stay as they are, 1/64 mm
});

/** Straight distances of a vertex from a hairline. */
export const LineDistance = struct('LineDistance', {
  edgeMm: 'f32', // to the whole boundary; positive where the crown is
  frontMm: 'f32', // to the front alone, never negative
});

/** Pieces of the line that one ball goes round; `CHUNK` in `shaders/target/line-distance.wgsl`. */
const CHUNK = 32;

/** A line's buffer has room for a multiple of so many points. */
const ROOM = 256;

/** Farther outside a line than any plan can move it (80 mm back and as much out), 1/64 mm. */
const FARTHEST_64 = 130 * 64;

/** In front of a line there may be dots this far; with room for what an estimate is off, mm. */
const BESIDE_MM = 15;

/** An exact line and what was solved for it; previews start there. */
export interface ExactFront {
  readonly head: Head;
  readonly hairline: Hairline;
  /** Vertices of the head, micrometres. */
  readonly positions: GPUBuffer;
  /** `VertexGiven` of the exact line. */
  readonly given: GPUBuffer;
}

/**
 * Host side of `shaders/target/line-distance.wgsl` and `preview-front.wgsl`: a hairline in hand in,
 * what is given at each vertex out, within 0.6 mm of the exact fields where a line decides over
 * dots. Weights of zones that lie behind the front stay those of the exact line.
 */
export class FrontPreview {
  readonly #measure: Kernel;
  readonly #carry: Kernel;
  readonly #buffers: Buffers;
  #start: ExactFront | undefined;
  /** Whether the exact line has been measured. */
  #measured = false;
  #line: Hairline | undefined;

  private constructor(context: StageContext, measure: Kernel, carry: Kernel) {
    this.#measure = measure;
    this.#carry = carry;
    this.#buffers = new Buffers(context.gpu);
  }

  static async create(context: StageContext): Promise<FrontPreview> {
    const [measure, carry] = await together([
      lateKernel(context, 'target/line-distance'),
      lateKernel(context, 'target/preview-front'),
    ]);
    return new FrontPreview(context, measure, carry);
  }

  /** What previews start from; costs nothing until one is recorded. Takes a line in hand away. */
  setExact(start: ExactFront): void {
    this.#start = start;
    this.#measured = false;
    this.#line = undefined;
  }

  /** The line in hand, on the head of {@link setExact}; nothing where none is. */
  setLine(line: Hairline | undefined): void {
    this.#line = line;
  }

  /** `VertexGiven` with the distances of the line in hand, after {@link record}. */
  get shown(): GPUBuffer {
    return this.#buffers.sized('preview.shown', VertexGiven.bytes * this.#vertexCount);
  }

  /** `LineDistance` of the line in hand, after {@link record}; for tests. */
  get drawn(): GPUBuffer {
    return this.#distances('preview.drawn');
  }

  /** Records the preview of the line in hand, if there is one. */
  record(pass: GPUComputePassEncoder): void {
    if (!this.#line) return;
    const { hairline, given } = this.#exact;
    if (!this.#measured) this.#recordLine(pass, 'preview.exact', hairline, FARTHEST_64);
    this.#measured = true;
    const reach64 = reachOf(hairline, this.#line);
    this.#recordLine(pass, 'preview.drawn', this.#line, reach64);
    const vertexCount = this.#vertexCount;
    const spec = { vertexCount, frontSlackMm: FRONT_SLACK_MM, reach64 };
    const group = this.#carry.bind({
      spec: this.#buffers.uniform('preview.spec', PreviewSpec.pack(spec)),
      given,
      exact: this.#distances('preview.exact'),
      drawn: this.drawn,
      shown: this.shown,
    });
    this.#carry.dispatch(pass, group, vertexCount);
  }

  destroy(): void {
    this.#start = undefined;
    this.#line = undefined;
    this.#buffers.destroy();
  }

  get #exact(): ExactFront {
    if (!this.#start) throw new Error('A preview needs an exact line to start from.');
    return this.#start;
  }

  get #vertexCount(): number {
    return this.#exact.head.mesh.positionsUm.length / 3;
  }

  #distances(name: string): GPUBuffer {
    return this.#buffers.sized(name, LineDistance.bytes * this.#vertexCount);
  }

  #recordLine(
    pass: GPUComputePassEncoder,
    name: string,
    { boundary, frontCount }: Hairline,
    reach64: number,
  ): void {
    const { head, positions, given } = this.#exact;
    const centre = headCentre(head.landmarks);
    const spec = {
      vertexCount: this.#vertexCount,
      pointCount: boundary.length / 3,
      frontPieces: frontCount - 1,
      reach64,
      centreXMm: centre[0],
      centreYMm: centre[1],
      centreZMm: centre[2],
    };
    const line = seenFrom(centre, boundary);
    const group = this.#measure.bind({
      spec: this.#buffers.uniform(`${name}.spec`, LineSpec.pack(spec)),
      given,
      positions,
      line: this.#buffers.filled(`${name}.line`, line),
      balls: this.#buffers.filled(`${name}.balls`, ballsRound(line, spec.pointCount)),
      distances: this.#distances(name),
    });
    this.#measure.dispatch(pass, group, this.#vertexCount);
  }
}

/** How far outside the exact line vertices can be that lie near the one in hand, 1/64 mm. */
function reachOf({ boundary: exact }: Hairline, { boundary: drawn }: Hairline): number {
  // Every fourth point of both: they are a millimetre apart.
  let mostSq = 0;
  for (let i = 0; i + 2 < drawn.length; i += 12) {
    let leastSq = Number.POSITIVE_INFINITY;
    for (let j = 0; j + 2 < exact.length; j += 12) {
      const x = drawn[i]! - exact[j]!;
      const y = drawn[i + 1]! - exact[j + 1]!;
      const z = drawn[i + 2]! - exact[j + 2]!;
      leastSq = Math.min(leastSq, x * x + y * y + z * z);
    }
    mostSq = Math.max(mostSq, leastSq);
  }
  return Math.min(FARTHEST_64, Math.round(64 * (1.05 * Math.sqrt(mostSq) + BESIDE_MM)));
}

/**
 * Points of a closed line as `vec4f`, mm from a place; the first again at the end. With empty room
 * behind, so that a line in hand finds its buffer again.
 */
function seenFrom(centre: Vec3, boundary: Float64Array): Float32Array {
  const count = boundary.length / 3;
  const points = new Float32Array(4 * ROOM * Math.ceil((count + 1) / ROOM));
  for (let i = 0; i <= count; i++) points.set(sub(pointAt(boundary, i % count), centre), 4 * i);
  return points;
}

/** A ball round every `CHUNK` pieces of a line: middle and radius, mm. */
function ballsRound(line: Float32Array, pieces: number): Float32Array {
  const balls = new Float32Array(line.length / CHUNK);
  for (let first = 0; first < pieces; first += CHUNK) {
    const points = Array.from({ length: Math.min(CHUNK, pieces - first) + 1 }, (_, i): Vec3 => {
      const at = 4 * (first + i);
      return [line[at]!, line[at + 1]!, line[at + 2]!];
    });
    const middle = scale(points.reduce(add), 1 / points.length);
    const radius = Math.max(...points.map((point) => distance(point, middle)));
    // The kernel's floats must not find a piece outside its ball.
    balls.set([...middle, radius + 0.001], (4 * first) / CHUNK);
  }
  return balls;
}
