import { DotworkError } from '../../base/errors.ts';
import { besideTold, findPoints } from '../../io/faces/point-finder.ts';
import type { ProjectPhoto } from '../../io/project/project-file.ts';
import { MOST_BLUR_PX } from '../../photo/light/sharpness.ts';
import { type GreyPatch, greyPatch } from '../../photo/light/white.ts';
import type { Photograph } from '../../photo/photograph.ts';
import type { PhotoQuestion } from '../../photo/question.ts';
import { numberIn } from '../numbers.ts';
import { openMask, openPhoto, photoFile } from './photo-file.ts';
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
  readonly blurPx?: string;
  readonly findPoints?: boolean;
}

/** A photograph that was read, and all that was said of it. */
export interface PhotoRequest {
  readonly said: ProjectPhoto;
  readonly photo: Photograph;
  readonly question: PhotoQuestion;
  /** Where dots may show; undefined where that is still to be found. */
  readonly mask: Uint8Array | undefined;
  readonly grey: (GreyPatch & { readonly reflectance?: number }) | undefined;
  /** Faces that were found, where they were looked for. */
  readonly faces: number | undefined;
}

/** Photographs of one person that are worked on at once: all of them are held in memory. */
const MOST_PHOTOS = 8;

/** Flags that go with `--photo` by their order. */
export const LISTS = ['points', 'mask', 'strokes', 'grey'] as const;

/** Stands for nothing in a list that goes by the order of photographs. */
const NONE = '-';

/** What flags say of every `--photo`. Throws an error that names the flag or file. */
export function saidPhotos(flags: PhotoRequestFlags): ProjectPhoto[] {
  const { photo, point } = flags;
  for (const name of LISTS) {
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
  const focal35Mm =
    flags.focal35 === undefined ? undefined : numberIn('--focal35', flags.focal35, 8, 800);
  const blurPx =
    flags.blurPx === undefined ? undefined : numberIn('--blur-px', flags.blurPx, 0, MOST_BLUR_PX);
  return photo.map((path, i) => {
    const at = (list: readonly string[]) => (list[i] === NONE ? undefined : list[i]);
    const [strokes, grey, mask] = [at(flags.strokes), at(flags.grey), at(flags.mask) ?? 'found'];
    return {
      ...givenPoints(at(flags.points), point),
      strokes: strokes === undefined ? [] : openStrokes(strokes),
      ...(grey !== undefined && { grey: greyPlace(grey) }),
      file: photoFile(path),
      mask: mask === 'found' || mask === 'all' ? mask : photoFile(mask),
      ...(focal35Mm !== undefined && { focal35Mm }),
      ...(blurPx !== undefined && { blurPx }),
    };
  });
}

/** Reads the photographs and masks themselves. Throws an error that names the file. */
export async function photoRequests(
  all: readonly ProjectPhoto[],
  { looksForFaces }: { readonly looksForFaces: boolean },
): Promise<PhotoRequest[]> {
  if (all.length === 0) {
    throw new DotworkError('usage', 'There is no photograph.', 'Give one: --photo client.jpg.');
  }
  if (all.length > MOST_PHOTOS) {
    throw new DotworkError(
      'usage',
      `${all.length} photographs are too many at once.`,
      `Give up to ${MOST_PHOTOS} of one person.`,
    );
  }
  const out: PhotoRequest[] = [];
  for (const told of all) {
    const { photo, focal35Mm } = await openPhoto(told.file);
    const { said, faces } = looksForFaces ? await withFace(told, photo) : { said: told };
    const { points, found, outline, mask, grey } = said;
    const focalMm = said.focal35Mm ?? focal35Mm;
    out.push({
      ...{ said, photo, faces },
      question: {
        ...{ widthPx: photo.widthPx, heightPx: photo.heightPx, points, outline },
        ...(found && { found }),
        ...(focalMm !== undefined && { focal35Mm: focalMm }),
      },
      mask: await maskOf(mask, photo),
      grey: grey && { ...greyPatch(photo, grey.at), ...grey },
    });
  }
  return out;
}

/** With the points of its face, where nobody told them. */
async function withFace(said: ProjectPhoto, photo: Photograph) {
  const face = await findPoints(photo);
  if (face.faces === 0 && Object.keys(said.points).length === 0) {
    throw new DotworkError(
      'usage',
      `No face was found in ${said.file.name}.`,
      'Mark its points by hand (--points); crown and back have no face.',
    );
  }
  return { said: { ...said, ...besideTold(face, said.points) }, faces: face.faces };
}

async function maskOf(
  which: ProjectPhoto['mask'],
  photo: Photograph,
): Promise<Uint8Array | undefined> {
  if (which === 'found') return undefined;
  return which === 'all' ? everywhere(photo) : openMask(which, photo);
}
