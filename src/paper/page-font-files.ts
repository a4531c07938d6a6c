import { DotworkError } from '../base/errors.ts';
import { fontFile } from '../type/faces.ts';
import type { ReadFont } from './read-font.ts';

/** Addresses of the files, which the build puts beside the page. */
const ADDRESSES = import.meta.glob<string>(
  [
    '../../node_modules/@fontsource/noto-sans/files/*-{400,600}-normal.woff',
    '../../node_modules/@fontsource/noto-sans-arabic/files/*-arabic-{400,600}-normal.woff',
    '../../node_modules/@fontsource/noto-sans-hebrew/files/*-hebrew-{400,600}-normal.woff',
    '../../node_modules/@fontsource/noto-sans-thai/files/*-thai-{400,600}-normal.woff',
    '../../node_modules/@fontsource/noto-sans-math/files/*-400-normal.woff',
  ],
  { query: '?url', import: 'default' },
);

/** From where the page came from. */
export const readFont: ReadFont = async (part, weight) => {
  const path = `../../node_modules/${fontFile(part, weight, 'woff')}`;
  const address = await ADDRESSES[path]!();
  const answer = await fetch(address).catch(() => undefined);
  if (answer?.ok) return new Uint8Array(await answer.arrayBuffer());
  throw new DotworkError(
    'file',
    `A file of the typeface, ${path.split('/').at(-1)}, could not be fetched.`,
    'Connect once and open the page again, so that it is kept for work offline.',
  );
};
