import { DotworkError } from '../../base/errors.ts';
import { say } from '../../base/language/say.ts';
import { missingScan, type ScanHead, type ScanReference } from '../../engine/head/plan-head.ts';
import type { Head } from '../../head/head.ts';
import type { HeadBase } from '../../head/measures.ts';
import { checkMeasures } from '../../head/parametric-head.ts';
import type { ImportedScan } from '../../io/scan/import-scan.ts';
import type { Plan } from '../../plan/schema.ts';
import { errorWords } from '../parts/toast.ts';
import { ScanImport } from './scan-import.ts';
import { keptScan } from './scan-store.ts';

/** A head and what was found while it was made. */
type MadeHead = Pick<ImportedScan, 'head' | 'findings'>;

/** Heads made this session; making one again takes seconds. */
const made = new Map<string, MadeHead>();

/** Few: a head has some ten megabytes. */
const MOST_KEPT = 4;

function keyOf(scan: ScanReference, base: string): string {
  const { sha256, mmPerUnit, landmarks, mirrored = false, circumferenceMm = 0 } = scan;
  return JSON.stringify([sha256, mmPerUnit, landmarks, mirrored, circumferenceMm, base]);
}

/** Why a scan could not be had, so that it is not tried at each change of the plan. */
const refused = new Map<string, unknown>();

/** Remembers a head that was just made, of files that are at hand now. */
export function rememberHead(scan: ScanReference, base: string, head: MadeHead): void {
  refused.clear();
  made.set(keyOf(scan, base), head);
  const [oldest] = made.keys();
  if (made.size > MOST_KEPT && oldest !== undefined) made.delete(oldest);
}

/** What was found while the head of a plan's scan was made, where it was this session. */
export function scanFindings(
  scan: ScanReference,
  base: HeadBase,
): MadeHead['findings'] | undefined {
  return made.get(keyOf(scan, base))?.findings;
}

/** The head of a plan's scan: remembered, or made again of the files kept on this device. */
export const scanHead: ScanHead = (scan, base) => foundHead(scan, base);

async function foundHead(scan: ScanReference, base: HeadBase, slow?: () => void): Promise<Head> {
  const key = keyOf(scan, base);
  const known = made.get(key);
  if (known) return known.head;
  if (refused.has(key)) throw refused.get(key);
  try {
    const again = await madeAgain(scan, base, slow);
    rememberHead(scan, base, again);
    return again.head;
  } catch (error) {
    refused.set(key, error);
    throw error;
  }
}

async function madeAgain(
  scan: ScanReference,
  base: HeadBase,
  slow?: () => void,
): Promise<MadeHead> {
  const files = await keptScan(scan.sha256).catch(() => undefined);
  if (!files) throw missingScan(scan);
  slow?.();
  const work = new ScanImport(() => undefined);
  try {
    await work.open(files);
    return await work.finish(scan, base);
  } finally {
    work.stop();
  }
}

/** Why a mean head is drawn in place of a plan's own. */
export interface StandIn {
  /** What is wrong, in one sentence. */
  readonly title: string;
  /** What to do about it. */
  readonly advice: string;
  /** Whether choosing a file may help. */
  readonly wantsFile: boolean;
  /** Whether more than the head is another than in the plan, which could not be simulated. */
  readonly isOtherwise?: boolean;
  /** Whether the head all the same is the plan's own. */
  readonly keepsHead?: boolean;
}

/** A plan that can be shown, and what stands in where its own head is not in it. */
export interface Showable {
  readonly plan: Plan;
  readonly standIn?: StandIn;
}

/**
 * The plan to show for a plan: where its scan cannot be had, or its measures fit no head, a mean
 * head stands in. The plan itself keeps them, so that nothing is lost.
 *
 * @param slow - Told when a scan's head must be made again, which takes seconds.
 */
export async function showable(plan: Plan, slow: () => void): Promise<Showable> {
  const { base, scan } = plan.head;
  if (scan.kind === 'none') return withSoundMeasures(plan);
  try {
    await foundHead(scan, base, slow);
    return { plan };
  } catch (error) {
    const head = { ...plan.head, scan: { kind: 'none' as const } };
    const absent = error instanceof DotworkError && error.code === 'plan';
    const title = absent
      ? say('The scan "{name}" is not on this device.', { name: scan.name })
      : say('The scan "{name}" could not be used. {why}', {
          name: scan.name,
          why: errorWords(error),
        });
    const advice = say(
      'A standard head stands in; the plan keeps its scan. Drop the file here again to use it.',
    );
    const standIn = { title, advice, wantsFile: true };
    return { plan: (await withSoundMeasures({ ...plan, head })).plan, standIn };
  }
}

/** Heads known to be sound or not; the plan's own objects, which never change. */
const judged = new WeakMap<Plan['head'], DotworkError | undefined>();

async function withSoundMeasures(plan: Plan): Promise<Showable> {
  const { head } = plan;
  if (Object.keys(head.measuresMm).length === 0) return { plan };
  if (!judged.has(head)) judged.set(head, await refusalOf(head));
  const refusal = judged.get(head);
  if (!refusal) return { plan };
  return {
    plan: { ...plan, head: { ...head, measuresMm: {} } },
    standIn: {
      title: refusal.message,
      advice: say(
        'A mean head stands in; the plan keeps the measures. They are in Plan, under Head.',
      ),
      wantsFile: false,
    },
  };
}

async function refusalOf({ base, measuresMm }: Plan['head']): Promise<DotworkError | undefined> {
  try {
    await checkMeasures({ base, measuresMm });
  } catch (error) {
    if (error instanceof DotworkError) return error;
    throw error;
  }
  return undefined;
}
