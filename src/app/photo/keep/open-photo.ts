import { DotworkError } from '../../../base/errors.ts';
import { say } from '../../../base/language/say.ts';
import { type PictureFacts, pictureFacts } from '../../../io/picture-facts.ts';
import type { Photograph } from '../../../photo/photograph.ts';

/** Larger photographs are no camera's, and take more memory than a page has. */
const MOST_PX = 100e6;
const MOST_BYTES = 200e6;
/** Smaller ones show no head well enough to place a dot. */
const LEAST_SIDE_PX = 200;

/** Endings by which a photograph is known before it is read. */
const ENDINGS = /\.(jpe?g|png|webp|avif|hei[cf]|gif)$/i;

/** A photograph that was read. */
export interface OpenedPhoto {
  /** Of the file's bytes: it is kept under this name. */
  readonly sha256: string;
  readonly photo: Photograph;
  /** The same, for a canvas. */
  readonly bitmap: ImageBitmap;
  /** Focal length as on 35 mm film, mm, where the file tells. */
  readonly focal35Mm: number | undefined;
}

/** Whether a file calls itself a picture. */
export function isPhotoFile({ name, type }: Pick<File, 'name' | 'type'>): boolean {
  return type.startsWith('image/') ? type !== 'image/svg+xml' : ENDINGS.test(name);
}

/**
 * Reads a photograph with the browser's own decoder: turned as its file says, colours brought to
 * sRGB. Throws a `file` error that says what is wrong with it.
 */
export async function openPhoto(file: Blob, name: string): Promise<OpenedPhoto> {
  const refuse = (why: string, fix: string, cause?: unknown) =>
    new DotworkError('file', `${name} ${why}`, fix, cause);
  if (file.size > MOST_BYTES) {
    throw refuse(
      say('has {count} MB.', { count: Math.round(file.size / 1e6) }),
      say('Save it smaller, as a JPEG.'),
    );
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const facts = pictureFacts(bytes);
  if (!facts) {
    throw refuse(say('is no picture that can be read.'), say('Give a JPEG, PNG, WebP or AVIF.'));
  }
  if (facts.moves)
    throw refuse(say('moves: it is an animation.'), say('Give a single picture of it.'));
  if (facts.kind === 'GIF') {
    throw refuse(
      say('is a GIF, which has too few colours for skin.'),
      say('Give the JPEG of the camera.'),
    );
  }
  checkSize(facts.size, refuse);
  const bitmap = await createImageBitmap(new Blob([bytes], { type: file.type }), {
    imageOrientation: 'from-image',
    premultiplyAlpha: 'none',
  }).catch((cause: unknown) => {
    throw refuse(...undecoded(facts), cause);
  });
  checkSize([bitmap.width, bitmap.height], refuse);
  const [photo, sha256, focal35Mm] = await Promise.all([
    pixelsOf(bitmap, refuse),
    hashOf(bytes),
    focalIn(bytes),
  ]);
  return { sha256, photo, bitmap, focal35Mm };
}

type Refuse = (why: string, fix: string, cause?: unknown) => DotworkError;

function undecoded({ kind }: PictureFacts): [why: string, fix: string] {
  return kind === 'HEIC'
    ? [
        say('is a HEIC, which this browser cannot read.'),
        say('Save it as a JPEG; Safari reads it as it is.'),
      ]
    : [say('is damaged.'), say('Export it again from where it came.')];
}

function checkSize(size: PictureFacts['size'], refuse: Refuse): void {
  if (!size) return;
  const [widthPx, heightPx] = size;
  if (widthPx * heightPx > MOST_PX) {
    throw refuse(
      say('has more than {count} million pixels.', { count: MOST_PX / 1e6 }),
      say('Save it smaller.'),
    );
  }
  if (Math.min(widthPx, heightPx) < LEAST_SIDE_PX) {
    throw refuse(
      say('has {widthPx} x {heightPx} pixels: too few to show a dot.', { widthPx, heightPx }),
      say('Give one of at least {count} pixels a side; 2000 and more are better.', {
        count: LEAST_SIDE_PX,
      }),
    );
  }
}

function pixelsOf(bitmap: ImageBitmap, refuse: Refuse): Photograph {
  const { width: widthPx, height: heightPx } = bitmap;
  try {
    const canvas = new OffscreenCanvas(widthPx, heightPx);
    const ink = canvas.getContext('2d', { willReadFrequently: true })!;
    // What is clear becomes white, as on paper.
    ink.fillStyle = '#fff';
    ink.fillRect(0, 0, widthPx, heightPx);
    ink.drawImage(bitmap, 0, 0);
    const { data } = ink.getImageData(0, 0, widthPx, heightPx);
    return { widthPx, heightPx, rgba: new Uint8Array(data.buffer) };
  } catch (cause) {
    const millions = ((widthPx * heightPx) / 1e6).toFixed(0);
    throw refuse(
      say('has {millions} million pixels, more than this browser holds.', { millions }),
      say('Save it with 16 million or fewer.'),
      cause,
    );
  }
}

async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function focalIn(bytes: Uint8Array): Promise<number | undefined> {
  // Loaded late: most visits open no photograph.
  const { default: exifr } = await import('exifr');
  const found = await exifr
    .parse(bytes, { pick: ['FocalLengthIn35mmFormat'] })
    .catch(() => undefined);
  const mm: unknown = found?.FocalLengthIn35mmFormat;
  return typeof mm === 'number' && mm >= 8 && mm <= 800 ? mm : undefined;
}
