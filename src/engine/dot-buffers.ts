import type { Stages } from './stages.ts';

/**
 * Buffers that hold one entry per dot: those of the ladder, then those by hand (`added`, then
 * `moved`), then empty room.
 */
export interface DotBuffers {
  readonly count: number;
  readonly ladderCount: number;
  readonly dots: GPUBuffer;
  readonly choices: GPUBuffer;
  readonly deposits: GPUBuffer;
  readonly healed: GPUBuffer;
  readonly bins: GPUBuffer;
  readonly responses: GPUBuffer;
}

export function dotBuffers({ select, manual, deposit, heal, respond }: Stages): DotBuffers {
  const { count, dots } = manual.dots;
  return {
    count,
    ladderCount: manual.ladderCount,
    dots,
    choices: select.choices,
    deposits: deposit.deposits,
    healed: heal.healed,
    bins: heal.bins,
    responses: respond.responses,
  };
}
