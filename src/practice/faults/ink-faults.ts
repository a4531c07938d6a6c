import { toSay } from '../../base/language/say.ts';
import type { Plan } from '../../plan/schema.ts';
import type { Fault } from './fault.ts';

const diluted = (plan: Plan, dilution: number): Plan => ({
  ...plan,
  sessions: plan.sessions.map((session) => ({ ...session, dilution })),
});

/** What may be wrong with the shade. */
export const INK_FAULTS: readonly Fault[] = [
  {
    name: 'wrong-shade',
    title: toSay('Wrong shade'),
    about: toSay(
      'Brown ink beside hair that is black or grey: the dots are warmer, and redden as they fade.',
    ),
    rule: 'off-shade',
    also: [],
    uses: ['ink'],
    hidden: 2,
    sites: ['whole'],
    fits: ({ hair }) => ['black', 'grey'].includes(hair.colour),
    put: (plan) => ({ ...plan, pigment: { ...plan.pigment, kind: 'iron-oxide-brown' } }),
  },
];

/** What may be wrong with the ink for dark skin. */
export const DARK_SKIN_FAULTS: readonly Fault[] = [
  {
    name: 'too-dark',
    title: toSay('Too dark on dark skin'),
    about: toSay(
      'Nearly undiluted black ink: on dark skin it heals as one flat patch beside the hair.',
    ),
    rule: 'dark-on-dark',
    also: ['dilution'],
    uses: ['ink'],
    hidden: 1,
    sites: ['whole'],
    fits: ({ skin }) => skin.melanosomeFraction >= 0.1,
    put: (plan) => diluted(plan, 1),
  },
];
