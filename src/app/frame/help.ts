import { say } from '../../base/language/say.ts';
import { openDialog } from '../parts/dialog.ts';
import { el } from '../parts/dom.ts';
import { keyWords, type Shortcut } from '../parts/shortcuts.ts';

/**
 * Shows every shortcut and what hands can do with the picture.
 *
 * @param offline - Whether the page works without a network, in words.
 * @param firstSteps - Shows where things are, from the first step.
 * @param languages - Asks for language and units.
 */
export function openHelp(
  table: readonly Shortcut[],
  offline: string,
  firstSteps: () => void,
  languages: () => void,
): void {
  void openDialog(say('Keys and gestures'), (close) => [
    el(
      'button',
      {
        onClick: () => {
          close();
          firstSteps();
        },
      },
      say('Show the first steps'),
    ),
    el(
      'button',
      {
        onClick: () => {
          close();
          languages();
        },
      },
      say('Language and units'),
    ),
    el('h3', {}, say('Picture')),
    keyList([
      [[say('Drag'), say('one finger')], say('Turn the head')],
      [[say('Right drag'), say('two fingers')], say('Move')],
      [[say('Wheel'), say('pinch')], say('Zoom')],
      [[say('Tab to the picture, then arrow keys')], say('Turn by keyboard')],
    ]),
    el('h3', {}, say('Keys')),
    keyList(table.map(({ keys, what }) => [keys.map(keyWords), what])),
    el('p', { class: 'quiet' }, say('A plan or a scan can be dropped anywhere on the page.')),
    el('h3', {}, say('Without a network')),
    el('p', { class: 'quiet' }, offline),
    el(
      'p',
      { class: 'quiet' },
      say(
        'Nothing you open or make leaves this device: the page asks no other address for anything.',
      ),
      ' ',
      el('a', { href: './licences.txt', target: '_blank' }, say('Licences of what is inside')),
    ),
  ]);
}

function keyList(rows: readonly (readonly [keys: readonly string[], what: string])[]): HTMLElement {
  return el(
    'dl',
    { class: 'key-list' },
    ...rows.flatMap(([keys, what]) => [
      el(
        'dt',
        {},
        ...keys.flatMap((key, i) => [i > 0 ? ` ${say('or')} ` : '', el('kbd', {}, key)]),
      ),
      el('dd', {}, what),
    ]),
  );
}
