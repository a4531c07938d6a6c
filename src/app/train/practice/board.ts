import { say } from '../../../base/language/say.ts';
import { dotOf, tiltOf } from '../../../practice/hand.ts';
import type { PatchPlace } from '../../../practice/patch-subject.ts';
import { PATCH_MM } from '../../../practice/task.ts';
import { el } from '../../parts/dom.ts';
import { type PatchWindow, windowOf } from './patch-picture.ts';
import type { Exercise } from './practice-state.ts';

const SVG = 'http://www.w3.org/2000/svg';
/** Steps of the arrow keys, mm: fine, and with Shift. */
const STEP_MM = 0.2;
const LONG_STEP_MM = 1;

/** The patch that a student works on with pen, finger, mouse or keys. */
export interface Board {
  readonly element: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  /** Rings around places; none to take them away. */
  ring(places: readonly PatchPlace[]): void;
  /** The picture shows so many dots; later ones are drawn as specks until it follows. */
  pictured(count: number): void;
}

/** @param announce - Tells screen readers. */
export function makeBoard(exercise: Exercise, announce: (words: string) => void): Board {
  const canvas = el('canvas', { class: 'practice-picture', 'aria-hidden': 'true' });
  const over = document.createElementNS(SVG, 'svg');
  over.setAttribute('class', 'practice-over');
  over.setAttribute('aria-hidden', 'true');
  const element = el(
    'div',
    {
      class: 'practice-board',
      tabindex: '0',
      role: 'application',
      'aria-label': say(
        'Patch of skin. Arrows move the needle, with Shift farther; hold Enter or Space to place a dot, Backspace takes the last one out.',
      ),
    },
    canvas,
  );
  element.append(over);
  let rings: readonly PatchPlace[] = [];
  let drawn = 0;
  let aim: [number, number] | undefined;
  let begun: number | undefined;
  const view = (): PatchWindow => windowOf(exercise.task);

  const show = (): void => {
    const { middleMm, sideMm } = view();
    const [left, front] = [middleMm[0] - sideMm / 2, middleMm[1] - sideMm / 2];
    // y points up on the patch and down on the screen.
    over.setAttribute('viewBox', `${left} ${-(front + sideMm)} ${sideMm} ${sideMm}`);
    const { fromMm, toMm } = exercise.task;
    const waiting = exercise.dotsShown.slice(drawn);
    over.innerHTML = [
      `<rect class="field" x="${fromMm[0]}" y="${-toMm[1]}" width="${toMm[0] - fromMm[0]}" height="${toMm[1] - fromMm[1]}"/>`,
      ...waiting.map(({ xMm, yMm }) => `<circle class="speck" cx="${xMm}" cy="${-yMm}" r="0.12"/>`),
      ...rings.map(
        ({ xMm, yMm, radiusMm }) =>
          `<circle class="ring" cx="${xMm}" cy="${-yMm}" r="${Math.max(0.5, radiusMm + 0.3)}"/>`,
      ),
      ...(aim
        ? [
            `<path class="aim" d="M${aim[0] - 0.7} ${-aim[1]}h0.5m0.4 0h0.5M${aim[0]} ${-aim[1] - 0.7}v0.5m0 0.4v0.5"/>`,
          ]
        : []),
    ].join('');
  };

  const place = ({ clientX, clientY }: MouseEvent): [number, number] => {
    const box = element.getBoundingClientRect();
    const { middleMm, sideMm } = view();
    return [
      middleMm[0] +
        sideMm * ((clientX - box.left - element.clientLeft) / element.clientWidth - 0.5),
      middleMm[1] - sideMm * ((clientY - box.top - element.clientTop) / element.clientHeight - 0.5),
    ];
  };
  const put = (at: readonly [number, number], from: number, to: number, pen?: Pen): void => {
    const off = at.some((mm) => mm < 0 || mm > PATCH_MM);
    if (off) return;
    const { dots, hand } = exercise;
    if (dots.length === 0) begun = from;
    begun ??= from - dots.at(-1)!.atMs;
    const touch = { xMm: at[0], yMm: at[1], holdMs: to - from, atMs: from - begun, ...pen };
    exercise.add(dotOf(touch, hand, dots.length));
  };

  followPointer(element, place, (at, from, to, pen) => {
    aim = undefined;
    put(at, from, to, pen);
  });
  let keyAt: number | undefined;
  const holds = ({ key }: KeyboardEvent) => key === 'Enter' || key === ' ';
  element.addEventListener('keydown', (event) => {
    const moved = arrow(event);
    const { fromMm, toMm } = exercise.task;
    if (!moved && !holds(event) && event.key !== 'Backspace') return;
    event.preventDefault();
    aim ??= [(fromMm[0] + toMm[0]) / 2, (fromMm[1] + toMm[1]) / 2];
    if (moved) aim = [bound(aim[0] + moved[0]), bound(aim[1] + moved[1])];
    else if (holds(event)) keyAt ??= event.timeStamp;
    else exercise.undo();
    show();
  });
  element.addEventListener('keyup', (event) => {
    if (!holds(event) || keyAt === undefined || !aim) return;
    event.preventDefault();
    put(aim, keyAt, event.timeStamp);
    keyAt = undefined;
    announce(`Dot ${exercise.dots.length} at ${aim[0].toFixed(1)}, ${aim[1].toFixed(1)} mm.`);
  });
  element.addEventListener('blur', () => {
    keyAt = undefined;
  });
  exercise.follow(() => {
    drawn = Math.min(drawn, exercise.dotsShown.length);
    show();
  });
  show();
  return {
    element,
    canvas,
    ring: (places) => {
      rings = places;
      show();
    },
    pictured: (count) => {
      drawn = count;
      show();
    },
  };
}

