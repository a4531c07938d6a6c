import { dot } from '../../base/vec3.ts';
import type { CutLine } from '../../engine/cut/cut-line.ts';
import type { Simulator } from '../../engine/simulator.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import { FromAbove } from '../from-above.ts';
import { type CutFrame, MACRO_HALF_MM } from './cut-frame.ts';

/** Depth of the view, mm to both sides of the skin: it bends less than that within a cut. */
const NEAR_MM = 20;

/** The skin over a cut from above, from the buffers the head is drawn from, at the cut's own scale. */
export class MacroPicture {
  readonly #above: FromAbove;

  private constructor(above: FromAbove) {
    this.#above = above;
  }

  /** Compiles the pass; call inside {@link Gpu.checked}. */
  static async create(gpu: Gpu): Promise<MacroPicture> {
    return new MacroPicture(await FromAbove.create(gpu));
  }

  /** As sRGB, four bytes a pixel, as large as the frame's box for it. */
  draw(simulator: Simulator, line: CutLine, { macro }: CutFrame): Promise<Uint8Array> {
    this.#above.bind(simulator.scene());
    const view = lookingDown(line, line.lengthMm, 2 * MACRO_HALF_MM);
    return this.#above.draw(view, macro.widthPx, macro.heightPx);
  }

  destroy(): void {
    this.#above.destroy();
  }
}

/** Parallel rays down on a cut: along it to the right, across it up. Column by column. */
export function lookingDown(line: CutLine, widthMm: number, heightMm: number): number[] {
  const { along, across, normal, middleMm } = line;
  const rows = [
    { way: along, scale: 2 / widthMm, at: 0 },
    { way: across, scale: 2 / heightMm, at: 0 },
    { way: normal, scale: -0.5 / NEAR_MM, at: 0.5 },
  ];
  const column = (k: number) => [...rows.map(({ way, scale }) => scale * way[k]!), 0];
  const last = rows.map(({ way, scale, at }) => at - scale * dot(way, middleMm));
  return [...column(0), ...column(1), ...column(2), ...last, 1];
}
