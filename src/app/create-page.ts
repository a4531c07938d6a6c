import { DotworkError } from '../base/errors.ts';
import { say } from '../base/language/say.ts';
import type { Lesson } from '../lesson/lesson-schema.ts';
import { createDocument } from '../plan/history.ts';
import { frontReachMm } from '../scalp/front-reach.ts';
import { isFirstVisit, makeFirstSteps } from './access/first-steps.ts';
import { tellPicture } from './access/picture-words.ts';
import { PlaceMarks } from './check/place-marks.ts';
import { openHelp } from './frame/help.ts';
import { makeLightStatus } from './frame/light-status.ts';
import { followLook } from './frame/look.ts';
import { makeLossNotice } from './frame/loss-notice.ts';
import { makeMissingPage } from './frame/missing.ts';
import { followMode } from './frame/mode.ts';
import { makePanel } from './frame/panel.ts';
import { listenForDrops, savePlan, tellRepairs } from './frame/plan-files.ts';
import { savePicture } from './frame/save-picture.ts';
import { makeSaveStatus } from './frame/save-status.ts';
import { shortcutTable } from './frame/shortcut-table.ts';
import { followTheme, storedTheme } from './frame/theme.ts';
import { makeTopBar } from './frame/top-bar.ts';
import {
  fitPicture,
  followSize,
  makeViewport,
  makeViewportArea,
  tellDrafts,
} from './frame/viewport.ts';
import { pageSolver } from './head/page-solver.ts';
import { openLanguages } from './language/language-dialog.ts';
import { SkinRefiner } from './light/skin-refiner.ts';
import { MapNumbers } from './maps/map-numbers.ts';
import { makeMapReader } from './maps/map-reader.ts';
import { Maps } from './maps/maps.ts';
import { makeOfflineStatus } from './offline/offline-status.ts';
import { makeBusy } from './parts/busy.ts';
import { el } from './parts/dom.ts';
import { listenForShortcuts } from './parts/shortcuts.ts';
import { errorWords, makeToasts } from './parts/toast.ts';
import { greyPress } from './photo/marks/grey-press.ts';
import { MaskBrush } from './photo/marks/mask-brush.ts';
import { makeMaskControls } from './photo/marks/mask-controls.ts';
import { makePhotoGuide } from './photo/marks/photo-guide.ts';
import { PointMarks } from './photo/marks/point-marks.ts';
import { makePhotoBack } from './photo/photo-back.ts';
import { makePhotoCard } from './photo/photo-card.ts';
import { PhotoDesk } from './photo/photo-desk.ts';
import { savePhoto } from './photo/photo-export.ts';
import { photoShortcuts } from './photo/photo-shortcuts.ts';
import { showable } from './scan/scan-heads.ts';
import { makeScanNotice } from './scan/scan-notice.ts';
import { Engine } from './state/engine.ts';
import { makeGrowth } from './state/growth.ts';
import type { Page } from './state/page.ts';
import { Reports } from './state/reports.ts';
import type { Start } from './state/start-plan.ts';
import { createUi, type Mode } from './state/ui-state.ts';
import { type FilmWish, type Going, makeFilm } from './take/make.ts';
import { openTake } from './take/take-dialog.ts';
import { ToolDesk } from './tools/tool-desk.ts';
import { followLesson } from './train/lessons/follow-lesson.ts';
import { LessonDesk } from './train/lessons/lesson-desk.ts';

