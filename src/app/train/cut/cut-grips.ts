import { numberWords, shortNumber } from '../../../base/language/formats.ts';
import { say } from '../../../base/language/say.ts';
import type { CutDot } from '../../../engine/cut/cut.ts';
import type { Plan } from '../../../plan/schema.ts';
import type { CutFrame } from '../../../view/cut/cut-frame.ts';
import type { Place } from '../../../view/cut/shape.ts';
import { el } from '../../parts/dom.ts';
import type { Page } from '../../state/page.ts';
import type { CutDesk } from './cut-desk.ts';
import { handledValue, setHandled, setTilt } from './cut-edits.ts';

/** What a grip changes. */
interface Hold {
  readonly label: string;
  /** Class that styles it. */
  readonly kind: string;
  /** What screen readers say of it now. */
  words(plan: Plan, dot: CutDot): string;
  value(plan: Plan, dot: CutDot): number;
  readonly range: readonly [number, number];
  /** Changes the plan from how it was when taken hold of, by so many mm to the right and down. */
  drag(draft: Plan, dot: CutDot, start: Plan, rightMm: number, downMm: number): void;
  /** What one press of an arrow is, mm: right and down. */
  readonly step: readonly [rightMm: number, downMm: number];
}

/** Strokes for a millimetre of drag. */
const STROKES_PER_MM = 4;
/** Keys belong to one step of the history until none was pressed for so long. */
const KEYS_REST_MS = 800;
/** Degrees for a millimetre of drag. */
const DEGREES_PER_MM = 40;

/** Down and up: how deep. Right and left: how many strokes a dot. */
export function strokesAndDepth(label: string): Hold {
  return {
    label,
    kind: 'tip',
    range: [0.02, 2.5],
    step: [0.1 / STROKES_PER_MM, 0.01],
    value: (plan, dot) => handledValue(plan, dot, 'depositDepthMm'),
    words: (plan, dot) =>
      say('{mm} mm deep, {strokes} strokes', {
        mm: numberWords(handledValue(plan, dot, 'depositDepthMm'), 2),
        strokes: numberWords(handledValue(plan, dot, 'perforationsPerDot'), 1),
      }),
    drag: (draft, dot, start, rightMm, downMm) => {
      const from = (what: 'depositDepthMm' | 'perforationsPerDot') =>
        handledValue(start, dot, what);
      setHandled(draft, dot, 'depositDepthMm', from('depositDepthMm') + downMm);
      const strokes = from('perforationsPerDot') + STROKES_PER_MM * rightMm;
      setHandled(draft, dot, 'perforationsPerDot', strokes);
    },
  };
}

/** Right and left: how far the needle's tilt strays. */
export function tilt(): Hold {
  return {
    label: say('Tilt of the needle'),
    kind: 'shaft',
    range: [0, 45],
    step: [1 / DEGREES_PER_MM, 0],
    value: ({ operator }) => operator.angleSdDeg,
    words: ({ operator }) =>
      say('strays by {degrees} degrees', { degrees: shortNumber(operator.angleSdDeg) }),
    drag: (draft, _, start, rightMm) =>
      setTilt(draft, start.operator.angleSdDeg + DEGREES_PER_MM * rightMm),
  };
}

/** A place on the drawing that the hand takes hold of. A drag, or keys until they rest, is one step. */
export function makeGrip(page: Page, desk: CutDesk, hold: Hold) {
  const element = el('button', {
    type: 'button',
    class: `cut-grip cut-grip-${hold.kind}`,
    role: 'slider',
    'aria-label': hold.label,
    'aria-valuemin': hold.range[0],
    'aria-valuemax': hold.range[1],
    // Until there is a cut to read it off.
    'aria-valuenow': hold.range[0],
    title: hold.kind === 'tip' ? say('Up and down: depth. Left and right: strokes.') : say('Tilt'),
  });
  let pxPerMm = 1;
  let held: { readonly start: Plan; readonly x: number; readonly y: number } | undefined;
  const change = (start: Plan, dot: CutDot, rightMm: number, downMm: number): void =>
    page.edit(hold.label, (draft) => hold.drag(draft, dot, start, rightMm, downMm));
  let resting: ReturnType<typeof setTimeout> | undefined;
  const endKeys = (): void => {
    if (resting === undefined) return;
    clearTimeout(resting);
    resting = undefined;
    page.document.endGesture();
  };
  element.addEventListener('blur', endKeys);
  element.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || !desk.dot) return;
    endKeys();
    event.preventDefault();
    element.focus();
    element.setPointerCapture(event.pointerId);
    page.document.beginGesture(hold.label);
    held = { start: page.document.get(), x: event.clientX, y: event.clientY };
  });
  element.addEventListener('pointermove', (event) => {
    const { dot } = desk;
    if (!held || !dot) return;
    const [right, down] = [event.clientX - held.x, event.clientY - held.y];
    change(held.start, dot, right / pxPerMm, down / pxPerMm);
  });
  const end = (): void => {
    if (!held) return;
    held = undefined;
    page.document.endGesture();
  };
  element.addEventListener('pointerup', end);
  element.addEventListener('pointercancel', end);
  element.addEventListener('keydown', (event) => {
    const way = ARROWS[event.key];
    const { dot } = desk;
    if (!way || !dot) return;
    event.preventDefault();
    event.stopPropagation();
    const times = event.shiftKey ? 5 : 1;
    const [right, down] = [way[0] * hold.step[0] * times, way[1] * hold.step[1] * times];
    // An undo in between has ended the step by itself.
    if (resting === undefined || !page.document.inGesture()) page.document.beginGesture(hold.label);
    clearTimeout(resting);
    resting = setTimeout(endKeys, KEYS_REST_MS);
    change(page.document.get(), dot, right, down);
  });
  return {
    element,
    /** Where it lies on the drawing; nowhere where there is no dot. */
    put(at: Place | undefined, frame: CutFrame, ratio: number): void {
      element.hidden = !at;
      const { dot } = desk;
      if (!at || !dot) return;
      pxPerMm = frame.pxPerMm / ratio;
      element.style.left = `${at[0] / ratio}px`;
      element.style.top = `${at[1] / ratio}px`;
      const plan = page.document.get();
      element.setAttribute('aria-valuenow', String(hold.value(plan, dot)));
      element.setAttribute('aria-valuetext', hold.words(plan, dot));
    },
  };
}

const ARROWS: Readonly<Record<string, readonly [right: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
