import { expect, test } from 'vitest';
import { poseWords } from '../../../src/app/access/picture-words.ts';

const from = (eyeMm: [number, number, number]) =>
  poseWords({ eyeMm, targetMm: [0, 0, 0], fovDeg: 30 });

test('where a camera stands is told by the side of the head it sees', () => {
  expect(from([0, 0, 500])).toBe('Seen from the front');
  // x is the client's left.
  expect(from([500, 0, 0])).toBe('Seen from the left');
  expect(from([-400, 0, -400])).toBe('Seen from the back right');
  expect(from([0, 0, -500])).toBe('Seen from the back');
  expect(from([0, 300, 400])).toBe('Seen from the front, from above');
  expect(from([0, -300, 400])).toBe('Seen from the front, from below');
  expect(from([0, 500, 10])).toBe('Seen from above');
});
