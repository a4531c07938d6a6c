import { say } from '../../../base/language/say.ts';
import { type ShownDots, shownDots } from '../../../engine/report/shown-dots.ts';
import type { HeadHit } from '../../../view/head-picker.ts';
import type { Engine } from '../../state/engine.ts';
import type { DotTarget } from './manual-edits.ts';

/** Said where a tool needs a dot and none is near. */
export const NO_DOT = say('No ink dot is that near. Zoom in, or point closer.');

/** Farther than this from the skin under the pointer no dot is meant, mm. */
const REACH_MM = 8;

/** A dot near the pointer: what it is and where it shows. */
export interface PointedDot extends DotTarget {
  readonly placeMm: readonly [number, number, number];
}

/**
 * Knows the dots on show for tools that point at them: read once after a change, never while the
 * pointer moves.
 */
export class PointedDots {
  readonly #engine: Engine;
  #dots: ShownDots | undefined;
  #reading: Promise<void> | undefined;
  #stale = true;
  /** Dots erased or moved since they were read. */
  readonly #taken = new Set<string>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** The dots may have changed; they are read again when next needed. */
  forget(): void {
    this.#stale = true;
  }

  /** Resolves when the dots on screen are known. */
  async ready(): Promise<void> {
    while (this.#stale || this.#reading) {
      this.#reading ??= this.#read();
      await this.#reading;
    }
  }

  /** The dot is spoken for: until the dots are read again no tool points at it. */
  take({ point }: DotTarget): void {
    this.#taken.add(keyOf(point));
  }

  /** The dot nearest to a hit, at most `withinMm` away. */
  nearest(hit: HeadHit, withinMm: number): PointedDot | undefined {
    const dots = this.#dots;
    if (!dots) return undefined;
    const { placeMm } = dots;
    const [x, y, z] = hit.placeMm;
    let best = -1;
    let bestSq = Math.min(withinMm, REACH_MM) ** 2;
    for (let i = 0; i < dots.count; i++) {
      const [dx, dy, dz] = [placeMm[3 * i]! - x, placeMm[3 * i + 1]! - y, placeMm[3 * i + 2]! - z];
      const sq = dx * dx + dy * dy + dz * dz;
      if (sq >= bestSq || this.#taken.has(keyOf(dots.point(i)))) continue;
      best = i;
      bestSq = sq;
    }
    if (best < 0) return undefined;
    return {
      point: dots.point(best),
      session: dots.session(best),
      byHand: dots.byHand(best),
      placeMm: [placeMm[3 * best]!, placeMm[3 * best + 1]!, placeMm[3 * best + 2]!],
    };
  }

  async #read(): Promise<void> {
    this.#stale = false;
    try {
      const { rig } = this.#engine;
      await this.#engine.idle();
      if (!rig || rig !== this.#engine.rig) return;
      this.#dots = await shownDots(rig.simulator);
      this.#taken.clear();
    } catch (error) {
      // A device lost while reading is being replaced; its dots are read once they are shown.
      console.info('While reading the dots:', error);
    } finally {
      this.#reading = undefined;
    }
  }
}

function keyOf({ triangle, b, c }: DotTarget['point']): string {
  return `${triangle}/${b}/${c}`;
}
