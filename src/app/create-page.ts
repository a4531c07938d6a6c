import { DotworkError } from '../base/errors.ts';
import { type SimulationReport, simulationReport } from '../engine/report/report.ts';
import { createDocument } from '../plan/history.ts';
import { sceneWords } from '../plan/remarks/scene-words.ts';
import { makeDivider } from './frame/divider.ts';
import { openHelp } from './frame/help.ts';
import { makeLightStatus } from './frame/light-status.ts';
import { makeLimitsLine } from './frame/limits.ts';
import { followLook } from './frame/look.ts';
import { makeLossNotice } from './frame/loss-notice.ts';
import { makeMissingPage } from './frame/missing.ts';
import { makePanel } from './frame/panel.ts';
import { changeList, listenForDrops } from './frame/plan-files.ts';
import { savePicture } from './frame/save-picture.ts';
import { makeSaveStatus } from './frame/save-status.ts';
import { shortcutTable } from './frame/shortcut-table.ts';
import { makeStageTools } from './frame/stage-tools.ts';
import { followTheme, storedTheme } from './frame/theme.ts';
import { makeTopBar } from './frame/top-bar.ts';
import { makeViewBar } from './frame/view-bar.ts';
import { pageSolver } from './head/page-solver.ts';
import { SkinRefiner } from './light/skin-refiner.ts';
import { makeBusy } from './parts/busy.ts';
import { openDialog } from './parts/dialog.ts';
import { debounced, el } from './parts/dom.ts';
import { listenForShortcuts } from './parts/shortcuts.ts';
import { errorWords, makeToasts } from './parts/toast.ts';
import { type StandIn, showable } from './scan/scan-heads.ts';
import { makeScanNotice } from './scan/scan-notice.ts';
import { withMode } from './state/address.ts';
import { Engine } from './state/engine.ts';
import { makeGrowth } from './state/growth.ts';
import type { Page } from './state/page.ts';
import { frontReachMm } from './state/scalp-measures.ts';
import type { Start } from './state/start-plan.ts';
import { createUi, type Mode, watch } from './state/ui-state.ts';
import { SkinTools } from './tools/skin-tools.ts';
import { makeToolBar } from './tools/tool-bar.ts';

/** Numbers are read back this long after the last change, never while a slider moves. */
const REPORT_REST_MS = 300;

