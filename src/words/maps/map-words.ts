import { shortNumber } from '../../base/language/formats.ts';
import { say, toSay } from '../../base/language/say.ts';
import type { Ramp } from '../../color/ramps.ts';
import { FINDING_LIMITS_MM, type Finding, type MapName } from '../../engine/maps/map-names.ts';

/** Areas that densities are counted on. */
export const AREA_UNITS = ['cm2', 'in2'] as const;

export type AreaUnit = (typeof AREA_UNITS)[number];

/** One square inch, cm². */
const CM2_PER_IN2 = 6.4516;

/** What a map tells, in words. */
export interface MapWords {
  /** For choosers and legends. */
  readonly title: string;
  /** What exactly it is, in a sentence or two. */
  readonly about: string;
  /** Unit of its values as they are stored; none for kinds. */
  readonly unit: 'dots/cm²' | 'mm' | '%' | 'ΔE₀₀' | 'session' | 'days' | '';
  /** How it is coloured; kinds have a colour each. */
  readonly ramp: Ramp | 'kinds';
  /** Why it is no measurement, where nobody measured what it rests on. */
  readonly assumed?: string;
}

/** All of them, in the order in which they are offered. */
export const MAP_WORDS: Readonly<Record<MapName, MapWords>> = {
  density: {
    title: toSay('Dots placed'),
    about: toSay(
      'SMP dots of all planned sessions, counted in a window of 1 cm² around each place; hair is not counted.',
    ),
    unit: 'dots/cm²',
    ramp: 'rising',
  },
  asked: {
    title: toSay('Dots asked for'),
    about: toSay(
      'What density, zones, brush and the soft front ask for, over the same window. Where more are asked for than placed, follicles or scars were in the way.',
    ),
    unit: 'dots/cm²',
    ramp: 'rising',
  },
  spacing: {
    title: toSay('Spacing'),
    about: toSay(
      'From each planned dot to the next one, straight, mean of the dots around a place.',
    ),
    unit: 'mm',
    ramp: 'rising',
  },
  depth: {
    title: toSay('Deposit depth'),
    about: toSay(
      'How deep the columns of pigment reach below the surface, mean of the dots around.',
    ),
    unit: 'mm',
    ramp: 'rising',
    assumed: toSay('how much hands scatter was not measured for SMP'),
  },
  skin: {
    title: toSay('Skin thickness'),
    about: toSay('Epidermis and dermis together: what lies below is fat.'),
    unit: 'mm',
    ramp: 'rising',
    assumed: toSay('mean thicknesses by region; a person’s own skin was not measured'),
  },
  cover: {
    title: toSay('Ink cover'),
    about: toSay('Share of the skin under dots of the sessions done, as healed at the age shown.'),
    unit: '%',
    ramp: 'rising',
    assumed: toSay('how far dots spread and fade on scalps was not measured'),
  },
  difference: {
    title: toSay('Difference from full hair'),
    about:
      'Colour difference of dots and hair that is left from the plan’s hair at full density, shaved, in the same skin, at the age shown; 1 is just visible side by side.',
    unit: 'ΔE₀₀',
    ramp: 'rising',
    assumed: toSay('how dots fade and what shafts take of light are partly assumed'),
  },
  darkness: {
    title: toSay('Darker than full hair'),
    about: toSay(
      'The part of that difference that is lightness alone: above zero darker than full hair, below lighter.',
    ),
    unit: 'ΔE₀₀',
    ramp: 'parting',
    assumed: toSay('how dots fade and what shafts take of light are partly assumed'),
  },
  session: {
    title: toSay('Session'),
    about: toSay(
      'In which session the dots around are placed, in the mean: 1.5 is half and half of two.',
    ),
    unit: 'session',
    ramp: 'rising',
  },
  age: {
    title: toSay('Age of the work'),
    about: toSay('Days since the dots that are in the skin were placed, in the mean.'),
    unit: 'days',
    ramp: 'rising',
  },
  findings: {
    title: toSay('Findings'),
    about: toSay('The worst that is true of at least one in ten of the dots around.'),
    unit: '',
    ramp: 'kinds',
    assumed: toSay('the borders of depth are inferred, see the numbers'),
  },
};

const { permanent, spreads, shallow, close } = FINDING_LIMITS_MM;

/** A finding as a technician reads it. */
export function findingName(finding: Finding): string {
  switch (finding) {
    case 'below-skin':
      return say('Below the dermis');
    case 'permanent':
      return say('Deeper than {mm} mm', { mm: shortNumber(permanent) });
    case 'spreads':
      return say('Deeper than {mm} mm: spreads', { mm: shortNumber(spreads) });
    case 'shallow':
      return say('Shallower than {mm} mm: part is lost', { mm: shortNumber(shallow) });
    case 'close':
      return say('Nearer than {mm} mm to the next', { mm: shortNumber(close) });
    case 'left-out':
      return say('Left out beside follicles');
  }
}

/** How a stored value is shown: times `factor`, with this unit. */
export interface ShownUnit {
  readonly factor: number;
  readonly words: string;
}

/** Long ages read better in years. */
const YEARS_FROM_DAYS = 1000;

/** The unit a map is shown in, for values up to `high`. */
export function shownUnit({ unit }: MapWords, area: AreaUnit, high: number): ShownUnit {
  if (unit === 'dots/cm²' && area === 'in2') return { factor: CM2_PER_IN2, words: 'dots/in²' };
  if (unit === 'days' && high > YEARS_FROM_DAYS) return { factor: 1 / 365.25, words: 'years' };
  return { factor: 1, words: unit };
}

/** An area in the unit chosen: "343 cm²". */
export function areaWords(mm2: number, area: AreaUnit): string {
  const cm2 = mm2 / 100;
  const value = area === 'in2' ? cm2 / CM2_PER_IN2 : cm2;
  const digits = value < 10 ? 1 : 0;
  return `${value.toFixed(digits)} ${area === 'in2' ? 'in²' : 'cm²'}`;
}
