import { DotworkError } from '../../base/errors.ts';
import { type GreyPatch, greyPatch } from '../../photo/light/white.ts';
import type { MaskStroke } from '../../photo/mask/strokes.ts';
import type { Photograph } from '../../photo/photograph.ts';
import type { PhotoQuestion } from '../../photo/question.ts';
import { numberIn } from '../numbers.ts';
import { openMask, openPhoto } from './photo-file.ts';
import { everywhere, greyPlace, openStrokes } from './photo-mask.ts';
import { givenPoints } from './photo-points.ts';

/** Flags that say something of a photograph; those that are lists go by the order of `photo`. */
export interface PhotoRequestFlags {
  readonly photo: readonly string[];
  readonly points: readonly string[];
  readonly point: readonly string[];
  readonly mask: readonly string[];
  readonly strokes: readonly string[];
  readonly grey: readonly string[];
  readonly focal35?: string;
}

/** A photograph and all that was said of it. */
export interface PhotoRequest {
  readonly name: string;
  readonly photo: Photograph;
  readonly question: PhotoQuestion;
  /** Where dots may show; undefined where that is still to be found. */
  readonly mask: Uint8Array | undefined;
  readonly strokes: readonly MaskStroke[];
  readonly grey: (GreyPatch & { readonly reflectance?: number }) | undefined;
}

/** Photographs of one person that are worked on at once: all of them are held in memory. */
const MOST_PHOTOS = 8;

/** Stands for nothing in a list that goes by the order of photographs. */
const NONE = '-';

/** Opens every `--photo` with what goes with it. Throws an error that names the flag or file. */
export async function photoRequests(flags: PhotoRequestFlags): Promise<PhotoRequest[]> {
  const { photo, point } = flags;
  if (photo.length === 0) {
    throw new DotworkError('usage', 'There is no photograph.', 'Give one: --photo client.jpg.');
  }
  if (photo.length > MOST_PHOTOS) {
    throw new DotworkError(
      'usage',
      `${photo.length} photographs are too many at once.`,
      `Give up to ${MOST_PHOTOS} of one person.`,
    );
  }
  for (const name of ['points', 'mask', 'strokes', 'grey'] as const) {
    if (flags[name].length <= photo.length) continue;
    throw new DotworkError(
      'usage',
      `There are ${flags[name].length} --${name} and ${photo.length} --photo.`,
      `Each --${name} goes with the --photo of its place; "-" is none.`,
    );
  }
  if (photo.length > 1 && point.length > 0) {
    throw new DotworkError(
      'usage',
      '--point does not say which of several photographs it is on.',
      'Give each its own --points file, in the order of --photo.',
    );
  }
  const focal =
    flags.focal35 === undefined ? undefined : numberIn('--focal35', flags.focal35, 8, 800);
  const said = photo.map((path, i) => {
    const at = (list: readonly string[]) => (list[i] === NONE ? undefined : list[i]);
    const [strokes, grey] = [at(flags.strokes), at(flags.grey)];
    return {
      ...{ path, mask: at(flags.mask) ?? 'found', ...givenPoints(at(flags.points), point) },
      strokes: strokes === undefined ? [] : openStrokes(strokes),
      grey: grey === undefined ? undefined : greyPlace(grey),
    };
  });
  const out: PhotoRequest[] = [];
  for (const { path, points, outline, mask, strokes, grey } of said) {
    const { photo: picture, focal35Mm } = await openPhoto(path);
    const focalMm = focal ?? focal35Mm;
    out.push({
      ...{ name: path, photo: picture, strokes },
      question: {
        ...{ widthPx: picture.widthPx, heightPx: picture.heightPx, points, outline },
        ...(focalMm !== undefined && { focal35Mm: focalMm }),
      },
      mask: await maskOf(mask, picture),
      grey: grey && { ...greyPatch(picture, grey.at), ...grey },
    });
  }
  return out;
}

async function maskOf(which: string, photo: Photograph): Promise<Uint8Array | undefined> {
  if (which === 'found') return undefined;
  return which === 'all' ? everywhere(photo) : openMask(which, photo);
}
