import { PHOTO_POINTS, type PhotoPointName } from '../../../photo/photo-points.ts';
import { type Asked, OUTLINE } from './point-order.ts';

/** A point as a heading names it. */
export function askedTitle(asked: Asked): string {
  const label = asked === OUTLINE ? 'rim of the skull' : PHOTO_POINTS[asked].label;
  const side = /^(left|right) /.exec(label);
  return side ? `their ${label}` : `the ${label}`;
}

/** Where it is. */
export function askedWhere(asked: Asked): string {
  return asked === OUTLINE
    ? 'where the head ends against what is behind it; not on hair that stands off'
    : PHOTO_POINTS[asked].where;
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
    : `${askedTitle(OUTLINE)}, place ${index + 1}`;
}
