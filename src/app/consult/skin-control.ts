import { say, sayAs } from '../../base/language/say.ts';
import { wholeWords } from '../../base/quantity-words.ts';
import { namesOf } from '../../base/records.ts';
import type { Plan } from '../../plan/schema.ts';
import { assumedMark } from '../parts/assumed.ts';
import { planChoice } from '../parts/choice.ts';
import { planSlider, sliderOf, uiSlider } from '../parts/slider.ts';
import type { Page } from '../state/page.ts';

const TAN_ASSUMED = say(
  'how much browner a scalp gets nobody measured; sun falls from above and spares what hair or a cap covers',
);

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
        ? say('none')
        : say(more > 0 ? '{percent} % more melanin' : '{percent} % less melanin', {
            percent: wholeWords(Math.abs(100 * more)),
          }),
    ends: [say('paler'), say('much sun')],
    assumed: TAN_ASSUMED,
  });
}

const LINE_WORDS = {
  hair: say('Hair left'),
  hairline: sayAs('tan line', 'Hairline'),
  cap: sayAs('tan line', 'Cap'),
} as const satisfies Record<Plan['skin']['tanLine'], string>;

function tanLineChoice(page: Page): HTMLElement {
  return planChoice(page, {
    legend: say('Covered until now by'),
    note: assumedMark(say('where hair or a cap sat; the edge is 6 mm wide')),
    className: 'segments',
    options: namesOf(LINE_WORDS).map((value) => ({ value, label: LINE_WORDS[value] })),
    get: ({ skin }) => skin.tanLine,
    choose: (value) =>
      page.edit(say('Tan line: {line}', { line: LINE_WORDS[value] }), (draft) => {
        draft.skin.tanLine = value;
      }),
  });
}

function shineSlider(page: Page): HTMLElement {
  return uiSlider(page, {
    ...{ label: say('Shine'), min: 0, max: 1, step: 0.05, ends: [say('powdered'), say('wet')] },
    get: ({ shine }) => shine,
    set: (shine) => ({ shine }),
    words: ({ shine }) => say('{percent} %', { percent: wholeWords(100 * shine) }),
    assumed: say('how oily skin is differs by person and hour; the picture alone shows it'),
  });
}
