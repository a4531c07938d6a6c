import { numberWords } from '../../../base/language/formats.ts';
import { say } from '../../../base/language/say.ts';
import { withinSentence } from '../../../base/language/within-sentence.ts';
import { preset } from '../../../plan/presets.ts';
import type { Plan } from '../../../plan/schema.ts';
import { BANDS_ASSUMED } from '../../../words/depth-lesson.ts';
import { lookWords, placeWords, rungBand } from '../../../words/ladder.ts';
import { assumedMark } from '../../parts/assumed.ts';
import { el } from '../../parts/dom.ts';
import type { LadderDesk } from './ladder-desk.ts';
import { type LadderGrid, makeLadderGrid } from './ladder-grid.ts';

/** Ladders side by side, with the marked picture in words below. */
export interface LadderView {
  readonly element: HTMLElement;
  focus(): void;
  /** Stops following. */
  close(): void;
}

/** Shows the ladders of the desk as they are drawn. */
export function makeLadderView(desk: LadderDesk): LadderView {
  const own = makeSlot(say('Depth ladder of the plan'), desk);
  const beside = makeSlot(say('Depth ladder beside it'), desk);
  const words = el('div', { class: 'ladder-words', 'aria-live': 'polite' });
  const element = el(
    'div',
    { class: 'ladder' },
    el('div', { class: 'ladder-scroll' }, own.element, beside.element),
    words,
  );
  const stop = desk.listen(() => {
    const { place, exact, depthMm } = desk.marked;
    const slots = [own, beside];
    for (const [i, { element: figure, grid, title }] of slots.entries()) {
      const ladder = desk.ladders[i];
      figure.hidden = !ladder;
      if (!ladder) continue;
      title.textContent = inkWords(ladder.plan);
      grid.show(ladder);
      grid.mark(place, exact);
    }
    element.classList.toggle('has-two', desk.ladders.length > 1);
    const { name, why } = rungBand(place.depth);
    const nearest = exact
      ? `${placeWords(place)}.`
      : say('Nearest to the cut (planned {mm} mm): {place}.', {
          mm: numberWords(depthMm, 2),
          place: placeWords(place),
        });
    const looks = desk.ladders.map(({ plan, cells }) => {
      const cell = cells[place.age]![place.depth];
      return `${inkWords(plan)}: ${cell ? lookWords(cell) : say('being drawn')}.`;
    });
    const lines = [nearest, ...looks];
    const now = [...lines, name].join('\n');
    if (words.dataset.now === now) return;
    words.dataset.now = now;
    words.replaceChildren(
      ...lines.map((line, i) => el('p', {}, i === 0 ? el('strong', {}, line) : line)),
      el('p', { class: 'quiet' }, `${say(name)}. ${say(why)} `, assumedMark(say(BANDS_ASSUMED))),
    );
  });
  return { element, focus: () => own.grid.focus(), close: stop };
}

function makeSlot(
  label: string,
  desk: LadderDesk,
): { element: HTMLElement; grid: LadderGrid; title: HTMLElement } {
  const title = el('figcaption', {});
  const grid = makeLadderGrid(label, (place) => desk.choose(place));
  return { element: el('figure', { hidden: true }, title, grid.element), grid, title };
}

/** Skin and pigment of a plan, as a heading has room for. */
function inkWords({ skin, pigment, sessions }: Plan): string {
  const kind = sessions.at(-1)?.pigment ?? pigment.kind;
  return say('Skin {type}, {pigment}', {
    type: skin.type,
    pigment: withinSentence(say(preset('pigment', kind).title)),
  });
}
