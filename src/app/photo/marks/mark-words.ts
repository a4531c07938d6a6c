import { say } from '../../../base/language/say.ts';
import { PHOTO_POINTS, type PhotoPointName } from '../../../photo/photo-points.ts';
import { type Asked, OUTLINE } from './point-order.ts';

/** A point as a heading names it. */
export function askedTitle(asked: Asked): string {
  if (asked === OUTLINE) return say('the rim of the skull');
  const [, side, label] = /^(?:(left|right) )?(.*)$/.exec(PHOTO_POINTS[asked].label)!;
  const point = say(label!);
  if (side === undefined) return say('the {point}', { point });
  return side === 'left'
    ? say('their left {point}', { point })
    : say('their right {point}', { point });
}

/** Where it is. */
export function askedWhere(asked: Asked): string {
  return asked === OUTLINE
    ? say('where the head ends against what is behind it; not on hair that stands off')
    : say(PHOTO_POINTS[asked].where);
}

export function capital(words: string): string {
  return words[0]!.toUpperCase() + words.slice(1);
}

/** A mark that can be pressed, moved and removed: a point, or a place of the rim by its number. */
export type MarkId = PhotoPointName | `${typeof OUTLINE}-${number}`;

export function outlineIndex(id: MarkId): number | undefined {
  return id.startsWith(`${OUTLINE}-`) ? Number(id.slice(OUTLINE.length + 1)) : undefined;
}

export function markTitle(id: MarkId): string {
  const index = outlineIndex(id);
  return index === undefined
    ? askedTitle(id as PhotoPointName)
    : say('{outline}, place {number}', { outline: askedTitle(OUTLINE), number: index + 1 });
}
