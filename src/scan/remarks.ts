import type { Head, LandmarkName } from '../head/head.ts';
import { measureLabel, measureRangeMm } from '../head/measures.ts';
import { measureSurface } from '../head/surface-tapes.ts';
import type { Finding } from './findings.ts';

/** Measures that hair or a cap under the scanner makes too large. */
const OVER_HAIR = ['tragionTop', 'length', 'breadth', 'circumference'] as const;

/** Where each is told. */
const AT: Readonly<Record<(typeof OVER_HAIR)[number], LandmarkName>> = {
  tragionTop: 'vertex',
  length: 'opisthocranion',
  breadth: 'euryonLeft',
  circumference: 'glabella',
};

/** What of a finished head is unlike any head measured. */
export function headRemarks(head: Head): Finding[] {
  const measures = measureSurface(head);
  return OVER_HAIR.flatMap((name): Finding[] => {
    const mm = measures[name];
    const [least, most] = measureRangeMm(name);
    if (mm >= least && mm <= most) return [];
    const label = `${measureLabel(name)} is ${mm.toFixed(0)} mm; heads measure ${least} to ${most} mm.`;
    const why =
      mm > most
        ? 'Was hair or a cap scanned with it, or is the unit wrong?'
        : 'Is the unit right, and is the whole head there?';
    const kind = mm > most ? 'hair' : 'partsMissing';
    return [
      {
        kind,
        weight: 'look',
        count: 1,
        text: `${label} ${why}`,
        placeMm: head.landmarks[AT[name]],
      },
    ];
  });
}
