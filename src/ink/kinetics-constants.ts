import { namesOf, recordOf } from '../base/records.ts';

/**
 * How well a constant is known: measured and published, reckoned from published values, or assumed.
 */
export type Standing = 'literature' | 'derived' | 'assumed';

/** A constant with its unit and where it comes from. */
export interface Constant {
  readonly value: number;
  readonly unit: string;
  readonly standing: Standing;
  readonly source: string;
}

/** What decides how pigment leaves, packs and spreads. No controlled SMP study was found. */
export interface Kinetics {
  /** Days a cell takes from the junction to being shed. */
  readonly epidermalTurnover: Constant;
  /** Share of dermal pigment lost with crust and exudate from a papillary track. */
  readonly exudateShare: Constant;
  readonly exudateRate: Constant;
  /** Share of what the exudate leaves that is cleared to the lymph in weeks. */
  readonly lymphShare: Constant;
  readonly lymphTime: Constant;
  /** Loss of stored pigment from the papillary dermis. */
  readonly papillaryLoss: Constant;
  /** Loss from the reticular dermis and below. */
  readonly reticularLoss: Constant;
  /** Extra loss of black iron oxide: browns turn orange. */
  readonly ironBlackLoss: Constant;
  /** Mass absorption after macrophages packed the pigment, relative to fresh. */
  readonly packedAbsorption: Constant;
  readonly packingTime: Constant;
  /** Width of the open puncture with its crust, relative to the pigment it leaves once closed. */
  readonly woundWidth: Constant;
  readonly woundTime: Constant;
  /** Lateral variance added while the wound heals, above 0.4 mm and below 0.8 mm. */
  readonly blowOutShallow: Constant;
  readonly blowOutDeep: Constant;
  readonly blowOutTime: Constant;
  /** Diffusivity of stored pigment, above 0.4 mm and below 0.8 mm: variance grows by twice as much. */
  readonly lateralShallow: Constant;
  readonly lateralDeep: Constant;
  readonly downwardDrift: Constant;
}

/** Courses of healing, in the order of the rows below. */
export const OUTCOMES = ['best', 'expected', 'poor'] as const;
export type Outcome = (typeof OUTCOMES)[number];

type Triple = readonly [best: number, expected: number, poor: number];
type Row = readonly [values: Triple, unit: string, standing: Standing, source: string];

const ROWS: Readonly<Record<keyof Kinetics, Row>> = {
  // Turnover matters to pigment that should not be there: slower keeps it a little longer.
  epidermalTurnover: [
    [28, 36, 48],
    'day',
    'literature',
    'Maeda 2017, Cosmetics 4:47: 36.2 +- 6.2 d, forearm; range over four studies 28 to 48 d',
  ],
  exudateShare: [[0.05, 0.1, 0.3], '1', 'assumed', 'No measurement found'],
  exudateRate: [[0.35, 0.35, 0.35], '1/day', 'assumed', 'Crusts fall off within 4 to 10 days'],
  lymphShare: [
    [0.2, 0.33, 0.5],
    '1',
    'literature',
    'Baumler 2015, Curr. Probl. Dermatol. 48: about a third is gone within weeks (mouse)',
  ],
  lymphTime: [
    [14, 14, 14],
    'day',
    'assumed',
    'Between pig (nothing after day 7, PMID 38402858) and mouse (weeks)',
  ],
  papillaryLoss: [[0.05, 0.2, 0.5], '1/year', 'assumed', 'Top-ups are wanted after 2 to 6 years'],
  reticularLoss: [
    [0.005, 0.02, 0.05],
    '1/year',
    'assumed',
    'Ink still in dermal fibroblasts after 40 years (Int. J. Dermatol. 26:453, 1987)',
  ],
  ironBlackLoss: [[0.01, 0.03, 0.1], '1/year', 'assumed', 'Reports of browns turning orange'],
  packedAbsorption: [
    [0.5, 0.35, 0.14],
    '1',
    'derived',
    'Mie theory: 8 m2/g dispersed, 1.1 m2/g in clumps of 1 um',
  ],
  packingTime: [[10, 10, 10], 'day', 'assumed', 'Capture within days (Baranska 2018, mouse)'],
  woundWidth: [
    [1.3, 1.6, 2],
    '1',
    'assumed',
    'Trade: 0.25 mm just after, holes shrink by half, crusts are wider than the dots they leave',
  ],
  woundTime: [[5, 5, 7], 'day', 'assumed', 'Crusts fall off within 4 to 10 days (trade)'],
  blowOutShallow: [[2e-4, 5e-4, 2e-3], 'mm2', 'assumed', 'No measurement found'],
  blowOutDeep: [[2e-3, 5e-3, 2e-2], 'mm2', 'assumed', 'Deeper dots heal larger and softer'],
  blowOutTime: [[7, 7, 7], 'day', 'assumed', 'The wound closes in about a week'],
  lateralShallow: [
    [1e-4, 5e-4, 3e-3],
    'mm2/year',
    'assumed',
    'Trade: dots grow slightly in 6 to 12 months, stay crisp for years; at most that of whole tattoos',
  ],
  lateralDeep: [
    [1e-3, 2e-3, 6e-3],
    'mm2/year',
    'derived',
    'Tattoos: detail lost after 10 to 15 years (Eames 2011); lines of How-tattoos-age (TaranVH 2024)',
  ],
  downwardDrift: [[0, 2e-3, 5e-3], 'mm/year', 'assumed', 'Pigment settles deeper over decades'],
};

function set(column: 0 | 1 | 2): Kinetics {
  return recordOf(namesOf(ROWS), (name) => {
    const [values, unit, standing, source] = ROWS[name];
    return { value: values[column], unit, standing, source };
  });
}

/** The three sets, to be shown together as a band. */
export const KINETICS: Readonly<Record<Outcome, Kinetics>> = {
  best: set(0),
  expected: set(1),
  poor: set(2),
};
