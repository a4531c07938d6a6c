import { toSay } from '../base/language/say.ts';
/** Side of the patch of skin that is practised on, mm. */
export const PATCH_MM = 30;

/** What an exercise asks for. Places are mm on the patch: x to the right, y back from its front edge. */
export interface PracticeTask {
  readonly name: TaskName;
  readonly title: string;
  readonly about: string;
  /** The field that is to be filled, mm. */
  readonly fromMm: readonly [x: number, y: number];
  readonly toMm: readonly [x: number, y: number];
  readonly dotsPerCm2: number;
  /** Density rises over this from the front edge of the field; 0 for the same everywhere. */
  readonly riseMm: number;
}

/** Exercises by name. */
export const TASK_NAMES = ['square', 'hairline', 'patch'] as const;
export type TaskName = (typeof TASK_NAMES)[number];

/** The exercises, easiest first. 85 and 60 per cm² lie within what is usual (docs/plan.md). */
export const TASKS: readonly PracticeTask[] = [
  {
    name: 'square',
    title: toSay('Even square'),
    about: toSay('Fill the square of 12 by 12 mm evenly: about 122 dots.'),
    fromMm: [9, 9],
    toMm: [21, 21],
    dotsPerCm2: 85,
    riseMm: 0,
  },
  {
    name: 'hairline',
    title: toSay('Soft hairline'),
    about: toSay(
      'Fill the band from the front: few dots at the lower edge, full density 8 mm behind it; about 204 dots.',
    ),
    fromMm: [0, 6],
    toMm: [30, 18],
    dotsPerCm2: 85,
    riseMm: 8,
  },
  {
    name: 'patch',
    title: toSay('Whole patch'),
    about: toSay(
      'Fill the whole patch evenly and sparsely: about 540 dots, some seven minutes of work.',
    ),
    fromMm: [0, 0],
    toMm: [30, 30],
    dotsPerCm2: 60,
    riseMm: 0,
  },
];

/** The exercise of that name. */
export function taskNamed(name: TaskName): PracticeTask {
  return TASKS.find((task) => task.name === name)!;
}

/** Dots per cm² asked for at a place; 0 outside the field. */
export function askedAt(task: PracticeTask, x: number, y: number): number {
  if (!isInField(task, x, y)) return 0;
  if (task.riseMm === 0) return task.dotsPerCm2;
  return task.dotsPerCm2 * Math.min(1, (y - task.fromMm[1]) / task.riseMm);
}

/** Whether a place lies in the field. */
export function isInField({ fromMm, toMm }: PracticeTask, x: number, y: number): boolean {
  return x >= fromMm[0] && x <= toMm[0] && y >= fromMm[1] && y <= toMm[1];
}

/** Dots asked for between two lines across the field, from its left to its right edge or a part of it. */
export function askedWithin(
  task: PracticeTask,
  [x0, y0]: readonly [number, number],
  [x1, y1]: readonly [number, number],
): number {
  const { fromMm, toMm, riseMm, dotsPerCm2 } = task;
  const wide = Math.max(0, Math.min(x1, toMm[0]) - Math.max(x0, fromMm[0]));
  // Integral of a ramp from 0 that stays at 1.
  const upTo = (y: number) => {
    const in_ = Math.min(Math.max(y, fromMm[1]), toMm[1]) - fromMm[1];
    if (in_ <= riseMm) return riseMm === 0 ? in_ : in_ ** 2 / (2 * riseMm);
    return in_ - riseMm / 2;
  };
  return (dotsPerCm2 / 100) * wide * (upTo(y1) - upTo(y0));
}

/** Dots the whole exercise asks for. */
export function askedDots(task: PracticeTask): number {
  return askedWithin(task, task.fromMm, task.toMm);
}
