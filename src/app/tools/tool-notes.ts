import { el } from '../parts/dom.ts';
import type { Tool } from './tool.ts';
import { navigationWords } from './tool-words.ts';

/** Words keep this far from what is worked on, px: a fingertip and what it hides. */
const CLEAR_PX = 56;

/** What a tool says over the picture. It steps aside to the other end when work comes near. */
export class ToolNotes {
  readonly element: HTMLElement;
  /** How to get along, until it is tried; where the panel has it in sight, it is not shown here. */
  readonly #hint = el('p', { class: 'tool-hint', hidden: true });

  constructor(...words: readonly HTMLElement[]) {
    this.element = el('div', { class: 'tool-notes' }, this.#hint, ...words);
  }

  /** Another tool is in hand, or none. */
  show(tool: Tool | undefined): void {
    this.element.dataset.aside = 'false';
    this.#hint.hidden = !tool || tool.speaksForItself === true;
    if (tool) this.#hint.textContent = `${tool.about} ${navigationWords(tool)}`;
  }

  /** The tool is being used. */
  tried(): void {
    this.#hint.hidden = true;
  }

  /**
   * Stands where fewer of these places are near; px of the page. While something is moved the words
   * stay as long as none is, so that they do not flutter.
   */
  keepClearOf(places: readonly (readonly [number, number])[], moving: boolean): void {
    if (places.length === 0) return;
    const { dataset } = this.element;
    const before = dataset.aside;
    const near = (aside: boolean) => {
      dataset.aside = String(aside);
      return this.#countNear(places);
    };
    const [home, aside] = [near(false), near(true)];
    const stays = moving && (before === 'true' ? aside : home) === 0;
    dataset.aside = stays ? before : String(home > aside);
  }

  #countNear(places: readonly (readonly [number, number])[]): number {
    const { left, right, top, bottom } = this.element.getBoundingClientRect();
    const near = places.filter(([x, y]) => {
      const off = [Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom)];
      return Math.hypot(...off) < CLEAR_PX;
    });
    return near.length;
  }
}
