import { say } from '../../../base/language/say.ts';
import type { FaultAnswers } from '../../../practice/faults/answers.ts';
import { LAST_SEED, MOST_CASES, MOST_FAULTS } from '../../../practice/faults/fault-set.ts';
import { FAULTS } from '../../../practice/faults/faults.ts';
import { PERSON_WORDS, setWords } from '../../../words/fault-words.ts';
import { handOver } from '../../keep/hand-over.ts';
import { el, freshId, wantsLessMotion } from '../../parts/dom.ts';
import { errorWords } from '../../parts/toast.ts';
import type { Page } from '../../state/page.ts';
import { today } from '../practice/practice-files.ts';
import { FaultExercise, type OpenMark } from './fault-exercise.ts';
import { markOnHead } from './fault-marks.ts';
import { makeFaultResult } from './fault-result.ts';
import { keepWork } from './kept-work.ts';
import { openWorks } from './works-window.ts';

/** Cases with faults on the head of the page: a student marks and names them. */
export function makeFaultCard(page: Page) {
  const exercise = new FaultExercise();
  const head = markOnHead(page, exercise);
  const body = el('div', { class: 'faults' });
  const failed = (error: unknown): void => page.toast(errorWords(error), 'error');
  const show = (): void => {
    page.ui.setState({ findsFaults: exercise.isOn });
    if (!exercise.made) body.replaceChildren(...start(page, exercise, failed));
    else if (exercise.result) body.replaceChildren(...handedIn(page, exercise, failed));
    else body.replaceChildren(...work(page, exercise, head.atMiddle));
  };
  exercise.follow(show);
  show();
  const element = el(
    'div',
    { class: 'card fault-card' },
    el('h2', {}, say('Find the fault')),
    body,
  );
  /** Puts a set there to begin; one under way stays. */
  const open = ({ seed, cases, faults }: SetToOpen): void => {
    if (!exercise.isOn) {
      exercise.set = { seed, length: cases, faults: faults ?? null };
      exercise.student = body.querySelector('input')?.value.trim() ?? '';
      show();
    }
    element.scrollIntoView({ block: 'start' });
    body.querySelector<HTMLElement>('input, button')?.focus({ preventScroll: true });
  };
  return { element, open };
}

/** A set that a lesson leads to. */
interface SetToOpen {
  readonly seed: number;
  readonly cases: number;
  readonly faults?: number | undefined;
}

function start(page: Page, exercise: FaultExercise, failed: (error: unknown) => void): Node[] {
  const name = textField(
    say('Your name'),
    { maxlength: '80', autocomplete: 'name' },
    exercise.student,
  );
  const whole = (label: string, low: number, high: number, value: number) =>
    textField(
      label,
      { type: 'number', min: String(low), max: String(high), step: '1' },
      String(value),
    );
  const seed = whole('Set (seed)', 0, LAST_SEED, exercise.set.seed);
  const length = whole(say('Cases'), 1, MOST_CASES, exercise.set.length);
  const id = freshId('faults');
  const each = el(
    'select',
    { id },
    el('option', { value: '' }, say('from 1 up to 4')),
    ...Array.from({ length: MOST_FAULTS }, (_, i) =>
      el('option', { value: String(i + 1), selected: exercise.set.faults === i + 1 }, `${i + 1}`),
    ),
  );
  const begin = async (): Promise<void> => {
    const set = {
      seed: seed.input.valueAsNumber,
      length: length.input.valueAsNumber,
      faults: each.value === '' ? null : Number(each.value),
    };
    try {
      const before = page.document.get();
      const { plan } = await exercise.begin(set, name.input.value.trim(), before);
      page.replace(say('Find the fault'), () => plan);
      page.announce(say('Case 1. Click on the head to mark a fault.'));
    } catch (error) {
      failed(error);
    }
  };
  return [
    el(
      'p',
      { class: 'quiet' },
      say(
        'Look at a case, mark what is wrong where, and be marked with reasons. A seed makes the same set for a whole class; your plan comes back afterwards.',
      ),
    ),
    name.element,
    seed.element,
    length.element,
    el('div', { class: 'field-row' }, el('label', { for: id }, say('Faults in each')), each),
    el(
      'div',
      { class: 'practice-actions' },
      el('button', { class: 'primary', onClick: () => void begin() }, say('Begin the set')),
      el('button', { onClick: () => void openWorks(page) }, say('Results…')),
    ),
  ];
}

function heading({ set, made }: FaultExercise): HTMLElement {
  const { number, person } = made!;
  return el(
    'p',
    {},
    el('strong', {}, say('Case {number} of {count}', { number, count: set.length })),
    `: ${say(PERSON_WORDS[person])}. ${setWords(set)}.`,
  );
}

