import type { Standing } from './standing.ts';

/** A stretch of days after a session, and what a client sees and does in it. */
export interface HealingPhase {
  readonly name: string;
  /** Days after the session; phases overlap. */
  readonly fromDay: number;
  readonly toDay: number;
  /** What is seen. */
  readonly seen: string;
  /** What of it pictures show. */
  readonly drawn: string;
  readonly source: string;
  readonly standing: Standing | 'claimed';
}

/**
 * Day by day, as clinics tell it; none of them measured it. Where they differ the range holds them all.
 * The month is the exception: by then ink is found in cells of the dermis alone.
 */
export const HEALING_PHASES: readonly HealingPhase[] = [
  {
    name: 'Redness',
    fromDay: 0,
    toDay: 5,
    seen: 'Skin is red, warm and a little swollen. Dots look darker, larger and sharper than they will stay.',
    drawn: 'redness and wide, unpacked dots; swelling is not drawn',
    source: 'scalpny.com, transplantmatch.com: day 0 to 1; redness fades in 3 to 5 days',
    standing: 'claimed',
  },
  {
    name: 'Crusts',
    fromDay: 1,
    toDay: 5,
    seen: 'A pin-point crust on each dot. Clinics let nobody wash for 3 to 5 days.',
    drawn: 'a crust over each dot: what it is made of is assumed',
    source: 'mytransformation.com.au',
    standing: 'claimed',
  },
  {
    name: 'Flaking',
    fromDay: 4,
    toDay: 10,
    seen: 'Crusts flake off, patch by patch, and may itch. Colour goes with them.',
    drawn: 'crusts go patch by patch, on a day drawn by lot: assumed',
    source: 'mytransformation.com.au, hairdoctornyc.com',
    standing: 'claimed',
  },
  {
    name: 'Pale phase',
    fromDay: 7,
    toDay: 14,
    seen: 'Patchy and paler than expected; many think it has gone. It is not the result.',
    drawn: 'pigment is packed and its upper part shed',
    source: 'hairdoctornyc.com: "phantom fade" about day 7',
    standing: 'claimed',
  },
  {
    name: 'Settling',
    fromDay: 11,
    toDay: 30,
    seen: 'Colour evens out. About day 28 to 30 it is the true colour of this session.',
    drawn: 'by the law of healing',
    source:
      'mytransformation.com.au, scalpclinic.com; skin renews itself in 28 to 48 days (Maeda 2017)',
    standing: 'claimed',
  },
  {
    name: 'Healed',
    fromDay: 30,
    toDay: 180,
    seen: 'The skin has healed; ink lies in cells of the dermis. It still softens a little for half a year.',
    drawn: 'by the law of healing',
    source:
      'Int. J. Dermatol. 26:453 (1987): biopsies from a month on; hishairclinic.co.uk: 90 to 180 days',
    standing: 'literature',
  },
];

/** Phases a session is in so many days after it, the later ones last. */
export function phasesOn(ageDays: number): HealingPhase[] {
  const day = Math.max(0, ageDays);
  return HEALING_PHASES.filter(({ fromDay, toDay }) => day >= fromDay && day <= toDay);
}
