import { namesOf, recordOf } from '../../base/records.ts';
import { columnGone } from '../../ink/column-gone.ts';
import type { Gone } from '../../ink/kinetics.ts';
import { KINETICS } from '../../ink/kinetics-constants.ts';
import { livedKinetics } from '../../ink/lived.ts';
import { lotAges, lotHasIron } from '../lots.ts';
import type { Simulator } from '../simulator.ts';
import { Deposit, TEST_KIND } from '../structs.ts';

/** Dots the shares are made from, evenly through the ladder. */
const SAMPLE = 500;

/**
 * Which way the pigment of the sessions done has left, shares of what was placed. They come from a sample
 * of the dots, and are scaled to what all of them have lost.
 *
 * @param leftShare - What all dots still hold.
 */
export async function pigmentGone(simulator: Simulator, leftShare: number): Promise<Gone> {
  const { gpu, plan } = simulator;
  const { deposits, count } = simulator.dotBuffers();
  const rows = Deposit.columns(await gpu.read(deposits, Deposit.bytes * count));
  const [ages, iron] = [lotAges(plan), lotHasIron(plan)];
  const shown: number[] = [];
  rows.kind.forEach((kind, dot) => {
    if (kind > 0 && kind < TEST_KIND && ages[kind - 1]! >= 0) shown.push(dot);
  });
  const kinetics = livedKinetics(KINETICS[plan.healing.outcome], plan.skin);
  const every = Math.max(1, shown.length / SAMPLE);
  const sum: Record<keyof Gone, number> = { shed: 0, exuded: 0, byLymph: 0, slowly: 0, turned: 0 };
  for (let at = 0; at < shown.length; at += every) {
    const dot = shown[Math.floor(at)]!;
    const of = (column: keyof typeof rows) => rows[column][dot]!;
    const lot = of('kind') - 1;
    const gone = columnGone(
      { depthMm: of('depthMm'), tip: plan.technique.tipWeight },
      kinetics,
      { epidermisMm: of('epidermisMm'), papillaryMm: of('papillaryMm') },
      ages[lot]!,
      { scar: of('scar'), isIronBlack: iron[lot] === 1 },
    );
    for (const way of namesOf(sum)) sum[way] += of('massUg') * gone[way];
  }
  const all = namesOf(sum).reduce((total, way) => total + sum[way], 0);
  const scale = all > 0 ? (1 - leftShare) / all : 0;
  return recordOf(namesOf(sum), (way) => Number((scale * sum[way]).toFixed(4)));
}