interface Pen {
  readonly pressure?: number | undefined;
  readonly tiltDeg?: number | undefined;
}

/** A hand that holds a pen rests on the screen for as long after it as this, ms. Assumed. */
const PALM_MS = 500;

/**
 * One pointer from down to up is one dot, where it went down. Two fingers place none, until all are up again;
 * beside a pen every finger is a palm.
 */
function followPointer(
  element: HTMLElement,
  place: (event: MouseEvent) => [number, number],
  put: (at: readonly [number, number], from: number, to: number, pen?: Pen) => void,
): void {
  let down: { id: number; at: [number, number]; from: number; pen: Pen | undefined } | undefined;
  const fingers = new Set<number>();
  let penSeen = Number.NEGATIVE_INFINITY;
  const penOf = (event: PointerEvent, before?: Pen): Pen | undefined =>
    // Mouse and most fingers tell a pressure of one half, whatever they do.
    event.pointerType === 'pen'
      ? {
          pressure: Math.max(before?.pressure ?? 0, event.pressure),
          tiltDeg: before?.tiltDeg ?? tiltOf(event.tiltX, event.tiltY),
        }
      : undefined;
  element.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    element.focus({ preventScroll: true });
    const { pointerId: id, timeStamp: from, pointerType } = event;
    if (pointerType === 'touch') {
      fingers.add(id);
      if (down?.pen || from - penSeen < PALM_MS) return;
      if (fingers.size > 1) {
        down = undefined;
        return;
      }
    } else if (pointerType === 'pen') penSeen = from;
    element.setPointerCapture(id);
    down = { id, at: place(event), from, pen: penOf(event) };
  });
  element.addEventListener('pointermove', (event) => {
    if (event.pointerType === 'pen') penSeen = event.timeStamp;
    if (down?.id === event.pointerId) down.pen = penOf(event, down.pen);
  });
  element.addEventListener('pointerup', (event) => {
    fingers.delete(event.pointerId);
    if (event.pointerType === 'pen') penSeen = event.timeStamp;
    if (down?.id !== event.pointerId) return;
    const { at, from, pen } = down;
    down = undefined;
    put(at, from, event.timeStamp, pen);
  });
  element.addEventListener('pointercancel', ({ pointerId }) => {
    fingers.delete(pointerId);
    if (down?.id === pointerId) down = undefined;
  });
}

function arrow({ key, shiftKey }: KeyboardEvent): readonly [number, number] | undefined {
  const step = shiftKey ? LONG_STEP_MM : STEP_MM;
  const ways: Readonly<Record<string, readonly [number, number]>> = {
    ArrowLeft: [-step, 0],
    ArrowRight: [step, 0],
    ArrowUp: [0, step],
    ArrowDown: [0, -step],
  };
  return ways[key];
}

function bound(mm: number): number {
  return Math.min(PATCH_MM, Math.max(0, Number(mm.toFixed(2))));
}
