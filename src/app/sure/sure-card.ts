import { say } from '../../base/language/say.ts';
import { withinSentence } from '../../base/language/within-sentence.ts';
import { agedBands, touchUpBand } from '../../engine/ensemble/bands.ts';
import type { AgedQuantity, Ensemble } from '../../engine/ensemble/ensemble.ts';
import { tornadoOf } from '../../words/uncertainty/report.ts';
import { dueWords } from '../../words/uncertainty/time-words.ts';
import { assumedMark } from '../parts/assumed.ts';
import { el, freshId } from '../parts/dom.ts';
import type { Page } from '../state/page.ts';
import { BandChart, type BandSeries, valueWords } from './band-chart.ts';
import { EnsembleRunner } from './ensemble-runner.ts';

/** What a client may ask about, and how it is put to one. */
const ASKED = [
  {
    value: 'contrastDot',
    label: say('Each dot'),
    about: say('How much darker a dot is than the skin around it: 0 not at all, 1 black.'),
    digits: 2,
  },
  {
    value: 'deltaE2000',
    label: say('The whole'),
    about: say('How far the shaded scalp is from bare skin (ΔE₀₀): 1 is just seen, 5 is plain.'),
    digits: 1,
  },
] as const satisfies readonly { value: AgedQuantity; [word: string]: unknown }[];

const RANGES_ASSUMED = say(
  'the ranges behind the band are judgements; nobody measured them on scalps',
);

/** "How sure is this?": the band over twenty years, worked out once somebody opens it. */
export function makeSureCard(page: Page): HTMLElement {
  let asked: (typeof ASKED)[number] = ASKED[0];
  let ensemble: Ensemble | undefined;
  let series: BandSeries | undefined;
  let pointed: number | undefined;
  const about = el('p', { class: 'quiet' });
  const value = el('output', { class: 'band-value' });
  const due = el('p', {});
  const hangsOn = el('p', { class: 'quiet' });
  const status = el('p', { class: 'quiet', role: 'status' });
  const chart = new BandChart((ageDays) => {
    pointed = ageDays;
    read();
  });
  const body = el('div', { hidden: true }, about, chart.element, value, due, hangsOn);

  const read = (): void => {
    const { ageDays } = page.document.get().healing;
    chart.mark(ageDays);
    if (series) value.textContent = valueWords(series, pointed ?? ageDays);
  };
  const draw = (): void => {
    about.textContent = asked.about;
    if (!ensemble) return;
    const bands = agedBands(ensemble)[asked.value];
    series = { agesDays: ensemble.agesDays, bands, digits: asked.digits };
    chart.show(series, `${asked.about} ${valueWords(series, 30)}. ${valueWords(series, 1826)}.`);
    const { unknowns } = tornadoOf(ensemble, asked.value, 1461);
    const names = unknowns.slice(0, 3).map(({ what }) => withinSentence(say(what)));
    due.textContent = dueWords(touchUpBand(ensemble));
    hangsOn.replaceChildren(
      say('After four years most hangs on what nobody measured: {names}.', {
        names: names.join('; '),
      }),
      ' ',
      assumedMark(say(RANGES_ASSUMED)),
    );
    read();
  };
  const runner = new EnsembleRunner(page, (state) => {
    if (state.kind === 'there') {
      ensemble = state.ensemble;
      status.textContent = '';
      body.hidden = false;
      body.classList.remove('is-old');
      draw();
      return;
    }
    if (state.kind === 'running')
      status.textContent = say('Drawing what nobody measured: {percent} %', {
        percent: Math.round(100 * state.share),
      });
    else if (state.kind === 'failed') status.textContent = state.words;
    body.classList.toggle('is-old', state.kind === 'running');
  });
  page.document.subscribe(read);
  const fold = el(
    'details',
    { class: 'sure-card' },
    el('summary', {}, say('How sure is this?')),
    choice((value) => {
      asked = ASKED.find((one) => one.value === value)!;
      draw();
    }),
    status,
    body,
  );
  fold.addEventListener('toggle', () => runner.look(fold.open));
  return fold;
}

function choice(choose: (value: AgedQuantity) => void): HTMLElement {
  const name = freshId('sure-of');
  const tiles = ASKED.map(({ value, label }, i) => {
    const input = el('input', { type: 'radio', name, value, checked: i === 0 });
    input.addEventListener('change', () => choose(value));
    return el('label', { class: 'tile' }, input, label);
  });
  return el(
    'fieldset',
    { class: 'choice segments' },
    el('legend', { class: 'visually-hidden' }, say('Sure of what')),
    el('div', { class: 'tiles' }, ...tiles),
  );
}
