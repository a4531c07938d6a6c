import { say } from '../../../base/language/say.ts';
import { referenceDots } from '../../../engine/practice/reference-dots.ts';
import { DEPTH_SCALE_MM } from '../../../ink/depth-bands.ts';
import { DEFAULT_PLAN } from '../../../plan/defaults.ts';
import {
  DEPTH_WAYS,
  type DepthWay,
  depthWayWords,
  TREMORS,
  type Tremor,
} from '../../../practice/hand.ts';
import { markPractice } from '../../../practice/marks/mark-practice.ts';
import { TASKS, type TaskName, taskNamed } from '../../../practice/task.ts';
import { openDialog } from '../../parts/dialog.ts';
import { el, freshId } from '../../parts/dom.ts';
import { paintFill } from '../../parts/slider.ts';
import { errorWords } from '../../parts/toast.ts';
import type { Page } from '../../state/page.ts';
import { keepWork } from '../faults/kept-work.ts';
import { makeBoard } from './board.ts';
import { makeMarkList } from './mark-list.ts';
import { Metronome } from './metronome.ts';
import { PatchPicture, windowOf } from './patch-picture.ts';
import { exportPractice, importPractice, today } from './practice-files.ts';
import type { Exercise } from './practice-state.ts';
import { makeReplay } from './replay.ts';

const AGES = [
  [say('Fresh'), 0],
  [say('Healed'), 60],
  ['5 years', 1826],
] as const;

/** The window in which a student fills a patch of skin. Its exercise stays when it is closed. */
export async function openPractice(page: Page, exercise: Exercise): Promise<void> {
  const { rig } = page.engine;
  if (!rig) {
    page.toast(say('The picture is not there yet. Wait for the head, then practise.'), 'error');
    return;
  }
  let picture: PatchPicture;
  try {
    picture = await PatchPicture.create(rig.gpu);
  } catch (error) {
    page.toast(errorWords(error), 'error');
    return;
  }
  const metronome = new Metronome();
  const board = makeBoard(exercise, page.announce);
  const about = el('p', { class: 'quiet' });
  const count = el('p', { class: 'practice-count', 'aria-live': 'off' });
  const marks = el('div', { class: 'practice-result' });
  const reference = el('figure', { class: 'practice-reference', hidden: true });
  const referencePicture = el('canvas', {
    class: 'practice-picture',
    role: 'img',
    'aria-label': say('The same exercise as the engine places its dots'),
  });
  reference.append(
    referencePicture,
    el('figcaption', { class: 'quiet' }, say('Beside it: even dots of the engine')),
  );

  const failed = (error: unknown): void => page.toast(errorWords(error), 'error');
  let isWanted = false;
  let isDrawing = false;
  /** Draws the newest state; what comes meanwhile is drawn once. */
  const draw = async (): Promise<void> => {
    isWanted = true;
    if (isDrawing) return;
    isDrawing = true;
    try {
      while (isWanted) {
        isWanted = false;
        const { task, ageDays, dotsShown: dots } = exercise;
        const scene = { plan: page.document.get(), task, ageDays, window: windowOf(task) };
        await picture.draw(board.canvas, { ...scene, dots });
        board.pictured(dots.length);
        if (reference.hidden) continue;
        const even = await referenceDots(task, 1);
        const share = Math.ceil((even.length * dots.length) / Math.max(1, exercise.dots.length));
        await picture.draw(referencePicture, { ...scene, dots: even.slice(0, share) });
      }
    } catch (error) {
      failed(error);
    } finally {
      isDrawing = false;
    }
  };
  const replay = makeReplay(exercise);
  const tell = (): void => {
    about.textContent = exercise.task.about;
    count.textContent = say('{count, plural, one {# dot} other {# dots}}', {
      count: exercise.dots.length,
    });
    void draw();
  };
  let markedDots: unknown;
  const unfollow = exercise.follow(() => {
    if (markedDots !== exercise.dots.length) {
      marks.replaceChildren();
      board.ring([]);
    }
    tell();
  });
  const mark = (): void => {
    try {
      const list = makeMarkList(markPractice(exercise.task, exercise.dots), (one) =>
        board.ring(one?.places ?? []),
      );
      markedDots = exercise.dots.length;
      // For the record of practice; who has no storage loses nothing that was not kept before.
      void keepWork(exercise.record(today())).catch(failed);
      marks.replaceChildren(list);
      list.querySelector('h3')?.focus();
      reference.hidden = false;
      replay.element.hidden = false;
      void draw();
    } catch (error) {
      failed(error);
    }
  };
  const begin = (name: TaskName): void => {
    markedDots = undefined;
    reference.hidden = true;
    replay.element.hidden = true;
    exercise.begin(taskNamed(name));
  };

  const tick = el('span', { class: 'practice-tick', 'aria-hidden': 'true' });
  const closed = openDialog(
    say('Practice on a patch of skin'),
    () => [
      el(
        'div',
        { class: 'practice' },
        el('div', { class: 'practice-work' }, board.element),
        el(
          'div',
          { class: 'practice-side' },
          select(
            say('Exercise'),
            TASKS.map(({ name, title }) => [name, title] as const),
            exercise.task.name,
            begin,
          ),
          about,
          studentField(exercise),
          ...handControls(exercise),
          metronomeControl(metronome, tick),
          el(
            'div',
            { class: 'practice-ages', role: 'group', 'aria-label': say('Show the patch') },
            ...AGES.map(([label, days]) => {
              const button = el(
                'button',
                {
                  'aria-pressed': String(exercise.ageDays === days),
                  onClick: () => {
                    for (const one of button.parentElement!.children)
                      one.setAttribute('aria-pressed', String(one === button));
                    exercise.ageDays = days;
                    void draw();
                  },
                },
                label,
              );
              return button;
            }),
          ),
          count,
          el(
            'div',
            { class: 'practice-actions' },
            el('button', { class: 'primary', onClick: mark }, say('Mark it')),
            el('button', { onClick: () => exercise.undo() }, say('Take the last out')),
            el('button', { onClick: () => begin(exercise.task.name) }, say('Begin anew')),
          ),
          replay.element,
          reference,
          marks,
          el(
            'div',
            { class: 'practice-actions' },
            el('button', { onClick: () => void exportPractice(page, exercise) }, say('Export')),
            el('button', { onClick: () => importPractice(page, exercise) }, say('Import')),
          ),
          el(
            'p',
            { class: 'quiet' },
            say(
              'The skin is flat, of the open plan, and gives no feel: what a hand must do on a head is more than this.',
            ),
          ),
        ),
      ),
    ],
    'practice-window',
  );
  tell();
  await closed;
  unfollow();
  replay.stop();
  metronome.stop();
  picture.destroy();
}

