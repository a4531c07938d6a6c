import { intoCamera } from '../../../photo/camera.ts';
import type { PhotoQuestion } from '../../../photo/question.ts';
import { errorWords } from '../../parts/toast.ts';
import type { Page } from '../../state/page.ts';
import type { Album, AlbumPhoto } from '../album.ts';
import type { OpenedPhoto } from '../keep/open-photo.ts';
import { behind, isEnough, questionOf } from '../marks/photo-question.ts';
import type { FoundHead, Study } from './fit-skills.ts';
import { HeadFinder } from './head-finder.ts';
import { Studies } from './studies.ts';

/** Of what head a finding is: the plan's own as it is drawn, or one that the marks alone tell. */
export interface Finding extends FoundHead {
  readonly of: unknown;
  readonly sha256: string;
}

/** What the seeker is told by the desk it works for. */
interface Desk {
  readonly page: Page;
  readonly album: Album;
  /** The pixels of the photograph shown, once they are there. */
  opened(): OpenedPhoto | undefined;
  /** A head was found, or why none is. */
  settled(): void;
}

/** Keeps the head in the photograph shown in line with marks and plan. */
export class HeadSeeker {
  readonly finder = new HeadFinder();
  readonly #desk: Desk;
  readonly #studies = new Studies(this.finder);
  #finding: Finding | undefined;
  #soughtFor = '';
  #soughtHead: unknown;
  /** Why no head is found; undefined where one is, or too little is marked. */
  problem: string | undefined;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** The head found in the photograph shown. */
  get finding(): Finding | undefined {
    return this.#finding?.sha256 === this.#desk.album.get().shown ? this.#finding : undefined;
  }

  /** Whether it is the plan's own head, as it is drawn: dots can be put on it. */
  get isPosed(): boolean {
    const { rig } = this.#desk.page.engine;
    return this.finding !== undefined && this.#finding?.of === rig?.simulator.head;
  }

  /** What the photograph shows where the plan's head lies in it. */
  get study(): Study | undefined {
    return this.isPosed ? this.#studies.of(this.#finding) : undefined;
  }

  /** Where dots may show: as found, with the strokes of the brush. */
  get mask(): Uint8Array | undefined {
    const [photo, { study }] = [this.#desk.album.shown, this];
    return photo && study && this.#studies.mask(study, photo);
  }

  /** How much of the skin a pixel spans, mm, at the crown of the head; undefined where none is found. */
  get pixelMm(): number | undefined {
    const camera = this.finding?.fit.camera;
    if (!camera) return undefined;
    // The vertex of a mean head is 125 mm above the middle of its ears.
    return intoCamera(camera, [0, 125, 0])[2] / camera.focalPx;
  }

  /** Finds the head anew where marks or plan ask for it. */
  async seek(): Promise<void> {
    const { album, page } = this.#desk;
    const photo = album.shown;
    const { rig } = page.engine;
    if (!photo || !rig) return;
    const { head, plan } = rig.simulator;
    const isScan = plan.head.scan.kind === 'file';
    const isKnown = isScan || album.get().headTaken;
    const question = questionOf(photo);
    // A head that is known is posed in each photograph by itself.
    const beside = isKnown ? [] : this.#besides(photo);
    const key = JSON.stringify([photo.sha256, question, beside, plan.head.base, isKnown]);
    const of = isKnown ? head : undefined;
    if (key === this.#soughtFor && of === this.#soughtHead) {
      // It may have been found before its pixels were there, or what is grey in it was told since.
      if (of && this.#finding && !this.#studies.isOf(this.#finding, photo.grey)) {
        await this.#lookAt(this.#finding);
        this.#desk.settled();
      }
      return;
    }
    [this.#soughtFor, this.#soughtHead] = [key, of];
    this.problem = undefined;
    if (!isEnough(photo)) {
      this.#finding = undefined;
      return this.#desk.settled();
    }
    try {
      const found = await this.finder.find({
        ...{ question, beside, base: plan.head.base },
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
    this.#desk.settled();
  }

  /** What the other photographs of this client say of the same head. */
  #besides({ sha256 }: AlbumPhoto): PhotoQuestion[] {
    return this.#desk.album
      .get()
      .photos.filter((other) => other.sha256 !== sha256 && isEnough(other))
      .map(questionOf);
  }

  /** Its skin and its sharpness; for a head that is only looked for they are not wanted. */
  async #lookAt(of: Finding): Promise<void> {
    const { album, page } = this.#desk;
    const opened = this.#desk.opened();
    if (opened?.sha256 !== of.sha256) return;
    const grey = album.shown?.grey;
    const isWanted = () => this.#finding === of;
    try {
      await this.#studies.look(of, opened, grey, isWanted);
    } catch (error) {
      if (!grey) throw error;
      // What was clicked is no grey: said, and forgotten.
      page.toast(errorWords(error), 'error');
      album.change(opened.sha256, { grey: undefined });
      await this.#studies.look(of, opened, undefined, isWanted);
    }
  }
}
