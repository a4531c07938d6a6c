import { intoCamera } from '../../photo/camera.ts';
import type { Pixel } from '../../photo/question.ts';
import { errorWords } from '../parts/toast.ts';
import type { Page } from '../state/page.ts';
import { watch } from '../state/ui-state.ts';
import type { HeadView } from '../tools/head-view.ts';
import { createAlbum } from './album.ts';
import type { FoundHead, Study } from './find/fit-skills.ts';
import { HeadFinder } from './find/head-finder.ts';
import { Studies } from './find/studies.ts';
import { takeHead } from './find/take-head.ts';
import { AlbumKeeper } from './keep/album-keeper.ts';
import type { OpenedPhoto } from './keep/open-photo.ts';
import { LivePhoto, type PhotoScene } from './live-photo.ts';
import type { MarkId } from './marks/mark-words.ts';
import { askedNext, marksOf } from './marks/marking.ts';
import { behind, isEnough, questionOf } from './marks/photo-question.ts';
import type { Asked } from './marks/point-order.ts';
import { PhotoStage } from './stage/photo-stage.ts';
import { PhotoView } from './stage/photo-view.ts';
import { seenHairline } from './stage/seen-hairline.ts';

/** Of what head a finding is: the plan's own as it is drawn, or one that the marks alone tell. */
interface Finding extends FoundHead {
  readonly of: unknown;
  readonly sha256: string;
}

/** The client's photographs on the page: which is shown, where the head in it is, and its dots. */
export class PhotoDesk {
  readonly album = createAlbum();
  readonly stage = new PhotoStage();
  readonly #page: Page;
  readonly #finder = new HeadFinder();
  readonly #studies = new Studies(this.#finder);
  readonly #live: LivePhoto;
  readonly #keeper: AlbumKeeper;
  readonly #listeners = new Set<() => void>();
  readonly #changed: () => void;
  #opened: OpenedPhoto | undefined;
  #finding: Finding | undefined;
  #seeking: Promise<void> | undefined;
  #taking: Promise<void> | undefined;
  #view: { readonly of: Finding; readonly view: PhotoView } | undefined;
  #chosen: MarkId | undefined;
  #seeksGrey = false;
  /** Why no head is found; undefined where one is, or too little is marked. */
  problem: string | undefined;

