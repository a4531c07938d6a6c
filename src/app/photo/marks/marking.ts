import type { PhotoPointName } from '../../../photo/photo-points.ts';
import type { Pixel } from '../../../photo/question.ts';
import type { Album, AlbumPhoto, Marked } from '../album.ts';
import { type MarkId, outlineIndex } from './mark-words.ts';
import { type Asked, nextAsked, OUTLINE } from './point-order.ts';

/** So many points are asked for in their order before the fit says which helps most. */
const IN_ORDER = 9;

/** Less than this, mm, no further point is worth asking for. */
const WORTH_MM = 0.15;

/** All marks of a photograph with their places. */
export function marksOf({ points, outline }: Marked): [MarkId, Pixel][] {
  return [
    ...(Object.entries(points) as [PhotoPointName, Pixel][]),
    ...outline.map((at, i): [MarkId, Pixel] => [`${OUTLINE}-${i}`, at]),
  ];
}

/** What to ask for next: first in an order that people find easy, then what helps most. */
export function askedNext(
  photo: AlbumPhoto,
  sure:
    | { medianMm: number; next: { name: PhotoPointName; medianMm: number } | undefined }
    | undefined,
): { readonly asked: Asked; readonly gainMm: number | undefined } | undefined {
  const has = (name: PhotoPointName) =>
    photo.points[name] !== undefined || photo.skipped.includes(name);
  const inOrder = nextAsked(photo.seenFrom, has, photo.outline.length);
  const count = marksOf(photo).length;
  const best = sure?.next;
  if (count >= IN_ORDER && best && !photo.skipped.includes(best.name)) {
    const gainMm = sure.medianMm - best.medianMm;
    return gainMm > WORTH_MM ? { asked: best.name, gainMm } : undefined;
  }
  return inOrder && { asked: inOrder, gainMm: undefined };
}

/** Puts a new mark, and says which it is. */
export function place(album: Album, photo: AlbumPhoto, asked: Asked, at: Pixel): MarkId {
  if (asked === OUTLINE) {
    album.mark(photo, { outline: [...photo.outline, tidy(at)] });
    return `${OUTLINE}-${photo.outline.length}`;
  }
  album.mark(photo, {
    points: { ...photo.points, [asked]: tidy(at) },
    found: without(photo, asked),
  });
  return asked;
}

/** Moves a mark; of one drag only the first step is a step of the history. */
export function move(album: Album, id: MarkId, to: Pixel, isFirst: boolean): void {
  const photo = album.shown;
  if (!photo) return;
  const index = outlineIndex(id);
  if (index === undefined) {
    // What was moved was looked at.
    const part = { points: { ...photo.points, [id]: tidy(to) }, found: without(photo, id) };
    album.mark(photo, part, isFirst);
  } else {
    const outline = photo.outline.map((at, i) => (i === index ? tidy(to) : at));
    album.mark(photo, { outline }, isFirst);
  }
}

export function remove(album: Album, id: MarkId): void {
  const photo = album.shown;
  if (!photo) return;
  const index = outlineIndex(id);
  if (index !== undefined) {
    album.mark(photo, { outline: photo.outline.filter((_, i) => i !== index) });
    return;
  }
  const { [id as PhotoPointName]: _gone, ...points } = photo.points;
  album.mark(photo, { points, found: without(photo, id) });
}

/** Takes over points that a network found, where nobody marked any of that name. */
export function addFound(
  album: Album,
  photo: AlbumPhoto,
  {
    points,
    found,
  }: { readonly points: Marked['points']; readonly found: readonly PhotoPointName[] },
): void {
  const tidied = Object.entries(points).map(([name, at]) => [name, tidy(at)]);
  album.mark(photo, { points: Object.fromEntries(tidied), found });
}

/** All that was found was looked at, and is right. */
export function confirmFound(album: Album): void {
  const photo = album.shown;
  if (photo) album.mark(photo, { found: [] });
}

function without({ found = [] }: AlbumPhoto, id: MarkId): readonly PhotoPointName[] {
  return found.filter((name) => name !== id);
}

function tidy([x, y]: Pixel): Pixel {
  return [Math.round(10 * x) / 10, Math.round(10 * y) / 10];
}
