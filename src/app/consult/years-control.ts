import { say } from '../../base/language/say.ts';
import { wholeWords } from '../../base/quantity-words.ts';
import type { Plan } from '../../plan/schema.ts';
import { assumedMark } from '../parts/assumed.ts';
import { el } from '../parts/dom.ts';
import { planSlider, sliderOf } from '../parts/slider.ts';
import type { Page } from '../state/page.ts';

const LOSS_ASSUMED = say(
  'how fast loss goes on in one person cannot be known; grades are what you choose',
);
const GREY_ASSUMED = say('when hair greys differs by person; the share is what you choose');
const SUN_ASSUMED = say('sun is said to fade pigment fastest; how much was not measured');
const OIL_ASSUMED = say(
  'oily skin is said to fade and blur dots sooner; how much was not measured',
);

/** What the years bring beside fading: hair that goes on being lost and greys, sun, oil. */
export function makeYearsControl(page: Page): HTMLElement {
  const share = (of: number) =>
    of === 0 ? say('none') : say('{percent} %', { percent: wholeWords(100 * of) });
  const summary = el('summary', {}, say('What the years bring'));
  const fold = el(
    'details',
    { class: 'sure-card' },
    summary,
    planSlider(page, {
      ...sliderOf('hair.lossPerDecade'),
      label: say('Hair loss to come'),
      words: ({ hair }) => gradesWords(hair.lossPerDecade),
      ends: [say('stays'), say('two grades a decade')],
      assumed: LOSS_ASSUMED,
    }),
    planSlider(page, {
      ...sliderOf('hair.greyPerDecade'),
      label: say('Hair that turns grey'),
      words: ({ hair }) =>
        hair.greyPerDecade === 0
          ? say('none')
          : say('{percent} % a decade', { percent: wholeWords(100 * hair.greyPerDecade) }),
      ends: [say('none'), say('all in ten years')],
      assumed: GREY_ASSUMED,
    }),
    planSlider(page, {
      ...sliderOf('skin.sun'),
      words: ({ skin }) => share(skin.sun),
      ends: [say('shade or hat'), say('heavy sun')],
      assumed: SUN_ASSUMED,
    }),
    planSlider(page, {
      ...sliderOf('skin.oil'),
      words: ({ skin }) => share(skin.oil),
      ends: [say('as most'), say('very oily')],
      assumed: OIL_ASSUMED,
    }),
    el(
      'p',
      { class: 'quiet' },
      say('Move the time above: hair thins and greys with it, dots stay where they are.'),
      ' ',
      assumedMark(
        say('patterns are the grades of the scale in their order; nobody follows them exactly'),
      ),
    ),
  );
  const show = ({ hair, skin }: Plan): void => {
    const set = [hair.lossPerDecade, hair.greyPerDecade, skin.sun, skin.oil].filter((x) => x > 0);
    summary.textContent =
      set.length > 0
        ? say('What the years bring ({count} set)', { count: wholeWords(set.length) })
        : say('What the years bring');
  };
  page.document.subscribe((plan) => show(plan));
  show(page.document.get());
  return fold;
}

function gradesWords(grades: number): string {
  if (grades === 0) return say('stays as it is');
  return say('{grades, plural, one {# grade} other {# grades}} a decade', {
    grades: Number(grades.toFixed(1)),
  });
}
