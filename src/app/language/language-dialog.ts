import type { Language } from '../../base/language/languages.ts';
import { OFFERED } from '../../base/language/load-language.ts';
import { language, say } from '../../base/language/say.ts';
import { UNIT_SYSTEMS, type UnitSystem, unitSystem } from '../../base/language/units.ts';
import { whenKept } from '../keep/when-kept.ts';
import { openDialog } from '../parts/dialog.ts';
import { el, freshId } from '../parts/dom.ts';
import type { Page } from '../state/page.ts';
import { keepLanguage, keepUnits } from './language-choice.ts';

/**
 * Asks for language and units. Both are in everything that was drawn, so the page is loaded anew with
 * another one.
 *
 * @param saved - The element that says how the keeping of the plan stands.
 */
export function openLanguages(page: Page, saved: HTMLElement): void {
  const renew = (): void =>
    whenKept(
      page,
      saved,
      say('This plan could not be kept in the browser. Save it to a file first.'),
      () => location.reload(),
    );
  void openDialog(say('Language and units'), () => [
    OFFERED.length > 1
      ? el(
          'div',
          { class: 'language-list' },
          ...OFFERED.map((one) =>
            languageButton(one, () => {
              keepLanguage(one);
              renew();
            }),
          ),
        )
      : undefined,
    OFFERED.some(({ machineMade }) => machineMade)
      ? el(
          'p',
          { class: 'quiet' },
          say(
            'Languages marked * were translated by machine, and no speaker has read them yet. The English text is the one that was checked.',
          ),
        )
      : el(
          'p',
          { class: 'quiet' },
          say('Dotwork speaks English so far. Other languages are being prepared.'),
        ),
    unitChoice((units) => {
      keepUnits(units);
      renew();
    }),
    el(
      'p',
      { class: 'quiet' },
      say(
        'Depths, dots and needles are told in millimetres everywhere: needles are sold by them. Fields of the plan are filled in as they are labelled.',
      ),
    ),
  ]);
}

function languageButton(one: Language, choose: () => void): HTMLElement {
  return el(
    'button',
    {
      lang: one.code,
      dir: one.direction,
      'aria-pressed': String(one === language()),
      onClick: choose,
    },
    one.machineMade ? `${one.name} *` : one.name,
  );
}

function unitChoice(choose: (units: UnitSystem) => void): HTMLElement {
  const name = freshId('units');
  return el(
    'fieldset',
    { class: 'choice segments' },
    el('legend', {}, say('Lengths, areas, densities')),
    el(
      'div',
      { class: 'tiles' },
      ...UNIT_SYSTEMS.map((units) =>
        el(
          'label',
          { class: 'tile' },
          el('input', {
            type: 'radio',
            name,
            value: units,
            checked: units === unitSystem(),
            onChange: () => choose(units),
          }),
          units === 'metric' ? say('mm and cm²') : say('in and in²'),
        ),
      ),
    ),
  );
}
