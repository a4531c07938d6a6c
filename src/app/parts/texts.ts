import { STAGE_WORDS } from '../../engine/stages.ts';
import type { Mode } from '../state/ui-state.ts';

/** On screen at all times. */
export const SHORT_LIMITS =
  'Preview only – a model, not a photograph of your future result. Not a medical device; not a diagnosis or treatment advice.';

/** The same where only one line of a phone is left for it. */
export const LINE_LIMITS = 'Preview only – not a promised result';

/** The whole of what a preview may and may not say, for clients. */
export const FULL_LIMITS: readonly string[] = [
  'This picture is a computer simulation made from average published values and the choices entered today. It is not a promise. Scalp micropigmentation is a tattoo.',
  'How your skin holds pigment cannot be known beforehand: healed colour, dot size, blur, fading and the number of sessions will differ, and usually look darker and sharper on the day than after 4–6 weeks. Results depend on your skin, scars, oil, sun, aftercare, pigment and the technician’s hand.',
  'Pigment placed too deep can blur, look blue and be hard to remove; removal may need laser and may be incomplete. Screens, light and photos change colours. The three pictures (good, expected, poor) show a range, not its limits.',
  'Ask for a test area and see healed work of your technician. Patchy, sudden, painful, scaly or scarring hair loss, or a receding hairline in a woman, should be seen by a dermatologist before any tattooing.',
];

/** What each mode adds to the limits. */
export const MODE_LIMITS: Readonly<Record<Mode, string>> = {
  consult:
    'This picture is a simulation made from average values and today’s choices. It is not a promise; ask for a test area and see healed work.',
  plan: 'Depths are model depths of pigment in average skin, not machine settings. Sources disagree (0.3 to 2 mm). Do not use this tool to set a needle. Your training, your judgement on the skin in front of you and your local rules come first.',
  train:
    'Teaching model. It reproduces the direction of known effects, not measured outcomes. Values marked “assumed” have no published measurement.',
};

/** What the engine does in its long steps, in the words of a person. */
export const STEP_WORDS: Readonly<Record<string, string>> = {
  gpu: 'Waking the graphics card',
  kernels: 'Preparing the simulation',
  ...Object.fromEntries(
    Object.entries(STAGE_WORDS).map(([stage, words]) => [
      stage,
      words.charAt(0).toUpperCase() + words.slice(1),
    ]),
  ),
  view: 'Setting the light',
};

/** What each mode is for. */
export const MODE_WORDS: Readonly<Record<Mode, { title: string; about: string }>> = {
  consult: { title: 'Consult', about: 'Before and after, healed, and over the years' },
  plan: { title: 'Plan', about: 'Numbers, sessions and every setting' },
  train: { title: 'Train', about: 'What depth does, and common faults' },
};
