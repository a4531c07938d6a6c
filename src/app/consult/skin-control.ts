import { namesOf } from '../../base/records.ts';
import type { Plan } from '../../plan/schema.ts';
import { assumedMark } from '../parts/assumed.ts';
import { planChoice } from '../parts/choice.ts';
import { planSlider, sliderOf, uiSlider } from '../parts/slider.ts';
import type { Page } from '../state/page.ts';

const TAN_ASSUMED =
  'how much browner a scalp gets nobody measured; sun falls from above and spares what hair or a cap covers';

/** How the skin shines, and what the sun made of it. */
export function makeSkinControl(page: Page): HTMLElement[] {
  const line = tanLineChoice(page);
  const follow = ({ skin }: Plan): void => {
    // Where nothing differs there is no line.
    line.hidden = skin.bareMelanin === 0;
  };
  page.document.subscribe(follow);
  follow(page.document.get());
  return [tanSlider(page), line, shineSlider(page)];
}

function tanSlider(page: Page): HTMLElement {
  return planSlider(page, {
    ...sliderOf('skin.bareMelanin'),
    words: ({ skin: { bareMelanin: more } }) =>
      more === 0
        ? 'none'
        : `${Math.abs(Math.round(100 * more))} % ${more > 0 ? 'more' : 'less'} melanin`,
    ends: ['paler', 'much sun'],
    assumed: TAN_ASSUMED,
  });
}

const LINE_WORDS = {
  hair: 'Hair left',
  hairline: 'Hairline',
  cap: 'Cap',
} as const satisfies Record<Plan['skin']['tanLine'], string>;

function tanLineChoice(page: Page): HTMLElement {
  return planChoice(page, {
    legend: 'Covered until now by',
    note: assumedMark('where hair or a cap sat; the edge is 6 mm wide'),
    className: 'segments',
    options: namesOf(LINE_WORDS).map((value) => ({ value, label: LINE_WORDS[value] })),
    get: ({ skin }) => skin.tanLine,
    choose: (value) =>
      page.edit(`Tan line: ${LINE_WORDS[value]}`, (draft) => {
        draft.skin.tanLine = value;
      }),
  });
}

function shineSlider(page: Page): HTMLElement {
  return uiSlider(page, {
    ...{ label: 'Shine', min: 0, max: 1, step: 0.05, ends: ['powdered', 'wet'] },
    get: ({ shine }) => shine,
    set: (shine) => ({ shine }),
    words: ({ shine }) => `${Math.round(100 * shine)} %`,
    assumed: 'how oily skin is differs by person and hour; the picture alone shows it',
  });
}
