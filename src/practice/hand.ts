import { numberWords } from '../base/language/formats.ts';
import { say } from '../base/language/say.ts';
import { unitHash } from '../base/unit-hash.ts';
import { DEFAULT_PLAN } from '../plan/defaults.ts';
import { PATCH_MM } from './task.ts';

/** A dot that a student placed. */
export interface PracticeDot {
  /** On the patch: to the right, and back from its front edge. */
  readonly xMm: number;
  readonly yMm: number;
  /** Deepest point of the column, straight down. */
  readonly depthMm: number;
  /** Of the needle from upright; null where the pointer tells none. */
  readonly tiltDeg: number | null;
  /** Ink relative to a dot of the usual time in the skin. */
  readonly doseShare: number;
  /** When, since the exercise began. */
  readonly atMs: number;
}

/** What a pointer did, from down to up. */
export interface Touch {
  readonly xMm: number;
  readonly yMm: number;
  /** 0 to 1 at its most; undefined where the pointer has no pressure of its own. */
  readonly pressure?: number | undefined;
  /** From upright; undefined where the pointer has none. */
  readonly tiltDeg?: number | undefined;
  readonly holdMs: number;
  readonly atMs: number;
}

/** What decides the depth: a pen's pressure, how long a dot is held, or a slider. */
export const DEPTH_WAYS = ['pressure', 'hold', 'slider'] as const;
export type DepthWay = (typeof DEPTH_WAYS)[number];

/** How much a hand trembles: as the plan's hand does, or three times that. */
export const TREMORS = { none: 0, usual: 1, strong: 3 } as const;
export type Tremor = keyof typeof TREMORS;

export interface HandSettings {
  readonly depthBy: DepthWay;
  /** Where the slider stands, mm. */
  readonly sliderMm: number;
  readonly tremor: Tremor;
  /** Of the tremor. */
  readonly seed: number;
}

/** Reach of the needle at full pressure, mm: a third of it gives 0.4 mm. Assumed. */
const FULL_PRESSURE_MM = 1.2;
/** Time in the skin that leaves the plan's dose, ms, and the reach it starts from, mm. Assumed. */
const USUAL_HOLD_MS = 120;
const FIRST_REACH_MM = 0.1;
const REACH_PER_MS = 0.0025;
const MOST_REACH_MM = 2;
/** A dot gets no less and no more than this of the usual dose. Assumed. */
const DOSES = [0.25, 3] as const;

/** How a depth is found, in words for the student. */
export function depthWayWords(way: DepthWay): string {
  switch (way) {
    case 'pressure':
      return say("A pen's pressure: a third of all it can press gives {mm} mm.", {
        mm: numberWords(FULL_PRESSURE_MM / 3, 1),
      });
    case 'hold':
      return say('How long you hold: {ms} ms gives 0.4 mm, half a second {mm} mm.', {
        ms: USUAL_HOLD_MS,
        mm: numberWords(FIRST_REACH_MM + 500 * REACH_PER_MS, 2),
      });
    case 'slider':
      return say('The slider; how long you hold is the dose.');
  }
}

/**
 * The dot that a touch leaves.
 *
 * @param turn - How many dots came before: each trembles in its own way.
 */
export function dotOf(touch: Touch, settings: HandSettings, turn: number): PracticeDot {
  const { depthBy, sliderMm, seed } = settings;
  const { operator } = DEFAULT_PLAN;
  const tremble = TREMORS[settings.tremor];
  const shake = (axis: number, sdMm: number) => tremble * sdMm * bell(seed, turn, axis);
  const held = Math.max(0, touch.holdMs);
  const reach =
    depthBy === 'pressure' && touch.pressure !== undefined
      ? FULL_PRESSURE_MM * touch.pressure
      : depthBy === 'hold'
        ? FIRST_REACH_MM + REACH_PER_MS * held
        : sliderMm;
  const lean = Math.cos(((touch.tiltDeg ?? 0) * Math.PI) / 180);
  const depth = (reach + shake(2, operator.depthSdMm)) * lean;
  // Where holding is the depth it cannot be the dose as well.
  const dose = depthBy === 'hold' ? 1 : held / USUAL_HOLD_MS;
  return {
    xMm: hundredth(within(touch.xMm + shake(0, operator.spacingJitterMm), 0, PATCH_MM)),
    yMm: hundredth(within(touch.yMm + shake(1, operator.spacingJitterMm), 0, PATCH_MM)),
    depthMm: hundredth(within(depth, 0.02, MOST_REACH_MM)),
    tiltDeg: touch.tiltDeg === undefined ? null : Math.round(touch.tiltDeg),
    doseShare: hundredth(within(dose, ...DOSES)),
    atMs: Math.round(touch.atMs),
  };
}

/** Angle from upright of a pen's two tilts, degrees, as Pointer Events tell them. */
export function tiltOf(tiltX: number, tiltY: number): number {
  const tan = (deg: number) => Math.tan((within(deg, -89, 89) * Math.PI) / 180);
  return (Math.atan(Math.hypot(tan(tiltX), tan(tiltY))) * 180) / Math.PI;
}

/** A draw of mean 0 and deviation 1 from whole numbers: twelve even ones, so the same on all machines. */
function bell(...words: number[]): number {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += unitHash(...words, i);
  return sum;
}

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

function hundredth(value: number): number {
  return Math.round(100 * value) / 100;
}
