import { DotworkError } from '../base/errors.ts';
import type { Vec3 } from '../base/vec3.ts';
import { missingScan, type ScanHead } from '../engine/head/plan-head.ts';
import {
  finishOpened,
  type ImportedScan,
  openScan,
  scanReference,
  trustedPlacing,
} from '../io/scan/import-scan.ts';
import { checkPlan } from '../plan/reading/read.ts';
import type { Plan } from '../plan/schema.ts';
import { CIRCUMFERENCE_RANGE_MM, mirroredPlacing, PLACED, type Placing } from '../scan/placing.ts';
import { UNITS, type UnitName } from '../scan/units.ts';
import { numberIn } from './numbers.ts';
import { scanFiles } from './scan-input.ts';

/** Options of every command that takes a head. */
export interface HeadFlags {
  readonly head?: string;
  readonly unit?: string;
  readonly circumferenceMm?: string;
  readonly mirror?: boolean;
  readonly landmark: readonly string[];
}

/** A plan with its scan found, and how the simulator gets at it. */
export interface PlanWithHead {
  readonly plan: Plan;
  readonly scanHead?: ScanHead;
  readonly findings: ImportedScan['findings'];
}

/** Whether flags say how a scan is to be taken. */
export function saysOfAScan({ unit, circumferenceMm, mirror, landmark }: HeadFlags): boolean {
  return (
    unit !== undefined || circumferenceMm !== undefined || mirror === true || landmark.length > 0
  );
}

/** Puts the scan that `--head` names into a plan; a plan that names a scan needs it. */
export async function withHead(plan: Plan, flags: HeadFlags): Promise<PlanWithHead> {
  const { scan } = plan.head;
  if (flags.head === undefined) {
    if (saysOfAScan(flags)) {
      throw new DotworkError(
        'usage',
        '--unit, --circumference-mm, --mirror and --landmark are about a scan.',
        'Add --head <file>.',
      );
    }
    if (scan.kind === 'file') throw missingScan(scan);
    return { plan, findings: [] };
  }
  const { opened, imported } = await importFile(flags.head, flags, plan);
  const named = scanReference(opened, imported.placing);
  const changed = { ...plan, head: { ...plan.head, scan: named } };
  return {
    plan: checkPlan(changed),
    scanHead: async () => imported.head,
    findings: imported.findings,
  };
}

/** Imports a scan from disk, placed by the flags, the plan that knows it, or the guess. */
export async function importFile(path: string, flags: HeadFlags, plan: Plan) {
  // Flags first: a mistake in them is told before seconds are spent on the scan.
  const size = sizeOf(flags);
  const points = Object.fromEntries(flags.landmark.map(namedPoint));
  const { scan } = plan.head;
  const opened = await openScan(await scanFiles(path));
  const known = scan.kind === 'file' && scan.sha256 === opened.sha256 ? scan : undefined;
  const found: Placing = known
    ? known
    : PLACED.every((name) => points[name])
      ? opened.guess
      : trustedPlacing(opened);
  const base = flags.mirror && !found.mirrored ? mirroredPlacing(found) : found;
  const placing: Placing = { ...base, ...size, landmarks: { ...base.landmarks, ...points } };
  const imported = await finishOpened(opened, placing, { base: plan.head.base });
  return { opened, imported };
}

/** Findings as commands print them, in hundredths of a millimetre. */
export function reportOf(findings: ImportedScan['findings']) {
  return findings.map(({ weight, kind, count, text, placeMm }) => ({
    weight,
    kind,
    count,
    text,
    ...(placeMm && { placeMm: placeMm.map((mm) => Number(mm.toFixed(1))) }),
  }));
}

/** What the flags say of the size; it takes the place of whatever was said before. */
function sizeOf({ unit, circumferenceMm }: HeadFlags): Partial<Placing> {
  if (unit !== undefined && circumferenceMm !== undefined) {
    throw new DotworkError(
      'usage',
      '--unit and --circumference-mm both say how large the scan is.',
      'Give one of them; a tape is surer.',
    );
  }
  if (unit !== undefined) {
    return { mmPerUnit: unitOf(unit), sizeBy: 'person', circumferenceMm: undefined };
  }
  if (circumferenceMm === undefined) return {};
  const [least, most] = CIRCUMFERENCE_RANGE_MM;
  const mm = numberIn('--circumference-mm', circumferenceMm, least, most);
  return { circumferenceMm: mm, sizeBy: undefined };
}

function unitOf(text: string): number {
  if (Object.hasOwn(UNITS, text)) return UNITS[text as UnitName];
  const mm = Number(text);
  if (mm > 0 && Number.isFinite(mm)) return mm;
  throw new DotworkError(
    'usage',
    `--unit ${JSON.stringify(text)} is no unit.`,
    `Use ${Object.keys(UNITS).join(', ')}, or the millimetres of one unit.`,
  );
}

function namedPoint(text: string): [string, Vec3] {
  const [, name, x, y, z] = /^(\w+)=([^,]+),([^,]+),([^,]+)$/.exec(text) ?? [];
  const point = [x, y, z].map(Number);
  if (PLACED.some((one) => one === name) && point.every(Number.isFinite)) {
    return [name!, point as unknown as Vec3];
  }
  throw new DotworkError(
    'usage',
    `--landmark ${JSON.stringify(text)} is no point.`,
    `Write a name (${PLACED.join(', ')}), "=" and x,y,z in the scan's own units.`,
  );
}
