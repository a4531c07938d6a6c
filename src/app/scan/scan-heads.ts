import { missingScan, type ScanHead, type ScanReference } from '../../engine/plan-head.ts';
import type { Plan } from '../../plan/schema.ts';
import type { Head } from '../../scalp/head.ts';
import type { HeadBase } from '../../scalp/measures.ts';
import type { Placing } from '../../scalp/scan/prepare.ts';
import { ScanImport } from './scan-import.ts';
import { keptScan } from './scan-store.ts';

/** Heads made this session; making one again takes seconds. */
const made = new Map<string, Head>();

/** Few: a head has some ten megabytes. */
const MOST_KEPT = 4;

function keyOf(scan: ScanReference, base: string): string {
  return JSON.stringify([scan.sha256, scan.mmPerUnit, scan.landmarks, base]);
}

/** Why a scan could not be had, so that it is not tried at each change of the plan. */
const refused = new Map<string, unknown>();

/** Remembers a head that was just made, of files that are at hand now. */
export function rememberHead(scan: ScanReference, base: string, head: Head): void {
  refused.clear();
  made.set(keyOf(scan, base), head);
  const [oldest] = made.keys();
  if (made.size > MOST_KEPT && oldest !== undefined) made.delete(oldest);
}

/** The head of a plan's scan: remembered, or made again of the files kept on this device. */
export const scanHead: ScanHead = (scan, base) => foundHead(scan, base);

async function foundHead(scan: ScanReference, base: HeadBase, slow?: () => void): Promise<Head> {
  const key = keyOf(scan, base);
  const known = made.get(key);
  if (known) return known;
  if (refused.has(key)) throw refused.get(key);
  try {
    const head = await madeAgain(scan, base, slow);
    rememberHead(scan, base, head);
    return head;
  } catch (error) {
    refused.set(key, error);
    throw error;
  }
}

async function madeAgain(scan: ScanReference, base: HeadBase, slow?: () => void): Promise<Head> {
  const files = await keptScan(scan.sha256).catch(() => undefined);
  if (!files) throw missingScan(scan);
  slow?.();
  const work = new ScanImport(() => undefined);
  try {
    await work.open(files);
    return (await work.finish(scan as unknown as Placing, base)).head;
  } finally {
    work.stop();
  }
}

/** A plan that can be shown, and why its scan is not in it. */
export interface Showable {
  readonly plan: Plan;
  readonly missing?: { readonly scan: ScanReference; readonly error: unknown };
}

/**
 * The plan to show for a plan: where its scan cannot be had, its base head stands in. The plan
 * itself keeps naming the scan, so that nothing is lost until the file is dropped again.
 *
 * @param slow - Told when the head must be made again, which takes seconds.
 */
export async function showable(plan: Plan, slow: () => void): Promise<Showable> {
  const { base, scan } = plan.head;
  if (scan.kind === 'none') return { plan };
  try {
    await foundHead(scan, base, slow);
    return { plan };
  } catch (error) {
    const head = { ...plan.head, scan: { kind: 'none' as const } };
    return { plan: { ...plan, head }, missing: { scan, error } };
  }
}
