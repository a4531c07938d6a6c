import { zipSync } from 'fflate';
import { say } from '../../base/language/say.ts';
import { namesOf } from '../../base/records.ts';
import { encodePng, type Picture } from '../../io/png.ts';
import type { MadeFile } from '../keep/hand-over.ts';

/** How pictures become one file. */
export interface FilmWriter {
  add(picture: Picture): Promise<void>;
  /** The film, whole. */
  finish(stem: string): Promise<MadeFile>;
  /** Lets go of the encoder without a film. */
  cancel(): Promise<void>;
}

/** What a film is written with. */
export interface FilmFormat {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly fps: number;
}

/** What films are coded in, the one that most machines play first, and how it is called. */
const CODECS = { avc: 'H.264', vp9: 'VP9', vp8: 'VP8', av1: 'AV1' } as const;
type Codec = keyof typeof CODECS;

/** What a film of that codec is, in words; a WebM says why it is none that every phone plays. */
export function filmWords(codec: Codec): string {
  if (codec === 'avc') return say('MP4 with H.264');
  return say(
    'WebM with {codec}, since this browser encodes no H.264; older iPhones do not play it',
    { codec: CODECS[codec] },
  );
}

/**
 * MP4 where the browser encodes H.264, for then every phone plays it; else WebM; else undefined. What
 * a browser says it can encode is tried with one frame: some promise it and fail.
 */
export async function videoWriter(format: FilmFormat): Promise<FilmWriter | undefined> {
  if (!('VideoEncoder' in globalThis)) return undefined;
  // Loaded late: no other part of the page needs it.
  const bunny = await import('mediabunny');
  const { widthPx, heightPx } = format;
  const blank = { widthPx, heightPx, rgba: new Uint8Array(4 * widthPx * heightPx) };
  for (const codec of namesOf(CODECS)) {
    if (!(await bunny.canEncodeVideo(codec, { width: widthPx, height: heightPx }))) continue;
    const trial = await writerOf(bunny, codec, format);
    try {
      await trial.add(blank);
      await trial.finish('trial');
    } catch {
      await trial.cancel().catch(() => undefined);
      continue;
    }
    return writerOf(bunny, codec, format);
  }
  return undefined;
}

async function writerOf(
  bunny: typeof import('mediabunny'),
  codec: Codec,
  { widthPx, heightPx, fps }: FilmFormat,
): Promise<FilmWriter> {
  const isMp4 = codec === 'avc';
  const target = new bunny.BufferTarget();
  const output = new bunny.Output({
    format: isMp4 ? new bunny.Mp4OutputFormat() : new bunny.WebMOutputFormat(),
    target,
  });
  const source = new bunny.VideoSampleSource({ codec, quality: bunny.QUALITY_HIGH });
  output.addVideoTrack(source, { frameRate: fps });
  await output.start();
  let count = 0;
  return {
    async add({ rgba }) {
      const sample = new bunny.VideoSample(new Uint8Array(rgba), {
        format: 'RGBA',
        codedWidth: widthPx,
        codedHeight: heightPx,
        timestamp: count++ / fps,
        duration: 1 / fps,
      });
      try {
        await source.add(sample);
      } finally {
        sample.close();
      }
    },
    async finish(stem) {
      await output.finalize();
      const type = isMp4 ? 'video/mp4' : 'video/webm';
      const name = `${stem}.${isMp4 ? 'mp4' : 'webm'}`;
      return { name, content: target.buffer!, type, words: filmWords(codec) };
    },
    cancel: () => output.cancel(),
  };
}

/** The frames as PNG files in a zip, for browsers that encode no video. */
export function zipWriter(): FilmWriter {
  const files: Record<string, Uint8Array> = {};
  let count = 0;
  return {
    async add(picture) {
      files[`${String(++count).padStart(4, '0')}.png`] = await encodePng(picture);
    },
    // Packed already, each for itself.
    finish: async (stem) => ({
      name: `${stem}-frames.zip`,
      content: zipSync(files, { level: 0 }) as BlobPart,
      type: 'application/zip',
    }),
    cancel: async () => undefined,
  };
}
