import { DotworkError } from '../../base/errors.ts';
import type { Head } from '../../head/head.ts';
import { type HeadSpec, makeHead } from '../../head/parametric-head.ts';
import type { Plan } from '../../plan/schema.ts';

/** A plan's reference to a scan: which file, its unit and the four points it is placed by. */
export type ScanReference = Extract<Plan['head']['scan'], { kind: 'file' }>;

/** Finds the head of a scan that a plan names, e.g. in storage; rejects if it is not there. */
export type ScanHead = (scan: ScanReference, base: Plan['head']['base']) => Promise<Head>;

/** For owners without scans: every plan that names one is refused. */
export const noScans: ScanHead = async (scan) => {
  throw missingScan(scan);
};

/** What to say where a plan names a scan that is not at hand. */
export function missingScan({ name }: ScanReference): DotworkError {
  return new DotworkError(
    'plan',
    `The head of this plan is the scan "${name}", which is not here.`,
    'Give the scan too, or set head.scan.kind to none.',
  );
}

/**
 * The head a plan describes: the scan it names, or its base with the measures. Throws a `mesh` error
 * where the measures contradict each other.
 */
export function planHead(
  { head: { base, measuresMm, scan } }: Plan,
  find: ScanHead = noScans,
  make: (spec: HeadSpec) => Promise<Head> = makeHead,
): Promise<Head> {
  if (scan.kind === 'file') return find(scan, base);
  return make({ base, measuresMm });
}
