import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromBase64Url, toBase64Url } from '../../../src/base/base64url.ts';

test('bytes are written as Node writes them, and read back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
      const text = toBase64Url(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64url'));
      expect(fromBase64Url(text)).toEqual(Uint8Array.from(bytes));
    }),
  );
});

test('text that is none is told apart', () => {
  expect(fromBase64Url('A')).toBeUndefined();
  expect(fromBase64Url('AB=')).toBeUndefined();
  expect(fromBase64Url('A B')).toBeUndefined();
});
