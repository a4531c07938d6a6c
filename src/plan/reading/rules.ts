import type { Plan } from '../schema.ts';

/** One thing wrong with a document: where, what, and what to do about it. Both are sentences. */
export interface Problem {
  readonly path: string;
  readonly text: string;
  readonly fix: string;
}

/** What the schema cannot say: fields that contradict each other. Empty for a sound plan. */
export function contradictions(plan: Plan): Problem[] {
  return [...sessionProblems(plan), ...zoneProblems(plan), ...placeProblems(plan)];
}

/** Weights of a skin point sum to this; see `manual` in the schema. */
export const WHOLE_WEIGHT = 32768;

type Anchor = Plan['manual']['erased'][number];

function sessionProblems({ sessions, sessionsDone }: Plan): Problem[] {
  const problems: Problem[] = [];
  sessions.forEach(({ cumulativeShare, day }, i) => {
    const before = sessions[i - 1];
    const least = before?.cumulativeShare ?? 0;
    if (cumulativeShare <= least) {
      problems.push({
        path: `sessions.${i}.cumulativeShare`,
        text: `sessions.${i}.cumulativeShare is ${cumulativeShare}, but it counts all dots so far and must be more than ${least}.`,
        fix: `Set sessions.${i}.cumulativeShare above ${least}, or take the session out.`,
      });
    }
    if (before && day <= before.day) {
      problems.push({
        path: `sessions.${i}.day`,
        text: `sessions.${i}.day is ${day}, not after the session before it (day ${before.day}).`,
        fix: `Set sessions.${i}.day to more than ${before.day} days.`,
      });
    }
  });
  const last = sessions.length - 1;
  const reached = sessions[last]?.cumulativeShare;
  if (reached !== undefined && reached !== 1) {
    problems.push({
      path: `sessions.${last}.cumulativeShare`,
      text: `sessions.${last}.cumulativeShare is ${reached}, but the last session must reach the whole density, 1.`,
      fix: `Set sessions.${last}.cumulativeShare to 1.`,
    });
  }
  if (sessionsDone > sessions.length) {
    problems.push({
      path: 'sessionsDone',
      text: `sessionsDone is ${sessionsDone}, but the plan has only ${sessions.length} in its list of sessions.`,
      fix: `Set sessionsDone to a whole number from 0 to ${sessions.length}.`,
    });
  }
  return problems;
}

/** Lists of the plan whose items lie somewhere on the scalp. */
const SHAPED = ['zones', 'earlier', 'grafts'] as const;

function zoneProblems(plan: Plan): Problem[] {
  return SHAPED.flatMap((list) =>
    plan[list].flatMap(({ shape }, i) => {
      if (shape.kind !== 'band' || shape.fromMm < shape.toMm) return [];
      const path = `${list}.${i}.shape.toMm`;
      return {
        path,
        text: `${path} is ${shape.toMm} mm, not behind its fromMm of ${shape.fromMm} mm.`,
        fix: `Set ${path} above ${shape.fromMm} mm.`,
      };
    }),
  );
}

function placeProblems({ manual: { strokes, erased, added, moved }, noGo }: Plan): Problem[] {
  const points: (readonly [path: string, point: Anchor])[] = [
    ...strokes.flatMap(({ path }, i) =>
      path.map((point, k) => [`manual.strokes.${i}.path.${k}`, point] as const),
    ),
    ...erased.map((point, i) => [`manual.erased.${i}`, point] as const),
    ...added.map(({ at }, i) => [`manual.added.${i}.at`, at] as const),
    ...moved.flatMap(({ from, to }, i) => [
      [`manual.moved.${i}.from`, from] as const,
      [`manual.moved.${i}.to`, to] as const,
    ]),
    ...noGo.map(({ at }, i) => [`noGo.${i}.at`, at] as const),
  ];
  return points.flatMap(([path, { b, c }]) => {
    if (b + c <= WHOLE_WEIGHT) return [];
    return {
      path: `${path}.c`,
      text: `${path} lies outside its triangle: b and c are ${b + c} together, more than ${WHOLE_WEIGHT}.`,
      fix: `Set ${path}.c to ${WHOLE_WEIGHT - b} or less.`,
    };
  });
}
