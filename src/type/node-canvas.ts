import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { GlobalFonts } from '@napi-rs/canvas';
import { DotworkError } from '../base/errors.ts';
import type { Canvas2d, Canvases } from './canvas.ts';

const WEIGHTS = [400, 600];

/** Files of the typeface, in the order they are tried, as `@fontsource` names them. */
const FACES: readonly {
  readonly name: string;
  readonly parts: readonly string[];
  /** In place of what the package says, where it says too little. */
  readonly ranges?: string;
}[] = [
  {
    name: 'noto-sans',
    parts: [
      'latin',
      'latin-ext',
      'vietnamese',
      'greek',
      'greek-ext',
      'cyrillic',
      'cyrillic-ext',
      'devanagari',
    ],
  },
  { name: 'noto-sans-arabic', parts: ['arabic'] },
  { name: 'noto-sans-hebrew', parts: ['hebrew'] },
  { name: 'noto-sans-thai', parts: ['thai'] },
  // Its one file holds arrows and operators too.
  { name: 'noto-sans-math', parts: ['latin'], ranges: 'U+2190-22FF' },
];

interface Face {
  readonly file: string;
  readonly family: string;
  readonly has: (codePoint: number) => boolean;
}

const require = createRequire(import.meta.url);
const registered = new Set<string>();
let faces: readonly Face[] | undefined;

/** Canvases of Skia for Node; the same text gives the same pixels wherever the typeface has it. */
export async function nodeCanvases(text: string): Promise<Canvases> {
  const { createCanvas, GlobalFonts: fonts } = await loadCanvas();
  faces ??= readFaces();
  register(fonts, faces, text);
  // After ours the system's, for scripts we do not bring.
  const families = [...faces.map(({ family }) => JSON.stringify(family)), 'sans-serif'].join(', ');
  return {
    families,
    open: (widthPx, heightPx) =>
      createCanvas(widthPx, heightPx).getContext('2d') as unknown as Canvas2d,
  };
}

function loadCanvas() {
  return import('@napi-rs/canvas').catch((cause: unknown) => {
    throw new DotworkError(
      'file',
      `Captions are set by the package "@napi-rs/canvas", which could not be loaded on ${process.platform}, ${process.arch}.`,
      'Run: npm install @napi-rs/canvas',
      cause,
    );
  });
}

/** Takes in the files a text needs, once each: to unpack all takes a tenth of a second. */
function register(fonts: typeof GlobalFonts, known: readonly Face[], text: string): void {
  const points = new Set(Array.from(text, (letter) => letter.codePointAt(0)!));
  for (const { file, family, has } of known) {
    if (registered.has(file) || !Array.from(points).some(has)) continue;
    for (const weight of WEIGHTS) {
      fonts.registerFromPath(file.replace('-400-', `-${weight}-`), family);
    }
    registered.add(file);
  }
}

function readFaces(): Face[] {
  return FACES.flatMap(({ name, parts, ranges }) => {
    const at = (file: string) => require.resolve(`@fontsource/${name}/${file}`);
    const said: Record<string, string> = JSON.parse(readFileSync(at('unicode.json'), 'utf8'));
    return parts.map((part) => ({
      file: at(`files/${name}-${part}-400-normal.woff2`),
      // Files of one family would hide each other.
      family: `Dotwork ${name} ${part}`,
      has: within(ranges ?? said[part]!),
    }));
  });
}

/** Reads ranges as CSS writes them: `U+0000-00FF,U+0131`. */
function within(ranges: string): (codePoint: number) => boolean {
  const bounds = ranges.split(',').map((range) => {
    const [from, to = from] = range.replace('U+', '').split('-');
    return [Number.parseInt(from!, 16), Number.parseInt(to!, 16)] as const;
  });
  return (point) => bounds.some(([from, to]) => from <= point && point <= to);
}
