import { zipSync } from 'fflate';
import { encodePng, type Picture } from '../../io/png.ts';
import type { MadeFile } from '../keep/hand-over.ts';

/** How pictures become one file. */
export interface FilmWriter {
  /** What the file is, in words. */
  readonly words: string;
  /** Whether the browser can play it. */
  readonly plays: boolean;
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

/** MP4 where the browser encodes H.264, for then every phone plays it; else WebM; else undefined. */
export async function videoWriter(format: FilmFormat): Promise<FilmWriter | undefined> {
  if (!('VideoEncoder' in globalThis)) return undefined;
  const { widthPx: width, heightPx: height, fps } = format;
  // Loaded late: no other part of the page needs it.
  const bunny = await import('mediabunny');
  const codec = await bunny.getFirstEncodableVideoCodec(['avc', 'vp9', 'vp8', 'av1'], {
    width,
    height,
  });
  if (!codec) return undefined;
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
    words: isMp4 ? 'MP4' : 'WebM',
    plays: true,
    async add({ rgba }) {
      const sample = new bunny.VideoSample(new Uint8Array(rgba), {
        format: 'RGBA',
        codedWidth: width,
        codedHeight: height,
        timestamp: count++ / fps,
        duration: 1 / fps,
      });
      await source.add(sample);
      sample.close();
    },
    async finish(stem) {
      await output.finalize();
      const type = isMp4 ? 'video/mp4' : 'video/webm';
      return { name: `${stem}.${isMp4 ? 'mp4' : 'webm'}`, content: target.buffer!, type };
    },
    cancel: () => output.cancel(),
  };
}

/** The frames as PNG files in a zip, for browsers that encode no video. */
export function zipWriter(): FilmWriter {
  const files: Record<string, Uint8Array> = {};
  let count = 0;
  return {
    words: 'a zip of PNG frames',
    plays: false,
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
