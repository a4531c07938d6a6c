import type { SimulationReport } from '../../engine/report/report.ts';
import type { Remark } from '../../plan/remarks/remark.ts';
import { assumedMark } from '../parts/assumed.ts';
import { el } from '../parts/dom.ts';
import { icon } from '../parts/icons.ts';
import type { Page } from '../state/page.ts';
import { hoursWords } from '../state/plan-words.ts';
import { BANDS_ASSUMED, SCALE_MM } from '../train/depth-scale.ts';
import { scalpBlock } from './scalp-block.ts';

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const one = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const two = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** The four figures everyone asks for, with remarks. */
export function makeHeadline(page: Page): HTMLElement {
  return filledByReport(page, (report) => [
    headline(report),
    ...(report.remarks.length > 0 ? [makeRemarks(report.remarks)] : []),
  ]);
}

/** Depth, sessions, pigment and the machine. */
export function makeNumbers(page: Page): HTMLElement {
  let details: HTMLDetailsElement | undefined;
  return filledByReport(page, (report) => {
    const open = details?.open ?? false;
    details = machine(report);
    details.open = open;
    return [depth(report), sessions(report), scalpBlock(report), more(report), details];
  });
}

/** A box that is filled after each settled change. */
function filledByReport(
  page: Page,
  content: (report: SimulationReport) => readonly Node[],
): HTMLElement {
  const body = el(
    'div',
    { class: 'numbers', 'aria-busy': 'true' },
    el('p', { class: 'quiet' }, 'Counting…'),
  );
  page.onReport((report) => {
    body.removeAttribute('aria-busy');
    body.replaceChildren(...content(report));
  });
  return body;
}

function headline(report: SimulationReport): HTMLElement {
  const figure = (name: string, value: string, unit: string, title: string) =>
    el(
      'div',
      { class: 'figure', title },
      el('dt', {}, name),
      el('dd', {}, value, el('span', { class: 'unit' }, unit)),
    );
  return el(
    'dl',
    { class: 'figures' },
    figure('Dots', whole.format(report.dots), 'in all', 'SMP dots of all planned sessions'),
    figure(
      'Treated skin',
      whole.format(report.treatedAreaCm2),
      'cm²',
      `Of ${whole.format(report.areaCm2)} cm² inside the hairline; the rest has hair enough`,
    ),
    figure(
      'Mean density',
      whole.format(report.dotsPerCm2),
      'per cm²',
      'SMP dots over treated skin; hair and the soft front share it',
    ),
    figure(
      'Needle time',
      hoursWords(report.needleMinutes).replace(' h', ''),
      'h:min',
      'At the plan’s dots per minute, without breaks',
    ),
  );
}

function depth({ depthMm, extensionMm }: SimulationReport): HTMLElement {
  const percent = (mm: number): string => `${(100 * Math.min(mm, SCALE_MM)) / SCALE_MM}%`;
  const bar = el(
    'div',
    {
      class: 'depth-bar',
      role: 'img',
      'aria-label': `Deposit depth: mean ${two.format(depthMm.mean)} mm, from ${two.format(depthMm.p05)} to ${two.format(depthMm.p95)} mm`,
    },
    el('span', { class: 'depth-good', style: `left:${percent(0.25)};width:${percent(0.35)}` }),
    el('span', {
      class: 'depth-range',
      style: `left:${percent(depthMm.p05)};width:${percent(Math.max(0.01, depthMm.p95 - depthMm.p05))}`,
    }),
    el('span', { class: 'depth-mean', style: `left:${percent(depthMm.mean)}` }),
    el('span', {
      class: 'depth-extension',
      style: `left:${percent(extensionMm)}`,
      title: 'Needle extension',
    }),
  );
  return el(
    'section',
    { class: 'number-block' },
    el('h3', {}, 'Depth'),
    el(
      'dl',
      { class: 'rows' },
      ...row('Deposit, mean', `${two.format(depthMm.mean)} mm`),
      ...row(
        'Deposit, 5 to 95 % of dots',
        `${two.format(depthMm.p05)} – ${two.format(depthMm.p95)} mm`,
      ),
      ...row('Deeper than 1.2 mm', `${two.format(100 * depthMm.deeperThan1p2Share)} %`),
      ...row(
        'Needle extension',
        `${two.format(extensionMm)} mm`,
        assumedMark('skin tents under the needle; how much was never measured for SMP'),
      ),
    ),
    bar,
    el(
      'div',
      { class: 'slider-ends', 'aria-hidden': 'true' },
      el('span', {}, '0'),
      el('span', {}, '1 mm'),
      el('span', {}, '2 mm'),
    ),
    el('p', { class: 'quiet' }, 'Green: 0.25 to 0.60 mm, inferred', assumedMark(BANDS_ASSUMED)),
    el(
      'p',
      { class: 'quiet' },
      'Deposit depth is where pigment ends; extension is how far the needle stands out. Schools call 0.3 to 2 mm right, often without saying which of the two they mean.',
    ),
  );
}

