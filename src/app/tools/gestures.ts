import type { SkinHit } from '../../view/skin-picker.ts';
import type { Page } from '../state/page.ts';
import type { Tool } from '../state/ui-state.ts';
import type { HairlineTool } from './hairline-tool.ts';
import { addDot, beginStroke, eraseDot, extendStroke, moveDot } from './manual-edits.ts';
import type { PointedDot, PointedDots } from './pointed-dot.ts';
import type { TapeMeasure } from './tape-measure.ts';
import { brushScale, strokeLabel } from './tool-words.ts';

/** One press of a tool, from down to up: one step of the history. */
export interface Gesture {
  /** The pointer moved on; with the places it passed. */
  move(hits: readonly SkinHit[]): void;
  /** The pointer was lifted; where, if over skin. */
  end(hit: SkinHit | undefined): void;
  cancel(): void;
  /** A dot that is being carried. */
  readonly carried?: PointedDot;
}

/** What a gesture is begun with. */
export interface Press {
  readonly hit: SkinHit;
  /** How far from the pointer a dot may be to be meant, mm. */
  readonly reachMm: number;
  /** The same on the screen, px. */
  readonly reachPx: number;
  /** Brush and mirror do the opposite of what they are set to. */
  readonly turned: boolean;
}

/** Points of a stroke keep this share of the radius between them, so that paths stay short. */
const STEP_SHARE = 0.25;

const NO_ROOM = 'The plan holds no more of these. Undo or clear some work by hand first.';
const NO_DOT = 'No ink dot is that near. Zoom in, or point closer.';

/** What the tools work with. */
export interface Instruments {
  readonly dots: PointedDots;
  readonly tape: TapeMeasure;
  readonly hairline: HairlineTool;
}

/** Begins what the tool does; nothing where there is nothing to do it to. */
export function beginGesture(
  page: Page,
  { dots, tape, hairline }: Instruments,
  tool: Tool,
  press: Press,
): Gesture | undefined {
  if (tool === 'measure') return taping(tape);
  if (tool === 'hairline') return hairline.drag(press);
  if (!press.hit.onScalp) {
    page.toast('That is not scalp.');
    return undefined;
  }
  if (tool === 'brush') return stroke(page, press);
  if (tool === 'erase') return erasure(page, dots, press);
  if (tool === 'add') return addition(page);
  return transport(page, dots, press);
}

/** A point is set where the finger is lifted, so that it can be slid to its place. */
function taping(tape: TapeMeasure): Gesture {
  return {
    move: () => undefined,
    end: (hit) => hit && tape.add(hit.placeMm),
    cancel: () => undefined,
  };
}

function stroke(page: Page, { hit, turned }: Press): Gesture {
  const { brush } = page.ui.getState();
  const densityScale = brushScale(brush, turned);
  const label = strokeLabel(densityScale);
  const stepMm = Math.max(1, STEP_SHARE * brush.radiusMm);
  let last = hit.placeMm;
  page.document.beginGesture(label);
  page.edit(label, ({ manual }) => {
    const { radiusMm, softness } = brush;
    const path = [hit.point];
    if (!beginStroke(manual, { path, radiusMm, softness, densityScale })) page.toast(NO_ROOM);
  });
  return {
    move: (hits) => {
      const passed = hits.filter(({ placeMm }) => {
        const far = Math.hypot(...placeMm.map((mm, axis) => mm - last[axis]!)) >= stepMm;
        if (far) last = placeMm;
        return far;
      });
      if (passed.length === 0) return;
      page.edit(label, ({ manual }) => {
        for (const { point } of passed) extendStroke(manual, point);
      });
    },
    end: () => {
      page.document.endGesture();
      page.announce(`${label} done.`);
    },
    cancel: () => page.document.cancelGesture(),
  };
}

function erasure(page: Page, dots: PointedDots, press: Press): Gesture {
  const label = 'Erase dots';
  let count = 0;
  page.document.beginGesture(label);
  const erase = (hit: SkinHit) => {
    const dot = dots.nearest(hit, press.reachMm);
    if (!dot) return;
    page.edit(label, ({ manual }) => {
      if (!eraseDot(manual, dot)) {
        page.toast(NO_ROOM);
        return;
      }
      dots.take(dot);
      count++;
    });
  };
  erase(press.hit);
  return {
    move: (hits) => hits.forEach(erase),
    end: () => {
      page.document.endGesture();
      if (count === 0) page.toast(NO_DOT);
      else page.announce(count === 1 ? 'One dot erased.' : `${count} dots erased.`);
    },
    cancel: () => {
      page.document.cancelGesture();
      dots.forget();
    },
  };
}

function addition(page: Page): Gesture {
  return {
    move: () => undefined,
    end: (hit) => {
      if (!hit?.onScalp) return;
      const { addSession } = page.ui.getState();
      const session = Math.min(addSession, page.document.get().sessions.length);
      page.edit('Add a dot', ({ manual }) => {
        if (!addDot(manual, hit.point, session)) page.toast(NO_ROOM);
      });
      page.announce(`Dot added in session ${session}.`);
    },
    cancel: () => undefined,
  };
}

function transport(page: Page, dots: PointedDots, { hit, reachMm }: Press): Gesture | undefined {
  const carried = dots.nearest(hit, reachMm);
  if (!carried) {
    page.toast(NO_DOT);
    return undefined;
  }
  return {
    carried,
    move: () => undefined,
    end: (to) => {
      if (!to?.onScalp) return;
      page.edit('Move a dot', ({ manual }) => {
        if (!moveDot(manual, carried, to.point)) page.toast(NO_ROOM);
        else dots.take(carried);
      });
      page.announce('Dot moved.');
    },
    cancel: () => undefined,
  };
}
