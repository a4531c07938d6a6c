import { expect, test } from 'vitest';
import { LIMITS_SHORT } from '../../../src/base/limits.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { clientCaption, recordCaption } from '../../../src/words/picture-caption.ts';

const plan = {
  ...DEFAULT_PLAN,
  title: 'Crown',
  seed: 7,
  healing: { ...DEFAULT_PLAN.healing, ageDays: 60 },
};

test('a record can be made again: seed and age are in the file', () => {
  expect(recordCaption(plan, '2 months after')).toEqual({
    lines: [LIMITS_SHORT, '\u2068Crown\u2069 | seed 7 | 2 months after'],
    text: {
      Title: 'Crown',
      Description: `${LIMITS_SHORT} Seed 7, 2 months after.`,
      Software: 'Dotwork',
      Seed: '7',
      AgeDays: '60',
    },
  });
});

test('a client reads what is shown first, and whose head it is where it is not theirs', () => {
  const own = clientCaption()(plan, '2 months after');
  expect(own.lines).toEqual(['\u2068Crown\u2069. 2 months after.', LIMITS_SHORT]);
  expect(own.text).toEqual({
    Title: 'Crown',
    Description: `Crown. 2 months after. ${LIMITS_SHORT}`,
    Software: 'Dotwork',
  });
  const why = 'The head is a stand-in. The scan "a.ply" is not on this device.';
  const lent = clientCaption(why)(plan, 'Before treatment');
  expect(lent.lines[1]).toBe(why);
  expect(lent.text.Description).toContain(lent.lines[1]);
});
