import { toSay } from '../../base/language/say.ts';
import type { Plan } from '../../plan/schema.ts';
import type { Fault } from './fault.ts';

const isMale = ({ head }: Plan): boolean => head.base === 'male';

const line = (plan: Plan, hairline: Partial<Plan['hairline']>): Plan => ({
  ...plan,
  hairline: { ...plan.hairline, ...hairline },
});

/** What may be wrong along the hairline. */
export const LINE_FAULTS: readonly Fault[] = [
  {
    name: 'low-line',
    title: toSay('Hairline too low'),
    about: toSay('The line starts lower than hair grows, and looks drawn on as the face ages.'),
    rule: 'line-low',
    also: ['thirds', 'corner-place', 'flat-corners', 'closed-temples'],
    uses: ['height', 'corners'],
    hidden: 1,
    sites: ['line'],
    put: (plan) => line(plan, { midFrontalMm: isMale(plan) ? 58 : 50 }),
  },
  {
    name: 'ruled-line',
    title: toSay('Hairline drawn with a ruler'),
    about: toSay('No irregularity, large or small: hair never grows in such a line.'),
    rule: 'ruled-line',
    also: ['mirrored'],
    uses: ['edge'],
    hidden: 2,
    sites: ['line'],
    put: (plan) => line(plan, { style: 'soft', macroMm: 0, microMm: 0, sentinels: 0 }),
  },
  {
    name: 'hard-edge',
    title: toSay('Hard edge'),
    about: toSay('Full density right at the line, where hair thins out towards the front.'),
    rule: 'hard-edge',
    also: ['front-denser'],
    uses: ['gradient'],
    hidden: 2,
    sites: ['line'],
    put: (plan) => line(plan, { gradientMm: 0.5, sentinels: 0 }),
  },
  {
    name: 'closed-temples',
    title: toSay('Closed temples'),
    about: toSay('No corners: men lose them first, and the line strands when the sides recede.'),
    rule: 'closed-temples',
    also: ['flat-corners', 'corner-place'],
    uses: ['corners'],
    hidden: 1,
    sites: ['corners'],
    fits: isMale,
    put: (plan) => line(plan, { templeRecessionMm: 1 }),
  },
  {
    name: 'front-denser',
    title: toSay('Front denser than core'),
    about: toSay('The first centimetre holds more than what lies behind it, and looks drawn.'),
    rule: 'front-denser',
    also: [],
    uses: ['density', 'gradient', 'front'],
    hidden: 2,
    sites: ['line'],
    // A woman's front keeps hair, which makes room for fewer dots there.
    fits: isMale,
    put: (plan) => {
      const { density, zones } = line(plan, {});
      const front = {
        name: 'Front',
        shape: { kind: 'band' as const, fromMm: 0, toMm: 9, softMm: 2 },
        ...{ densityScale: 1.6, depthOffsetMm: 0 },
      };
      const thinner = { dotsPerCm2: 0.7 * density.dotsPerCm2 };
      const near = line(plan, { gradientMm: 2 });
      return { ...near, density: thinner, zones: [...zones, front] };
    },
  },
];