/** Builds the page, starts the engine and ties the two together: the composition root. */
export function createPage(mode: Mode, start: Start, lesson?: Lesson) {
  const toasts = makeToasts();
  const ui = createUi(mode, storedTheme());
  const plan = createDocument(start.plan);

  const viewport = makeViewport();
  const live = el('div', { class: 'visually-hidden', role: 'status', 'aria-live': 'polite' });
  const busy = makeBusy();
  const loss = makeLossNotice(() => void engine.retry());
  const reports = new Reports(() => page);

  const light = makeLightStatus();
  const refiner = new SkinRefiner(light.show, () => {
    // The plan is the same; its skin's footprint is not.
    engine.show(plan.get());
    return engine.idle();
  });

  const engine: Engine = new Engine(viewport, plan.get(), refiner.bake, {
    showable: (wanted) => showable(wanted, () => busy.show('head')),
    standsIn: (standIn) => ui.setState({ standIn }),
    stage: busy.show,
    drawn: () => photos.drawn(),
    shown: () => {
      reports.renew();
      maps.renew();
      tools.refresh();
    },
    failed: (error) => {
      toasts.toast(
        say('{error} The picture shows the plan before that change.', {
          error: errorWords(error),
        }),
        'error',
      );
      // A drag that ended so may have put numbers off.
      reports.renew();
    },
    lost: (attempt) => loss.trying(attempt),
    seen: (view) => {
      view.isCovered = photos.isShown;
      followLook.apply(view, ui);
      fitPicture(page, viewport);
      tellDrafts(view, viewport);
      numbers.follow(view);
      busy.stepAside();
    },
    opened: ({ gpu }, again) => {
      if (gpu.adapter.smaller) toasts.toast(gpu.adapter.smaller);
      photos.drawn();
      tools.refresh();
      loss.done();
      refiner.follow(plan.get().skin);
      reports.renew();
      maps.renew();
      if (again)
        toasts.toast(
          say('The graphics device was lost and has been replaced. Plan and camera are as before.'),
        );
    },
    gaveUp: (error) => loss.gaveUp(error, page),
  });

  const maps = new Maps(
    ui,
    () => engine,
    (error) => toasts.toast(errorWords(error), 'error'),
  );

  const numbers = new MapNumbers(maps);
  viewport.append(numbers.element);

  const page: Page = {
    document: plan,
    engine,
    ui,
    toast: toasts.toast,
    addPhotos: (files) => void photos.add(files),
    openLesson: (one) => lessons.open(one),
    announce: (message) => {
      live.textContent = message;
    },
    onReport: reports.listen,
    edit: (label, recipe) => guarded(() => plan.edit(label, recipe)),
    replace: (label, next) => guarded(() => plan.replace(next(plan.get()), label)),
  };
  const guarded = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      if (!(error instanceof DotworkError)) throw error;
      toasts.toast(errorWords(error), 'error');
    }
  };

  const lessons = new LessonDesk(page);
  const photos = new PhotoDesk(page, () => tools.refresh());
  const points = new PointMarks(photos);
  const mask = new MaskBrush(photos);
  photos.stage.work = (at, event) => {
    const { work } = photos.album.get();
    if (photos.seeksGrey) return greyPress(photos);
    return work === 'dots' ? undefined : (work === 'mask' ? mask : points).press(at, event);
  };
  photos.stage.element.append(points.element);
  viewport.append(photos.stage.element);
  const seen = () => (photos.isShown ? photos.view : engine.rig?.view);
  const tools = new ToolDesk(page, viewport, seen);
  const marks = new PlaceMarks(seen);
  const growth = makeGrowth(ui, () =>
    engine.rig ? frontReachMm(engine.rig.simulator.scalp) : 300,
  );
  const shortcuts = [
    ...photoShortcuts(page, photos, points),
    ...shortcutTable(page, tools, growth, () => help()),
  ];
  const status = makeSaveStatus(page, start);
  const offline = makeOfflineStatus(page, status, toasts.element);
  const steps = makeFirstSteps();
  const isFirst = isFirstVisit(start, location.hash);
  const help = (): void =>
    openHelp(
      shortcuts,
      offline.words(),
      () => {
        ui.setState({ mode: 'consult' });
        steps.show();
      },
      () => openLanguages(page, status),
    );
  document.body.replaceChildren(
    makeTopBar(page, status, {
      help,
      picture: () =>
        void (photos.isShown ? savePhoto(page, photos, 'after') : savePicture(page, maps.shown)),
      take: () => void openTake(page),
    }),
    makeViewportArea(page, viewport, tools, growth.toggle, {
      back: makePhotoBack(photos),
      foot: el(
        'div',
        { class: 'foot-notices' },
        steps.element,
        makePhotoGuide(photos),
        makeMaskControls(photos, mask),
        makeScanNotice(page),
      ),
      notices: [
        makeMapReader(viewport, () => engine, maps),
        marks.element,
        busy.element,
        loss.element,
      ],
    }),
    makePanel(page, growth, maps, light.element, marks, lessons, () => makePhotoCard(page, photos)),
    toasts.element,
    live,
  );

  plan.subscribe((now) => {
    engine.show(now, plan.inGesture());
    refiner.follow(now.skin);
  });
  plan.onGestureEnd(() => engine.letGo());
  followTheme(ui, () => engine.view && followLook.apply(engine.view, ui));
  followLook.start(ui, () => engine.view);
  followMode(ui);
  followLesson(page, lessons);
  if (lesson) lessons.open(lesson, start.isAgain);
  followSize(page, viewport);
  listenForShortcuts(shortcuts, viewport);
  listenForDrops(page);

  if (start.changes.length > 0) tellRepairs(start.changes);

  const ready = engine.start().then(() => engine.idle());
  tellPicture(page, viewport);
  ready.then(
    () => {
      offline.begin();
      if (isFirst) steps.show();
    },
    () => undefined,
  );
  ready.catch((error: unknown) => {
    if (!(error instanceof DotworkError)) console.error(error);
    document.body.replaceChildren(
      makeMissingPage(error, () => savePlan(page)),
      toasts.element,
    );
  });
  return {
    document: plan,
    ui,
    toast: toasts.toast,
    refiner,
    scalp: pageSolver,
    /** Rejects where the page cannot start. */
    ready,
    /** Resolves when the newest plan is on screen, exactly. */
    async idle() {
      await engine.idle();
      await engine.view?.atRest();
      await photos.idle();
    },
    /** Whether every change is kept in this browser. */
    get saved() {
      return status.dataset.state === 'saved';
    },
    photos,
    /** The map on the head, once it is there. */
    get map() {
      return maps.shown;
    },
    get report() {
      return reports.last;
    },
    /** Grows with each report. */
    get reportCount() {
      return reports.count;
    },
    /** A film as one file, as the window makes it; for lengths and sizes that it does not offer. */
    film: (wish: FilmWish, going: Going) => makeFilm(page, wish, going),
    get simulator() {
      return engine.rig?.simulator;
    },
    get view() {
      return engine.view;
    },
  };
}
