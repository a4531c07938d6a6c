import { language, say, sayAs } from '../../base/language/say.ts';
import { STAGE_WORDS } from '../../engine/stages.ts';
import type { Mode } from '../state/ui-state.ts';

/** On screen at all times. */
export const SHORT_LIMITS = say(
  'Preview only – a model, not a photograph of your future result. Not a medical device; not a diagnosis or treatment advice.',
);

/** The same where only one line of a phone is left for it. */
export const LINE_LIMITS = say('Preview only – not a promised result');

/** What each mode adds to the limits. */
export const MODE_LIMITS: Readonly<Record<Mode, string>> = {
  consult: say(
    'This picture is a simulation made from average values and today’s choices. It is not a promise; ask for a test area and see healed work.',
  ),
  plan: say(
    'Depths are model depths of pigment in average skin, not machine settings. Sources disagree (0.3 to 2 mm). Do not use this tool to set a needle. Your training, your judgement on the skin in front of you and your local rules come first.',
  ),
  train: say(
    'Teaching model. It reproduces the direction of known effects, not measured outcomes. Values marked “assumed” have no published measurement.',
  ),
};

/** What the engine does in its long steps, in the words of a person. */
export const STEP_WORDS: Readonly<Record<string, string>> = {
  gpu: say('Waking the graphics card'),
  kernels: say('Preparing the simulation'),
  ...Object.fromEntries(
    Object.entries(STAGE_WORDS).map(([stage, words]) => [stage, capitalized(say(words))]),
  ),
  view: say('Setting the light'),
};

function capitalized(text: string): string {
  return text.charAt(0).toLocaleUpperCase(language().locale) + text.slice(1);
}

/** What each mode is for. */
export const MODE_WORDS: Readonly<Record<Mode, { title: string; about: string }>> = {
  consult: {
    title: sayAs('mode', 'Consult'),
    about: say('Before and after, healed, and over the years'),
  },
  plan: { title: sayAs('mode', 'Plan'), about: say('Numbers, sessions and every setting') },
  train: { title: sayAs('mode', 'Train'), about: say('What depth does, and common faults') },
};
