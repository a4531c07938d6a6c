import { say } from '../../base/language/say.ts';
import { makeFindingList } from '../check/finding-list.ts';
import { Findings } from '../check/findings.ts';
import type { PlaceMarks } from '../check/place-marks.ts';
import { makeConsultPanel } from '../consult/consult.ts';
import { makeMapCard } from '../maps/map-card.ts';
import type { Maps } from '../maps/maps.ts';
import { el } from '../parts/dom.ts';
import { MODE_WORDS } from '../parts/texts.ts';
import { makePlanPanel } from '../plan/plan.ts';
import type { Page } from '../state/page.ts';
import type { Mode, UiStore } from '../state/ui-state.ts';
import { watch } from '../state/ui-state.ts';
import type { LessonDesk } from '../train/lessons/lesson-desk.ts';
import { makeTrainPanel } from '../train/train.ts';
import { makeModeLimits } from './limits.ts';

/** Heights of the sheet on a phone, lowest first. */
const HEIGHTS = ['low', 'half', 'full'] as const;

/** The side panel, on a phone a sheet from below: one content for each mode. */
export function makePanel(
  page: Page,
  growth: { toggle(): void; stop(): void },
  maps: Maps,
  light: HTMLElement,
  marks: PlaceMarks,
  lessons: LessonDesk,
  photoCard: () => HTMLElement,
): HTMLElement {
  const findings = new Findings(page);
  const list = (whenNone?: string) => makeFindingList(page, findings, marks, whenNone);
  const modes: Record<Mode, HTMLElement> = {
    consult: makeConsultPanel(page, growth, photoCard()),
    plan: makePlanPanel(page, makeMapCard(page.ui, maps), light, list(), photoCard()),
    train: makeTrainPanel(
      page,
      lessons,
      makeMapCard(page.ui, maps),
      list(say('Nothing to remark on this plan.')),
    ),
  };
  const title = el('span', {});
  const grip = el(
    'button',
    { class: 'sheet-grip', 'aria-controls': 'panel-body' },
    el('span', { class: 'grip-mark' }),
    title,
  );
  const body = el(
    'div',
    { class: 'panel-body', id: 'panel-body' },
    ...Object.values(modes),
    makeModeLimits(page.ui),
  );
  const panel = el('aside', { class: 'panel', 'aria-label': say('Controls') }, grip, body);

  const show = (mode: Mode): void => {
    for (const [name, element] of Object.entries(modes)) element.hidden = name !== mode;
    title.textContent = MODE_WORDS[mode].about;
    body.scrollTop = 0;
  };
  watch(page.ui, (state) => state.mode, show);
  show(page.ui.getState().mode);
  makeSheet(panel, grip, page.ui);
  return panel;
}

/** A tool in hand needs the picture: the sheet goes down for it and comes back after. */
function makeSheet(panel: HTMLElement, grip: HTMLElement, ui: UiStore): void {
  let at = 1;
  let beforeTool = at;
  // What is written on it comes first, so that it is found by what is read.
  const nameGrip = (): void => {
    const does = at > 0 ? say('Lower the controls') : say('Raise the controls');
    const { about } = MODE_WORDS[ui.getState().mode];
    grip.setAttribute('aria-label', say('{about}. {does}', { about, does }));
  };
  watch(ui, ({ mode }) => mode, nameGrip);
  const set = (next: number): void => {
    at = Math.min(HEIGHTS.length - 1, Math.max(0, next));
    document.documentElement.dataset.sheet = HEIGHTS[at];
    grip.setAttribute('aria-expanded', String(at > 0));
    nameGrip();
  };
  let startY: number | undefined;
  let moved = false;
  grip.addEventListener('pointerdown', (event) => {
    startY = event.clientY;
    moved = false;
    grip.setPointerCapture(event.pointerId);
  });
  grip.addEventListener('pointermove', (event) => {
    if (startY === undefined) return;
    const drag = event.clientY - startY;
    if (Math.abs(drag) > 6) moved = true;
    panel.style.translate = `0 ${Math.max(-40, drag)}px`;
  });
  const end = (event: PointerEvent): void => {
    if (startY === undefined) return;
    const drag = event.clientY - startY;
    startY = undefined;
    panel.style.translate = '';
    if (drag < -40) set(at + 1);
    if (drag > 40) set(at - 1);
  };
  grip.addEventListener('pointerup', end);
  grip.addEventListener('pointercancel', end);
  grip.addEventListener('click', () => {
    if (!moved) set(at > 0 ? 0 : 1);
    moved = false;
  });
  watch(
    ui,
    ({ tool }) => tool !== undefined,
    (inHand) => {
      if (inHand) beforeTool = at;
      set(inHand ? 0 : Math.max(at, beforeTool));
    },
  );
  set(1);
}
