import { DEFAULT_PLAN } from './defaults.ts';
import type { Plan } from './schema.ts';

type Cut = Plan['hair']['cut'];
type Loss = Plan['hair']['loss'];
type Scar = Plan['hair']['scars'][number];
type Scan = Plan['head']['scan'];
type Zone = Plan['zones'][number];

type ByKind<T extends { kind: string }> = { readonly [K in T['kind']]: Extract<T, { kind: K }> };

/** A starting value for each kind of hair loss. */
export const LOSSES: ByKind<Loss> = {
  none: { kind: 'none' },
  norwood: { kind: 'norwood', grade: 'VI' },
  ludwig: { kind: 'ludwig', grade: 'II' },
  olsen: { kind: 'olsen', grade: 'II' },
  sinclair: { kind: 'sinclair', grade: 3 },
  areata: { kind: 'areata', pattern: 'patches', patches: 4 },
  diffuse: { kind: 'diffuse', remaining: 0.5 },
};

/** A starting value for each cut: a low fade, hair to the shoulders. */
export const CUTS: ByKind<Cut> = {
  even: { kind: 'even' },
  fade: { kind: 'fade', lowMm: 0.5, sidesMm: 9, heightMm: 70 },
  long: { kind: 'long', lengthMm: 300, part: 'middle' },
};

/**
 * A starting value for each kind of scan. A damaged reference to a file keeps what it can; a hash
 * of zeros is no file's, so the scan is asked for. The points are those of a mean head, in mm.
 */
export const SCANS: ByKind<Scan> = {
  none: { kind: 'none' },
  file: {
    kind: 'file',
    name: 'scan',
    sha256: '0'.repeat(64),
    mmPerUnit: 1,
    landmarks: {
      nasion: [0, 17, 95],
      inion: [0, 13, -98],
      tragionLeft: [72, 0, 0],
      tragionRight: [-72, 0, 0],
    },
  },
};

/** A starting value for each kind of scar: FUT 20 cm as told by clinics, FUE 15-25 per cm². */
export const SCARS: ByKind<Scar> = {
  fut: { kind: 'fut', lengthMm: 200, widthMm: 3 },
  fue: { kind: 'fue', dotsPerCm2: 20 },
  patch: { kind: 'patch', at: 'vertex', radiusMm: 20 },
  scarring: { kind: 'scarring', at: 'vertex', reachMm: 45, patches: 5 },
};

/** A starting value for each shape of zone. */
export const ZONE_SHAPES: ByKind<Zone['shape']> = {
  region: { kind: 'region', region: 'vertex' },
  disc: { kind: 'disc', at: 'vertex', radiusMm: 35, softMm: 10 },
  band: { kind: 'band', fromMm: 0, toMm: 15, softMm: 5 },
};

/** A zone that changes nothing until its numbers are moved. */
export const NEW_ZONE: Zone = {
  name: 'Zone',
  shape: ZONE_SHAPES.region,
  densityScale: 1,
  depthOffsetMm: 0,
};

/** Old dots as they are asked about: deep tattoo ink on the crown, six years old. Assumed. */
export const OLD_WORK: Plan['earlier'][number] = {
  name: 'Earlier work',
  shape: ZONE_SHAPES.region,
  dotsPerCm2: 40,
  ageYears: 6,
  pigment: 'carbon-black',
  stockShare: 0.15,
  dilution: 6,
  needle: '0803RL',
  depositDepthMm: 0.9,
  countedShare: 1,
};

/** A coin's worth of dots, a month before. */
export const TEST_PATCH: NonNullable<Plan['testPatch']> = {
  at: 'vertex',
  radiusMm: 8,
  dotsPerCm2: 60,
  beforeDays: 30,
};

/** Grafts of a year ago. */
export const NEW_GRAFTS: Plan['grafts'][number] = {
  name: 'Grafts',
  shape: ZONE_SHAPES.region,
  method: 'fue',
  unitsPerCm2: 30,
  months: 12,
};

/**
 * A whole value for a part the default plan does not hold: an item of a list, or a part of some
 * kind. `path` is a field path with any index, e.g. `hair.scars.2`.
 */
export function startingPart(path: string, kind?: unknown): unknown {
  const index = Number(/^sessions\.(\d+)$/.exec(path)?.[1] ?? Number.NaN);
  if (!Number.isNaN(index)) return DEFAULT_PLAN.sessions[index] ?? DEFAULT_PLAN.sessions.at(-1);
  if (/^zones\.\d+$/.test(path)) return NEW_ZONE;
  if (/^earlier\.\d+$/.test(path)) return OLD_WORK;
  if (/^grafts\.\d+$/.test(path)) return NEW_GRAFTS;
  if (path === 'testPatch') return TEST_PATCH;
  if (path === 'head.scan') return ofKind(SCANS, kind);
  if (path === 'hair.cut') return ofKind(CUTS, kind);
  if (path === 'hair.loss') return ofKind(LOSSES, kind);
  if (/^hair\.scars\.\d+$/.test(path)) return ofKind(SCARS, kind);
  if (/^(zones|earlier|grafts)\.\d+\.shape$/.test(path)) return ofKind(ZONE_SHAPES, kind);
  return undefined;
}

function ofKind(parts: Readonly<Record<string, unknown>>, kind: unknown): unknown {
  return typeof kind === 'string' && Object.hasOwn(parts, kind) ? parts[kind] : undefined;
}
