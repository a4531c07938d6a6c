import type { Kernel } from '../../gpu/kernel.ts';
import { struct } from '../../gpu/layout.ts';
import { FRONT_SLACK_MM } from '../../scalp/boundary.ts';
import { headCentre } from '../../scalp/chart.ts';
import type { Hairline } from '../../scalp/hairline.ts';
import type { Head, Vec3 } from '../../scalp/head.ts';
import { Buffers, type StageContext, stageKernel } from '../stage.ts';
import { VertexGiven } from './target.ts';

const LineSpec = struct('LineSpec', {
  vertexCount: 'u32',
  pointCount: 'u32',
  frontPieces: 'u32',
  spare: 'u32',
  centreXMm: 'f32',
  centreYMm: 'f32',
  centreZMm: 'f32',
  spareMm: 'f32',
});

const PreviewSpec = struct('PreviewSpec', {
  vertexCount: 'u32',
  frontSlackMm: 'f32',
  spareA: 'u32',
  spareB: 'u32',
});

/** Straight distances of a vertex from a hairline; see `shaders/lib/line.wgsl`. */
export const LineDistance = struct('LineDistance', { edgeMm: 'f32', frontMm: 'f32' });

/** Pieces of the line that one ball goes round; `CHUNK` in `shaders/fields/line-distance.wgsl`. */
const CHUNK = 16;

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
 * Host side of `shaders/fields/line-distance.wgsl` and `preview-front.wgsl`: a hairline in hand in,
 * what is given at each vertex out, within a millimetre of the exact fields and in a fraction of
 * their time. Weights of zones that lie behind the front stay those of the exact line.
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
    return new FrontPreview(
      context,
      await stageKernel(context, 'fields/line-distance'),
      await stageKernel(context, 'fields/preview-front'),
    );
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
    if (!this.#measured) this.#recordLine(pass, 'preview.exact', hairline);
    this.#measured = true;
    this.#recordLine(pass, 'preview.drawn', this.#line);
    const vertexCount = this.#vertexCount;
    const spec = { vertexCount, frontSlackMm: FRONT_SLACK_MM, spareA: 0, spareB: 0 };
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

  #recordLine(pass: GPUComputePassEncoder, name: string, { boundary, frontCount }: Hairline): void {
    const { head, positions, given } = this.#exact;
    const centre = headCentre(head.landmarks);
    const pointCount = boundary.length / 3;
    const spec = {
      vertexCount: this.#vertexCount,
      pointCount,
      frontPieces: frontCount - 1,
      spare: 0,
      centreXMm: centre[0],
      centreYMm: centre[1],
      centreZMm: centre[2],
      spareMm: 0,
    };
    const line = fromCentre(boundary, centre);
    const group = this.#measure.bind({
      spec: this.#buffers.uniform(`${name}.spec`, LineSpec.pack(spec)),
      given,
      positions,
      line: this.#buffers.filled(`${name}.line`, line),
      balls: this.#buffers.filled(`${name}.balls`, ballsRound(line)),
      distances: this.#distances(name),
    });
    this.#measure.dispatch(pass, group, this.#vertexCount);
  }
}

/** Points of a line as `vec4f`, mm from the head's centre. */
function fromCentre(boundary: Float64Array, centre: Vec3): Float32Array {
  const points = new Float32Array((4 * boundary.length) / 3);
  for (let i = 0; i < boundary.length / 3; i++) {
    for (let k = 0; k < 3; k++) points[4 * i + k] = boundary[3 * i + k]! - centre[k]!;
  }
  return points;
}

/** A ball round every `CHUNK` pieces of a closed line: middle and radius, mm. */
function ballsRound(line: Float32Array): Float32Array {
  const count = line.length / 4;
  const balls = new Float32Array(4 * Math.ceil(count / CHUNK));
  for (let first = 0; first < count; first += CHUNK) {
    const inside = Array.from(
      { length: Math.min(CHUNK, count - first) + 1 },
      (_, i) => 4 * ((first + i) % count),
    );
    const middle = [0, 1, 2].map(
      (k) => inside.reduce((sum, at) => sum + line[at + k]!, 0) / inside.length,
    );
    const radius = Math.max(
      ...inside.map((at) => Math.hypot(...middle.map((mm, k) => line[at + k]! - mm))),
    );
    // The kernel's floats must not find a piece outside its ball.
    balls.set([...middle, radius + 0.001], (4 * first) / CHUNK);
  }
  return balls;
}
