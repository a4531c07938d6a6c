import { say } from '../../base/language/say.ts';
import { MAP_NAMES, type MapName } from '../../engine/maps/map-names.ts';
import type { ShownMap } from '../../words/maps/map-legend.ts';
import { AREA_UNITS, type AreaUnit, MAP_WORDS } from '../../words/maps/map-words.ts';
import { assumedMark } from '../parts/assumed.ts';
import { el, freshId } from '../parts/dom.ts';
import type { UiStore } from '../state/ui-state.ts';
import { drawHistogram, histogramSvg, markValue } from './histogram.ts';
import type { Maps } from './maps.ts';

const UNIT_WORDS: Readonly<Record<AreaUnit, string>> = { cm2: 'cm²', in2: 'in²' };

/** Chooses the map on the head; beside it its colours in units, and how much skin has which value. */
export function makeMapCard(ui: UiStore, maps: Maps): HTMLElement {
  const svg = histogramSvg();
  const key = el('dl', { class: 'map-kinds' });
  const words = el('div', { class: 'map-words', role: 'status' });
  const about = el('p', { class: 'quiet' });
  const body = el('div', { class: 'map-body', hidden: true }, svg, key, words, about);
  const card = el(
    'div',
    { class: 'card map-card' },
    el('h2', {}, say('Map on the head')),
    el('div', { class: 'map-row' }, chooser(ui), units(ui)),
    body,
  );
  const show = (shown: ShownMap | undefined): void => {
    body.hidden = !shown;
    if (!shown) return;
    const { legend, map } = shown;
    svg.toggleAttribute('hidden', legend.bars.length === 0);
    drawHistogram(svg, legend);
    key.replaceChildren(
      ...legend.kinds.flatMap(({ name, colour, area }) => [
        el('dt', {}, el('span', { class: 'colour', style: `background: ${colour}` }), name),
        el('dd', {}, area),
      ]),
    );
    words.replaceChildren(...legend.sentences.map((text) => el('p', {}, text)));
    about.replaceChildren(say(MAP_WORDS[map.name].about));
    if (legend.assumed !== undefined) about.append(' ', assumedMark(legend.assumed));
  };
  maps.listen(({ shown, isBusy }) => {
    show(shown);
    card.setAttribute('aria-busy', String(isBusy));
  });
  maps.onPointed((value) => markValue(svg, maps.shown, value));
  return card;
}

function chooser(ui: UiStore): HTMLElement {
  const select = el(
    'select',
    { 'aria-label': say('Map on the head'), class: 'map-chooser' },
    el('option', { value: '' }, say('None: skin and dots')),
    ...MAP_NAMES.map((name) => el('option', { value: name }, say(MAP_WORDS[name].title))),
  );
  select.addEventListener('change', () => {
    // The split and the map would each hide half of the other.
    ui.setState({ map: (select.value || undefined) as MapName | undefined, compare: false });
  });
  const show = (): void => {
    select.value = ui.getState().map ?? '';
  };
  ui.subscribe(show);
  show();
  return select;
}

function units(ui: UiStore): HTMLElement {
  const name = freshId('area-unit');
  const inputs = AREA_UNITS.map((unit) => {
    const input = el('input', { type: 'radio', name, value: unit });
    input.addEventListener('change', () => ui.setState({ areaUnit: unit }));
    return { unit, input, tile: el('label', { class: 'tile' }, input, UNIT_WORDS[unit]) };
  });
  const show = (): void => {
    for (const { unit, input } of inputs) input.checked = ui.getState().areaUnit === unit;
  };
  ui.subscribe(show);
  show();
  return el(
    'fieldset',
    { class: 'choice segments map-units' },
    el('legend', { class: 'visually-hidden' }, say('Unit of area')),
    el('div', { class: 'tiles' }, ...inputs.map(({ tile }) => tile)),
  );
}
