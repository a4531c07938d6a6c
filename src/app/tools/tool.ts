import type { HeadHit } from '../../view/head-picker.ts';
import type { Shortcut } from '../parts/shortcuts.ts';
import type { Page } from '../state/page.ts';
import type { PointedDots } from './dots/pointed-dot.ts';
import type { HeadView } from './head-view.ts';
import type { Marks } from './tool-overlay.ts';

/** A place on the canvas, CSS pixels from its upper left corner. */
export type CanvasPlace = readonly [xPx: number, yPx: number];

/** A tool as the list has it: all that is known of it before there is a page. */
export interface Tool {
  /** Names it in the page's state, to styles and to tests. */
  readonly id: string;
  readonly name: string;
  /** Takes it up and puts it away in Plan. */
  readonly key: string;
  /** Its icon: a path in a square of 24 units. */
  readonly drawing: string;
  /** What it does, in a sentence or two. */
  readonly about: string;
  /** How it is worked by keyboard and with keys held. */
  readonly byKeyboard: string;
  /**
   * It has words of its own from the start, over the picture and in its card: the hint and what was
   * done to dots by hand are not shown with it.
   */
  readonly speaksForItself?: true;
  /** How it is set, for the card in the panel. */
  card?(page: Page): readonly HTMLElement[];
  /** The main of that, for the one row a phone has for it. */
  row?(page: Page): HTMLElement;
  /** Ties it to a page, once. */
  mount(page: Page, bench: Bench): MountedTool;
}

/** What all tools of a page share. */
export interface Bench {
  /** The dots on show, for tools that point at them. */
  readonly dots: PointedDots;
  /** What the tool in hand marks has changed, though no pointer moved. */
  redraw(): void;
}

/** A tool tied to a page. While it is in hand the rest is asked of it; all but `press` may be left out. */
export interface MountedTool {
  /** Works on all of the head, not on scalp alone. */
  readonly isForWholeHead?: true;
  /** Its words over the picture. */
  readonly notes?: HTMLElement;
  /** What else of it lies over the picture. */
  readonly over?: HTMLElement;
  /** Keys that mean something while it is in hand. */
  readonly shortcuts?: readonly Pick<Shortcut, 'keys' | 'what' | 'run'>[];
  /** It is in hand and works in this view; again whenever the picture shows another plan. */
  show?(view: HeadView | undefined): void;
  /** It is not in hand. */
  putAway?(): void;
  /** The picture shows another plan or head, whether or not the tool is in hand. */
  refresh?(): void;
  /** Resolves when it knows all it points at. */
  ready?(): Promise<void>;
  /** Begins what it does; nothing where there is nothing to do it to. */
  press(press: Press): Gesture | undefined;
  /** The pointer pressed twice in one place. */
  pressTwice?(at: CanvasPlace, press: Pick<Press, 'reachPx' | 'turned'>): void;
  /** Enter, in place of a press at the middle of the picture. */
  enter?(): void;
  /** Escape: clears what it left on the head. Says whether there was anything. */
  clear?(): boolean;
  /** Draws what it has over the picture, as the camera sees it now. */
  draw?(at: CanvasPlace | undefined, reachPx: number): void;
  /** What lies on the head until it is cleared. */
  laid?(): Marks;
  /** What to mark where it is aimed; the hit is missing beside the head and, for most, beside scalp. */
  marks?(hit: HeadHit | undefined, reachMm: (hit: HeadHit) => number): Marks;
  /** What words are to keep clear of besides the pointer. */
  inHandPx?(): readonly CanvasPlace[];
}

/** What a gesture is begun with. */
export interface Press {
  readonly hit: HeadHit;
  /** How far from the pointer a dot may be to be meant, mm. */
  readonly reachMm: number;
  /** The same on the screen, px. */
  readonly reachPx: number;
  /** Brush and mirror do the opposite of what they are set to. */
  readonly turned: boolean;
}

/** One press of a tool, from down to up: one step of the history. */
export interface Gesture {
  /** Said when Enter begins it, where only the next Enter is to end it: something is carried. */
  readonly takenUp?: string;
  /** The pointer moved on; with the places it passed. */
  move?(hits: readonly HeadHit[]): void;
  /** The pointer was lifted; where, if over the head. */
  end(hit: HeadHit | undefined): void;
  cancel?(): void;
}
