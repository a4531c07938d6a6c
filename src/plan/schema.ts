import * as z from 'zod';
import { toSay } from '../base/language/say.ts';
import { SEED_RANGE } from '../base/range.ts';
import { manual, noGo } from './sections/by-hand.ts';
import { hairline, zone } from './sections/design.ts';
import { real, whole } from './sections/field.ts';
import { earlierWork, graft, testPatch } from './sections/other-work.ts';
import { hair, head, skin } from './sections/person.ts';
import {
  healing,
  MOST_SESSIONS,
  needle,
  operator,
  pigment,
  session,
  startsOn,
  technique,
} from './sections/treatment.ts';

/** Version written into every plan; raise it with a migration in `migrate.ts`. */
export const PLAN_VERSION = 1;

/** The whole document. Strict: unknown keys are an error, so that a typo is never silently lost. */
export const planSchema = z.strictObject({
  format: z.literal('dotwork-plan'),
  version: z.literal(PLAN_VERSION),
  title: z.string().max(120),
  notes: z.string().max(4000),
  seed: whole(SEED_RANGE, 'none', 'Seed of every random choice', { label: toSay('Seed'), step: 1 }),
  head,
  skin,
  hair,
  hairline,
  density: z.strictObject({
    dotsPerCm2: real(
      [5, 250],
      'perCm2',
      'SMP dots per cm² where no hair is left; hair that is left takes its share',
      { label: toSay('Dots + hair'), step: 1, slider: [10, 200] },
    ),
  }),
  zones: z.array(zone).max(16),
  manual,
  noGo,
  earlier: z.array(earlierWork).max(4).describe('Dots that were there before this plan'),
  grafts: z.array(graft).max(4).describe('Hair that is or will be transplanted'),
  testPatch: testPatch.optional().describe('A few dots tried before the first session'),
  startsOn: startsOn.optional(),
  sessions: z.array(session).min(1).max(MOST_SESSIONS),
  sessionsDone: whole(
    [0, MOST_SESSIONS],
    'none',
    'How many sessions are shown; 0 is before treatment',
    { label: toSay('Sessions done'), step: 1 },
  ),
  needle,
  pigment,
  technique,
  operator,
  healing,
});

/** The plan: small, immutable JSON from which every dot follows. */
export type Plan = z.infer<typeof planSchema>;
