import { latticeSpacingMm } from '../../base/spacing.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import type { Values } from '../../gpu/layout.ts';
import type { DotFootprint } from '../../light/dot/footprint.ts';
import type { Plan } from '../../plan/schema.ts';
import type { SceneBuffers } from '../scene-buffers.ts';
import type { Dot } from '../structs.ts';
import { FlatSkin, type FlatSquares, flatDot } from './flat-skin.ts';

/** A square of the strip: its dots stand at one depth. */
export interface StripCell {
  readonly depthMm: number;
  /** Of its middle. */
  readonly xMm: number;
}

/** How the strip is laid out. */
export interface StripOptions {
  /** Deposit depth of each cell, mm. */
  readonly depthsMm: readonly number[];
  readonly cellMm: number;
  readonly dotsPerCm2: number;
}

/** Bare skin between cells: more than a dot's reach on both sides, mm. */
const GAP_MM = 4;

/** Squares of the mesh along a cell's edge: halos are carried by its vertices. */
const SQUARES = 6;

/** Flat skin with the same dots in every cell, each cell deeper than the one before. */
export class DotStrip {
  readonly cells: readonly StripCell[];
  readonly #skin: FlatSkin;

  private constructor(skin: FlatSkin, options: StripOptions) {
    this.#skin = skin;
    this.cells = cellsOf(options);
  }

  /** Compiles the kernels; call inside {@link Gpu.checked}. */
  static async create(gpu: Gpu, options: StripOptions): Promise<DotStrip> {
    const cells = cellsOf(options);
    const squares: FlatSquares = {
      xMm: cells.map(({ xMm }) => xMm),
      edgeMm: options.cellMm + GAP_MM,
      cuts: SQUARES,
      depthOffsetMm: cells.map(({ depthMm }) => depthMm),
    };
    const skin = await FlatSkin.byNeedle(gpu, squares, dotsOn(cells, squares, options));
    return new DotStrip(skin, options);
  }

  /** Puts, heals and lights the dots. Depths are the cells'; all else is the plan's last session. */
  update(plan: Plan, footprint: DotFootprint, flushedDark: ArrayLike<number>): void {
    const one: Plan = {
      ...plan,
      sessions: [{ ...plan.sessions.at(-1)!, cumulativeShare: 1, day: 0, depositDepthMm: 0 }],
      sessionsDone: 1,
      technique: { ...plan.technique, depositDepthMm: 0 },
    };
    this.#skin.update(one, footprint, flushedDark);
  }

  /** Buffers for a picture of the strip, which lies in the plane z = 0 and faces +z. */
  scene(): SceneBuffers {
    return this.#skin.scene();
  }

  destroy(): void {
    this.#skin.destroy();
  }
}

function cellsOf({ cellMm, depthsMm }: StripOptions): StripCell[] {
  const pitch = cellMm + GAP_MM;
  const middle = (depthsMm.length - 1) / 2;
  return depthsMm.map((depthMm, i) => ({ depthMm, xMm: pitch * (i - middle) }));
}

// A triangular lattice around the middle of each cell, no dot nearer to its edge than half a step.
function dotsOn(
  cells: readonly StripCell[],
  squares: FlatSquares,
  { cellMm, dotsPerCm2 }: StripOptions,
): Values<typeof Dot.fields>[] {
  const step = latticeSpacingMm(dotsPerCm2);
  const rowMm = (step * Math.sqrt(3)) / 2;
  const inside = (cellMm - step) / 2;
  const rows = Math.floor(inside / rowMm);
  return cells.flatMap((_, cell) => {
    const dots: Values<typeof Dot.fields>[] = [];
    for (let row = -rows; row <= rows; row++) {
      const shift = row % 2 === 0 ? 0 : step / 2;
      const most = Math.floor(cellMm / step);
      for (let column = -most; column <= most; column++) {
        const [x, y] = [column * step + shift, row * rowMm];
        if (Math.abs(x) <= inside) dots.push(flatDot(squares, cell, x, y));
      }
    }
    return dots;
  });
}
