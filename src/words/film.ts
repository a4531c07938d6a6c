import { say, toSay } from '../base/language/say.ts';
import { withinSentence } from '../base/language/within-sentence.ts';
import { LIMITS_SHORT } from '../base/limits.ts';
import type { Plan } from '../plan/schema.ts';
import { aged } from './variants.ts';

/** What may move in a film. */
export const FILM_KINDS = ['growth', 'turn', 'ageing'] as const;

export type FilmKind = (typeof FILM_KINDS)[number];

export const FILM_WORDS: Readonly<Record<FilmKind, string>> = {
  growth: toSay('From the hairline outward'),
  turn: toSay('Once round the head'),
  ageing: toSay('Five years on'),
};

/** Last day of an ageing film. */
const LAST_DAY = 1826;

/** Share of growth and ageing at the end that stands still, to be looked at. */
const STILL = 0.2;

/** One frame: what of it moves. */
export interface FilmFrame {
  readonly plan: Plan;
  /** As in a look. */
  readonly revealMm: number;
  /** How far the camera has gone round, degrees. */
  readonly turnDeg: number;
}

/**
 * The frames of a film.
 *
 * @param reachMm - How far behind the front hairline treated skin goes.
 */
export function filmFrames(
  kind: FilmKind,
  shown: Plan,
  reachMm: number,
  count: number,
): FilmFrame[] {
  const plan = aged(shown, shown.healing.ageDays);
  const still = { plan, revealMm: Number.POSITIVE_INFINITY, turnDeg: 0 };
  return Array.from({ length: count }, (_, i) => {
    // A turn ends a step before where it began, so that it can go on for ever.
    if (kind === 'turn') return { ...still, turnDeg: (360 * i) / count };
    const share = Math.min(1, i / Math.max(1, (1 - STILL) * (count - 1)));
    if (kind === 'growth') {
      // The whole of it at the end; before that whole millimetres, as they are told.
      return share === 1 ? still : { ...still, revealMm: Math.round(share * reachMm) };
    }
    // Healing is fast first and slow later, as the page's slider has it.
    return { ...still, plan: aged(plan, Math.round(LAST_DAY * share ** 3)) };
  });
}

/** What stands in a frame: what it shows, and that it is a preview. */
export function filmCaption({ title }: Plan, shows: string): readonly string[] {
  return [`\u2068${title}\u2069. ${shows}.`, say(LIMITS_SHORT)];
}

/** Names a film in its file. */
export function filmTitle(kind: FilmKind, { title }: Plan): string {
  return `${title}: ${withinSentence(say(FILM_WORDS[kind]))}`;
}
