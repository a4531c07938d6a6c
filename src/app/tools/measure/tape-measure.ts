import { DotworkError } from '../../../base/errors.ts';
import { say } from '../../../base/language/say.ts';
import type { Vec3 } from '../../../base/vec3.ts';
import { distance } from '../../../base/vec3.ts';
import type { Head } from '../../../head/head.ts';
import { surfaceDistance } from '../../../surface/surface-distance.ts';
import { surfaceOf } from '../../../surface/topology.ts';
import { tapeWords } from '../../../words/tape.ts';
import { el } from '../../parts/dom.ts';
import type { Page } from '../../state/page.ts';

/** Two points picked on the skin and the shortest way between them; never part of a plan. */
export class TapeMeasure {
  /** The length in words, over the picture. Screen readers are told when it changes. */
  readonly element = el('p', { class: 'tape-words', hidden: true });
  readonly #page: Page;
  #head: Head | undefined;
  #path: readonly Vec3[] = [];

  constructor(page: Page) {
    this.#page = page;
  }

  /** What is laid on the skin: nothing, the first point alone, or the way between two. */
  get path(): readonly Vec3[] {
    return this.#path;
  }

  /** Sets the first point, then the second; a third starts over. */
  add(placeMm: Vec3): void {
    this.keepFor(this.#page.engine.rig?.simulator.head);
    if (!this.#head || this.#path.length !== 1) {
      this.#lay([placeMm], say('First point set. Now the second.'));
      return;
    }
    const [first] = this.#path as readonly [Vec3];
    try {
      const { mm, path } = surfaceDistance(surfaceOf(this.#head.mesh), first, placeMm);
      this.#lay(path, tapeWords(mm, distance(first, placeMm)));
    } catch (error) {
      if (!(error instanceof DotworkError)) throw error;
      this.#page.toast(error.message, 'error');
    }
  }

  /** Takes the tape off the skin. Says whether one was laid. */
  clear(): boolean {
    if (this.#path.length === 0) return false;
    this.#lay([], say('Measurement cleared.'));
    return true;
  }

  /** Another head has other skin: a tape laid on the old one says nothing about it. */
  keepFor(head: Head | undefined): void {
    if (head !== this.#head) this.clear();
    this.#head = head;
  }

  #lay(path: readonly Vec3[], words: string): void {
    this.#path = path;
    this.element.hidden = path.length === 0;
    this.element.textContent = path.length === 0 ? '' : words;
    this.#page.announce(words);
  }
}
