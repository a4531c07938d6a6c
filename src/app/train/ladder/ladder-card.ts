import { say } from '../../../base/language/say.ts';
import { SKIN_TYPES } from '../../../light/skin-types.ts';
import { presets } from '../../../plan/presets.ts';
import { openDialog } from '../../parts/dialog.ts';
import { el, freshId } from '../../parts/dom.ts';
import type { Page } from '../../state/page.ts';
import type { CutDesk } from '../cut/cut-desk.ts';
import { type Beside, LadderDesk } from './ladder-desk.ts';
import { makeLadderView } from './ladder-view.ts';

/** Ten depths at five ages, for the plan and for another skin or pigment beside it. */
export function makeLadderCard(page: Page, cut: CutDesk) {
  const desk = new LadderDesk(page, cut);
  const view = makeLadderView(desk);
  const take = el(
    'button',
    {
      type: 'button',
      title: say('Skin and pigment of the second ladder become those of the plan'),
      onClick: () => {
        desk.takeBeside();
        for (const one of [skin, pigment]) one.input.value = '';
        take.hidden = true;
      },
    },
    say('Put these into the plan'),
  );
  take.hidden = true;
  const chosen = (): void => {
    const beside = { skin: skin.input.value, pigment: pigment.input.value };
    take.hidden = !beside.skin && !beside.pigment;
    desk.putBeside(beside);
  };
  const skin = select(
    say('Beside it: skin'),
    SKIN_TYPES.map((type) => [type, `Skin ${type}`]),
    chosen,
  );
  const pigment = select(
    say('Beside it: pigment'),
    presets('pigment').map(({ name, title }) => [name, title]),
    chosen,
  );
  const fold = el(
    'details',
    { class: 'card fold-card ladder-card' },
    el('summary', {}, el('h2', {}, say('Ten depths, five ages'))),
    el(
      'p',
      { class: 'quiet' },
      say(
        'The same dots put in deeper from row to row, on flat skin by a hand that never strays, each 4 mm wide. Choose a picture: the cut goes to its depth and age.',
      ),
    ),
    view.element,
    el('div', { class: 'ladder-wish' }, skin.element, pigment.element, take),
    el(
      'div',
      { class: 'cut-buttons' },
      el(
        'button',
        {
          type: 'button',
          title: say('As large as the window, for a projector'),
          onClick: () => void openLarge(desk),
        },
        say('Large'),
      ),
    ),
  );
  fold.addEventListener('toggle', () => desk.look(fold, fold.open));
  /** Unfolds it with something beside the plan's ladder, and leads the keyboard to the marked picture. */
  const open = (beside: Beside): void => {
    fold.open = true;
    // Its own event comes too late for the keyboard.
    desk.look(fold, true);
    skin.input.value = beside.skin ?? '';
    pigment.input.value = beside.pigment ?? '';
    chosen();
    fold.scrollIntoView({ block: 'start' });
    view.focus();
  };
  return { element: fold, open };
}

function openLarge(desk: LadderDesk): Promise<void> {
  const view = makeLadderView(desk);
  return openDialog(say('Ten depths, five ages'), () => [view.element], 'ladder-large').finally(
    view.close,
  );
}

function select(
  label: string,
  options: readonly (readonly [value: string, words: string])[],
  changed: () => void,
) {
  const id = freshId('ladder');
  const input = el(
    'select',
    { id },
    el('option', { value: '' }, say('As the plan')),
    ...options.map(([value, words]) => el('option', { value }, words)),
  );
  input.addEventListener('change', changed);
  const element = el('div', { class: 'field-row' }, el('label', { for: id }, label), input);
  return { element, input };
}
