import { say } from '../../../base/language/say.ts';
import { readStrokes } from '../../../photo/mask/strokes.ts';
import { PHOTO_POINT_NAMES, type PhotoPointName } from '../../../photo/photo-points.ts';
import type { Pixel } from '../../../photo/question.ts';
import type { AlbumPhoto, AlbumState } from '../album.ts';
import { SEEN_FROM_WORDS, type SeenFrom } from '../marks/point-order.ts';

type Json = Readonly<Record<string, unknown>>;

/** Places on the rim of a skull, at most. */
const MOST_OUTLINE = 10_000;

/** Sides of a photograph, px. */
const MOST_SIDE = 1e6;

/** An album out of a file; undefined where it is none. A photograph that is none is left out. */
export function readAlbum(json: unknown): AlbumState | undefined {
  if (!isJson(json) || !Array.isArray(json.photos)) return undefined;
  const photos = json.photos.flatMap((one): AlbumPhoto[] => {
    const photo = readPhoto(one);
    return photo ? [photo] : [];
  });
  return { photos, shown: undefined, work: 'points', headTaken: json.headTaken === true };
}

function readPhoto(json: unknown): AlbumPhoto | undefined {
  if (!isJson(json)) return undefined;
  const { sha256, name, widthPx, heightPx, thumbnail, seenFrom } = json;
  if (typeof sha256 !== 'string' || !/^[\da-f]{64}$/.test(sha256)) return undefined;
  if (typeof name !== 'string' || !isWithin(widthPx, 1, MOST_SIDE)) return undefined;
  if (!isWithin(heightPx, 1, MOST_SIDE)) return undefined;
  const isPicture =
    typeof thumbnail === 'string' && thumbnail.startsWith('data:image/jpeg;base64,');
  const points = isJson(json.points) ? json.points : {};
  const names = namesIn(Object.keys(points)).filter((point) => isPixel(points[point]));
  const outline = Array.isArray(json.outline) ? json.outline.filter(isPixel) : [];
  return {
    ...{ sha256, name: name.slice(0, 255), widthPx, heightPx },
    thumbnail: isPicture ? thumbnail : '',
    seenFrom:
      typeof seenFrom === 'string' && Object.hasOwn(SEEN_FROM_WORDS, seenFrom)
        ? (seenFrom as SeenFrom)
        : 'front',
    points: Object.fromEntries(names.map((point) => [point, points[point] as Pixel])),
    found: namesIn(json.found).filter((point) => names.includes(point)),
    skipped: namesIn(json.skipped),
    outline: outline.slice(0, MOST_OUTLINE),
    mask: strokesIn(json.mask),
    focal35Mm: isWithin(json.focal35Mm, 8, 800) ? json.focal35Mm : undefined,
    blurPx: isWithin(json.blurPx, 0, 8) ? json.blurPx : undefined,
    grey: isPixel(json.grey) ? json.grey : undefined,
  };
}

function strokesIn(value: unknown): AlbumPhoto['mask'] {
  try {
    return readStrokes(value, say('The mask'));
  } catch {
    return [];
  }
}

function namesIn(value: unknown): PhotoPointName[] {
  return PHOTO_POINT_NAMES.filter((name) => Array.isArray(value) && value.includes(name));
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isWithin(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && value >= least && value <= most;
}

function isPixel(value: unknown): value is Pixel {
  return Array.isArray(value) && value.length === 2 && value.every((at) => isWithin(at, -1e6, 1e6));
}
