import { say } from '../../../base/language/say.ts';
import type { Lesson, LessonOpen, LessonStep } from '../../../lesson/lesson-schema.ts';
import { shippedLessons } from '../../../lesson/shipped-lessons.ts';
import { pickPlan } from '../../frame/plan-files.ts';
import { el } from '../../parts/dom.ts';
import type { Page } from '../../state/page.ts';
import type { LessonDesk } from './lesson-desk.ts';

/** Where a step leads, by what it opens. */
export type LessonWays = {
  readonly [Kind in LessonOpen['kind']]: (open: Extract<LessonOpen, { kind: Kind }>) => void;
};

/** The lessons to choose from or, while one is taken, its step with text, question and reason. */
export function makeLessonCard(page: Page, desk: LessonDesk, ways: LessonWays): HTMLElement {
  const card = el('div', { class: 'card lesson-card' });
  let shown: LessonStep | undefined;
  desk.listen(() => {
    const { lesson, step } = desk;
    const isNew = step !== shown;
    const hadFocus = card.contains(document.activeElement);
    shown = step;
    card.replaceChildren(
      ...(lesson && step ? running(page, desk, lesson, step, ways) : list(page, desk)),
    );
    // Buttons that were pressed are gone: whoever uses keys goes on from the top, or from the reason.
    if (!lesson && !hadFocus) return;
    const next = isNew ? card.querySelector('h2') : card.querySelector('.lesson-why');
    if (next instanceof HTMLElement) next.focus({ preventScroll: true });
    if (isNew) card.scrollIntoView({ block: 'start' });
  });
  return card;
}

function list(page: Page, desk: LessonDesk): HTMLElement[] {
  return [
    el('h2', { tabindex: -1 }, say('Lessons')),
    el(
      'p',
      { class: 'quiet' },
      say(
        'Each changes the plan as it goes on, asks, and gives reasons. Your own plan stays kept.',
      ),
    ),
    el(
      'ul',
      { class: 'lesson-list' },
      ...shippedLessons().map((lesson) =>
        el(
          'li',
          {},
          el(
            'button',
            { onClick: () => desk.open(lesson) },
            el('strong', {}, say(lesson.title)),
            el(
              'span',
              {},
              say('{about} {minutes} min', { about: say(lesson.about), minutes: lesson.minutes }),
            ),
          ),
        ),
      ),
    ),
    el('button', { onClick: () => pickPlan(page) }, say('Open a lesson of your school…')),
  ];
}

function running(
  page: Page,
  desk: LessonDesk,
  lesson: Lesson,
  step: LessonStep,
  ways: LessonWays,
): HTMLElement[] {
  const { length } = lesson.steps;
  const isLast = desk.at === length - 1;
  const { open } = step;
  return there([
    el(
      'div',
      { class: 'lesson-head' },
      el(
        'p',
        { class: 'quiet' },
        say('{lesson} · step {step} of {length}', {
          lesson: say(lesson.title),
          step: desk.at + 1,
          length,
        }),
      ),
      el('button', { onClick: () => desk.leave() }, say('Leave')),
    ),
    el('progress', { max: length, value: desk.at + 1, 'aria-hidden': 'true' }),
    el('h2', { tabindex: -1 }, say(step.title)),
    ...step.text.map((paragraph) => el('p', {}, say(paragraph))),
    open && wayOf(open, ways),
    ...questionOf(desk, step),
    step.sources &&
      el(
        'details',
        { class: 'lesson-sources' },
        el('summary', {}, say('Who says so')),
        el('ul', {}, ...step.sources.map((source) => el('li', {}, source))),
      ),
    isLast && scoreOf(desk),
    el(
      'div',
      { class: 'lesson-actions' },
      el('button', { disabled: desk.at === 0, onClick: () => desk.go(-1) }, say('Back')),
      el(
        'button',
        {
          title: say('Brings plan and camera of this step back'),
          onClick: () => {
            desk.again();
            page.announce(say('Plan and camera of this step.'));
          },
        },
        say('As it was'),
      ),
      el(
        'button',
        { class: 'primary', onClick: () => (isLast ? desk.leave() : desk.go(1)) },
        isLast ? say('To the lessons') : say('Next'),
      ),
    ),
  ]);
}

function wayOf(open: LessonOpen, ways: LessonWays): HTMLElement {
  const button = (words: string, onClick: () => void, isWork = false) =>
    el('button', { class: isWork ? 'primary' : undefined, onClick }, words);
  switch (open.kind) {
    case 'cut':
      return button(say('To the cut'), () => ways.cut(open));
    case 'ladder':
      return button(say('To the ten depths'), () => ways.ladder(open));
    case 'practice':
      return button(say('To the exercise'), () => ways.practice(open), true);
    case 'faults':
      return button(say('To the cases'), () => ways.faults(open), true);
  }
}

function questionOf(desk: LessonDesk, { question }: LessonStep): HTMLElement[] {
  if (!question) return [];
  const { chosen } = desk;
  const isOpen = chosen === undefined;
  const given = isOpen ? undefined : question.answers[chosen];
  const right = question.answers.find((answer) => answer.right)!;
  return there([
    el(
      'fieldset',
      { class: 'lesson-question' },
      el('legend', {}, say(question.ask)),
      ...question.answers.map((answer, i) =>
        el(
          'button',
          {
            type: 'button',
            // Answers stay to be read once one was given.
            'aria-disabled': isOpen ? undefined : 'true',
            'aria-pressed': isOpen ? undefined : String(i === chosen),
            'data-verdict': isOpen ? undefined : answer.right ? 'right' : i === chosen && 'wrong',
            onClick: () => desk.answer(i),
          },
          !isOpen && answer.right && el('span', { class: 'lesson-tick' }, say('Right: ')),
          !isOpen &&
            !answer.right &&
            i === chosen &&
            el('span', { class: 'lesson-tick' }, say('Your answer: ')),
          say(answer.text),
        ),
      ),
    ),
    given &&
      el(
        'div',
        { class: 'lesson-why', tabindex: -1, role: 'status' },
        el(
          'p',
          {},
          el('strong', {}, given.right ? say('Right. ') : say('Not so. ')),
          say(given.why.replace(/^Yes\. /, '')),
        ),
        given.right ? undefined : el('p', {}, say(right.why.replace(/^Yes\. /, ''))),
      ),
  ]);
}

function scoreOf(desk: LessonDesk): HTMLElement | undefined {
  const { asked, answered, right } = desk.score;
  if (asked === 0) return undefined;
  const open = asked - answered;
  const words =
    open > 0
      ? say(
          '{right} of {asked} right at once. {open, plural, one {# question} other {# questions}} still open.',
          { right, asked, open },
        )
      : say('{right} of {asked} right at once.', { right, asked });
  return el('p', { class: 'lesson-score' }, words);
}

function there(parts: readonly (HTMLElement | false | undefined)[]): HTMLElement[] {
  return parts.filter((part) => part instanceof HTMLElement);
}
