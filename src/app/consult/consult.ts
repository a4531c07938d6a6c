import { say } from '../../base/language/say.ts';
import { namesOf } from '../../base/records.ts';
import { bandsToXyz } from '../../color/band-xyz.ts';
import { encodeSrgb, xyzToLinear } from '../../color/srgb.ts';
import { bareReflectance } from '../../light/bare-skin.ts';
import { SKIN_TYPES, type SkinType, skinOfType } from '../../light/skin-types.ts';
import { applyPreset, preset, presets } from '../../plan/presets.ts';
import { ageWords, OUTCOME_WORDS } from '../../plan/remarks/scene-words.ts';
import type { Plan } from '../../plan/schema.ts';
import { childValue, fieldShape } from '../../plan/shape.ts';
import { sliderRange } from '../../plan/words.ts';
import { assumedMark } from '../parts/assumed.ts';
import { planChoice } from '../parts/choice.ts';
import { el } from '../parts/dom.ts';
import { planSlider } from '../parts/slider.ts';
import type { Page } from '../state/page.ts';
import { makeSureCard } from '../sure/sure-card.ts';
import { openTake } from '../take/take-dialog.ts';
import { makeGrowthControl } from './growth-control.ts';
import { makeHairControl } from './hair-control.ts';
import { makeSeenControl } from './seen-control.ts';
import { makeSkinControl } from './skin-control.ts';
import { makeTreatmentCard } from './treatment-card.ts';
import { makeYearsControl } from './years-control.ts';

/** Moments every client asks about, days after the last session. */
const AGES = [
  { value: '0', label: say('Fresh') },
  { value: '30', label: say('30 days') },
  { value: '365', label: say('1 year') },
  { value: '1825', label: say('5 years') },
  { value: '7300', label: say('20 years') },
] as const;

const FADING_ASSUMED = say(
  'how fast pigment fades on one person cannot be known; eight in ten are thought to lie between good and poor',
);

/** Last day of the age slider. */
const [, LAST_DAY] = sliderRange(fieldShape('healing.ageDays'));

/** Big controls without jargon, for a tablet in a client's hands. */
export function makeConsultPanel(
  page: Page,
  growth: { toggle(): void; stop(): void },
  photos: HTMLElement,
): HTMLElement {
  return el(
    'section',
    { class: 'panel-mode consult', 'aria-label': say('Consult') },
    photos,
    el(
      'div',
      { class: 'card' },
      el('h2', {}, say('Over time')),
      ageChoice(page),
      ageSlider(page),
      outcomeChoice(page),
      makeYearsControl(page),
      el(
        'button',
        { class: 'take-open', onClick: () => void openTake(page) },
        say('Pictures side by side, films…'),
      ),
      makeSureCard(page),
    ),
    el('div', { class: 'card' }, el('h2', {}, say('The sessions')), makeTreatmentCard(page)),
    el('div', { class: 'card' }, el('h2', {}, say('Hairline')), lookChoice(page)),
    el(
      'div',
      { class: 'card' },
      el('h2', {}, say('Skin')),
      skinChoice(page),
      ...makeSkinControl(page),
    ),
    el('div', { class: 'card' }, el('h2', {}, say('Hair')), ...makeHairControl(page)),
    el('div', { class: 'card' }, el('h2', {}, say('Seen by others')), makeSeenControl(page)),
    el(
      'div',
      { class: 'card' },
      el('h2', {}, say('From the hairline outward')),
      makeGrowthControl(page, growth),
    ),
  );
}

function ageChoice(page: Page): HTMLElement {
  return planChoice(page, {
    legend: say('How it looks'),
    note: assumedMark(FADING_ASSUMED),
    className: 'segments',
    options: AGES,
    get: ({ healing }) =>
      AGES.find(({ value }) => Number(value) === Math.round(healing.ageDays))?.value,
    choose: (value) =>
      page.edit(say('Time after treatment'), (draft) => {
        draft.healing.ageDays = Number(value);
      }),
  });
}

/** Healing is fast first and slow later, so the slider's days grow with the cube of its position. */
export function ageSlider(page: Page): HTMLElement {
  return planSlider(page, {
    label: say('Time after the last session'),
    min: 0,
    max: 1,
    step: 0.005,
    get: ({ healing }) => Math.cbrt(Math.min(1, healing.ageDays / LAST_DAY)),
    set: ({ healing }, position) => {
      healing.ageDays = Math.round(LAST_DAY * position ** 3);
    },
    words: ({ healing }) => ageWords(healing.ageDays),
    ends: [say('today'), say('20 years')],
    assumed: FADING_ASSUMED,
  });
}

function outcomeChoice(page: Page): HTMLElement {
  return planChoice(page, {
    legend: say('How the skin takes it'),
    note: assumedMark(FADING_ASSUMED),
    className: 'segments',
    options: namesOf(OUTCOME_WORDS).map((value) => ({ value, label: say(OUTCOME_WORDS[value]) })),
    get: ({ healing }) => healing.outcome,
    choose: (value) =>
      page.edit(say('Outcome: {outcome}', { outcome: say(OUTCOME_WORDS[value]) }), (draft) => {
        draft.healing.outcome = value;
      }),
  });
}

function lookChoice(page: Page): HTMLElement {
  const looks = presets('hairline');
  const about = el('p', { class: 'quiet look-about', 'aria-live': 'polite' });
  const current = (plan: Plan) =>
    looks.find(({ patch }) =>
      Object.entries(patch.hairline ?? {}).every(
        ([key, value]) => childValue(plan.hairline, key) === value,
      ),
    );
  const show = (plan: Plan): void => {
    const look = current(plan);
    about.textContent = look ? say(look.about) : say('Adjusted by hand in Plan.');
  };
  page.document.subscribe(show);
  show(page.document.get());
  const choice = planChoice(page, {
    legend: say('Style'),
    className: 'looks',
    options: looks.map(({ name, title, about: says }) => ({
      value: name,
      label: say(title),
      about: say(says),
    })),
    get: (plan) => current(plan)?.name,
    choose: (name) =>
      page.replace(say('Hairline: {look}', { look: say(preset('hairline', name).title) }), (plan) =>
        applyPreset(plan, preset('hairline', name)),
      ),
  });
  return el('div', {}, choice, about);
}

/** The six types in the model's own colours, not in painted ones. */
export function skinChoice(page: Page): HTMLElement {
  return planChoice(page, {
    legend: say('Skin type (Fitzpatrick, indicative)'),
    className: 'swatches',
    options: SKIN_TYPES.map((type) => {
      const title = say(preset('skin', type).title);
      const style = `--swatch: ${skinColour(type)}`;
      const face = el('span', { class: 'swatch', style }, el('span', {}, type));
      return { value: type, label: title, about: title, face };
    }),
    get: ({ skin }) => skin.type,
    choose: (name) =>
      page.replace(say('Skin {type}', { type: name }), (plan) =>
        applyPreset(plan, preset('skin', name)),
      ),
  });
}

function skinColour(type: SkinType): string {
  const rgb = encodeSrgb(xyzToLinear(bandsToXyz(bareReflectance(skinOfType(type)))));
  return `rgb(${rgb.map((value) => Math.round(255 * value)).join(' ')})`;
}
