import { say } from '../../base/language/say.ts';
import { shortMm } from '../../base/quantity-words.ts';
import type { SimulationReport } from '../../engine/report/report.ts';
import { crispWords, DEPTH_BORDERS_MM, DEPTH_SCALE_MM } from '../../ink/depth-bands.ts';
import { BANDS_ASSUMED } from '../../words/depth-lesson.ts';
import {
  depthRows,
  depthSentence,
  headlineFigures,
  machineRows,
  pigmentRows,
  SESSION_HEADS,
  scalpRows,
  sessionCells,
  skinRows,
} from '../../words/report-words.ts';
import {
  needsRows,
  RANGES_ASSUMED,
  ZONE_HEADS,
  zoneCells,
  zoneSessionRows,
} from '../../words/work/needs-words.ts';
import { assumedMark } from '../parts/assumed.ts';
import { el } from '../parts/dom.ts';
import type { Page } from '../state/page.ts';
import { reportRow, rowList } from './row-list.ts';

/** The four figures everyone asks for. */
export function makeHeadline(page: Page): HTMLElement {
  return filledByReport(page, (report) => [headline(report)]);
}

/** Depth, sessions, pigment and the machine. */
export function makeNumbers(page: Page): HTMLElement {
  let details: HTMLDetailsElement | undefined;
  return filledByReport(page, (report) => {
    const open = details?.open ?? false;
    details = machine(report);
    details.open = open;
    return [
      depth(report),
      sessions(report),
      needs(report),
      ...zones(report),
      block(say('Scalp'), rowList(scalpRows(report))),
      skin(report),
      details,
    ];
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
    el('p', { class: 'quiet' }, say('Counting…')),
  );
  page.onReport((report) => {
    body.removeAttribute('aria-busy');
    body.replaceChildren(...content(report));
  });
  return body;
}

function headline(report: SimulationReport): HTMLElement {
  return el(
    'dl',
    { class: 'figures' },
    ...headlineFigures(report).map(({ name, value, unit, about }) =>
      el(
        'div',
        { class: 'figure', title: about },
        el('dt', {}, name),
        el('dd', {}, value, el('span', { class: 'unit' }, unit)),
      ),
    ),
  );
}

function depth(report: SimulationReport): HTMLElement {
  return block(
    say('Depth'),
    rowList(depthRows(report)),
    depthBar(report),
    el(
      'div',
      { class: 'slider-ends', 'aria-hidden': 'true' },
      el('span', {}, '0'),
      el('span', {}, shortMm(DEPTH_SCALE_MM / 2)),
      el('span', {}, shortMm(DEPTH_SCALE_MM)),
    ),
    el(
      'p',
      { class: 'quiet' },
      say('Green: {band}, inferred', { band: crispWords() }),
      assumedMark(say(BANDS_ASSUMED)),
    ),
    el(
      'p',
      { class: 'quiet' },
      say(
        'Deposit depth is where pigment ends; extension is how far the needle stands out. Schools call 0.3 to 2 mm right, often without saying which of the two they mean.',
      ),
    ),
  );
}

function depthBar(report: SimulationReport): HTMLElement {
  const { depthMm, extensionMm } = report;
  const { crispFrom, crispTo } = DEPTH_BORDERS_MM;
  const percent = (mm: number): string =>
    `${(100 * Math.min(mm, DEPTH_SCALE_MM)) / DEPTH_SCALE_MM}%`;
  const mark = (kind: string, fromMm: number, wideMm?: number, title?: string) =>
    el('span', {
      class: `depth-${kind}`,
      style: `left:${percent(fromMm)}${wideMm === undefined ? '' : `;width:${percent(wideMm)}`}`,
      title,
    });
  return el(
    'div',
    { class: 'depth-bar', role: 'img', 'aria-label': depthSentence(report) },
    mark('good', crispFrom, crispTo - crispFrom),
    mark('range', depthMm.p05, Math.max(0.01, depthMm.p95 - depthMm.p05)),
    mark('mean', depthMm.mean),
    mark('extension', extensionMm, undefined, say('Needle extension')),
  );
}

function sessions(report: SimulationReport): HTMLElement {
  return block(
    say('Sessions'),
    table(
      SESSION_HEADS.map((head) => say(head)),
      report.sessions.map((session) => ({
        cells: sessionCells(session),
        isToCome: session.session > report.sessionsDone,
      })),
    ),
  );
}

/** All of it is assumed for one reason: told once, a narrow panel has room for the figures. */
function needs(report: SimulationReport): HTMLElement {
  return block(
    say('What it takes'),
    rowList(needsRows(report).map(({ name, value }) => ({ name, value }))),
    el(
      'p',
      { class: 'quiet' },
      say('In brackets: where eight in ten lie'),
      ' ',
      assumedMark(say(RANGES_ASSUMED)),
    ),
  );
}

function zones(report: SimulationReport): HTMLElement[] {
  const bySession = zoneSessionRows(report);
  const lists = zoneCells(report).map(([name, ...cells], i) =>
    el(
      'div',
      { class: 'zone-needs' },
      el('h4', {}, name),
      rowList([
        ...cells
          .map((value, cell) => ({ name: say(ZONE_HEADS[cell + 1]!), value }))
          .filter(({ value }) => value !== ''),
        { name: say('Dots by session'), value: bySession[i]!.value },
      ]),
    ),
  );
  return lists.length === 0 ? [] : [block(say('By zone'), ...lists)];
}

function table(
  heads: readonly string[],
  rows: readonly { readonly cells: readonly string[]; readonly isToCome?: boolean }[],
): HTMLElement {
  return el(
    'table',
    {},
    el('thead', {}, el('tr', {}, ...heads.map((text) => el('th', { scope: 'col' }, text)))),
    el(
      'tbody',
      {},
      ...rows.map(({ cells: [first, ...cells], isToCome }) =>
        el(
          'tr',
          { class: isToCome ? 'to-come' : '' },
          el('th', { scope: 'row' }, first),
          ...cells.map((text) => el('td', {}, text)),
        ),
      ),
    ),
  );
}

function skin(report: SimulationReport): HTMLElement {
  const { cover, colour } = skinRows(report);
  const swatch = (rgb: readonly number[]) =>
    el('span', { class: 'colour', style: `background: rgb(${rgb.join(' ')})` });
  return block(
    say('Skin and pigment'),
    el(
      'dl',
      { class: 'rows' },
      ...reportRow(cover),
      ...reportRow(colour, swatch(report.colour.bareSrgb), swatch(report.colour.treatedSrgb)),
      ...pigmentRows(report).flatMap((one) => reportRow(one)),
    ),
  );
}

function machine(report: SimulationReport): HTMLDetailsElement {
  return el(
    'details',
    { class: 'machine' },
    el('summary', {}, say('Machine and timings')),
    rowList(machineRows(report)),
  );
}

function block(title: string, ...content: Node[]): HTMLElement {
  return el('section', { class: 'number-block' }, el('h3', {}, title), ...content);
}
