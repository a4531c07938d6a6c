import type { Anchor } from '../../surface/anchor.ts';
import type { Simulator } from '../simulator.ts';
import { Choice, Deposit, Dot, HAIR_KIND } from '../structs.ts';

/** The ink on show, for tools that point at single dots. */
export interface ShownDots {
  readonly count: number;
  /** Middle of the pigment in the head frame, three per dot, mm. */
  readonly placeMm: Float32Array;
  /** 1 for the first. */
  session(dot: number): number;
  /** Where the plan has it. */
  point(dot: number): Anchor;
  /** Whether it was added or moved by hand. */
  byHand(dot: number): boolean;
}

/** Reads the dots of the sessions done back from the GPU. Not for the frame loop. */
export async function shownDots(simulator: Simulator): Promise<ShownDots> {
  const { gpu, plan } = simulator;
  const { count, ladderCount, dots, choices, deposits } = simulator.dotBuffers();
  // Asked for in one go, so that no update comes between them.
  const [dotBytes, choiceBytes, depositBytes] = await Promise.all([
    gpu.read(dots, Dot.bytes * count),
    gpu.read(choices, Choice.bytes * count),
    gpu.read(deposits, Deposit.bytes * count),
  ]);
  const dotWords = new Uint32Array(dotBytes);
  const kinds = new Uint32Array(choiceBytes);
  const floats = new Float32Array(depositBytes);
  const word = (struct: { bytes: number }, dot: number, offset: number) =>
    (struct.bytes * dot + offset) / 4;
  const kindOf = (dot: number) => kinds[word(Choice, dot, Choice.offsets.kind)]!;
  const shown: number[] = [];
  for (let dot = 0; dot < count; dot++) {
    const kind = kindOf(dot);
    if (kind > 0 && kind !== HAIR_KIND && kind <= plan.sessionsDone) shown.push(dot);
  }
  const placeMm = new Float32Array(3 * shown.length);
  shown.forEach((dot, i) => {
    const at = word(Deposit, dot, Deposit.offsets.x);
    placeMm.set(floats.subarray(at, at + 3), 3 * i);
  });
  return {
    count: shown.length,
    placeMm,
    session: (i) => kindOf(shown[i]!),
    point: (i) => {
      const uv = dotWords[word(Dot, shown[i]!, Dot.offsets.uv)]!;
      const triangle = dotWords[word(Dot, shown[i]!, Dot.offsets.triangle)]!;
      return { triangle, b: uv & 0xffff, c: uv >>> 16 };
    },
    byHand: (i) => shown[i]! >= ladderCount,
  };
}
