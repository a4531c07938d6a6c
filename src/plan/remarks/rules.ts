import { toSay } from '../../base/language/say.ts';
import type { Standing } from '../../ink/standing.ts';

/** A rule that a plan is held against: what goes wrong otherwise, and who says so. */
export interface Rule {
  readonly title: string;
  /** What a client would see. */
  readonly why: string;
  readonly source: string;
  readonly standing: Standing;
}

const TRADE = toSay('Taught by several schools; no measurement found');
const DEPTHS = toSay(
  'Thickness of scalp skin, tattoos by OCT (Morsy 2007), paths of light; docs/optics.md',
);

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
    toSay('Too deep'),
    toSay('Dots spread, read wide and blue-grey, and below 1.2 mm can become permanent.'),
    DEPTHS,
  ),
  'too-shallow': rule(
    toSay('Too shallow'),
    toSay('Pigment in the epidermis leaves with it within weeks.'),
    toSay('Epidermal turnover 36 days (Maeda 2017); borders as for depth'),
    'derived',
  ),
  'depth-scatter': rule(
    toSay('Unsteady depth'),
    toSay('Single dots lie where pigment spreads, whatever the mean is.'),
    toSay('Normal scatter of the plan against the borders of depth'),
    'derived',
  ),
  'deep-for-region': rule(
    toSay('Too deep for this region'),
    toSay('Skin differs over the scalp: what fits the crown reaches below the dermis elsewhere.'),
    toSay('Local skin thickness (docs/scalp.md)'),
  ),
  merged: rule(
    toSay('Dots run together'),
    toSay('Healed dots wider than their gaps read as one shade, not as hair.'),
    toSay('Healed width by depth (docs/deposition.md) against spacing'),
  ),
  'dots-touch': rule(
    toSay('Dots touch'),
    toSay('Two dots nearer than a healed dot is wide read as one larger dot.'),
    toSay('Healed width by depth (docs/deposition.md)'),
  ),
  rows: rule(
    toSay('Rows'),
    toSay('The eye finds straight lines at once; hair grows in none.'),
    toSay(
      'Taught by several schools; no measurement found; what counts as a row is a choice of this project',
    ),
  ),
  helmet: rule(
    toSay('Denser than hair grows'),
    toSay('More dots than follicles anywhere on a scalp look painted on.'),
    toSay('Follicles 50 to 110, single hairs 143 to 230 per cm² (docs/plan.md)'),
    'literature',
  ),
  'denser-than-own': rule(
    toSay('Denser than the own hair'),
    toSay('The top looks darker than the sides, which gives the work away.'),
    TRADE,
  ),
  sparse: rule(toSay('Thin'), toSay('So few dots rarely look covered.'), TRADE),
  'ink-cover': rule(
    toSay('Too much ink'),
    toSay('Where an eighth of the skin lies under dots, they read as shade.'),
    toSay('Cover of natural stubble 5 to 12 % (docs/maps.md)'),
    'derived',
  ),
  'front-denser': rule(
    toSay('Front denser than core'),
    toSay('Natural hairlines thin out towards the front; a dense front looks drawn.'),
    TRADE,
  ),
  'first-session': rule(
    toSay('Much in the first session'),
    toSay('What skin keeps is not known before it healed; too dark cannot be taken back.'),
    toSay('Usual 30 / 70 / 100 % (10 people, one clinic)'),
    'literature',
  ),
  interval: rule(
    toSay('Sessions too close'),
    toSay('Skin that has not closed takes pigment unevenly and scars.'),
    toSay('7 to 30 days usual; trade'),
  ),
  dilution: rule(
    toSay('Unusual dilution'),
    toSay('The shade is off before a dot is placed.'),
    TRADE,
  ),
  'off-shade': rule(
    toSay('Shade unlike the hair'),
    toSay(
      'Dots of another colour than the hair beside them give the work away, more so as they fade.',
    ),
    TRADE,
  ),
  'dark-on-dark': rule(
    toSay('Too dark on dark skin'),
    toSay('Nearly undiluted black on dark skin reads as one flat patch beside the hair.'),
    toSay(
      'Taught by several schools; no measurement found; the limit of 4 parts of water is a choice of this project',
    ),
  ),
  'not-settled': rule(
    toSay('Not settled'),
    toSay('Fresh dots are darker and sharper than what stays.'),
    toSay('Healing constants (docs/deposition.md)'),
    'derived',
  ),
  'thin-ink': rule(
    toSay('Thin ink on dark skin'),
    toSay('Melanin above the dots hides them.'),
    toSay('Transport of light (docs/deposition.md, "Dark skin")'),
    'derived',
  ),
  'needle-at-line': rule(
    toSay('Coarse needle at the hairline'),
    toSay('Large dots in the first row give the line away.'),
    toSay('One needle at the hairline; trade'),
  ),
  'long-session': rule(
    toSay('More dots than hours'),
    toSay('A hand tires, and skin swells: depth and spacing stray.'),
    toSay('3 to 5 hours a session usual; trade'),
  ),
  'tired-hand': rule(
    toSay('Deeper by the end'),
    toSay('What is put last lies deepest and strays most: the crown differs from the front.'),
    toSay('The plan’s drift by hours of needle time; never measured'),
  ),
  'set-needle': rule(
    toSay('One needle, many skins'),
    toSay('A needle set once goes deeper where skin is thin, in front, than behind.'),
    toSay('Local skin thickness (docs/scalp.md); how skin gives way was not measured'),
  ),
  'line-low': rule(
    toSay('Low hairline'),
    toSay('A line below where hair grows looks drawn on, more so with age.'),
    toSay('Mid-frontal point 65 to 100 mm above the brow, men; measured 55 to 70, women'),
    'literature',
  ),
  'line-high': rule(
    toSay('High hairline'),
    toSay('The forehead stays as large as it is.'),
    toSay('As for a low one'),
  ),
  'line-young': rule(
    toSay('Too young for the age'),
    toSay('Loss goes on behind a young line, and greying hair beside it.'),
    toSay('Garg 2017; steps by age are a choice of this project'),
  ),
  'closed-temples': rule(
    toSay('Closed temples'),
    toSay('Men lose the corners first; a closed line strands when the sides recede.'),
    'Garg 2017',
    'literature',
  ),
  'flat-corners': rule(
    toSay('Flattened corners'),
    toSay('Men keep a clear angle at the temples.'),
    toSay('Surgeons teach it; the angle that counts as flat is a choice of this project'),
  ),
  'ruled-line': rule(
    toSay('Straight line'),
    toSay('A line without irregularity looks ruled.'),
    TRADE,
  ),
  mirrored: rule(
    toSay('Mirrored sides'),
    toSay('Faces are not symmetric; a mirrored line looks made.'),
    TRADE,
  ),
  'hard-edge': rule(
    toSay('Hard edge'),
    toSay('Full density right at the line makes an edge.'),
    TRADE,
  ),
  'corner-place': rule(
    toSay('Corner off its place'),
    toSay('The corners belong above the outer corners of the eyes.'),
    toSay('Garg 2017: canthus vertical, 80 mm from the middle'),
    'literature',
  ),
  'uneven-corners': rule(
    toSay('Uneven corners'),
    toSay('One side recedes farther than faces do.'),
    TRADE,
  ),
  'line-crosses': rule(
    toSay('Line crosses itself'),
    toSay('Such a line has no inside.'),
    toSay('Geometry'),
    'derived',
  ),
  thirds: rule(
    toSay('Thirds of the face'),
    toSay('An upper third unlike the others changes the face.'),
    toSay('Rule of thirds, taught in hair restoration'),
  ),
  scars: rule(
    toSay('Scars'),
    toSay('Scars hold pigment unpredictably, and their relief stays visible.'),
    toSay('Liu 2025 (10 people)'),
    'literature',
  ),
  'scar-dose': rule(
    toSay('Scar at full dose'),
    toSay('Scar tissue spreads ink: dots at the dose of sound skin blur.'),
    TRADE,
  ),
  'see-doctor': rule(
    toSay('See a dermatologist'),
    toSay('Patchy, sudden or unusual loss may be a disease that needs treatment first.'),
    toSay('Good practice; no diagnosis is made here'),
  ),
  'no-go': rule(
    toSay('Mark not to be touched'),
    toSay('Pigment over a mole hides changes that a doctor must see.'),
    toSay('Good practice in dermatology and tattooing'),
    'literature',
  ),
  'mole-covered': rule(
    toSay('Mole tattooed over'),
    toSay('A changed mole is told by its colour and border: under pigment nobody sees it change.'),
    toSay('Good practice in dermatology and tattooing'),
    'literature',
  ),
  'by-hand': rule(
    toSay('Work by hand'),
    toSay('What was changed by hand is told.'),
    toSay('The plan'),
    'derived',
  ),
  'kept-clear': rule(
    toSay('Left out beside follicles'),
    toSay('The distance kept from hair leaves gaps in what was asked for.'),
    toSay('Count of the plan'),
    'derived',
  ),
  'scan-size': rule(
    toSay('Size not confirmed'),
    toSay('10 % more length are 21 % more skin and dots.'),
    toSay('Geometry'),
    'derived',
  ),
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleName = keyof typeof RULES;