  /** @param changed - Tools work on another picture now. */
  constructor(page: Page, changed: () => void) {
    this.#page = page;
    this.#changed = changed;
    this.#keeper = new AlbumKeeper(this.album, page);
    this.#live = new LivePhoto(
      page.engine,
      () => this.scene(),
      (shown) => this.stage.showAfter(shown),
      (error) => page.toast(errorWords(error), 'error'),
    );
    this.album.subscribe((now, before) => {
      if (now.shown !== before.shown) void this.#open();
      else if (now.shown !== undefined) this.#follow(now !== before);
      if (now.work !== before.work) {
        this.#chosen = undefined;
        this.#changed();
      }
      this.#tell();
    });
    watch(
      page.ui,
      ({ revealMm }) => revealMm,
      () => this.isShown && this.#live.ask(),
    );
    page.ui.subscribe(({ tool }, before) => {
      if (tool !== before.tool) this.seekGrey(false);
      this.#split();
    });
  }

  /** Calls back whenever what is known of the photographs changes. */
  listen(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** Whether a photograph is in the place of the 3D head. */
  get isShown(): boolean {
    return this.album.get().shown !== undefined;
  }

  /** The photograph shown, with its pixels. */
  get opened(): OpenedPhoto | undefined {
    return this.#opened;
  }

  /** The head found in the photograph shown. */
  get found(): FoundHead | undefined {
    return this.#finding?.sha256 === this.album.get().shown ? this.#finding : undefined;
  }

  /** Whether it is the plan's own head, as it is drawn: dots can be put on it. */
  get isPosed(): boolean {
    const { rig } = this.#page.engine;
    return this.found !== undefined && this.#finding?.of === rig?.simulator.head;
  }

  /** What the photograph shows where the plan's head lies in it. */
  get study(): Study | undefined {
    return this.isPosed ? this.#studies.of(this.#finding) : undefined;
  }

  /** Where dots may show: as found, with the strokes of the brush. */
  get mask(): Uint8Array | undefined {
    const [photo, { study }] = [this.album.shown, this];
    return photo && study && this.#studies.mask(study, photo);
  }

  /** What to mark next. */
  get asked(): Asked | undefined {
    return this.askedWhy?.asked;
  }

  get askedWhy() {
    const photo = this.album.shown;
    return photo && askedNext(photo, this.found?.fit.certainty);
  }

  /** The mark in hand. */
  get chosen(): MarkId | undefined {
    const photo = this.album.shown;
    const isThere = photo && marksOf(photo).some(([id]) => id === this.#chosen);
    return isThere ? this.#chosen : undefined;
  }

  choose(id: MarkId | undefined): void {
    if (id === this.#chosen) return;
    this.#chosen = id;
    this.#tell();
  }

  /** Whether the next press on the photograph tells what is grey in it. */
  get seeksGrey(): boolean {
    return this.#seeksGrey && this.album.get().work === 'dots' && this.study !== undefined;
  }

  seekGrey(on: boolean): void {
    if (on === this.#seeksGrey) return;
    this.#seeksGrey = on;
    this.#changed();
    this.#tell();
  }

  /** A place of the photograph that is grey in truth. */
  setGrey(at: Pixel): void {
    this.#seeksGrey = false;
    if (this.album.shown) this.album.change(this.album.shown.sha256, { grey: at });
    this.#changed();
  }

  readonly announce = (words: string): void => this.#page.announce(words);

  /** The plan's hairline where the head has it, as long as that is the plan's; pixels. */
  get hairline(): readonly (readonly Pixel[])[] {
    const { rig } = this.#page.engine;
    const view = this.#photoView();
    if (!rig || !view) return [];
    return seenHairline(rig.simulator.scalp.hairline, this.found!.fit.camera, view);
  }

  /** How much of the skin a pixel spans, mm, at the crown of the head; undefined where none is found. */
  get pixelMm(): number | undefined {
    const camera = this.found?.fit.camera;
    if (!camera) return undefined;
    // The vertex of a mean head is 125 mm above the middle of its ears.
    return intoCamera(camera, [0, 125, 0])[2] / camera.focalPx;
  }

  /** The picture tools work on; undefined where it is the 3D head, or nothing to work on. */
  get view(): HeadView | undefined {
    return this.album.get().work === 'dots' && !this.seeksGrey ? this.#photoView() : undefined;
  }

  /** The plan was simulated anew, or another device draws it. */
  drawn(): void {
    this.#keeper.follow();
    if (!this.isShown) return;
    this.#cover();
    this.#follow(true);
  }

  /** Takes the head that the marks tell into the plan, as one step. */
  takeHead(): Promise<void> {
    const { found } = this;
    if (!found || this.isPosed) return Promise.resolve();
    this.#taking = takeHead(this.#page, this.album, this.#finder, found);
    return this.#taking;
  }

  /** Leaves the plan's head as it is and finds it in the photograph. */
  keepHead(): void {
    this.album.set({ headTaken: true, work: 'dots' });
  }

  /** The measures are found anew: more is marked now. */
  askHead(): void {
    this.album.set({ headTaken: false, work: 'points' });
  }

  add(files: readonly File[]): Promise<void> {
    return this.#keeper.add(files);
  }

  async removeShown(): Promise<void> {
    const { shown, photos } = this.album.get();
    this.album.set({
      photos: photos.filter(({ sha256 }) => sha256 !== shown),
      shown: undefined,
      ...(photos.length === 1 && { headTaken: false }),
    });
  }

  get live(): LivePhoto {
    return this.#live;
  }

  /** Resolves when what is marked is found, and its picture is exact. */
  async idle(): Promise<void> {
    await this.#keeper.idle();
    await this.#taking;
    await this.#page.engine.idle();
    while (this.#seeking) await this.#seeking;
    await this.#live.idle();
    if (this.#seeking) await this.idle();
  }

  get kept(): Promise<void> {
    return this.#keeper.kept();
  }

  /** What a picture is made of; undefined where there is nothing to put dots on. */
  scene(): PhotoScene | undefined {
    const [photo, opened] = [this.album.shown, this.#opened];
    if (!photo || opened?.sha256 !== photo.sha256) return undefined;
    const { study } = this;
    if (this.album.get().work === 'points' || !this.isPosed || !study) return undefined;
    return {
      photo: opened.photo,
      camera: this.found!.fit.camera,
      revealMm: this.#page.ui.getState().revealMm,
      mask: this.mask!,
      ...{ skin: study.skin, blurPx: photo.blurPx ?? study.blurPx },
      lampColour: study.lampColour,
    };
  }

  #photoView(): PhotoView | undefined {
    const { rig } = this.#page.engine;
    if (!rig || !this.isPosed) return undefined;
    const of = this.#finding!;
    if (this.#view?.of !== of) {
      this.#view = { of, view: new PhotoView(this.stage, of.fit.camera, rig.view.picker) };
    }
    return this.#view.view;
  }

  /** Another photograph is shown, or the 3D head again. */
  async #open(): Promise<void> {
    const photo = this.album.shown;
    this.#chosen = undefined;
    document.body.dataset.photo = String(photo !== undefined);
    this.#cover();
    if (!photo) {
      this.stage.close();
      this.#opened = undefined;
      this.#live.ask();
      this.#changed();
      return;
    }
    if (this.#opened?.sha256 !== photo.sha256) {
      const opened = await this.#keeper.open(photo);
      if (this.album.get().shown !== photo.sha256) return;
      if (!opened) {
        this.album.set({ shown: undefined });
        return;
      }
      this.#opened = opened;
    }
    this.stage.open(this.#opened.bitmap);
    this.#split();
    this.#follow(true);
    this.#changed();
    this.#tell();
  }

  /** Nothing of the 3D head is drawn as long as a photograph covers it. */
  #cover(): void {
    const { view } = this.#page.engine;
    if (view) view.isCovered = this.isShown;
  }

  #split(): void {
    const { compare, divider, peek } = this.#page.ui.getState();
    this.stage.divider = peek ? 1 : compare ? divider : 0;
  }

  /** Marks, head or plan changed: finds the head anew where it must, and shows what came of it. */
  #follow(isNew: boolean): void {
    if (isNew) {
      const seeking = this.#seek().finally(() => {
        if (this.#seeking === seeking) this.#seeking = undefined;
      });
      this.#seeking = seeking;
    }
    this.#live.ask();
  }

  #soughtFor = '';
  #soughtHead: unknown;

  async #seek(): Promise<void> {
    const photo = this.album.shown;
    const { rig } = this.#page.engine;
    if (!photo || !rig) return;
    const { head, plan } = rig.simulator;
    const isScan = plan.head.scan.kind === 'file';
    const isKnown = isScan || this.album.get().headTaken;
    const key = JSON.stringify([
      photo.sha256,
      photo.points,
      photo.outline,
      plan.head.base,
      isKnown,
    ]);
    const of = isKnown ? head : undefined;
    if (key === this.#soughtFor && of === this.#soughtHead) {
      // It may have been found before its pixels were there.
      // Or what is grey in it was told since.
      if (of && this.#finding && !this.#studies.isOf(this.#finding, photo.grey)) {
        await this.#lookAt(this.#finding);
        this.#settled();
      }
      this.#live.ask();
      return;
    }
    [this.#soughtFor, this.#soughtHead] = [key, of];
    this.problem = undefined;
    if (!isEnough(photo)) {
      this.#finding = undefined;
      return this.#settled();
    }
    try {
      const found = await this.#finder.find({
        question: questionOf(photo),
        base: plan.head.base,
        known: isKnown ? { head, isTheirs: isScan } : undefined,
      });
      // A newer question answers for this one too.
      if (!found) return;
      this.#finding = { ...found, of, sha256: photo.sha256 };
      if (!(this.pixelMm! > 0)) throw behind();
      if (of) await this.#lookAt(this.#finding);
    } catch (error) {
      this.#finding = undefined;
      this.problem = errorWords(error);
    }
    this.#settled();
  }

  /** Its skin and its sharpness; for a head that is only looked for they are not wanted. */
  async #lookAt(of: Finding): Promise<void> {
    const opened = this.#opened;
    if (opened?.sha256 !== of.sha256) return;
    const grey = this.album.shown?.grey;
    const isWanted = () => this.#finding === of;
    try {
      await this.#studies.look(of, opened, grey, isWanted);
    } catch (error) {
      if (!grey) throw error;
      // What was clicked is no grey: said, and forgotten.
      this.#page.toast(errorWords(error), 'error');
      this.album.change(opened.sha256, { grey: undefined });
      await this.#studies.look(of, opened, undefined, isWanted);
    }
  }

  #settled(): void {
    this.#live.ask();
    this.#changed();
    this.#tell();
  }

  #tell(): void {
    const isMarking = this.isShown && this.album.get().work !== 'dots';
    document.body.dataset.marking = String(isMarking);
    document.body.dataset.grey = String(this.seeksGrey);
    for (const listener of this.#listeners) listener();
    this.stage.ask();
  }
}
