import { toSay } from '../base/language/say.ts';
import { DEPTH_BORDERS_MM } from '../ink/depth-bands.ts';

const { shed, crispFrom, crispTo, blowOut, permanent } = DEPTH_BORDERS_MM;

/** Why the bands are an assumption, for the mark beside them. */
export const BANDS_ASSUMED = toSay(
  'sources disagree, from 0.3 to 2 mm; the bands are inferred from skin thickness, scans of tattoos and light paths',
);

/** What a deposit depth means, as it is taught. */
export interface DepthBand {
  readonly toMm: number;
  readonly name: string;
  readonly verdict: 'shallow' | 'right' | 'deep' | 'danger';
  /** Why, by what lies at that depth. */
  readonly why: string;
}

/** Bands of deposit depth, shallow to deep. */
export const DEPTH_BANDS: readonly DepthBand[] = [
  {
    toMm: shed,
    name: toSay('Too shallow'),
    verdict: 'danger',
    why: toSay(
      'The pigment sits in the epidermis. That layer renews itself in four to six weeks and takes the pigment with it: crisp on the day, nearly gone when healed.',
    ),
  },
  {
    toMm: crispFrom,
    name: toSay('Shallow'),
    verdict: 'shallow',
    why: toSay(
      'Part of the column stands above the border of the epidermis and is shed; the rest lies in the upper papillary dermis and stays. Dots heal lighter and smaller than placed.',
    ),
  },
  {
    toMm: crispTo,
    name: toSay('In the band'),
    verdict: 'right',
    why: toSay(
      'The column ends in the papillary or the top of the reticular dermis. Light still reaches it and comes back before it has spread, so the eye sees a dot.',
    ),
  },
  {
    toMm: blowOut,
    name: toSay('Deep'),
    verdict: 'deep',
    why: toSay(
      'Light scatters on its way to the pigment and back. The dot reads wider, paler and cooler, although it has not moved.',
    ),
  },
  {
    toMm: permanent,
    name: toSay('Blow-out risk'),
    verdict: 'danger',
    why: toSay(
      'In the lower dermis pigment spreads sideways. Neighbouring dots grow together into a soft, blue-grey patch.',
    ),
  },
  {
    toMm: Number.POSITIVE_INFINITY,
    name: toSay('Too deep'),
    verdict: 'danger',
    why: toSay(
      'Near or below the dermis of the front scalp. Dots blur, look blue-grey and may never leave; removal may need a laser and may be incomplete.',
    ),
  },
];

/** The band a depth falls in. */
export function depthBand(depthMm: number): DepthBand {
  return DEPTH_BANDS.find(({ toMm }) => depthMm <= toMm)!;
}
