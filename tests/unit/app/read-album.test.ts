import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAlbum } from '../../../src/app/photo/keep/read-album.ts';

const PHOTO = {
  ...{ sha256: 'ab'.repeat(32), name: 'front.jpg', widthPx: 3000, heightPx: 2000 },
  ...{ thumbnail: 'data:image/jpeg;base64,AAAA', seenFrom: 'left' },
  ...{ points: { nasion: [10, 20] }, found: ['nasion'], skipped: ['menton'] },
  ...{ outline: [[1, 2]], mask: [{ kind: 'add', radiusPx: 9, points: [[1, 1]] }] },
  ...{ focal35Mm: 50, blurPx: 1, grey: [5, 6] },
};

test('a sound album comes through as it is, opened on the head', () => {
  const album = readAlbum({ photos: [PHOTO], shown: PHOTO.sha256, work: 'dots', headTaken: true });
  expect(album).toEqual({ photos: [PHOTO], shown: undefined, work: 'points', headTaken: true });
});

test('what is no photograph, mark or picture is left out', () => {
  const foreign = { ...PHOTO, thumbnail: 'https://example.com/a.jpg', seenFrom: 'toString' };
  const marks = { points: { nasion: 'x', constructor: [1, 2] }, found: ['menton'], mask: [{}] };
  const album = readAlbum({ photos: [{ ...foreign, ...marks }, { ...PHOTO, sha256: '../x' }, 1] });
  expect(album!.photos).toHaveLength(1);
  expect(album!.photos[0]).toMatchObject({ thumbnail: '', points: {}, found: [], mask: [] });
  expect(album!.photos[0]!.seenFrom).toBe('front');
  expect(readAlbum([])).toBeUndefined();
});

test('no JSON makes it throw', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      readAlbum(value);
      readAlbum({ photos: [{ ...PHOTO, points: value, mask: value, outline: value }] });
    }),
  );
});
