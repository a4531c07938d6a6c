import { DotworkError } from '../../base/errors.ts';
import { type MaskStroke, readStrokes } from '../../photo/mask/strokes.ts';
import { PHOTO_POINT_NAMES, type PhotoPointName } from '../../photo/photo-points.ts';
import type { Pixel } from '../../photo/question.ts';

/** What the list of a project says of a photograph; files by their names in the zip. */
export interface ListedPhoto {
  readonly file: string;
  readonly name: string;
  readonly mask: string;
  readonly points: Readonly<Partial<Record<PhotoPointName, Pixel>>>;
  readonly found?: readonly PhotoPointName[];
  readonly outline: readonly Pixel[];
  readonly strokes: readonly MaskStroke[];
  readonly focal35Mm?: number;
  readonly grey?: { readonly at: Pixel; readonly reflectance?: number };
  readonly blurPx?: number;
}

export interface Listed {
  readonly photos: readonly ListedPhoto[];
  readonly scan: { readonly file: string; readonly name: string } | undefined;
}

const MOST_OUTLINE = 10_000;
const LONGEST_NAME = 255;

type Json = Readonly<Record<string, unknown>>;

/** Reads the list of a project. Throws a `file` error that names what in it is wrong. */
export function readList(text: string, name: string): Listed {
  const refuse = (why: string, cause?: unknown) =>
    new DotworkError('file', `${name} ${why}`, 'Save the project again.', cause);
  const record = (value: unknown, what: string): Json => {
    if (value && typeof value === 'object' && !Array.isArray(value)) return value as Json;
    throw refuse(`has a list whose ${what} is none.`);
  };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw refuse('has a list that is no JSON.', cause);
  }
  const list = record(json, 'outermost part');
  if (list.format !== 'dotwork-project') throw refuse('is a zip, but no project of Dotwork.');
  if (list.version !== 1) {
    throw refuse(
      `is of version ${JSON.stringify(list.version)}, which this Dotwork does not know.`,
    );
  }
  if (!Array.isArray(list.photos)) throw refuse('has a list without photographs.');
  const word = (value: unknown, what: string): string => {
    if (typeof value === 'string' && value && value.length <= LONGEST_NAME) return value;
    throw refuse(`has a ${what} without a name.`);
  };
  const within = (value: unknown, what: string, [min, max]: readonly [number, number]) => {
    if (value === undefined) return undefined;
    if (typeof value === 'number' && value >= min && value <= max) return value;
    throw refuse(`has a ${what} that is not from ${min} to ${max}.`);
  };
  const pixel = (value: unknown, what: string): Pixel => {
    const [x, y] = Array.isArray(value) && value.length === 2 ? value : [];
    if (typeof x === 'number' && typeof y === 'number' && Math.abs(x) + Math.abs(y) < 1e6) {
      return [x, y];
    }
    throw refuse(`has a ${what} that is no pair of pixels.`);
  };
  const photos = list.photos.map((value: unknown, i): ListedPhoto => {
    const what = `photograph ${i + 1}`;
    const photo = record(value, what);
    const points = Object.entries(record(photo.points ?? {}, `points of ${what}`)).map(
      ([point, at]) => {
        if (!(PHOTO_POINT_NAMES as readonly string[]).includes(point)) {
          throw refuse(`has a point "${point.slice(0, 40)}" that is not known.`);
        }
        return [point, pixel(at, `point ${point} of ${what}`)] as const;
      },
    );
    const found = (Array.isArray(photo.found) ? photo.found : []).filter((one) =>
      points.some(([point]) => point === one),
    ) as PhotoPointName[];
    const outline = photo.outline ?? [];
    if (!Array.isArray(outline) || outline.length > MOST_OUTLINE) {
      throw refuse(`has an outline of ${what} that is no list of places.`);
    }
    const focal35Mm = within(photo.focal35Mm, `focal length of ${what}`, [8, 800]);
    const blurPx = within(photo.blurPx, `blur of ${what}`, [0, 8]);
    const grey = photo.grey === undefined ? undefined : record(photo.grey, `grey of ${what}`);
    const reflectance = within(grey?.reflectance, `grey of ${what}`, [0.02, 1]);
    return {
      file: word(photo.file, what),
      name: word(photo.name, what),
      mask: word(photo.mask, `mask of ${what}`),
      points: Object.fromEntries(points),
      ...(found.length > 0 && { found }),
      outline: outline.map((at) => pixel(at, `outline of ${what}`)),
      strokes: readStrokes(photo.strokes ?? [], name),
      ...(focal35Mm !== undefined && { focal35Mm }),
      ...(blurPx !== undefined && { blurPx }),
      ...(grey && {
        grey: {
          at: pixel(grey.at, `grey of ${what}`),
          ...(reflectance !== undefined && { reflectance }),
        },
      }),
    };
  });
  const scan = list.scan === undefined ? undefined : record(list.scan, 'scan');
  return {
    photos,
    scan: scan && { file: word(scan.file, 'scan'), name: word(scan.name, 'scan') },
  };
}
