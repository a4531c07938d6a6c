import { DotworkError } from '../../base/errors.ts';
import { PHOTO_POINT_NAMES, type PhotoPointName } from '../../photo/photo-points.ts';
import type { Pixel } from '../../photo/question.ts';
import { nearest, quoted } from '../../plan/words.ts';
import { readJsonFile } from '../json-file.ts';

/** Points found on a photograph, as files and flags tell them. */
export interface GivenPoints {
  readonly points: Readonly<Partial<Record<PhotoPointName, Pixel>>>;
  readonly outline: readonly Pixel[];
}

/** Name under which a place of the skull's outline is given, as often as one likes. */
const OUTLINE = 'outline';

/**
 * Reads `--points` (JSON: a pair of pixels by name, and a list of them as "outline") and every
 * `--point name=x,y`, which win. A wrong one throws a `usage` error that names it.
 */
export function givenPoints(file: string | undefined, flags: readonly string[]): GivenPoints {
  const points: Partial<Record<PhotoPointName, Pixel>> = {};
  const outline: Pixel[] = [];
  if (file !== undefined) {
    for (const [name, value] of Object.entries(readPoints(file))) {
      if (name === OUTLINE && Array.isArray(value)) {
        outline.push(...value.map((one) => pixel(`${file}: outline`, one)));
      } else points[known(name)] = pixel(`${file}: ${name}`, value);
    }
  }
  for (const flag of flags) {
    const [, name, x, y] = /^(\w+)=\s*(-?[\d.]+)\s*,\s*(-?[\d.]+)\s*$/.exec(flag) ?? [];
    if (name === undefined) {
      throw new DotworkError(
        'usage',
        `--point is ${quoted(flag)}.`,
        'Write name=x,y in pixels from the upper left corner, such as --point nasion=612,840.',
      );
    }
    const at = pixel(`--point ${name}`, [Number(x), Number(y)]);
    if (name === OUTLINE) outline.push(at);
    else points[known(name)] = at;
  }
  return { points, outline };
}

const EXAMPLE = '{"nasion": [612, 840], ...}';

function readPoints(path: string): Record<string, unknown> {
  const value = readJsonFile(path, 'the points themselves', EXAMPLE);
  if (value && typeof value === 'object' && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new DotworkError('file', `${path} holds no points.`, `Write ${EXAMPLE}.`);
}

function pixel(what: string, value: unknown): Pixel {
  const [x, y] = Array.isArray(value) && value.length === 2 ? value : [];
  if (Number.isFinite(x) && Number.isFinite(y)) return [x, y];
  throw new DotworkError(
    'usage',
    `${what} is ${JSON.stringify(value)}.`,
    'Give two pixels, [x, y].',
  );
}

function known(name: string): PhotoPointName {
  if ((PHOTO_POINT_NAMES as readonly string[]).includes(name)) return name as PhotoPointName;
  const near = nearest(name, [...PHOTO_POINT_NAMES, OUTLINE]);
  throw new DotworkError(
    'usage',
    `There is no point ${quoted(name)}.`,
    near ? `Did you mean ${quoted(near)}?` : `Points are ${PHOTO_POINT_NAMES.join(', ')}.`,
  );
}
