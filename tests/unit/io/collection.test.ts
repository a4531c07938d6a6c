import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DotworkError } from '../../../src/base/errors.ts';
import {
  CollectionWriter,
  isCollection,
  readCollection,
} from '../../../src/io/collection/collection-file.ts';
import { readCollectionList } from '../../../src/io/collection/collection-list.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';

const PHOTO = Uint8Array.of(0xff, 0xd8, 1, 2, 3);
const SHA = 'ab'.repeat(32);
const DOCUMENT = {
  ...{ id: 'one', client: 'Ärzte & Söhne', createdAt: 5 },
  states: [
    { savedAt: 1, plan: { ...DEFAULT_PLAN, notes: 'first' } },
    { savedAt: 2, plan: DEFAULT_PLAN, step: 'Half width' },
  ],
  album: { photos: [{ sha256: SHA }] },
};

function written(): Uint8Array {
  const pieces: Uint8Array[] = [];
  const writer = new CollectionWriter((piece) => pieces.push(piece));
  writer.addDocument(DOCUMENT);
  writer.addDocument({ id: 'two', client: '', createdAt: 6, states: DOCUMENT.states.slice(1) });
  writer.addPhotograph(SHA, 'front.jpg', 'image/jpeg', PHOTO);
  writer.addScan(SHA, [
    { name: 'a.gltf', bytes: PHOTO },
    { name: 'a.bin', bytes: PHOTO },
  ]);
  writer.end();
  return Buffer.concat(pieces);
}

const ZIP = written();

test('everything comes back as it was, and the same clients give the same bytes', () => {
  expect(isCollection(ZIP)).toBe(true);
  const { documents, photographs, scans } = readCollection(ZIP, 'a.zip');
  expect(documents[0]).toEqual(DOCUMENT);
  expect(documents[1]).toEqual({
    id: 'two',
    client: '',
    createdAt: 6,
    states: DOCUMENT.states.slice(1),
  });
  const [photo] = photographs;
  expect([photo!.sha256, photo!.name, photo!.type]).toEqual([SHA, 'front.jpg', 'image/jpeg']);
  expect(Uint8Array.from(photo!.bytes())).toEqual(PHOTO);
  expect(scans[0]!.files().map(({ name }) => name)).toEqual(['a.gltf', 'a.bin']);
  expect(Buffer.compare(written(), ZIP)).toBe(0);
});

test('a cut zip, another zip and no zip are refused by name', () => {
  expect(() => readCollection(ZIP.subarray(0, ZIP.length - 30), 'a.zip')).toThrow(
    /^a.zip cannot be/,
  );
  expect(() => readCollection(PHOTO, 'b.zip')).toThrow(/^b.zip cannot be imported/);
  expect(isCollection(PHOTO)).toBe(false);
});

test('a damaged zip is refused or comes whole, never half', () => {
  fc.assert(
    fc.property(fc.nat({ max: ZIP.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, by) => {
      const bytes = Uint8Array.from(ZIP);
      bytes[at]! ^= by;
      try {
        const { documents, photographs, scans } = readCollection(bytes, 'a.zip');
        for (const one of photographs) expect(Uint8Array.from(one.bytes())).toEqual(PHOTO);
        for (const one of scans) one.files();
        expect(documents.map(({ states }) => states)).toEqual([
          DOCUMENT.states,
          DOCUMENT.states.slice(1),
        ]);
      } catch (error) {
        expect(error).toBeInstanceOf(DotworkError);
      }
    }),
  );
});

test('a list that is none is refused in a sentence, whatever it holds', () => {
  const list = { format: 'dotwork-clients', version: 1, documents: [], photographs: [], scans: [] };
  expect(readCollectionList(list, 'a.zip')).toEqual({ documents: [], photographs: [], scans: [] });
  expect(() => readCollectionList({ ...list, version: 2 }, 'a.zip')).toThrow(/newer Dotwork/);
  const bad = { ...list, documents: [{ id: 'x', client: '', createdAt: 0, states: [] }] };
  expect(() => readCollectionList(bad, 'a.zip')).toThrow(/plan 1 without a state/);
  const field = fc.constantFrom('documents', 'photographs', 'scans');
  fc.assert(
    fc.property(field, fc.jsonValue(), (key, value) => {
      try {
        readCollectionList({ ...list, [key]: value }, 'a.zip');
      } catch (error) {
        expect(error).toBeInstanceOf(DotworkError);
      }
    }),
  );
});
