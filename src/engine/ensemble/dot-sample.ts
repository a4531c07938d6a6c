import { DotworkError } from '../../base/errors.ts';
import { shownKinds } from '../lots.ts';
import type { Simulator } from '../simulator.ts';
import { Choice, CROWDED_KIND, Dot } from '../structs.ts';
import { freshPlan } from './member-plan.ts';

/** Some of a plan's own dots, as the needle's kernel reads them, and where they lie. */
export interface DotSample {
  readonly count: number;
  /** Where each stands among the simulator's dots. */
  readonly picked: readonly number[];
  /** `Dot` and `Choice` structs. */
  readonly dots: Uint8Array;
  readonly choices: Uint8Array;
  /** SMP dots of the sessions shown, over the whole scalp. */
  readonly shown: number;
  /** Of these over the skin that is asked to hold any, per mm². */
  readonly perMm2: number;
}

/** The mesh under the dots and what is asked of it. */
export interface SkinCopy {
  readonly triangles: GPUBuffer;
  readonly targets: GPUBuffer;
  readonly positions: GPUBuffer;
}

/** Copies what the needle's kernel reads of the skin: the simulator's own may be replaced any time. */
export function skinCopy(simulator: Simulator): Record<keyof SkinCopy, GPUBuffer> {
  const { gpu } = simulator;
  const { triangles, targets, positions } = simulator.mapBuffers();
  const encoder = gpu.device.createCommandEncoder({ label: 'ensemble.skin' });
  const copied = (buffer: GPUBuffer): GPUBuffer => {
    const copy = gpu.buffer(`ensemble.${buffer.label}`, buffer.size);
    encoder.copyBufferToBuffer(buffer, 0, copy, 0, buffer.size);
    return copy;
  };
  const copies = {
    triangles: copied(triangles),
    targets: copied(targets),
    positions: copied(positions),
  };
  gpu.device.queue.submit([encoder.finish()]);
  return copies;
}

/**
 * Every so manyth of the dots that the plan shows, in the order of the ladder: as even over the scalp
 * as the dots themselves. Throws a `plan` error where there is none.
 *
 * @param most - How many at most.
 */
export async function dotSample(simulator: Simulator, most: number): Promise<DotSample> {
  const { gpu, plan } = simulator;
  const { count, dots, choices } = simulator.dotBuffers();
  const [dotBytes, choiceBytes, { treatedAreaMm2 }] = await Promise.all([
    gpu.read(dots, Dot.bytes * count),
    gpu.read(choices, Choice.bytes * count),
    simulator.totals(),
  ]);
  gpu.assertHealthy('reading the dots back');
  const kinds = Choice.columns(choiceBytes).kind;
  const mask = shownKinds(freshPlan(plan));
  const shown: number[] = [];
  kinds.forEach((kind, dot) => {
    if (kind < CROWDED_KIND && (mask >> kind) & 1) shown.push(dot);
  });
  if (shown.length === 0) {
    throw new DotworkError(
      'plan',
      'The plan has no dots, so there is nothing to be sure or unsure of.',
      'Raise density.dotsPerCm2, or choose a loss that leaves skin bare.',
    );
  }
  const taken = Math.min(most, shown.length);
  const picked = Array.from(
    { length: taken },
    (_, i) => shown[Math.floor(((i + 0.5) * shown.length) / taken)]!,
  );
  return {
    count: taken,
    picked,
    dots: rowsOf(dotBytes, Dot.bytes, picked),
    choices: rowsOf(choiceBytes, Choice.bytes, picked),
    shown: shown.length,
    perMm2: shown.length / Math.max(treatedAreaMm2, 1),
  };
}

function rowsOf(bytes: ArrayBuffer, stride: number, rows: readonly number[]): Uint8Array {
  const out = new Uint8Array(stride * rows.length);
  rows.forEach((row, i) => {
    out.set(new Uint8Array(bytes, stride * row, stride), stride * i);
  });
  return out;
}
