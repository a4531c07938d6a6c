import { DotworkError } from '../base/errors.ts';
import { checkPlan, readPlan } from '../plan/reading/read.ts';
import type { Plan } from '../plan/schema.ts';
import { packText, unpackText } from './packed.ts';

/** Places and angles in a link are kept to this many parts of a mm or degree. */
const PARTS = 10;

/** Farther than any camera of the page goes, mm. */
const FARTHEST_MM = 1e5;

type Place = readonly [number, number, number];

/** Where the camera stands and looks, head frame, mm; how far it sees upwards, degrees. */
export interface SharedCamera {
  readonly eyeMm: Place;
  readonly targetMm: Place;
  readonly fovDeg: number;
}

/** What a link brings to whoever opens it. */
export interface Shared {
  readonly plan: Plan;
  /** To a tenth of a mm and of a degree. */
  readonly camera?: SharedCamera;
}

/** Both as text for the hash of an address. The same plan and camera, the same text. */
export function packShared({ plan, camera }: Shared): string {
  // Checked, so that its fields stand in one order whatever was done to it.
  const sound = checkPlan(plan);
  return packText(JSON.stringify({ ...(camera && { camera: rounded(camera) }), plan: sound }));
}

/** Reads such text. Throws a `plan` error where it is cut, damaged, of a newer Dotwork or of something else. */
export function unpackShared(packed: string): Shared {
  const text = unpackText(packed);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw foreign(cause);
  }
  if (typeof json !== 'object' || json === null || !('plan' in json)) throw foreign();
  const camera = 'camera' in json ? cameraOf(json.camera) : undefined;
  return { plan: readPlan(json.plan), ...(camera && { camera }) };
}

function rounded({ eyeMm, targetMm, fovDeg }: SharedCamera): SharedCamera {
  const all = (place: Place): Place => [round(place[0]), round(place[1]), round(place[2])];
  return { eyeMm: all(eyeMm), targetMm: all(targetMm), fovDeg: round(fovDeg) };
}

function round(value: number): number {
  return Math.round(value * PARTS) / PARTS;
}

/** A camera that sees something; any other is left out, as the plan matters more. */
function cameraOf(json: unknown): SharedCamera | undefined {
  const { eyeMm, targetMm, fovDeg } = (json ?? {}) as Readonly<Record<string, unknown>>;
  if (!isPlace(eyeMm) || !isPlace(targetMm) || typeof fovDeg !== 'number') return undefined;
  const away = Math.hypot(...eyeMm.map((at, i) => at - targetMm[i]!));
  if (!(away > 1) || !(fovDeg >= 1 && fovDeg <= 120)) return undefined;
  return { eyeMm, targetMm, fovDeg };
}

function isPlace(value: unknown): value is Place {
  return (
    Array.isArray(value) &&
    value.length === 3 &&
    value.every((at) => typeof at === 'number' && Math.abs(at) <= FARTHEST_MM)
  );
}

function foreign(cause?: unknown): DotworkError {
  const fix = 'Ask for the link once more, or for the plan as a file.';
  return new DotworkError('plan', 'This is no link that Dotwork made.', fix, cause);
}
