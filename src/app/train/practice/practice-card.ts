import { say } from '../../../base/language/say.ts';
import { type TaskName, taskNamed } from '../../../practice/task.ts';
import { el } from '../../parts/dom.ts';
import type { Page } from '../../state/page.ts';
import { Exercise } from './practice-state.ts';
import { openPractice } from './practice-window.ts';

/** Leads to the patch of skin that students practise on. */
export function makePracticeCard(page: Page) {
  const exercise = new Exercise();
  /** Opens the patch, with an exercise of that name unless another is under way: its dots would be lost. */
  const open = (task?: TaskName): void => {
    if (task && exercise.task.name !== task) {
      const { title } = taskNamed(task);
      if (exercise.dots.length === 0) exercise.begin(taskNamed(task));
      else
        page.toast(
          say('“{open}” is still open. When done with it, choose “{title}”.', {
            open: say(exercise.task.title),
            title: say(title),
          }),
        );
    }
    void openPractice(page, exercise);
  };
  const element = el(
    'div',
    { class: 'card' },
    el('h2', {}, say('Practise')),
    el(
      'p',
      { class: 'quiet' },
      say(
        'Place dots yourself on a patch of skin of 30 by 30 mm, and be marked by the rules of this program.',
      ),
    ),
    el('button', { onClick: () => open() }, say('Practise on a patch')),
  );
  return { element, open };
}
