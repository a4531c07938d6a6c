import type { Pixel } from '../../photo/question.ts';
import { errorWords } from '../parts/toast.ts';
import type { Page } from '../state/page.ts';
import { watch } from '../state/ui-state.ts';
import type { HeadView } from '../tools/head-view.ts';
import { createAlbum } from './album.ts';
import { findFace } from './find/find-face.ts';
import type { FoundHead, Study } from './find/fit-skills.ts';
import { HeadSeeker } from './find/head-seeker.ts';
import { takeHead } from './find/take-head.ts';
import { AlbumKeeper } from './keep/album-keeper.ts';
import type { OpenedPhoto } from './keep/open-photo.ts';
import { LivePhoto, type PhotoScene } from './live-photo.ts';
import type { MarkId } from './marks/mark-words.ts';
import { askedNext, marksOf } from './marks/marking.ts';
import type { Asked } from './marks/point-order.ts';
import { PhotoStage } from './stage/photo-stage.ts';
import { PhotoView } from './stage/photo-view.ts';
import { seenHairline } from './stage/seen-hairline.ts';

/** The client's photographs on the page: which is shown, where the head in it is, and its dots. */
export class PhotoDesk {
  readonly album = createAlbum();
  readonly stage = new PhotoStage();
  readonly #page: Page;
  readonly #seeker: HeadSeeker;
  readonly #live: LivePhoto;
  readonly #keeper: AlbumKeeper;
  readonly #listeners = new Set<() => void>();
  readonly #changed: () => void;
  #opened: OpenedPhoto | undefined;
  #seeking: Promise<void> | undefined;
  #opening: Promise<void> | undefined;
  #taking: Promise<void> | undefined;
  #facing: Promise<void> | undefined;
  #view: { readonly of: FoundHead; readonly view: PhotoView } | undefined;
  #chosen: MarkId | undefined;
  #seeksGrey = false;
  /** @param changed - Tools work on another picture now. */
  constructor(page: Page, changed: () => void) {
    this.#page = page;
    this.#changed = changed;
    this.#seeker = new HeadSeeker({
      ...{ page, album: this.album },
      opened: () => this.#opened,
      settled: () => this.#settled(),
    });
    this.#keeper = new AlbumKeeper(this.album, page);
    this.#live = new LivePhoto(
      page.engine,
      () => this.scene(),
      (shown) => this.stage.showAfter(shown),
      (error) => page.toast(errorWords(error), 'error'),
    );
    this.album.subscribe((now, before) => {
      if (now.shown !== before.shown) this.#opening = this.#open();
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
    return this.#seeker.finding;
  }

  /** Whether it is the plan's own head, as it is drawn: dots can be put on it. */
  get isPosed(): boolean {
    return this.#seeker.isPosed;
  }

  /** What the photograph shows where the plan's head lies in it. */
  get study(): Study | undefined {
    return this.#seeker.study;
  }

  /** Where dots may show, a byte a pixel of the photograph. */
  get mask(): Uint8Array | undefined {
    return this.#seeker.mask;
  }

  /** Why no head is found; undefined where one is, or too little is marked. */
  get problem(): string | undefined {
    return this.#seeker.problem;
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

  /** How much of the skin a pixel spans, mm; undefined where no head is found. */
  get pixelMm(): number | undefined {
    return this.#seeker.pixelMm;
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
    this.#taking = takeHead(this.#page, this.album, this.#seeker.finder, found);
    return this.#taking;
  }

  /** Lets networks find the points of the face in the photograph shown. */
  findFace(): Promise<void> {
    const opened = this.#opened;
    if (!opened || this.#facing) return Promise.resolve();
    this.#facing = findFace(this.#page, this.album, this.#seeker.finder, opened).finally(() => {
      this.#facing = undefined;
      this.#tell();
    });
    this.#tell();
    return this.#facing;
  }

  /** Whether a face is looked for at this moment. */
  get findsFace(): boolean {
    return this.#facing !== undefined;
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
    await this.#opening;
    await this.#taking;
    await this.#facing;
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
    const of = this.#seeker.finding!;
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
      const seeking = this.#seeker.seek().finally(() => {
        if (this.#seeking === seeking) this.#seeking = undefined;
      });
      this.#seeking = seeking;
    }
    this.#live.ask();
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
