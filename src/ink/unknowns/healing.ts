import { toSay } from '../../base/language/say.ts';
import type { Standing } from '../standing.ts';
import type { Shape } from './shapes.ts';
import { between, triangle, within } from './unknown.ts';

/** One constant of healing: what is taken, how it may lie, and which way is kinder to a dot. */
export interface HealingRow {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly shape: Shape;
  /** Whether a dot stands out longer with more of it, or with less. */
  readonly kinder: 'more' | 'less';
  readonly standing: Standing;
  readonly source: string;
}

const row = (
  what: string,
  value: number,
  unit: string,
  shape: Shape,
  kinder: HealingRow['kinder'],
  standing: Standing,
  source: string,
): HealingRow => ({ what, value, unit, shape, kinder, standing, source });

/** Constants of healing, see `Kinetics`. */
export const HEALING_ROWS = {
  // Turnover matters to pigment that should not be there: slower keeps it a little longer.
  epidermalTurnover: row(
    toSay('Turnover of the epidermis'),
    36,
    'day',
    triangle([28, 36, 48]),
    'more',
    'literature',
    'Maeda 2017, Cosmetics 4:47: 36.2 +- 6.2 d, forearm; range over four studies 28 to 48 d',
  ),
  exudateShare: row(
    toSay('Share lost with crusts'),
    0.1,
    '1',
    within(0.1, 2.5),
    'less',
    'assumed',
    'No measurement found',
  ),
  exudateRate: row(
    toSay('Rate of loss with crusts'),
    0.35,
    '1/day',
    within(0.35, 1.6),
    'less',
    'assumed',
    'Crusts fall off within 4 to 10 days',
  ),
  deepExudate: row(
    toSay('Of it, below the papillary dermis'),
    0.5,
    '1',
    between(0.25, 0.75),
    'less',
    'assumed',
    'The crust draws on the top of the track; no measurement found',
  ),
  lymphShare: row(
    toSay('Share cleared by lymph'),
    0.33,
    '1',
    triangle([0.2, 0.33, 0.5]),
    'less',
    'literature',
    'Baumler 2015, Curr. Probl. Dermatol. 48: about a third is gone within weeks (mouse)',
  ),
  lymphTime: row(
    toSay('Time of clearing by lymph'),
    14,
    'day',
    within(14, 2),
    'more',
    'assumed',
    'Between pig (nothing after day 7, PMID 38402858) and mouse (weeks)',
  ),
  papillaryLoss: row(
    toSay('Loss from the papillary dermis'),
    0.2,
    '1/year',
    within(0.2, 2.5),
    'less',
    'assumed',
    'Top-ups are wanted after 2 to 6 years',
  ),
  reticularLoss: row(
    toSay('Loss from the reticular dermis'),
    0.02,
    '1/year',
    within(0.02, 3),
    'less',
    'assumed',
    'Ink still in dermal fibroblasts after 40 years (Int. J. Dermatol. 26:453, 1987)',
  ),
  scarFactor: row(
    toSay('Loss in a scar over that of skin'),
    1 / 0.45,
    'factor',
    within(1 / 0.45, 1.6),
    'less',
    'assumed',
    'Chosen so that scars lose 20 percent in six months (Liu 2025, PMID 40899372, n = 10)',
  ),
  ironBlackLoss: row(
    toSay('Extra loss of black iron oxide'),
    0.03,
    '1/year',
    within(0.03, 3),
    'less',
    'assumed',
    'Reports of browns turning orange',
  ),
  packedAbsorption: row(
    toSay('Absorption left once packed'),
    0.35,
    '1',
    triangle([0.14, 0.35, 0.5]),
    'more',
    'derived',
    'Mie theory: 8 m2/g dispersed, 1.1 m2/g in clumps of 1 um',
  ),
  packingTime: row(
    toSay('Time of packing'),
    10,
    'day',
    within(10, 2),
    'more',
    'assumed',
    'Capture within days (Baranska 2018, mouse)',
  ),
  woundWidth: row(
    toSay('Open puncture over its pigment'),
    1.6,
    '1',
    triangle([1.3, 1.6, 2]),
    'less',
    'assumed',
    'Trade: 0.25 mm just after, holes shrink by half, crusts are wider than the dots they leave',
  ),
  woundTime: row(
    toSay('Closing of it'),
    5,
    'day',
    triangle([3.5, 5, 7]),
    'less',
    'assumed',
    'Crusts fall off within 4 to 10 days (trade)',
  ),
  blowOutShallow: row(
    toSay('Spread by the wound, shallow'),
    5e-4,
    'mm2',
    within(5e-4, 3),
    'less',
    'assumed',
    'No measurement found',
  ),
  blowOutDeep: row(
    toSay('Spread by the wound, deep'),
    5e-3,
    'mm2',
    within(5e-3, 3),
    'less',
    'assumed',
    'Deeper dots heal larger and softer',
  ),
  blowOutTime: row(
    toSay('Time of that spread'),
    7,
    'day',
    within(7, 1.6),
    'more',
    'assumed',
    'The wound closes in about a week',
  ),
  lateralShallow: row(
    toSay('Spread over years, shallow'),
    5e-4,
    'mm2/year',
    within(5e-4, 4),
    'less',
    'assumed',
    'Trade: dots grow slightly in 6 to 12 months, stay crisp for years; at most that of whole tattoos',
  ),
  lateralDeep: row(
    toSay('Spread over years, deep'),
    2e-3,
    'mm2/year',
    within(2e-3, 2.5),
    'less',
    'derived',
    'Tattoos: detail lost after 10 to 15 years (Eames 2011); lines of How-tattoos-age (TaranVH 2024)',
  ),
  downwardDrift: row(
    toSay('Settling'),
    2e-3,
    'mm/year',
    triangle([0, 2e-3, 5e-3]),
    'less',
    'assumed',
    'Pigment settles deeper over decades',
  ),
} as const satisfies Readonly<Record<string, HealingRow>>;

export type HealingName = keyof typeof HEALING_ROWS;