/** Builds the page, starts the engine and ties the two together: the composition root. */
export function createPage(mode: Mode, start: Start) {
  const toasts = makeToasts();
  const ui = createUi(mode, storedTheme());
  const plan = createDocument(start.plan);

  const stage = el('div', {
    class: 'stage',
    role: 'application',
    tabindex: '0',
    'aria-label': 'The head, with planned dots',
    'aria-describedby': 'stage-hint',
  });
  const live = el('div', { class: 'visually-hidden', role: 'status', 'aria-live': 'polite' });
  const busy = makeBusy();
  const loss = makeLossNotice(() => void engine.retry());
  const reports: ((report: SimulationReport) => void)[] = [];
  let lastReport: SimulationReport | undefined;
  let reportCount = 0;
  let standsIn: StandIn | undefined;

  const report = debounced(REPORT_REST_MS, async () => {
    const { rig } = engine;
    if (!rig) return;
    try {
      await engine.idle();
      // New numbers follow once the line is let go.
      if (rig.simulator.isPreview) return;
      lastReport = await simulationReport(rig.simulator);
      reportCount++;
      for (const listener of reports) listener(lastReport);
      page.announce(
        `${sceneWords(plan.get())}. ${lastReport.dots} dots, ink cover ${(100 * lastReport.inkCover).toFixed(1)} percent.`,
      );
    } catch (error) {
      // A device lost while reading is being replaced; new numbers follow then. The page may hear of
      // the broken-off reading before it hears of the loss.
      const brokenOff = error instanceof DOMException && error.name === 'AbortError';
      if (engine.rig === rig && !brokenOff && !rig.simulator.isPreview)
        toasts.toast(errorWords(error), 'error');
    }
  });

  const light = makeLightStatus();
  const refiner = new SkinRefiner(light.show, () => {
    // The plan is the same; its skin's kernel is not.
    engine.show(plan.get());
    return engine.idle();
  });

  const engine: Engine = new Engine(stage, plan.get(), refiner.bake, {
    showable: async (wanted) => {
      const { plan: shown, standIn } = await showable(wanted, () => busy.show('head'));
      standsIn = standIn;
      scanNotice.show(standIn);
      return shown;
    },
    stage: busy.show,
    shown: () => {
      report();
      tools.refresh();
    },
    failed: (error) => {
      toasts.toast(`${errorWords(error)} The picture shows the plan before that change.`, 'error');
      // A drag that ended so may have put numbers off.
      report();
    },
    lost: (attempt) => loss.trying(attempt),
    opened: (rig, again) => {
      followLook.apply(rig.view, ui);
      fitStage();
      tools.refresh();
      loss.done();
      refiner.follow(plan.get().skin);
      report();
      if (again)
        toasts.toast(
          'The graphics device was lost and has been replaced. Plan and camera are as before.',
        );
    },
    gaveUp: (error) => loss.gaveUp(error, page),
  });

  const page: Page = {
    document: plan,
    engine,
    ui,
    toast: toasts.toast,
    announce: (message) => {
      live.textContent = message;
    },
    onReport: (listener) => {
      reports.push(listener);
      if (lastReport) listener(lastReport);
    },
    edit: (label, recipe) => guarded(() => plan.edit(label, recipe)),
    replace: (label, next) => guarded(() => plan.replace(next(plan.get()), label)),
  };
  const scanNotice = makeScanNotice(page);
  const guarded = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      if (!(error instanceof DotworkError)) throw error;
      toasts.toast(error.message, 'error');
    }
  };

  const tools = new SkinTools(page, stage);
  const growth = makeGrowth(ui, () =>
    engine.rig ? frontReachMm(engine.rig.simulator.scalp) : 300,
  );
  const shortcuts = shortcutTable(page, tools, growth, () => openHelp(shortcuts));
  const status = makeSaveStatus(page, start);
  const caption = el('p', { class: 'scene-words' });
  const sayScene = (): void => {
    caption.textContent = sceneWords(plan.get());
  };

  const fitStage = (): void => {
    const { clientWidth, clientHeight } = stage;
    if (clientWidth > 0)
      engine.rig?.view.resize(clientWidth, clientHeight, Math.min(2, devicePixelRatio));
  };
  const stageArea = el(
    'main',
    { class: 'stage-area' },
    stage,
    tools.hairline.handles.element,
    tools.overlay.element,
    el(
      'p',
      { id: 'stage-hint', class: 'visually-hidden' },
      'Arrow keys turn the head, Shift with arrows moves it, Page Up and Page Down zoom, 1 to 8 choose a view.',
    ),
    makeDivider(ui),
    el('div', { class: 'stage-head' }, caption, makeStageTools(ui, growth.toggle)),
    ...makeToolBar(page, (tool) => tools.choose(tool)),
    el(
      'div',
      { class: 'stage-foot' },
      tools.notes.element,
      scanNotice.element,
      makeViewBar(page),
      makeLimitsLine(),
    ),
    busy.element,
    loss.element,
  );
  document.body.replaceChildren(
    makeTopBar(page, status, {
      help: () => openHelp(shortcuts),
      picture: () => void savePicture(page, standsIn),
    }),
    stageArea,
    makePanel(page, growth, light.element),
    toasts.element,
    live,
  );

  plan.subscribe((now) => {
    sayScene();
    engine.show(now, plan.inGesture());
    refiner.follow(now.skin);
  });
  plan.onGestureEnd(() => engine.letGo());
  sayScene();
  followTheme(ui, () => engine.rig && followLook.apply(engine.rig.view, ui));
  followLook.start(ui, () => engine.rig?.view);
  followMode(ui);
  new ResizeObserver(debounced(60, fitStage)).observe(stage);
  listenForShortcuts(shortcuts, stage);
  listenForDrops(page);

  if (start.changes.length > 0) tellRepairs(start.changes);

  const ready = engine.start().then(() => engine.idle());
  ready.catch((error: unknown) => {
    if (!(error instanceof DotworkError)) console.error(error);
    document.body.replaceChildren(makeMissingPage(error), toasts.element);
  });
  return {
    document: plan,
    ui,
    toast: toasts.toast,
    refiner,
    scalp: pageSolver,
    /** Rejects where the page cannot start. */
    ready,
    /** Resolves when the newest plan is on screen. */
    idle: () => engine.idle(),
    get report() {
      return lastReport;
    },
    /** Grows with each report. */
    get reportCount() {
      return reportCount;
    },
    get simulator() {
      return engine.rig?.simulator;
    },
    get view() {
      return engine.rig?.view;
    },
  };
}

function tellRepairs(changes: readonly string[]): void {
  void openDialog('Your last plan was repaired', (close) => [
    changeList('The plan kept in this browser was damaged or old. This was changed:', changes),
    el(
      'div',
      { class: 'dialog-actions' },
      el('button', { class: 'primary', onClick: close }, 'Go on'),
    ),
  ]);
}

/** The mode is in the address, so that a link or the back button leads to it. */
function followMode(ui: Page['ui']): void {
  const show = (): void => {
    document.body.dataset.mode = ui.getState().mode;
  };
  watch(
    ui,
    (state) => state.mode,
    (mode) => {
      history.replaceState(null, '', withMode(location.hash, mode));
      show();
    },
  );
  addEventListener('hashchange', () => {
    const mode = new URLSearchParams(location.hash.slice(1)).get('mode');
    if (mode === 'consult' || mode === 'plan' || mode === 'train') ui.setState({ mode });
  });
  show();
}
