import { say } from '../../../base/language/say.ts';
import { el, freshId } from '../../parts/dom.ts';
import { paintFill } from '../../parts/slider.ts';
import type { Exercise } from './practice-state.ts';

/** A step of a replay takes so long, ms; an exercise is replayed in so many. */
const STEP_MS = 120;
const STEPS = 60;

/** Shows an exercise dot by dot, by a slider or by itself. */
export function makeReplay(exercise: Exercise): { element: HTMLElement; stop(): void } {
  const id = freshId('replay');
  const slider = el('input', {
    ...{ id, type: 'range', class: 'slider-input', min: '0', step: '1' },
  });
  const told = el('output', { for: id, class: 'slider-value' });
  const play = el(
    'button',
    { onClick: () => (timer === undefined ? start() : stop()) },
    say('Replay'),
  );
  let timer: ReturnType<typeof setInterval> | undefined;
  const show = (): void => {
    const all = exercise.dots.length;
    const shown = Math.min(all, exercise.shown);
    slider.max = String(all);
    slider.value = String(shown);
    if (all > 0) paintFill(slider);
    told.textContent = `${shown} of ${all} dots`;
  };
  const stop = (): void => {
    clearInterval(timer);
    timer = undefined;
    play.textContent = say('Replay');
  };
  const start = (): void => {
    const all = exercise.dots.length;
    exercise.shown = 0;
    play.textContent = say('Stop');
    timer = setInterval(() => {
      exercise.shown = Math.min(all, exercise.shown + Math.ceil(all / STEPS));
      if (exercise.shown >= all) stop();
      exercise.changed();
    }, STEP_MS);
  };
  slider.addEventListener('input', () => {
    stop();
    exercise.shown = slider.valueAsNumber;
    exercise.changed();
  });
  exercise.follow(show);
  show();
  const element = el(
    'div',
    { class: 'practice-replay', hidden: true },
    el('div', { class: 'slider-head' }, el('label', { for: id }, say('Step by step')), told),
    slider,
    play,
  );
  return { element, stop };
}
