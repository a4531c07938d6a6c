import { numberWords } from '../../base/language/formats.ts';
import { say } from '../../base/language/say.ts';
import type { PracticeDot } from '../hand.ts';
import { askedDots, askedWithin, type PracticeTask } from '../task.ts';
import { below, type Mark, type Marked } from './mark.ts';

/** Dots that a cell holds in the mean: fewer say little, more hide what is uneven. */
const DOTS_A_CELL = 8;
/** Against blind chance, which is 1. Assumed. */
const EVEN = 0.7;

interface Cell {
  readonly fromMm: readonly [number, number];
  readonly toMm: readonly [number, number];
  /** As the task asks, for as many dots as there are. */
  readonly asked: number;
  readonly placed: number;
}

/** The field in cells, with the dots of each. */
export function densityCells(task: PracticeTask, dots: readonly PracticeDot[]): Cell[] {
  const { fromMm, toMm } = task;
  const [wide, deep] = [toMm[0] - fromMm[0], toMm[1] - fromMm[1]];
  const side = Math.sqrt((wide * deep * DOTS_A_CELL) / askedDots(task));
  const [columns, rows] = [wide, deep].map((mm) => Math.max(1, Math.round(mm / side))) as [
    number,
    number,
  ];
  const inside = dots.filter(
    ({ xMm, yMm }) => xMm >= fromMm[0] && xMm < toMm[0] && yMm >= fromMm[1] && yMm < toMm[1],
  );
  const scale = inside.length / askedDots(task);
  return Array.from({ length: columns * rows }, (_, i) => {
    const [column, row] = [i % columns, Math.floor(i / columns)];
    const corner = (c: number, r: number): readonly [number, number] => [
      fromMm[0] + (wide * c) / columns,
      fromMm[1] + (deep * r) / rows,
    ];
    const [from, to] = [corner(column, row), corner(column + 1, row + 1)];
    const isHere = ({ xMm, yMm }: PracticeDot) =>
      xMm >= from[0] && xMm < to[0] && yMm >= from[1] && yMm < to[1];
    return {
      fromMm: from,
      toMm: to,
      asked: scale * askedWithin(task, from, to),
      placed: inside.filter(isHere).length,
    };
  });
}

/**
 * How far the dots of the cells stray from what is asked, relative to blind chance: the root of the mean of
 * (placed - asked)² / asked. Dots strewn blindly (Poisson) have 1, perfectly dealt ones 0.
 */
export function unevenness(task: PracticeTask, dots: readonly PracticeDot[]): number {
  const cells = densityCells(task, dots).filter(({ asked }) => asked > 1);
  if (cells.length === 0) return 0;
  const sum = cells.reduce((all, { asked, placed }) => all + (placed - asked) ** 2 / asked, 0);
  return Math.sqrt(sum / cells.length);
}

/** Whether density follows what was asked, place by place. */
export function evennessMark({ task, dots }: Marked): Mark {
  const value = unevenness(task, dots);
  const off = densityCells(task, dots)
    .filter(({ asked, placed }) => asked > 1 && (placed - asked) ** 2 > 4 * asked * EVEN ** 2)
    .toSorted((a, b) => Math.abs(b.placed - b.asked) - Math.abs(a.placed - a.asked));
  return {
    name: 'evenness',
    title: say('Evenness'),
    verdict: below(value, EVEN, 1),
    figure: value.toFixed(2),
    text:
      off.length === 0
        ? say('Density follows what was asked everywhere.')
        : say(
            '{off, plural, one {# part is} other {# parts are}} off: the worst holds {placed} dots where {asked} belong.',
            {
              off: off.length,
              placed: off[0]!.placed,
              asked: numberWords(off[0]!.asked, 0),
            },
          ),
    limit: `1 is what dots strewn blindly have, 0 is dealt out exactly; good to ${EVEN}, fair to 1 (assumed).`,
    healed: say(
      'Uneven density heals as clouds: darker and lighter patches seen from across a room.',
    ),
    rules: [],
    places: off.slice(0, 6).map(({ fromMm, toMm }) => ({
      xMm: (fromMm[0] + toMm[0]) / 2,
      yMm: (fromMm[1] + toMm[1]) / 2,
      radiusMm: (toMm[0] - fromMm[0]) / 2,
    })),
  };
}
