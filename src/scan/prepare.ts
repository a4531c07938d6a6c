import { DotworkError } from '../base/errors.ts';
import type { Vec3 } from '../base/vec3.ts';
import { distance } from '../base/vec3.ts';
import type { TriangleSoup } from '../surface/triangle-soup.ts';
import { boxOf, type FilePlacing, stillPlaced } from './file-placing.ts';
import type { Finding } from './findings.ts';
import { mappedPoints, PLACED, type Placing } from './placing.ts';
import { doubtWords, hiddenParts } from './recognise/doubt.ts';
import { guessPose } from './recognise/guess-pose.ts';
import { meanHead } from './recognise/mean-head.ts';
import { readPoints } from './recognise/read-points.ts';
import { cleaned } from './repair/clean.ts';
import { withoutInnerWall } from './repair/inner-wall.ts';
import { guessSize, sizeFindings, type UnitNote } from './size.ts';

export { PLACED };

/** A scan made sound, still in its own coordinates, and what we take it for. */
export interface PreparedScan {
  readonly mesh: TriangleSoup;
  /** Triangles as the file had them. */
  readonly fileTriangles: number;
  readonly findings: readonly Finding[];
  readonly guess: Placing;
  /** Millimetres of a unit if the head were of mean size; unknown where nothing was guessed. */
  readonly meanMmPerUnit: number | undefined;
  /** Whether the placing came with the file rather than from a guess. */
  readonly placedByFile: boolean;
  /** Why the guess cannot be relied on; then the four points must be given. */
  readonly doubt: string | undefined;
}

/** Fewer triangles make no head. */
const FEWEST_TRIANGLES = 100;
/** Points guessed no further apart than this from those of the file are the same, mm. */
const SAME_POINTS_MM = 20;

/**
 * Cleans a scan, finds the head in it and guesses its unit. The slow part of an import.
 *
 * @param known - A placing that came with the file; while it fits the mesh nothing is guessed.
 * @param note - What the file says of its unit.
 */
export async function prepareScan(
  given: TriangleSoup,
  known?: FilePlacing,
  note?: UnitNote,
): Promise<PreparedScan> {
  const findings: Finding[] = [];
  const mesh = withoutInnerWall(cleaned(given, findings), findings);
  const count = mesh.triangles.length / 3;
  if (count < FEWEST_TRIANGLES) {
    throw new DotworkError(
      'mesh',
      `This scan has only ${count} triangles that hang together.`,
      'A head needs thousands; export it as a mesh of its surface.',
    );
  }
  const facts = { mesh, fileTriangles: given.triangles.length / 3, findings };
  const verdict = known && stillPlaced(given, mesh, known, await meanHead());
  if (known && verdict === 'yes') return asWritten(facts, known);
  // A head written with its size open is no surer of it for being in metres.
  const trusted = known && known.sizeBy === undefined ? undefined : note;
  const found = await guessed(mesh, trusted);
  if (known && verdict === 'unsure' && !contradicts(found, known)) return asWritten(facts, known);
  if (known) findings.push(placingMoved());
  const { guess, meanMmPerUnit, doubt } = found;
  findings.push(...sizeFindings(guess, meanMmPerUnit, trusted), ...found.findings);
  return { ...facts, guess, meanMmPerUnit, placedByFile: false, doubt };
}

function asWritten(
  facts: Pick<PreparedScan, 'mesh' | 'fileTriangles' | 'findings'>,
  { box: _, ...guess }: FilePlacing,
): PreparedScan {
  return { ...facts, guess, meanMmPerUnit: undefined, placedByFile: true, doubt: undefined };
}

function contradicts({ guess, doubt }: Guessed, { landmarks, mmPerUnit }: Placing): boolean {
  if (doubt !== undefined) return false;
  return PLACED.some(
    (name) => mmPerUnit * distance(guess.landmarks[name], landmarks[name]) > SAME_POINTS_MM,
  );
}

function placingMoved(): Finding {
  return {
    kind: 'placingMoved',
    weight: 'look',
    count: 1,
    text: 'The four points that this file carries are not those of its mesh, which was turned, moved or scaled since; the head was looked for anew.',
  };
}

type Guessed = Pick<PreparedScan, 'guess' | 'doubt' | 'findings'> & {
  readonly meanMmPerUnit: number;
};

/** Where the head is and how large, from the mesh alone. */
async function guessed(mesh: TriangleSoup, note: UnitNote | undefined): Promise<Guessed> {
  // Seen from its own middle: far from the origin, turns would move it and digits run out.
  const box = boxOf(mesh.positions);
  const origin = [0, 1, 2].map((k) => (box[k]! + box[k + 3]!) / 2) as unknown as Vec3;
  const near = {
    positions: mesh.positions.map((at, i) => at - origin[i % 3]!),
    triangles: mesh.triangles,
  };
  const pose = await guessPose(near);
  const size = guessSize(pose.mmPerUnit, note);
  const doubt = doubtWords(pose);
  const points = readPoints(near, pose, await meanHead());
  const landmarks = mappedPoints(points, (p) => [
    p[0] + origin[0],
    p[1] + origin[1],
    p[2] + origin[2],
  ]);
  const text = `No head was recognised: ${doubt}. The four points are a poor guess.`;
  const findings: Finding[] = doubt
    ? [{ kind: 'notLikeAHead', weight: 'look', count: 1, text }]
    : hiddenParts(pose);
  return { guess: { ...size, landmarks }, meanMmPerUnit: pose.mmPerUnit, doubt, findings };
}