function sessions(report: SimulationReport): HTMLElement {
  const head = ['', 'Day', 'Dots', 'Water : ink', 'Needle'];
  return el(
    'section',
    { class: 'number-block' },
    el('h3', {}, 'Sessions'),
    el(
      'table',
      {},
      el('thead', {}, el('tr', {}, ...head.map((text) => el('th', { scope: 'col' }, text)))),
      el(
        'tbody',
        {},
        ...report.sessions.map((session) =>
          el(
            'tr',
            { class: session.session > report.sessionsDone ? 'to-come' : '' },
            el('th', { scope: 'row' }, String(session.session)),
            el('td', {}, whole.format(session.day)),
            el('td', {}, whole.format(session.dots)),
            el('td', {}, `${session.dilution} : 1`),
            el('td', {}, hoursWords(session.needleMinutes)),
          ),
        ),
      ),
    ),
  );
}

function more(report: SimulationReport): HTMLElement {
  const { bareSrgb, treatedSrgb, deltaE2000 } = report.colour;
  const swatch = (rgb: readonly number[]) =>
    el('span', { class: 'colour', style: `background: rgb(${rgb.join(' ')})` });
  return el(
    'section',
    { class: 'number-block' },
    el('h3', {}, 'Skin and pigment'),
    el(
      'dl',
      { class: 'rows' },
      ...row('Ink cover', `${two.format(100 * report.inkCover)} %`),
      ...row(
        'Mean colour, bare to treated',
        `ΔE₀₀ ${one.format(deltaE2000)}`,
        swatch(bareSrgb),
        swatch(treatedSrgb),
      ),
      ...row('Pigment placed', `${one.format(report.pigmentUg.placed)} µg`),
      ...row(
        'Left at this age',
        `${whole.format(100 * report.pigmentUg.leftShare)} %`,
        assumedMark('retention on scalps is known in direction, not in amount'),
      ),
      ...row('Follicles left', whole.format(report.hairUnits)),
      ...(report.dotsLeftOut > 0
        ? row('Dots left out beside them', whole.format(report.dotsLeftOut))
        : []),
    ),
  );
}

/** What a teacher would say, worst first. */
export function makeRemarks(remarks: readonly Remark[]): HTMLElement {
  return el(
    'ul',
    { class: 'remarks', 'aria-label': 'Remarks' },
    ...remarks.map(({ severity, text, field }) =>
      el(
        'li',
        { class: severity, title: field },
        icon(severity === 'note' ? 'info' : 'warn'),
        el('span', {}, text),
      ),
    ),
  );
}

function machine(report: SimulationReport): HTMLDetailsElement {
  const { adapter, memoryBytes, timingsMs, seed } = report;
  const name = [adapter.vendor, adapter.architecture, adapter.name]
    .filter((part, i, all) => part && all.indexOf(part) === i)
    .join(' · ');
  const times = Object.entries(timingsMs).map(([stage, { gpu, wall }]) =>
    row(
      `Stage ${stage}`,
      gpu === null ? `${one.format(wall)} ms (CPU side)` : `${two.format(gpu)} ms GPU`,
    ),
  );
  return el(
    'details',
    { class: 'machine' },
    el('summary', {}, 'Machine and timings'),
    el(
      'dl',
      { class: 'rows' },
      ...row('Graphics', adapter.software ? `${name} (software)` : name),
      ...row('GPU memory', `${one.format(memoryBytes / 2 ** 20)} MiB`),
      ...row('Seed', String(seed)),
      ...times.flat(),
    ),
  );
}

function row(name: string, value: string, ...marks: Node[]): Node[] {
  return [el('dt', {}, name), el('dd', {}, ...marks, value)];
}
