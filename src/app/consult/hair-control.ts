import { shortNumber } from '../../base/language/formats.ts';
import { say, sayAs } from '../../base/language/say.ts';
import { namesOf } from '../../base/records.ts';
import { CUTS } from '../../plan/parts.ts';
import type { Plan } from '../../plan/schema.ts';
import { childValue } from '../../plan/shape.ts';
import { GROWTH_MM_PER_DAY } from '../../scalp/hair/growth.ts';
import { assumedMark } from '../parts/assumed.ts';
import { planChoice } from '../parts/choice.ts';
import { planSlider, sliderOf, uiSlider } from '../parts/slider.ts';
import type { Page } from '../state/page.ts';

/** Two weeks: who wears SMP shaves at least that often. */
const MOST_DAYS = 14;

const GROWTH_ASSUMED = say(
  'hair grows 0.3 to 0.4 mm a day by place and person; 0.35 is drawn everywhere. The picture alone shows it: the plan stays as it is',
);

/** Longest that a clipper without scissors leaves, mm. */
const LONGEST_GUARD_MM = 10;

/** How hair is worn, and how long ago it was cut: what a client asks about between two shaves. */
export function makeHairControl(page: Page): HTMLElement[] {
  const guard = planSlider(page, {
    ...sliderOf('hair.stubbleMm'),
    ...{ label: say('Clipper guard'), min: 0, max: LONGEST_GUARD_MM, step: 0.1 },
    words: ({ hair }) => (hair.stubbleMm === 0 ? say('razor') : mmWords(hair.stubbleMm)),
    ends: [say('razor'), mmWords(LONGEST_GUARD_MM)],
  });
  const follow = ({ hair }: Plan): void => {
    // Long hair has no guard: its length stands in Plan.
    guard.hidden = hair.cut.kind === 'long';
  };
  page.document.subscribe(follow);
  follow(page.document.get());
  return [daysSlider(page), guard, cutChoice(page), beardChoice(page)];
}

function daysSlider(page: Page): HTMLElement {
  return uiSlider(page, {
    ...{ label: say('Days since the shave'), min: 0, max: MOST_DAYS, step: 1 },
    get: ({ grownDays }) => grownDays,
    set: (grownDays) => ({ grownDays }),
    words: ({ grownDays }) =>
      grownDays === 0
        ? say('today')
        : say('{days, plural, one {# day} other {# days}}, {length} longer', {
            days: grownDays,
            length: mmWords(GROWTH_MM_PER_DAY * grownDays),
          }),
    ends: [say('just shaved'), say('two weeks')],
    assumed: GROWTH_ASSUMED,
  });
}

function cutChoice(page: Page): HTMLElement {
  const words = {
    even: say('One length'),
    fade: say('Faded sides'),
    long: sayAs('hair', 'Long'),
  } as const;
  const kinds = ['even', 'fade', 'long'] as const;
  return planChoice(page, {
    legend: say('Cut'),
    className: 'segments',
    options: kinds.map((value) => ({ value, label: words[value] })),
    get: ({ hair }) => hair.cut.kind,
    choose: (kind) =>
      page.edit(say('Cut: {cut}', { cut: words[kind] }), (draft) => {
        draft.hair.cut = { ...CUTS[kind] };
      }),
  });
}

/** Beards as they are told: how full, and how long in mm. */
const BEARDS = {
  none: { words: sayAs('beard', 'None'), density: 0 },
  stubble: { words: say('Stubble'), density: 0.8, lengthMm: 1.2 },
  short: { words: sayAs('beard', 'Short'), density: 0.9, lengthMm: 5 },
  full: { words: sayAs('beard', 'Full'), density: 1, lengthMm: 14 },
} as const;

/** Offered on men's heads; one that a plan of a woman has can be taken off, too. */
function beardChoice(page: Page): HTMLElement {
  const choice = planChoice(page, {
    legend: say('Beard'),
    note: assumedMark(
      say('where a beard grows and how full differs by person; what is drawn is a mean'),
    ),
    className: 'segments',
    options: namesOf(BEARDS).map((value) => ({ value, label: BEARDS[value].words })),
    get: ({ hair: { beard } }) =>
      namesOf(BEARDS).find((name) => {
        const { words: _, ...worn } = BEARDS[name];
        return Object.entries(worn).every(([key, value]) => childValue(beard, key) === value);
      }),
    choose: (name) =>
      page.edit(say('Beard: {beard}', { beard: BEARDS[name].words }), (draft) => {
        const { words: _, ...worn } = BEARDS[name];
        Object.assign(draft.hair.beard, worn);
      }),
  });
  const follow = ({ head, hair }: Plan): void => {
    choice.hidden = head.base === 'female' && hair.beard.density === 0;
  };
  page.document.subscribe(follow);
  follow(page.document.get());
  return choice;
}

/** Half millimetres tell; a trailing nought does not. */
function mmWords(length: number): string {
  return say('{count} mm', { count: shortNumber(length, 1) });
}
