import { missingScan, type ScanHead, type ScanReference } from '../../engine/plan-head.ts';
import type { Head } from '../../scalp/head.ts';
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

/** Remembers a head that was just made. */
export function rememberHead(scan: ScanReference, base: string, head: Head): void {
  made.set(keyOf(scan, base), head);
  const [oldest] = made.keys();
  if (made.size > MOST_KEPT && oldest !== undefined) made.delete(oldest);
}

/** The head of a plan's scan: remembered, or made again of the files kept on this device. */
export const scanHead: ScanHead = async (scan, base) => {
  const known = made.get(keyOf(scan, base));
  if (known) return known;
  const files = await keptScan(scan.sha256);
  if (!files) throw missingScan(scan);
  const work = new ScanImport(() => undefined);
  try {
    await work.open(files);
    const { head } = await work.finish(scan as unknown as Placing, base);
    rememberHead(scan, base, head);
    return head;
  } finally {
    work.stop();
  }
};
