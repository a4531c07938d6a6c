import { DEFAULT_PLAN } from '../../plan/defaults.ts';
import type { PracticeDot } from '../../practice/hand.ts';
import { askedAt, PATCH_MM, type PracticeTask } from '../../practice/task.ts';
import { meshOf } from '../dot/flat-skin.ts';
import { wasmFiller } from '../placement/cpu/wasm-filler.ts';
import { fillJob } from '../placement/fill-job.ts';
import { radiusAtDensity } from '../placement/radii.ts';
import { Dot } from '../structs.ts';
import { PRACTICE_SQUARE } from './practice-square.ts';

/** Dots are put in stripe by stripe, as hands do, mm. */
const STRIPE_MM = 3;

/** The engine's own even dots for the same exercise, at the plan's depth and pace, in a hand's order. */
export async function referenceDots(task: PracticeTask, seed: number): Promise<PracticeDot[]> {
  const mesh = meshOf(PRACTICE_SQUARE);
  const treated = new Uint8Array(mesh.positionsUm.length / 3).fill(1);
  const job = fillJob(mesh, treated, seed, Math.round(1000 * leastRadiusMm(task)));
  const words = await wasmFiller(job);
  const { x, y, rankSq } = Dot.columns(words.buffer);
  const places: (readonly [number, number])[] = [];
  for (let i = 0; i < words.byteLength / Dot.bytes; i++) {
    const [xMm, yMm] = [x[i]! / 1000 + PATCH_MM / 2, y[i]! / 1000 + PATCH_MM / 2];
    const asked = askedAt(task, xMm, yMm);
    if (asked > 0 && Math.sqrt(rankSq[i]!) >= radiusAtDensity(asked)) places.push([xMm, yMm]);
  }
  const stripe = ([, yMm]: readonly [number, number]) => Math.floor(yMm / STRIPE_MM);
  const { depositDepthMm, dotsPerMinute } = DEFAULT_PLAN.technique;
  return places
    .toSorted((a, b) => stripe(a) - stripe(b) || (stripe(a) % 2 === 0 ? 1 : -1) * (a[0] - b[0]))
    .map(([xMm, yMm], i) => ({
      xMm: Number(xMm.toFixed(2)),
      yMm: Number(yMm.toFixed(2)),
      depthMm: depositDepthMm,
      tiltDeg: 0,
      doseShare: 1,
      atMs: Math.round((60_000 * i) / dotsPerMinute),
    }));
}

function leastRadiusMm({ dotsPerCm2 }: PracticeTask): number {
  return radiusAtDensity(dotsPerCm2) / 1000;
}
