import { say } from '../../base/language/say.ts';
import { depthWords, shortMm } from '../../base/quantity-words.ts';
import { namesOf } from '../../base/records.ts';
import { DEPTH_SCALE_MM } from '../../ink/depth-bands.ts';
import { preset } from '../../plan/presets.ts';
import { BANDS_ASSUMED, depthBand } from '../../words/depth-lesson.ts';
import { ageSlider } from '../consult/consult.ts';
import { showCase } from '../frame/case-picker.ts';
import { assumedMark } from '../parts/assumed.ts';
import { el } from '../parts/dom.ts';
import { planSlider, sliderOf } from '../parts/slider.ts';
import type { Page } from '../state/page.ts';
import { watch } from '../state/ui-state.ts';
import { makeCutCard } from './cut/cut-card.ts';
import { CutDesk } from './cut/cut-desk.ts';
import { makeFaultCard } from './faults/fault-card.ts';
import { makeLadderCard } from './ladder/ladder-card.ts';
import { makeLessonCard } from './lessons/lesson-card.ts';
import type { LessonDesk } from './lessons/lesson-desk.ts';
import { makeNeedleCard, makeSkillControls } from './needle-card.ts';
import { makePracticeCard } from './practice/practice-card.ts';
import { makeRemovalCard } from './removal-card.ts';

/** Cases to look at, as they read under a heading of their own. */
const FAULT_TITLES = {
  'trainer-too-shallow': say('Too shallow'),
  'norwood-6': say('Right depth'),
  'trainer-too-deep': say('Too deep'),
  'trainer-helmet': say('Helmet'),
};

/** Depth against the layers of the skin, with a reason for each verdict and faults to look at. */
export function makeTrainPanel(
  page: Page,
  desk: LessonDesk,
  map: HTMLElement,
  remarks: HTMLElement,
): HTMLElement {
  const cutDesk = new CutDesk(page);
  const cut = makeCutCard(page, cutDesk);
  const ladder = makeLadderCard(page, cutDesk);
  const practice = makePracticeCard(page);
  const faults = makeFaultCard(page);
  const lessons = makeLessonCard(page, desk, {
    cut: () => cut.scrollIntoView({ block: 'start' }),
    ladder: ({ besideSkin: skin, besidePigment: pigment }) => ladder.open({ skin, pigment }),
    practice: ({ task }) => practice.open(task),
    faults: faults.open,
  });
  const panel = el(
    'section',
    { class: 'panel-mode train', 'aria-label': say('Train') },
    lessons,
    el(
      'div',
      { class: 'card' },
      el('h2', {}, say('Depth in the skin')),
      depthSlider(page),
      verdict(page),
      ...makeNeedleCard(page),
      makeRemovalCard(page),
    ),
    cut,
    ladder.element,
    el(
      'div',
      { class: 'card' },
      el('h2', {}, say('The hand')),
      ...makeSkillControls(page),
      ...handSliders(page),
      ageSlider(page),
    ),
    map,
    practice.element,
    faults.element,
    el('div', { class: 'card' }, el('h2', {}, say('What a teacher would say')), remarks),
    el('div', { class: 'card' }, el('h2', {}, say('Look at a case')), cases(page)),
  );
  // Depth, remarks and cut would give faults away.
  watch(
    page.ui,
    ({ findsFaults }) => findsFaults,
    (on) => panel.classList.toggle('finds-faults', on),
  );
  return panel;
}

function depthSlider(page: Page): HTMLElement {
  return planSlider(page, {
    ...sliderOf('technique.depositDepthMm'),
    words: ({ technique }) => depthWords(technique.depositDepthMm),
    ends: [say('surface'), shortMm(DEPTH_SCALE_MM)],
    assumed: say(BANDS_ASSUMED),
  });
}

function handSliders(page: Page): HTMLElement[] {
  return [
    planSlider(page, {
      ...sliderOf('operator.depthSdMm'),
      label: say('Unsteady depth'),
      // Worse hands teach no more.
      max: 0.3,
      words: ({ operator }) => `± ${depthWords(operator.depthSdMm)}`,
      assumed: say('no one has measured the scatter of a hand in scalp work'),
    }),
    planSlider(page, {
      ...sliderOf('technique.tipWeight'),
      label: say('Heavy hand'),
      words: ({ technique }) =>
        say('{percent} % at the tip', {
          percent: Math.round(100 * technique.tipWeight),
        }),
      assumed: say('how pigment spreads along the track was seen in tattoos, not measured for SMP'),
    }),
  ];
}

function verdict(page: Page): HTMLElement {
  const name = el('strong', { class: 'verdict-name' });
  const head = el('p', {}, name, assumedMark(say(BANDS_ASSUMED)));
  const why = el('p', {});
  const box = el('div', { class: 'verdict', 'aria-live': 'polite' }, head, why);
  const show = (): void => {
    const band = depthBand(page.document.get().technique.depositDepthMm);
    box.dataset.verdict = band.verdict;
    if (name.textContent === say(band.name)) return;
    name.textContent = say(band.name);
    why.textContent = say(band.why);
  };
  page.document.subscribe(show);
  show();
  return box;
}

function cases(page: Page): HTMLElement {
  return el(
    'div',
    { class: 'fault-cases' },
    ...namesOf(FAULT_TITLES).map((name) => {
      const one = preset('case', name);
      return el(
        'button',
        { title: say(one.about), onClick: () => showCase(page, one) },
        FAULT_TITLES[name],
      );
    }),
  );
}