function work(page: Page, exercise: FaultExercise, atMiddle: () => void): Node[] {
  const handIn = (): void => {
    const unnamed = exercise.marks.findIndex(({ fault }) => fault === '');
    if (unnamed >= 0) {
      page.toast(
        say('Mark {number} has no name yet: choose what is wrong there.', { number: unnamed + 1 }),
        'error',
      );
      return;
    }
    exercise.handIn();
    document.querySelector<HTMLElement>('.fault-result h3')?.focus();
  };
  const rows = exercise.marks.map((mark, i) => markRow(page, exercise, mark, i));
  return [
    heading(exercise),
    el(
      'p',
      { class: 'quiet' },
      say(
        'Turn and near the head; click where a fault is, then name it. From the keyboard, turn the head until the fault is under the cross.',
      ),
    ),
    rows.length > 0
      ? el('ol', { class: 'fault-list' }, ...rows)
      : el('p', { class: 'quiet' }, say('No mark yet.')),
    el(
      'div',
      { class: 'practice-actions' },
      el('button', { onClick: atMiddle }, say('Mark under the cross')),
      el('button', { onClick: () => exercise.add(null) }, say('Mark: all over')),
    ),
    el(
      'div',
      { class: 'practice-actions' },
      el('button', { class: 'primary', onClick: handIn }, say('Hand in')),
      leaveButton(page, exercise),
    ),
  ];
}

function markRow(page: Page, exercise: FaultExercise, mark: OpenMark, i: number): HTMLElement {
  const select = el(
    'select',
    { 'aria-label': say('Mark {number}: what is wrong', { number: i + 1 }) },
    el(
      'option',
      { value: '' },
      mark.placeMm ? say('What is wrong here?') : say('What is wrong all over?'),
    ),
    ...FAULTS.map(({ name, title }) =>
      el('option', { value: name, selected: mark.fault === name }, title),
    ),
  );
  select.addEventListener('change', () => {
    mark.fault = select.value;
  });
  const { placeMm } = mark;
  return el(
    'li',
    {},
    select,
    placeMm !== null &&
      el(
        'button',
        {
          'aria-label': say('Show mark {number}', { number: i + 1 }),
          onClick: () => page.engine.rig?.view.showPlace(placeMm, 15, !wantsLessMotion()),
        },
        say('Show'),
      ),
    el(
      'button',
      {
        'aria-label': say('Take mark {number} off', { number: i + 1 }),
        onClick: () => exercise.remove(mark),
      },
      say('Take off'),
    ),
  );
}

function handedIn(page: Page, exercise: FaultExercise, failed: (error: unknown) => void): Node[] {
  const next = async (): Promise<void> => {
    try {
      const { plan, number } = await exercise.next();
      page.replace(say('Next case'), () => plan);
      page.announce(say('Case {number}.', { number }));
    } catch (error) {
      failed(error);
    }
  };
  return [
    heading(exercise),
    makeFaultResult(page, exercise),
    el(
      'div',
      { class: 'practice-actions' },
      !exercise.isLast &&
        el('button', { class: 'primary', onClick: () => void next() }, say('Next case')),
      leaveButton(page, exercise, exercise.isLast ? say('Finish') : say('Leave the set')),
    ),
  ];
}

/** Ends the set: what was handed in is kept, and the plan of before comes back. */
function leaveButton(
  page: Page,
  exercise: FaultExercise,
  words = say('Leave the set'),
): HTMLElement {
  const leave = async (): Promise<void> => {
    const answers = exercise.answers(today());
    // Kept first: whoever looks at the results next finds them there.
    if (answers) await keepOrHandOver(page, answers);
    const before = exercise.end();
    if (before) page.replace(say('Back from the faults'), () => before);
  };
  return el('button', { onClick: () => void leave() }, words);
}

/** Keeps answers in this browser; where it keeps nothing they become a file, so that none are lost. */
async function keepOrHandOver(page: Page, answers: FaultAnswers): Promise<void> {
  try {
    await keepWork(answers);
    page.toast(say('Your answers are kept in this browser: see Results.'));
  } catch (error) {
    page.toast(errorWords(error), 'error');
    await handOver(page, {
      name: `faults-${answers.set.seed}-${answers.day}.json`,
      content: `${JSON.stringify(answers, null, 1)}\n`,
      type: 'application/json',
    });
  }
}

function textField(label: string, attributes: Readonly<Record<string, string>>, value: string) {
  const id = freshId('faults');
  const input = el('input', { id, class: 'fault-field', ...attributes });
  input.value = value;
  return {
    input,
    element: el('div', { class: 'field-row' }, el('label', { for: id }, label), input),
  };
}
