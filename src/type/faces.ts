import sans from '@fontsource/noto-sans/unicode.json' with { type: 'json' };
import arabic from '@fontsource/noto-sans-arabic/unicode.json' with { type: 'json' };
import hebrew from '@fontsource/noto-sans-hebrew/unicode.json' with { type: 'json' };
import thai from '@fontsource/noto-sans-thai/unicode.json' with { type: 'json' };

/** One file of the typeface: as `@fontsource` names it, and the letters it has. */
export interface FontPart {
  /** `noto-sans` */
  readonly family: string;
  /** `latin` */
  readonly part: string;
  readonly has: (codePoint: number) => boolean;
}

/** Of the family for most scripts; the others bring Latin letters of their own, which are not used. */
const SANS = [
  'latin',
  'latin-ext',
  'vietnamese',
  'greek',
  'greek-ext',
  'cyrillic',
  'cyrillic-ext',
  'devanagari',
] as const;

/** Files of the typeface, in the order they are tried. */
export const FONT_PARTS: readonly FontPart[] = [
  ...SANS.map((part) => ({ family: 'noto-sans', part, has: within(sans[part]) })),
  { family: 'noto-sans-arabic', part: 'arabic', has: within(arabic.arabic) },
  { family: 'noto-sans-hebrew', part: 'hebrew', has: within(hebrew.hebrew) },
  { family: 'noto-sans-thai', part: 'thai', has: within(thai.thai) },
  // Its one file holds arrows and operators too; the package says too little.
  { family: 'noto-sans-math', part: 'latin', has: within('U+2190-22FF') },
];

/** Weights that are used. */
export const FONT_WEIGHTS = [400, 600] as const;

/** A file of the typeface in its package. */
export function fontFile(
  { family, part }: FontPart,
  weight: (typeof FONT_WEIGHTS)[number],
  format: 'woff' | 'woff2',
): string {
  // Signs come in one weight.
  const own = family === 'noto-sans-math' ? 400 : weight;
  return `@fontsource/${family}/files/${family}-${part}-${own}-normal.${format}`;
}

/** Reads ranges as CSS writes them: `U+0000-00FF,U+0131`. */
function within(ranges: string): (codePoint: number) => boolean {
  const bounds = ranges.split(',').map((range) => {
    const [from, to = from] = range.replace('U+', '').split('-');
    return [Number.parseInt(from!, 16), Number.parseInt(to!, 16)] as const;
  });
  return (point) => bounds.some(([from, to]) => from <= point && point <= to);
}
