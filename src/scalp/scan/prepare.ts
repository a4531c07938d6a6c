import { DotworkError } from '../../base/errors.ts';
import type { Vec3 } from '../head.ts';
import type { ClickedLandmarks } from '../head-frame.ts';
import type { TriangleSoup } from '../meshing/triangle-soup.ts';
import { closestOnTriangle } from '../nearest.ts';
import { distance, pointAt } from '../vec3.ts';
import { type Affine, applied, inverse } from './affine.ts';
import { cleaned } from './clean.ts';
import type { Finding } from './findings.ts';
import { guessPose, type PoseGuess } from './guess-pose.ts';
import { meanHead } from './mean-head.ts';
import { guessUnit, UNITS, unitWords } from './units.ts';

/** The four points a head is placed by. */
export const PLACED = ['nasion', 'inion', 'tragionLeft', 'tragionRight'] as const;

/** How a scan becomes a head: what one of its units is, and four points in its own coordinates. */
export interface Placing {
  readonly mmPerUnit: number;
  readonly landmarks: ClickedLandmarks;
}

/** A scan made sound, still in its own coordinates, and what we take it for. */
export interface PreparedScan {
  readonly mesh: TriangleSoup;
  /** Triangles as the file had them. */
  readonly fileTriangles: number;
  readonly findings: readonly Finding[];
  readonly guess: Placing;
  /** Whether the guess can be relied on; if not, the four points must be given. */
  readonly sure: boolean;
}

/** Fewer triangles make no head. */
const FEWEST_TRIANGLES = 100;
/** Heads of all shapes tried stay below 0.25, under thick hair below 0.4; a ball or an egg has 0.7. */
const MOST_MISFIT = 0.45;

/**
 * Cleans a scan, finds the head in it and guesses its unit. The slow part of an import.
 *
 * @param known - A placing that came with the file; then nothing is guessed.
 */
export async function prepareScan(given: TriangleSoup, known?: Placing): Promise<PreparedScan> {
  const findings: Finding[] = [];
  const mesh = cleaned(given, findings);
  const count = mesh.triangles.length / 3;
  if (count < FEWEST_TRIANGLES) {
    throw new DotworkError(
      'mesh',
      `This scan has only ${count} triangles that hang together.`,
      'A head needs thousands; export it as a mesh of its surface.',
    );
  }
  const fileTriangles = given.triangles.length / 3;
  if (known) return { mesh, fileTriangles, findings, guess: known, sure: true };
  const { landmarks: mean } = await meanHead();
  const pose = await guessPose(mesh);
  const sure = pose.misfit < MOST_MISFIT;
  const unit = guessUnit(pose.mmPerUnit);
  findings.push(
    unit
      ? {
          kind: 'unit',
          weight: 'repaired',
          count: 1,
          text: `One unit of the file is taken for 1 ${unit}: the head then is ${sizeWords(UNITS[unit] / pose.mmPerUnit)}.`,
        }
      : {
          kind: 'oddScale',
          weight: 'look',
          count: 1,
          text: `In no usual unit is this a head; it is made as large as a mean head (${unitWords(pose.mmPerUnit)} a unit). Measure the head and set the unit.`,
        },
  );
  if (!sure) {
    findings.push({
      kind: 'notLikeAHead',
      weight: 'look',
      count: 1,
      text: 'No head was recognised in this scan; the four points are a poor guess.',
    });
  }
  const landmarks = Object.fromEntries(
    PLACED.map((name) => [name, nearestOn(mesh, applied(inverse(mapFor(name, pose)), mean[name]))]),
  ) as unknown as ClickedLandmarks;
  return {
    mesh,
    fileTriangles,
    findings,
    guess: { mmPerUnit: unit ? UNITS[unit] : pose.mmPerUnit, landmarks },
    sure,
  };
}

/** What a landmark is read off by: its own part of the head, or the whole where that is not there. */
function mapFor(name: (typeof PLACED)[number], { map, parts }: PoseGuess): Affine {
  const { nose, earLeft, earRight } = parts;
  if (name === 'nasion') return nose.misfit < MOST_MISFIT ? nose.map : map;
  // One ear alone would turn the head.
  if (name === 'inion' || Math.max(earLeft.misfit, earRight.misfit) > MOST_MISFIT) return map;
  return name === 'tragionLeft' ? earLeft.map : earRight.map;
}

function sizeWords(ratio: number): string {
  const percent = Math.round(100 * (ratio - 1));
  if (percent === 0) return 'of mean size';
  return `${Math.abs(percent)} % ${percent > 0 ? 'larger' : 'smaller'} than a mean one`;
}

/** Nearest point of the mesh: of the triangles round the nearest vertex. */
function nearestOn({ positions, triangles }: TriangleSoup, to: Vec3): Vec3 {
  let best = 0;
  let bestSq = Number.POSITIVE_INFINITY;
  for (let v = 0; v < positions.length / 3; v++) {
    const [x, y, z] = pointAt(positions, v);
    const gapSq = (x - to[0]) ** 2 + (y - to[1]) ** 2 + (z - to[2]) ** 2;
    if (gapSq < bestSq) [best, bestSq] = [v, gapSq];
  }
  let point = pointAt(positions, best);
  for (let t = 0; t < triangles.length; t += 3) {
    const corners = [triangles[t]!, triangles[t + 1]!, triangles[t + 2]!];
    if (!corners.includes(best)) continue;
    const near = closestOnTriangle({ positionsMm: positions, triangles }, t / 3, to);
    if (distance(near, to) < distance(point, to)) point = near;
  }
  return point;
}
