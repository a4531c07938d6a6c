import type { TwinDot } from './ladder-twin.ts';
import type { TwinChoice } from './select-twin.ts';

const [CROWDED, HAIR] = [14, 15];

/** Choices with every session's dot struck out that lies too near any follicle, one by one. */
export function keepClearTwin(
  dots: readonly TwinDot[],
  choices: readonly TwinChoice[],
  keepClearUm: number,
): TwinChoice[] {
  const follicles = dots.filter((_, i) => choices[i]!.kind === HAIR);
  return choices.map((choice, i) => {
    if (choice.kind === 0 || choice.kind >= CROWDED) return choice;
    const { x, y, z } = dots[i]!;
    const crowded = follicles.some(
      (hair) => (hair.x - x) ** 2 + (hair.y - y) ** 2 + (hair.z - z) ** 2 < keepClearUm ** 2,
    );
    return crowded ? { ...choice, kind: CROWDED } : choice;
  });
}
