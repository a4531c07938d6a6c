import { numberWords } from '../../base/language/formats.ts';
import { say, sayAs } from '../../base/language/say.ts';
import { namesOf } from '../../base/records.ts';
import { handByHour, needlePlaces } from '../../plan/needle-places.ts';
import { applyPreset, presets } from '../../plan/presets.ts';
import type { Plan } from '../../plan/schema.ts';
import { schoolReadings, TENTING_ASSUMED, TOLD_WORDS } from '../../words/needle.ts';
import { assumedMark } from '../parts/assumed.ts';
import { planChoice } from '../parts/choice.ts';
import { debounced, el } from '../parts/dom.ts';
import { planSlider, sliderOf } from '../parts/slider.ts';
import type { Page } from '../state/page.ts';

const REST_MS = 200;

/** How a depth is told, what a needle does on the skin of each place, and what schools mean by theirs. */
export function makeNeedleCard(page: Page): HTMLElement[] {
  const body = el('div', { class: 'removal' });
  const fold = el(
    'details',
    { class: 'sure-card' },
    el('summary', {}, say('Place by place, school by school')),
    body,
  );
  const show = debounced(REST_MS, () => {
    if (fold.open) body.replaceChildren(...tablesOf(page.document.get()));
  });
  fold.addEventListener('toggle', show);
  page.document.subscribe(show);
  return [toldChoice(page), fold];
}

function toldChoice(page: Page): HTMLElement {
  return planChoice(page, {
    legend: say('Depth is told as'),
    note: assumedMark(TENTING_ASSUMED),
    className: 'segments',
    options: namesOf(TOLD_WORDS).map((value) => ({ value, label: say(TOLD_WORDS[value]) })),
    get: ({ technique }) => technique.depthToldAs,
    choose: (value) =>
      page.edit(say('Depth told as: {which}', { which: say(TOLD_WORDS[value]) }), (draft) => {
        draft.technique.depthToldAs = value;
      }),
  });
}

function tablesOf(plan: Plan): HTMLElement[] {
  const mm = (value: number) => value.toFixed(2);
  const { extensionToDeposit } = plan.technique;
  return [
    table(
      say('One needle over the scalp, mm'),
      ['', say('Skin'), say('Needle out'), say('Pigment ends')],
      needlePlaces(plan).map(({ place, skinMm, extensionMm, depositMm }) => [
        place,
        mm(skinMm),
        mm(extensionMm),
        mm(depositMm),
      ]),
    ),
    table(
      say('What schools call right, read both ways'),
      [say('They say'), say('If the needle is out so far'), say('If pigment ends there')],
      schoolReadings(extensionToDeposit).map(({ name, asExtensionMm, asExtension, asDeposit }) => [
        name,
        `${[...new Set(asExtensionMm.map(mm))].join(' – ')} mm: ${asExtension.toLowerCase()}`,
        asDeposit.toLowerCase(),
      ]),
    ),
  ];
}

/** Who holds the needle, and what the hours do to the hand. */
export function makeSkillControls(page: Page): HTMLElement[] {
  const hands = presets('hand');
  const words = el('p', { class: 'quiet', 'aria-live': 'polite' });
  const show = (): void => {
    const plan = page.document.get();
    const [first, last] = handByHour(plan, [0, 4]);
    words.textContent =
      first!.depthMm === last!.depthMm && first!.depthSdMm === last!.depthSdMm
        ? say('This hand does not tire: depth and spread stay.')
        : say(
            'First dot of the session at {firstMm} ± {firstSdMm} mm, after four hours at {lastMm} ± {lastSdMm} mm.',
            {
              firstMm: numberWords(first!.depthMm, 2),
              firstSdMm: numberWords(first!.depthSdMm, 2),
              lastMm: numberWords(last!.depthMm, 2),
              lastSdMm: numberWords(last!.depthSdMm, 2),
            },
          );
  };
  page.document.subscribe(show);
  show();
  return [
    planChoice(page, {
      legend: say('Who holds the needle'),
      note: assumedMark(say('nobody measured the hand of a student, a technician or a master')),
      className: 'cards',
      options: hands.map(({ name, title, about }) => ({ value: name, label: title, about })),
      get: (plan) =>
        hands.find(
          (one) =>
            JSON.stringify(applyPreset(plan, one).operator) === JSON.stringify(plan.operator),
        )?.name,
      choose: (name) => {
        const one = hands.find((each) => each.name === name)!;
        page.edit(say('Hand: {hand}', { hand: say(one.title) }), (draft) => {
          draft.operator = { ...applyPreset(page.document.get(), one).operator };
        });
      },
    }),
    planSlider(page, {
      ...sliderOf('operator.sinkPerHourMm'),
      min: 0,
      words: ({ operator }) =>
        say('{mm} mm an hour', { mm: numberWords(operator.sinkPerHourMm, 3) }),
      assumed: say('that hands tire is told; nobody measured depth by the hour'),
    }),
    planSlider(page, {
      ...sliderOf('technique.pressure'),
      words: ({ technique }) =>
        say('{percent} %', { percent: Math.round(100 * technique.pressure) }),
      ends: [sayAs('hand', 'light'), sayAs('hand', 'heavy')],
      assumed: say('depth goes with the root of pressure; nobody measured it'),
    }),
    planSlider(page, {
      ...sliderOf('technique.angleDeg'),
      words: ({ technique }) =>
        technique.angleDeg === 90
          ? say('upright')
          : say('{degrees}° to the skin', { degrees: technique.angleDeg }),
    }),
    words,
  ];
}

function table(
  caption: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): HTMLElement {
  return el(
    'table',
    { class: 'removal-table' },
    el('caption', {}, caption, ' ', assumedMark(TENTING_ASSUMED)),
    el('thead', {}, el('tr', {}, ...heads.map((text) => el('th', { scope: 'col' }, text)))),
    el(
      'tbody',
      {},
      ...rows.map(([first, ...cells]) =>
        el(
          'tr',
          {},
          el('th', { scope: 'row' }, first!),
          ...cells.map((text) => el('td', {}, text)),
        ),
      ),
    ),
  );
}
