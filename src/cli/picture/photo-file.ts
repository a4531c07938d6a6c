import { readFileSync } from 'node:fs';
import { DotworkError } from '../../base/errors.ts';
import type { ScanFile } from '../../io/scan/scan-file.ts';
import type { Photograph } from '../../photo/photograph.ts';
import { noteInput } from '../run-files.ts';
import { statOf } from '../stat-of.ts';

/** Larger photographs are no camera's. */
const MOST_PX = 100e6;
/** Smaller ones show no head well enough to place a dot. */
const LEAST_SIDE_PX = 200;

/** A photograph as it is seen, and the focal length its file tells, mm of 35 mm film. */
export interface OpenedPhoto {
  readonly photo: Photograph;
  readonly focal35Mm: number | undefined;
}

/**
 * Opens a JPEG, PNG, WebP or AVIF: turned as its file says, its colours brought to sRGB. Throws a
 * `file` error that says what is wrong with it.
 */
export async function openPhoto({ name: path, bytes }: ScanFile): Promise<OpenedPhoto> {
  // Loaded late: no other command needs them.
  const { default: sharp } = await import('sharp');
  const refuse = (why: string, fix: string, cause?: unknown) =>
    new DotworkError('file', `${path} ${why}`, fix, cause);
  const picture = sharp(bytes, { limitInputPixels: MOST_PX, failOn: 'error' });
  const facts = await picture.metadata().catch((cause: unknown) => {
    const isLarge = /pixel limit/i.test(String(cause));
    throw isLarge
      ? refuse(`has more than ${MOST_PX / 1e6} million pixels.`, 'Save it smaller.', cause)
      : refuse('is no picture that can be read.', 'Give a JPEG, PNG, WebP or AVIF.', cause);
  });
  if (facts.width * facts.height > MOST_PX) {
    throw refuse(`has more than ${MOST_PX / 1e6} million pixels.`, 'Save it smaller.');
  }
  if ((facts.pages ?? 1) > 1) {
    throw refuse('moves: it is an animation.', 'Give a single picture of it.');
  }
  if (Math.min(facts.width, facts.height) < LEAST_SIDE_PX) {
    throw refuse(
      `has ${facts.width} x ${facts.height} pixels: too few to show a dot.`,
      `Give one of at least ${LEAST_SIDE_PX} pixels a side; 2000 and more are better.`,
    );
  }
  const { data, info } = await picture
    .rotate()
    .toColourspace('srgb')
    .flatten({ background: '#ffffff' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch((cause: unknown) => {
      throw refuse('is damaged.', 'Export it again from where it came.', cause);
    });
  return {
    photo: { widthPx: info.width, heightPx: info.height, rgba: new Uint8Array(data) },
    focal35Mm: facts.exif ? await focalIn(facts.exif) : undefined,
  };
}

/** A mask as a byte a pixel of the photograph: white where dots may show. */
export async function openMask(file: ScanFile, photo: Photograph): Promise<Uint8Array> {
  const { name: path } = file;
  const { photo: mask } = await openPhoto(file);
  if (mask.widthPx !== photo.widthPx || mask.heightPx !== photo.heightPx) {
    throw new DotworkError(
      'file',
      `${path} has ${mask.widthPx} x ${mask.heightPx} pixels, the photograph ${photo.widthPx} x ${photo.heightPx}.`,
      'Paint the mask over the photograph itself.',
    );
  }
  return Uint8Array.from({ length: mask.rgba.length / 4 }, (_, i) => mask.rgba[4 * i + 1]!);
}

/** The file of a photograph as it lies there. */
export function photoFile(path: string): ScanFile {
  const found = statOf(path);
  if (!found) throw new DotworkError('file', `There is no file ${path}.`, 'Check the name.');
  if (found.isDirectory()) {
    throw new DotworkError('file', `${path} is a folder.`, 'Name a photograph in it.');
  }
  noteInput(path, 'the photograph itself');
  return { name: path, bytes: readFileSync(path) };
}

async function focalIn(exif: Buffer): Promise<number | undefined> {
  const { default: exifr } = await import('exifr');
  // What stands before the TIFF header is the marker's own name.
  const tiff = exif.subarray(0, 4).toString('latin1') === 'Exif' ? exif.subarray(6) : exif;
  const found = await exifr
    .parse(tiff, { pick: ['FocalLengthIn35mmFormat'] })
    .catch(() => undefined);
  const mm: unknown = found?.FocalLengthIn35mmFormat;
  return typeof mm === 'number' && mm >= 8 && mm <= 800 ? mm : undefined;
}
