import { toSay } from '../../base/language/say.ts';
import type { Plan } from '../../plan/schema.ts';
import type { Region } from '../../scalp/regions.ts';
import { BY_HAND_MM, withBlots, withRows } from './dots-by-hand.ts';
import type { Fault, Site } from './fault.ts';
import { DARK_SKIN_FAULTS, INK_FAULTS } from './ink-faults.ts';
import { LINE_FAULTS } from './line-faults.ts';
import { SITE_REGIONS, siteMiddle } from './places.ts';

/** A part of the scalp with another depth. */
function deeper(plan: Plan, site: Site, depthOffsetMm: number): Plan {
  const region: Region = SITE_REGIONS[site]!;
  const zone = { name: 'Part', shape: { kind: 'region' as const, region } };
  return { ...plan, zones: [...plan.zones, { ...zone, densityScale: 1, depthOffsetMm }] };
}

const DEPTH_AND_SPACING: readonly Fault[] = [
  {
    name: 'too-deep',
    title: toSay('Too deep'),
    about: toSay(
      'Dots of one part lie 0.65 mm deeper than the others: they heal wide and blue-grey.',
    ),
    rule: 'too-deep',
    also: ['deep-for-region', 'ink-cover', 'dots-touch', 'merged'],
    uses: ['touch'],
    hidden: 1,
    sites: ['front', 'middle', 'crown'],
    put: (plan, site) => deeper(plan, site, 0.65),
  },
  {
    name: 'too-shallow',
    title: toSay('Too shallow'),
    about: toSay(
      'Dots of one part lie in the epidermis for the most, and leave with it within weeks.',
    ),
    rule: 'too-shallow',
    also: [],
    uses: [],
    hidden: 3,
    sites: ['front', 'middle', 'crown'],
    put: (plan, site) => deeper(plan, site, -0.25),
  },
  {
    name: 'rows',
    title: toSay('Rows'),
    about: toSay('Dots of one place stand in straight rows, as along a ruler; hair grows in none.'),
    rule: 'rows',
    also: ['by-hand'],
    uses: [],
    hidden: 2,
    sites: ['middle', 'crown'],
    put: (plan, site, base) => withRows(plan, siteMiddle(site, base), base),
    radiusMm: BY_HAND_MM,
  },
  {
    name: 'run-together',
    title: toSay('Dots run together'),
    about: toSay(
      'Dots of one place stand in threes nearer than they are wide once healed: blots, not hair.',
    ),
    rule: 'dots-touch',
    also: ['by-hand', 'ink-cover'],
    uses: ['touch'],
    hidden: 2,
    sites: ['middle', 'crown'],
    put: (plan, site, base) => withBlots(plan, siteMiddle(site, base), base),
    radiusMm: BY_HAND_MM,
  },
  {
    name: 'helmet',
    title: toSay('Helmet'),
    about: toSay('More dots than hair grows on any scalp: it looks painted on.'),
    rule: 'helmet',
    also: ['denser-than-own', 'merged', 'ink-cover', 'dots-touch', 'long-session'],
    uses: ['density', 'touch'],
    hidden: 1,
    sites: ['whole'],
    put: (plan) => ({ ...plan, density: { dotsPerCm2: 160 } }),
  },
];

const ON_THE_SKIN: readonly Fault[] = [
  {
    name: 'scar-dose',
    title: toSay('Scar at full dose'),
    about: toSay(
      'The scar is filled like the skin around it: its tissue spreads ink, and dots blur there.',
    ),
    rule: 'scar-dose',
    also: ['scars'],
    uses: [],
    hidden: 3,
    sites: ['crown'],
    put: (plan) => ({
      ...plan,
      hair: {
        ...plan.hair,
        scars: [...plan.hair.scars, { kind: 'patch', at: 'vertex', radiusMm: 18 }],
      },
    }),
    radiusMm: 18,
  },
  {
    name: 'mole',
    title: toSay('Mole tattooed over'),
    about: toSay('Dots lie on a mole: a doctor can no longer see whether it changes.'),
    rule: 'mole-covered',
    also: [],
    uses: [],
    hidden: 3,
    sites: ['crown'],
    // On the darkest skin a mole hardly shows in a picture.
    fits: ({ skin }) => skin.melanosomeFraction < 0.1,
    put: (plan) => ({
      ...plan,
      zones: [
        ...plan.zones,
        {
          name: 'Mole',
          shape: { kind: 'disc', at: 'vertex', radiusMm: 4, softMm: 2 },
          densityScale: 1,
          depthOffsetMm: 0,
          melaninScale: 4,
        },
      ],
    }),
    radiusMm: 4,
  },
];

/** All faults. Each is found by its rule, and nothing else is beside what it brings along; a test holds that. */
export const FAULTS: readonly Fault[] = [
  ...DEPTH_AND_SPACING,
  ...LINE_FAULTS,
  ...INK_FAULTS,
  ...DARK_SKIN_FAULTS,
  ...ON_THE_SKIN,
];

/** The fault of that name, if there is one. */
export function faultNamed(name: string): Fault | undefined {
  return FAULTS.find((fault) => fault.name === name);
}
