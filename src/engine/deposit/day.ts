/** Steps behind the front by which the dots of a session are told apart, as `shaders/lib/day.wgsl`. */
export const DAY_STEPS = 256;
const STEP_64 = 80;
const FIRST_64 = -640;

/** Step of a place, so many 1/64 mm behind the front hairline. */
export function dayStep(front64: number): number {
  return Math.min(DAY_STEPS - 1, Math.max(0, Math.trunc((front64 - FIRST_64) / STEP_64)));
}

/** Share of a session that is done when each of its dots is put: it goes from the front backwards. */
export function dayShares(front64: readonly number[]): number[] {
  const upTo = new Array<number>(DAY_STEPS).fill(0);
  for (const at of front64) upTo[dayStep(at)]!++;
  for (let step = 1; step < DAY_STEPS; step++) upTo[step]! += upTo[step - 1]!;
  return front64.map((at) => {
    const step = dayStep(at);
    return (upTo[step]! + (upTo[step - 1] ?? 0)) / 2 / front64.length;
  });
}
