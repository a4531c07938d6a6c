import type { Head } from '../../head/head.ts';
import { surfaceOf, vertexAreasMm2 } from '../../surface/topology.ts';

/** Where distances outward are taken from, mm in the head frame: the middle of the braincase. */
const MIDDLE_MM = [0, 40, -5] as const;
/** Knobs are looked for this far above the tragions: ears and brows lie lower, mm. */
const ABOVE_MM = 60;
/** A knob is no wider than this across, mm: electrodes have 10 to 20. */
const ACROSS_MM = 40;
/** Higher than what lies round it, mm: electrodes stand out 4 to 10. */
const HIGH_MM = 1.8;
const CELL_MM = 5;
/** Cells along an edge of the box in which they are numbered: half a metre. */
const BOX = 128;
/** Places round a knob that must have skin on both sides of it, or it lies at an edge. */
const LEAST_PAIRS = 6;

/** Share of the upper scalp that stands out in knobs, 0 to 1. */
export function knobShare({ mesh, scalp }: Head): number {
  const { positionsUm: at } = mesh;
  const areas = vertexAreasMm2(surfaceOf(mesh));
  const cells = new Map<number, { sum: number; mm2: number }>();
  for (let v = 0; v < areas.length; v++) {
    if (!scalp[v] || at[3 * v + 1]! < 1000 * ABOVE_MM) continue;
    let [key, outSq] = [0, 0];
    for (let k = 0; k < 3; k++) {
      const off = at[3 * v + k]! / 1000 - MIDDLE_MM[k]!;
      outSq += off * off;
      key = key * BOX + Math.floor(off / CELL_MM) + BOX / 2;
    }
    const cell = cells.get(key) ?? { sum: 0, mm2: 0 };
    cell.sum += areas[v]! * Math.sqrt(outSq);
    cell.mm2 += areas[v]!;
    cells.set(key, cell);
  }
  const out = new Map([...cells].map(([key, { sum, mm2 }]) => [key, sum / mm2]));
  let [knobs, all] = [0, 0];
  for (const [key, { mm2 }] of cells) {
    all += mm2;
    // What lies opposite each other is, together, as high as the skin between, however it tilts.
    const pairs: number[] = [];
    for (const step of RING) {
      const [one, other] = [out.get(key + step), out.get(key - step)];
      if (one !== undefined && other !== undefined) pairs.push((one + other) / 2);
    }
    if (pairs.length < LEAST_PAIRS) continue;
    // The lower third: other knobs stand in the ring.
    const level = pairs.sort((a, b) => a - b)[Math.floor(pairs.length / 3)]!;
    if (out.get(key)! > level + HIGH_MM) knobs += mm2;
  }
  return all > 0 ? knobs / all : 0;
}

/** Steps to the cells of a ring round one, half of them: the others lie opposite. */
const RING = (() => {
  const reach = ACROSS_MM / 2 / CELL_MM;
  const steps: number[] = [];
  const most = Math.ceil(1.5 * reach);
  for (let x = -most; x <= most; x++) {
    for (let y = -most; y <= most; y++) {
      for (let z = -most; z <= most; z++) {
        const far = Math.sqrt(x * x + y * y + z * z);
        const step = (x * BOX + y) * BOX + z;
        if (step > 0 && far > 0.6 * reach && far < 1.4 * reach) steps.push(step);
      }
    }
  }
  return steps;
})();
