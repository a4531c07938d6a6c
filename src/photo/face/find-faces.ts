import type { Photograph } from '../photograph.ts';
import type { Pixel } from '../question.ts';
import { cropped, placeIn, type Square } from './crop.ts';
import type { GraphModel } from './graph-model.ts';

/** Both networks: one says where faces are, the other where their points are. */
export interface FaceModels {
  readonly detector: GraphModel;
  readonly mesh: GraphModel;
}

/** A face in a photograph. */
export interface FoundFace {
  /** How sure the detector is, 0 to 1. */
  readonly score: number;
  /** How sure the other is that what it was shown is a face, 0 to 1. */
  readonly flag: number;
  /** The 468 points of the face mesh, in its own order (MediaPipe Face Mesh), pixels. */
  readonly mesh: readonly Pixel[];
}

/** Sides of what the networks look at, cells. */
const DETECTOR_CELLS = 256;
const MESH_CELLS = 192;

/** The detector's grids: cells to a side, and answers for each. */
const GRIDS = [
  { cells: 16, each: 2, scores: 'Identity', boxes: 'Identity_2' },
  { cells: 8, each: 6, scores: 'Identity_1', boxes: 'Identity_3' },
] as const;
const BOX_NUMBERS = 16;

/** Answers below this are no faces; two that share more than this of their area are one. */
const LEAST_SCORE = 0.5;
const SAME_SHARE = 0.3;
/** Below this what was looked at closely is none. */
const LEAST_FLAG = 0.5;
const MOST_FACES = 4;

/** A face is looked at with this much around it. */
const ROOM = 1.5;
/** It is looked at again where its own points say that it is. */
const LOOKS = 2;
/** Outer corners of the eyes in the mesh, the subject's right and left. */
const EYES = [33, 263] as const;

/** A face as the detector has it: shares of the photograph's square. */
interface Hint {
  readonly score: number;
  readonly middle: readonly [number, number];
  readonly size: readonly [number, number];
  readonly rightEye: readonly [number, number];
  readonly leftEye: readonly [number, number];
}

/** The faces of a photograph, the largest first. They must stand upright within 45 degrees or so. */
export function findFaces(photo: Photograph, { detector, mesh }: FaceModels): FoundFace[] {
  const { widthPx, heightPx } = photo;
  const whole: Square = {
    middle: [widthPx / 2, heightPx / 2],
    sidePx: Math.max(widthPx, heightPx),
    turn: 0,
  };
  const answers = detector.run(cropped(photo, whole, DETECTOR_CELLS, [-1, 1]));
  const hints = apart(
    GRIDS.flatMap((grid) =>
      hintsOf(grid, answers.get(grid.scores)!.data, answers.get(grid.boxes)!.data),
    ),
  );
  const faces = hints.slice(0, MOST_FACES).flatMap((hint) => {
    const face = looked(photo, mesh, whole, hint);
    return face ? [face] : [];
  });
  return faces.sort((a, b) => sizeOf(b.mesh).sidePx - sizeOf(a.mesh).sidePx);
}

function hintsOf(
  { cells, each }: (typeof GRIDS)[number],
  scores: Float32Array,
  boxes: Float32Array,
): Hint[] {
  const out: Hint[] = [];
  for (let i = 0; i < scores.length; i++) {
    const score = 1 / (1 + Math.exp(-scores[i]!));
    if (score < LEAST_SCORE) continue;
    const cell = Math.floor(i / each);
    const from = [
      ((cell % cells) + 0.5) / cells,
      (Math.floor(cell / cells) + 0.5) / cells,
    ] as const;
    const share = (k: number) => boxes[BOX_NUMBERS * i + k]! / DETECTOR_CELLS;
    const place = (k: number) => [from[0] + share(k), from[1] + share(k + 1)] as const;
    out.push({
      ...{ score, middle: place(0), size: [share(2), share(3)] },
      ...{ rightEye: place(4), leftEye: place(6) },
    });
  }
  return out;
}

/** The surest of each place. */
function apart(hints: readonly Hint[]): Hint[] {
  const kept: Hint[] = [];
  for (const hint of [...hints].sort((a, b) => b.score - a.score)) {
    if (kept.every((other) => shared(hint, other) < SAME_SHARE)) kept.push(hint);
  }
  return kept;
}

/** Share of both areas that is the same. */
function shared(a: Hint, b: Hint): number {
  const along = ([0, 1] as const).map((k) => {
    const low = Math.max(a.middle[k] - a.size[k] / 2, b.middle[k] - b.size[k] / 2);
    const high = Math.min(a.middle[k] + a.size[k] / 2, b.middle[k] + b.size[k] / 2);
    return Math.max(0, high - low);
  });
  const both = along[0]! * along[1]!;
  return both / (a.size[0] * a.size[1] + b.size[0] * b.size[1] - both);
}

/** Looks closely where a face is said to be; undefined where there is none. */
function looked(
  photo: Photograph,
  model: GraphModel,
  whole: Square,
  { score, middle, size, rightEye, leftEye }: Hint,
): FoundFace | undefined {
  let square: Square = {
    middle: placeIn(whole, middle),
    sidePx: ROOM * whole.sidePx * Math.max(...size),
    turn: Math.atan2(leftEye[1] - rightEye[1], leftEye[0] - rightEye[0]),
  };
  let face: FoundFace | undefined;
  for (let look = 0; look < LOOKS; look++) {
    const answers = model.run(cropped(photo, square, MESH_CELLS, [0, 1]));
    const flag = answers.get('Identity_1')!.data[0]!;
    if (flag < LEAST_FLAG) return look === 0 ? undefined : face;
    const { data } = answers.get('Identity_2')!;
    const mesh = Array.from({ length: data.length / 3 }, (_, i) =>
      placeIn(square, [data[3 * i]! / MESH_CELLS, data[3 * i + 1]! / MESH_CELLS]),
    );
    face = { score, flag, mesh };
    const [right, left] = EYES.map((i) => mesh[i]!) as [Pixel, Pixel];
    const turn = Math.atan2(left[1] - right[1], left[0] - right[0]);
    square = { ...sizeOf(mesh), turn };
  }
  return face;
}

function sizeOf(mesh: readonly Pixel[]): { readonly middle: Pixel; readonly sidePx: number } {
  const ends = ([0, 1] as const).map((k) => {
    const all = mesh.map((at) => at[k]);
    return [Math.min(...all), Math.max(...all)] as const;
  });
  const [[left, right], [top, below]] = ends as [
    readonly [number, number],
    readonly [number, number],
  ];
  return {
    middle: [(left + right) / 2, (top + below) / 2],
    sidePx: ROOM * Math.max(right - left, below - top),
  };
}
