import { DEFAULT_PLAN } from '../defaults.ts';
import { isPreset } from '../preset-files.ts';
import { PLAN_VERSION, type Plan } from '../schema.ts';
import { isRecord, PLAN_SHAPE } from '../shape.ts';
import { found } from '../words.ts';
import { mend } from './mend.ts';
import { fillFromDefault, impliedBase } from './merge.ts';
import { migrate, withoutSchemaName } from './migrate.ts';
import { checkPlan } from './read.ts';
import { contradictions, WHOLE_WEIGHT } from './rules.ts';

/** A sound plan and a sentence for each thing that had to change to make it so. */
export interface Restored {
  readonly plan: Plan;
  readonly changes: readonly string[];
}

/**
 * Makes a plan of anything, for autosaves and damaged files: clamps, fills and drops, and never
 * throws. A sound plan comes back as it is, without changes.
 */
export function restorePlan(json: unknown): Restored {
  const changes: string[] = [];
  try {
    const document = opened(json, changes);
    const base = impliedBase(DEFAULT_PLAN, document);
    const plan = mend(PLAN_SHAPE, document, base, '', changes) as Plan;
    return { plan: checkPlan(untangled(plan, changes)), changes };
  } catch {
    // Only values that are not JSON come here: getters that throw, revoked proxies.
    const sentence = 'The document cannot be read; the default plan stands in its place.';
    return { plan: checkPlan(DEFAULT_PLAN), changes: [sentence] };
  }
}

type Document = Readonly<Record<string, unknown>>;

/** The document with the right format and version, migrated where that can be done. */
function opened(json: unknown, changes: string[]): Document {
  if (!isRecord(json)) {
    changes.push(`A plan is a JSON object, not ${found(json)}; the default plan is used.`);
    return DEFAULT_PLAN;
  }
  if (isPreset(json) && isRecord(json.patch)) {
    changes.push('The document is a preset; it is laid over the default plan.');
    const laid = fillFromDefault(json.patch);
    return isRecord(laid) ? laid : DEFAULT_PLAN;
  }
  const named: Document = { ...withoutSchemaName(json), format: DEFAULT_PLAN.format };
  if (json.format !== DEFAULT_PLAN.format) {
    changes.push(`format ${was(json.format)}; the document is read as a plan.`);
  }
  if (json.version === PLAN_VERSION) return named;
  try {
    const migrated = migrate(named);
    changes.push(`The plan came from version ${json.version} to version ${PLAN_VERSION}.`);
    return migrated;
  } catch {
    changes.push(`version ${was(json.version)}; the document is read as version ${PLAN_VERSION}.`);
    return { ...named, version: PLAN_VERSION };
  }
}

function was(value: unknown): string {
  return value === undefined ? 'was missing' : `was ${found(value)}`;
}

/** A plan whose fields no longer contradict each other. */
function untangled(plan: Plan, changes: string[]): Plan {
  const paths = contradictions(plan).map((problem) => problem.path);
  const any = (end: string): boolean => paths.some((path) => path.endsWith(end));
  let { sessions, sessionsDone, zones, earlier, grafts, manual, noGo } = plan;
  if (any('.cumulativeShare')) {
    sessions = sharesRising(sessions);
    const shares = sessions.map((session) => Number(session.cumulativeShare.toFixed(3)));
    changes.push(
      `The shares of the sessions did not rise to 1; they are now ${shares.join(', ')}.`,
    );
  }
  if (any('.day')) {
    sessions = sessions.map((session, i) => ({ ...session, day: i * 14 }));
    changes.push('The days of the sessions did not rise; they are now 14 days apart.');
  }
  if (any('sessionsDone')) {
    sessionsDone = sessions.length;
    changes.push(`sessionsDone was more than the sessions planned; it is now ${sessionsDone}.`);
  }
  if (any('.shape.toMm')) {
    zones = zones.map(forwardBand);
    earlier = earlier.map(forwardBand);
    grafts = grafts.map(forwardBand);
    changes.push('A band zone did not end behind its start; start and end are put in order.');
  }
  if (paths.some((path) => path.startsWith('manual.'))) {
    manual = insideTriangles(manual);
    changes.push('Places of work by hand lay outside their triangles; they are now on the edge.');
  }
  if (paths.some((path) => path.startsWith('noGo.'))) {
    noGo = noGo.map((mark) => ({ ...mark, at: insideTriangle(mark.at) }));
    changes.push('Marks not to be touched lay outside their triangles; they are now on the edge.');
  }
  return { ...plan, sessions, sessionsDone, zones, earlier, grafts, manual, noGo };
}

function insideTriangle(point: Plan['manual']['erased'][number]) {
  return { ...point, c: Math.min(point.c, WHOLE_WEIGHT - point.b) };
}

function insideTriangles({ strokes, erased, added, moved }: Plan['manual']): Plan['manual'] {
  return {
    strokes: strokes.map((stroke) => ({ ...stroke, path: stroke.path.map(insideTriangle) })),
    erased: erased.map(insideTriangle),
    added: added.map((dot) => ({ ...dot, at: insideTriangle(dot.at) })),
    moved: moved.map((dot) => ({
      ...dot,
      from: insideTriangle(dot.from),
      to: insideTriangle(dot.to),
    })),
  };
}

function sharesRising(sessions: Plan['sessions']): Plan['sessions'] {
  const shares = sessions.map((session) => session.cumulativeShare);
  const rising = shares.every((share, i) => share > (shares[i - 1] ?? 0));
  const count = sessions.length;
  return sessions.map((session, i) => {
    const even = (i + 1) / count;
    return {
      ...session,
      cumulativeShare: rising && i < count - 1 ? session.cumulativeShare : even,
    };
  });
}

function forwardBand<T extends Pick<Plan['zones'][number], 'shape'>>(zone: T): T {
  const { shape } = zone;
  if (shape.kind !== 'band' || shape.fromMm < shape.toMm) return zone;
  const from = Math.min(shape.toMm, 390);
  const to = shape.fromMm > from ? shape.fromMm : from + 10;
  return { ...zone, shape: { ...shape, fromMm: from, toMm: to } };
}
