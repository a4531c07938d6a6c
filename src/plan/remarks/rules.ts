import type { Standing } from '../../ink/standing.ts';

/** A rule that a plan is held against: what goes wrong otherwise, and who says so. */
export interface Rule {
  readonly title: string;
  /** What a client would see. */
  readonly why: string;
  readonly source: string;
  readonly standing: Standing;
}

const TRADE = 'Taught by several schools; no measurement found';
const DEPTHS =
  'Thickness of scalp skin, tattoos by OCT (Morsy 2007), paths of light; docs/optics.md';

const rule = (
  title: string,
  why: string,
  source: string,
  standing: Standing = 'assumed',
): Rule => ({
  title,
  why,
  source,
  standing,
});

/** Every rule, by its name. Page, command, training and docs/checks.md read this one table. */
export const RULES = {
  'too-deep': rule(
    'Too deep',
    'Dots spread, read wide and blue-grey, and below 1.2 mm can become permanent.',
    DEPTHS,
  ),
  'too-shallow': rule(
    'Too shallow',
    'Pigment in the epidermis leaves with it within weeks.',
    'Epidermal turnover 36 days (Maeda 2017); borders as for depth',
    'derived',
  ),
  'depth-scatter': rule(
    'Unsteady depth',
    'Single dots lie where pigment spreads, whatever the mean is.',
    'Normal scatter of the plan against the borders of depth',
    'derived',
  ),
  'deep-for-region': rule(
    'Too deep for this region',
    'Skin differs over the scalp: what fits the crown reaches below the dermis elsewhere.',
    'Local skin thickness (docs/scalp.md)',
  ),
  merged: rule(
    'Dots run together',
    'Healed dots wider than their gaps read as one shade, not as hair.',
    'Healed width by depth (docs/deposition.md) against spacing',
  ),
  'dots-touch': rule(
    'Dots touch',
    'Two dots nearer than a healed dot is wide read as one larger dot.',
    'Healed width by depth (docs/deposition.md)',
  ),
  rows: rule(
    'Rows',
    'The eye finds straight lines at once; hair grows in none.',
    `${TRADE}; what counts as a row is a choice of this project`,
  ),
  helmet: rule(
    'Denser than hair grows',
    'More dots than follicles anywhere on a scalp look painted on.',
    'Follicles 50 to 110, single hairs 143 to 230 per cm² (docs/plan.md)',
    'literature',
  ),
  'denser-than-own': rule(
    'Denser than the own hair',
    'The top looks darker than the sides, which gives the work away.',
    TRADE,
  ),
  sparse: rule('Thin', 'So few dots rarely look covered.', TRADE),
  'ink-cover': rule(
    'Too much ink',
    'Where an eighth of the skin lies under dots, they read as shade.',
    'Cover of natural stubble 5 to 12 % (docs/maps.md)',
    'derived',
  ),
  'front-denser': rule(
    'Front denser than core',
    'Natural hairlines thin out towards the front; a dense front looks drawn.',
    TRADE,
  ),
  'first-session': rule(
    'Much in the first session',
    'What skin keeps is not known before it healed; too dark cannot be taken back.',
    'Usual 30 / 70 / 100 % (10 people, one clinic)',
    'literature',
  ),
  interval: rule(
    'Sessions too close',
    'Skin that has not closed takes pigment unevenly and scars.',
    '7 to 30 days usual; trade',
  ),
  dilution: rule('Unusual dilution', 'The shade is off before a dot is placed.', TRADE),
  'off-shade': rule(
    'Shade unlike the hair',
    'Dots of another colour than the hair beside them give the work away, more so as they fade.',
    TRADE,
  ),
  'dark-on-dark': rule(
    'Too dark on dark skin',
    'Nearly undiluted black on dark skin reads as one flat patch beside the hair.',
    `${TRADE}; the limit of 4 parts of water is a choice of this project`,
  ),
  'not-settled': rule(
    'Not settled',
    'Fresh dots are darker and sharper than what stays.',
    'Healing constants (docs/deposition.md)',
    'derived',
  ),
  'thin-ink': rule(
    'Thin ink on dark skin',
    'Melanin above the dots hides them.',
    'Transport of light (docs/deposition.md, "Dark skin")',
    'derived',
  ),
  'needle-at-line': rule(
    'Coarse needle at the hairline',
    'Large dots in the first row give the line away.',
    'One needle at the hairline; trade',
  ),
  'long-session': rule(
    'More dots than hours',
    'A hand tires, and skin swells: depth and spacing stray.',
    '3 to 5 hours a session usual; trade',
  ),
  'tired-hand': rule(
    'Deeper by the end',
    'What is put last lies deepest and strays most: the crown differs from the front.',
    'The plan’s drift by hours of needle time; never measured',
  ),
  'set-needle': rule(
    'One needle, many skins',
    'A needle set once goes deeper where skin is thin, in front, than behind.',
    'Local skin thickness (docs/scalp.md); how skin gives way was not measured',
  ),
  'line-low': rule(
    'Low hairline',
    'A line below where hair grows looks drawn on, more so with age.',
    'Mid-frontal point 65 to 100 mm above the brow, men; measured 55 to 70, women',
    'literature',
  ),
  'line-high': rule('High hairline', 'The forehead stays as large as it is.', 'As for a low one'),
  'line-young': rule(
    'Too young for the age',
    'Loss goes on behind a young line, and greying hair beside it.',
    'Garg 2017; steps by age are a choice of this project',
  ),
  'closed-temples': rule(
    'Closed temples',
    'Men lose the corners first; a closed line strands when the sides recede.',
    'Garg 2017',
    'literature',
  ),
  'flat-corners': rule(
    'Flattened corners',
    'Men keep a clear angle at the temples.',
    'Surgeons teach it; the angle that counts as flat is a choice of this project',
  ),
  'ruled-line': rule('Straight line', 'A line without irregularity looks ruled.', TRADE),
  mirrored: rule('Mirrored sides', 'Faces are not symmetric; a mirrored line looks made.', TRADE),
  'hard-edge': rule('Hard edge', 'Full density right at the line makes an edge.', TRADE),
  'corner-place': rule(
    'Corner off its place',
    'The corners belong above the outer corners of the eyes.',
    'Garg 2017: canthus vertical, 80 mm from the middle',
    'literature',
  ),
  'uneven-corners': rule('Uneven corners', 'One side recedes farther than faces do.', TRADE),
  'line-crosses': rule('Line crosses itself', 'Such a line has no inside.', 'Geometry', 'derived'),
  thirds: rule(
    'Thirds of the face',
    'An upper third unlike the others changes the face.',
    'Rule of thirds, taught in hair restoration',
  ),
  scars: rule(
    'Scars',
    'Scars hold pigment unpredictably, and their relief stays visible.',
    'Liu 2025 (10 people)',
    'literature',
  ),
  'scar-dose': rule(
    'Scar at full dose',
    'Scar tissue spreads ink: dots at the dose of sound skin blur.',
    TRADE,
  ),
  'see-doctor': rule(
    'See a dermatologist',
    'Patchy, sudden or unusual loss may be a disease that needs treatment first.',
    'Good practice; no diagnosis is made here',
  ),
  'no-go': rule(
    'Mark not to be touched',
    'Pigment over a mole hides changes that a doctor must see.',
    'Good practice in dermatology and tattooing',
    'literature',
  ),
  'mole-covered': rule(
    'Mole tattooed over',
    'A changed mole is told by its colour and border: under pigment nobody sees it change.',
    'Good practice in dermatology and tattooing',
    'literature',
  ),
  'by-hand': rule('Work by hand', 'What was changed by hand is told.', 'The plan', 'derived'),
  'kept-clear': rule(
    'Left out beside follicles',
    'The distance kept from hair leaves gaps in what was asked for.',
    'Count of the plan',
    'derived',
  ),
  'scan-size': rule(
    'Size not confirmed',
    '10 % more length are 21 % more skin and dots.',
    'Geometry',
    'derived',
  ),
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleName = keyof typeof RULES;