function handControls(exercise: Exercise): HTMLElement[] {
  const words = el('p', { class: 'quiet' });
  const depth = el('input', {
    type: 'range',
    class: 'slider-input',
    id: freshId('practice'),
    min: '0.05',
    max: String(DEPTH_SCALE_MM),
    step: '0.05',
    value: String(exercise.hand.sliderMm),
  });
  const told = el('output', { for: depth.id, class: 'slider-value' });
  const show = (): void => {
    words.textContent = depthWayWords(exercise.hand.depthBy);
    told.textContent = `${exercise.hand.sliderMm.toFixed(2)} mm`;
    depth.setAttribute('aria-valuetext', told.textContent);
    paintFill(depth);
  };
  depth.addEventListener('input', () => {
    exercise.hand = { ...exercise.hand, sliderMm: depth.valueAsNumber };
    show();
  });
  const ways: Readonly<Record<DepthWay, string>> = {
    slider: 'A slider',
    hold: say('How long I hold'),
    pressure: "A pen's pressure",
  };
  const shakes: Readonly<Record<Tremor, string>> = {
    none: say('None'),
    usual: say('As the plan has it'),
    strong: say('Strong'),
  };
  const field = select(
    say('Depth by'),
    DEPTH_WAYS.map((way) => [way, ways[way]] as const),
    exercise.hand.depthBy,
    (depthBy) => {
      exercise.hand = { ...exercise.hand, depthBy };
      show();
    },
  );
  show();
  return [
    field,
    el(
      'div',
      { class: 'slider' },
      el('div', { class: 'slider-head' }, el('label', { for: depth.id }, say('Depth')), told),
      depth,
    ),
    words,
    select(
      say('Tremor'),
      (Object.keys(TREMORS) as Tremor[]).map((tremor) => [tremor, shakes[tremor]] as const),
      exercise.hand.tremor,
      (tremor) => {
        exercise.hand = { ...exercise.hand, tremor };
      },
    ),
  ];
}

function metronomeControl(metronome: Metronome, tick: HTMLElement): HTMLElement {
  const { dotsPerMinute } = DEFAULT_PLAN.technique;
  const button = el(
    'button',
    {
      'aria-pressed': 'false',
      onClick: () => {
        if (metronome.isOn) metronome.stop();
        else metronome.start(dotsPerMinute, () => tick.classList.toggle('on'));
        button.setAttribute('aria-pressed', String(metronome.isOn));
        if (!metronome.isOn) tick.classList.remove('on');
      },
    },
    `Metronome, ${dotsPerMinute} a minute`,
    tick,
  );
  return button;
}

function select<T extends string>(
  label: string,
  options: readonly (readonly [T, string])[],
  now: T,
  chosen: (value: T) => void,
): HTMLElement {
  const id = freshId('practice');
  const input = el(
    'select',
    { id },
    ...options.map(([value, words]) => el('option', { value, selected: value === now }, words)),
  );
  input.addEventListener('change', () => chosen(input.value as T));
  return el('div', { class: 'field-row' }, el('label', { for: id }, label), input);
}

/** Whose record the exercise goes into. */
function studentField(exercise: Exercise): HTMLElement {
  const id = freshId('practice');
  const input = el('input', { id, class: 'fault-field', maxlength: '80', autocomplete: 'name' });
  input.value = exercise.student;
  input.addEventListener('change', () => {
    exercise.student = input.value.trim();
  });
  return el('div', { class: 'field-row' }, el('label', { for: id }, say('Your name')), input);
}
