import { toSay } from '../../base/language/say.ts';
import { namesOf, recordOf } from '../../base/records.ts';
import { LIQUID_PER_PERFORATION_NL } from '../needles.ts';
import { HEALING_ROWS } from './healing.ts';
import { LIVING_ROWS } from './living.ts';
import { NEEDLE_ROWS } from './needle.ts';
import { quantile, type Shape } from './shapes.ts';
import { between, rounded, triangle, type Unknown, within } from './unknown.ts';
import { WORK_ROWS } from './work.ts';

/** Rows beside healing. */
const ROWS = {
  retainedShare: [
    'dose',
    toSay('Share kept after wiping'),
    0.5,
    '1',
    rounded(0.2, 0.8),
    'Ink deposited less what is wiped off and bled out: no measurement found',
  ],
  liquidNl: [
    'dose',
    toSay('Liquid of one perforation'),
    LIQUID_PER_PERFORATION_NL,
    'nL',
    within(LIQUID_PER_PERFORATION_NL, 1.7),
    'Arbache 2019: 1.62 nL, one SD 51 percent, by a roller-like machine and not an SMP needle',
  ],
  inkGPerMl: [
    'dose',
    toSay('Density of the ink'),
    1.1,
    'g/mL',
    triangle([1.03, 1.1, 1.2]),
    'Water with some pigment',
  ],
  sectionPower: [
    'dose',
    toSay('Liquid by needle diameter, power'),
    2,
    '1',
    between(1.5, 2.5),
    'Goes with the section of the needle; no measurement found',
  ],
  columnRadiusMm: [
    'dose',
    toSay('Column of one 0.25 mm needle'),
    0.055,
    'mm',
    within(0.055, 1.35),
    'Three needles leave a quarter millimetre fresh, 0.10 to 0.15 mm healed (trade)',
  ],
  countPower: [
    'dose',
    toSay('Column by needle count, power'),
    1 / 3,
    '1',
    triangle([0.2, 1 / 3, 0.5]),
    'Tips of a group stand close; no measurement found',
  ],
  deepWidening: [
    'dose',
    toSay('Wider for each 0.1 mm below 0.4 mm'),
    0.2,
    '1',
    triangle([0.05, 0.2, 0.35]),
    'Deeper dots are larger and softer (trade, no figure beyond "less than 1 mm wide")',
  ],
  pigmentAbsorption: [
    'dose',
    toSay('Absorption of the fresh pigment'),
    1,
    'factor',
    within(1, 1.25),
    'Carbon 7.5 +- 1.2 m2/g (Bond & Bergstrom 2006); iron oxides by Mie theory',
  ],
  depth: [
    'hand',
    toSay('Depth reached over planned'),
    1,
    'factor',
    within(1, 1.25),
    'Skin tents: deposit over extension 0.3 to 0.5, never measured for SMP',
  ],
  depthScatter: [
    'hand',
    toSay('Scatter of depth'),
    1,
    'factor',
    within(1, 1.7),
    'No hand was ever measured',
  ],
  tiltScatter: [
    'hand',
    toSay('Scatter of tilt'),
    1,
    'factor',
    within(1, 1.7),
    'No hand was ever measured',
  ],
  doubleHits: [
    'hand',
    toSay('Double hits'),
    1,
    'factor',
    within(1, 2.5),
    'No hand was ever measured',
  ],
  tipWeight: [
    'hand',
    toSay('Weight at the tip'),
    0,
    'shift',
    between(-0.2, 0.2),
    'How a column fills by depth was never measured',
  ],
  perforations: [
    'hand',
    toSay('Strokes of a dot'),
    1,
    'factor',
    triangle([0.75, 1, 1.33]),
    'By machine, voltage and dwell; counted by nobody',
  ],
  melanin: [
    'skin',
    toSay('Melanin'),
    1,
    'factor',
    within(1, 1.25),
    'Within a skin type melanin spans half to twice the middle; a sample chosen by eye, less',
  ],
  blood: [
    'skin',
    toSay('Blood'),
    1,
    'factor',
    within(1, 1.6),
    'Blood volume share 0.2 to 5 percent by place, heat and posture',
  ],
  oxygen: [
    'skin',
    toSay('Oxygen saturation'),
    0,
    'shift',
    between(-0.12, 0.12),
    'Between venous and arterial; by place and time',
  ],
  layers: [
    'skin',
    toSay('Epidermis and papillary dermis'),
    1,
    'factor',
    within(1, 1.3),
    'Scalp epidermis 0.06 to 0.10 mm; the papillary dermis of scalps was not measured',
  ],
  dotsPerMinute: [
    'work',
    toSay('Dots a minute'),
    1,
    'factor',
    triangle([0.68, 1, 1.38]),
    'Sessions of 58 to 117 dots a minute (trade)',
  ],
  // Last: what was drawn of the others before stays as it was.
  ...NEEDLE_ROWS,
  ...LIVING_ROWS,
  ...WORK_ROWS,
} as const satisfies Readonly<
  Record<string, readonly [Unknown['group'], string, number, string, Shape, string]>
>;

/** Every number that results rest on and that is not known: how it may lie, in one table. */
export const UNKNOWNS: Readonly<Record<UnknownName, Unknown>> = {
  ...recordOf(namesOf(HEALING_ROWS), (name) => {
    const { what, value, unit, shape, standing, source } = HEALING_ROWS[name];
    return { group: 'healing', what, value, unit, shape, standing, source } as const;
  }),
  ...recordOf(namesOf(ROWS), (name) => {
    const [group, what, value, unit, shape, source] = ROWS[name];
    const standing = name === 'liquidNl' ? 'literature' : 'assumed';
    return { group, what, value, unit, shape, standing, source } as const;
  }),
};

export type UnknownName = keyof typeof HEALING_ROWS | keyof typeof ROWS;

/** Names in the order of the table. */
export const UNKNOWN_NAMES: readonly UnknownName[] = namesOf(UNKNOWNS);

/** One way all of it may be. */
export type Draw = Readonly<Record<UnknownName, number>>;

/** What the simulator takes where one number is asked for. */
export const TAKEN: Draw = recordOf(UNKNOWN_NAMES, (name) => UNKNOWNS[name].value);

/** The draw at these shares of each shape, in the order of the table. */
export function drawAt(shares: readonly number[]): Draw {
  const place = new Map(UNKNOWN_NAMES.map((name, i) => [name, i]));
  return recordOf(UNKNOWN_NAMES, (name) =>
    quantile(UNKNOWNS[name].shape, shares[place.get(name)!]!),
  );
}
