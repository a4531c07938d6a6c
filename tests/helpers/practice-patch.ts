import { unitHash } from '../../src/base/unit-hash.ts';
import { type Subject, subjectOf } from '../../src/check/subject.ts';
import { DEFAULT_PLAN } from '../../src/plan/defaults.ts';
import type { Plan } from '../../src/plan/schema.ts';

/** A dot of a test patch; x along the line, y behind it, mm. */
export interface PatchDot {
  x: number;
  y: number;
  depthMm: number;
  doseUg: number;
  scar: number;
}

/** Even dots with a spacing kept, as the engine places them: darts until hardly any fits. */
export function evenDots(sideMm: number, spacingMm: number, seed = 1): PatchDot[] {
  let turn = 0;
  const random = () => unitHash(seed, turn++);
  const dots: PatchDot[] = [];
  const cells = new Map<number, PatchDot[]>();
  const cell = (mm: number) => Math.floor(mm / spacingMm);
  const around = (x: number, y: number) =>
    [-1, 0, 1].flatMap((i) =>
      [-1, 0, 1].flatMap((j) => cells.get(1000 * (cell(x) + i) + cell(y) + j) ?? []),
    );
  const throws = 60 * (sideMm / spacingMm) ** 2;
  for (let i = 0; i < throws; i++) {
    const [x, y] = [sideMm * random(), sideMm * random()];
    const isNear = (dot: PatchDot) => (dot.x - x) ** 2 + (dot.y - y) ** 2 < spacingMm ** 2;
    if (around(x, y).some(isNear)) continue;
    const dot = { x, y, depthMm: 0.4, doseUg: 0.05, scar: 0 };
    const at = 1000 * cell(x) + cell(y);
    cells.set(at, [...(cells.get(at) ?? []), dot]);
    dots.push(dot);
  }
  return dots;
}

/** A flat patch of crown skin with a hairline at y = 0. */
export function patchOf(
  dots: readonly PatchDot[],
  { plan = DEFAULT_PLAN, sideMm = 30, skinBaseMm = 1.6, hair = [] as number[] } = {},
): Subject {
  const cells = Array.from({ length: sideMm * sideMm }, (_, i) => [
    (i % sideMm) + 0.5,
    Math.floor(i / sideMm) + 0.5,
  ]) as [number, number][];
  return subjectOf({
    plan: plan as Plan,
    dots: {
      count: dots.length,
      id: dots.map((_, i) => i),
      // Placed off the midline, so that the parts of a line are told apart.
      placeMm: Float64Array.from(dots.flatMap(({ x, y }) => [x - sideMm / 2, 0, -y])),
      session: dots.map(() => 1),
      depthMm: dots.map(({ depthMm }) => depthMm),
      radiusMm: dots.map(() => 0.08),
      doseUg: dots.map(({ doseUg }) => doseUg),
      skinBaseMm: dots.map(() => skinBaseMm),
      scar: dots.map(({ scar }) => scar),
    },
    hairMm: Float64Array.from(hair),
    spots: [],
    skin: {
      placeMm: cells.flatMap(([x, y]) => [x - sideMm / 2, 0, -y]),
      areaMm2: cells.map(() => 1),
      frontMm: cells.map(([, y]) => y),
      inside: cells.map(() => 1),
    },
  });
}
