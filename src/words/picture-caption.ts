import { say } from '../base/language/say.ts';
import { LIMITS_SHORT } from '../base/limits.ts';
import type { Plan } from '../plan/schema.ts';

/** What is told with a picture: burnt into it, and written into its file. */
export interface PictureCaption {
  /** Lines of the strip below, from the top. */
  readonly lines: readonly string[];
  /** Text in the file, by PNG keyword. */
  readonly text: Readonly<Record<string, string>>;
}

/** Makes the caption of a plan's picture; `shows` is what of the plan is in it. */
export type Caption = (plan: Plan, shows: string) => PictureCaption;

/** For someone who may want to make the picture again: seed and age stand in it. */
export const recordCaption: Caption = ({ title, seed, healing }, shows) => ({
  lines: [
    say(LIMITS_SHORT),
    say('{title} | seed {seed} | {shows}', { title: apart(title), seed, shows }),
  ],
  text: {
    Title: title,
    Description: say('{limits} Seed {seed}, {shows}.', { limits: say(LIMITS_SHORT), seed, shows }),
    Software: 'Dotwork',
    Seed: String(seed),
    AgeDays: String(healing.ageDays),
  },
});

/**
 * For a client: what it shows first, then what it is not.
 *
 * @param standIn - In what the picture is not the plan's own, and why.
 */
export function clientCaption(standIn?: string): Caption {
  const whose = standIn === undefined ? [] : [standIn];
  return ({ title }, shows) => {
    const rest = [...whose, say(LIMITS_SHORT)];
    return {
      lines: [`${apart(title)}. ${shows}.`, ...rest],
      text: {
        Title: title,
        Description: [`${title}. ${shows}.`, ...rest].join(' '),
        Software: 'Dotwork',
      },
    };
  };
}

/** A name as it is, whichever way it runs, without turning the words after it (Unicode's isolates). */
function apart(name: string): string {
  return `\u2068${name}\u2069`;
}
