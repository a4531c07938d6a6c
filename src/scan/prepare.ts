import { DotworkError } from '../base/errors.ts';
import { recordOf } from '../base/records.ts';
import type { Vec3 } from '../base/vec3.ts';
import { distance, pointAt } from '../base/vec3.ts';
import type { ClickedLandmarks } from '../head/head-frame.ts';
import { closestOnTriangle } from '../surface/nearest.ts';
import type { TriangleSoup } from '../surface/triangle-soup.ts';
import type { Finding } from './findings.ts';
import { type Affine, applied, inverse } from './recognise/affine.ts';
import { guessPose, type PoseGuess } from './recognise/guess-pose.ts';
import { meanHead } from './recognise/mean-head.ts';
import { PATCHES, type PatchFit, type PatchName } from './recognise/patches.ts';
import { cleaned } from './repair/clean.ts';
import { withoutInnerWall } from './repair/inner-wall.ts';
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
  /** Why the guess cannot be relied on; then the four points must be given. */
  readonly doubt: string | undefined;
}

/** Fewer triangles make no head. */
const FEWEST_TRIANGLES = 100;
/**
 * Of 17 scanned and sculpted bare heads none came above 0.38, in no part above 0.40; of 20 other
 * things and heads without a face none below 0.48. Under a cap ears have 0.5.
 */
const MOST_MISFIT = 0.45;

/**
 * Cleans a scan, finds the head in it and guesses its unit. The slow part of an import.
 *
 * @param known - A placing that came with the file; then nothing is guessed.
 */
export async function prepareScan(given: TriangleSoup, known?: Placing): Promise<PreparedScan> {
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
  const fileTriangles = given.triangles.length / 3;
  if (known) return { mesh, fileTriangles, findings, guess: known, doubt: undefined };
  const { landmarks: mean } = await meanHead();
  const pose = await guessPose(mesh);
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
  const doubt = pose.misfit < MOST_MISFIT ? undefined : doubtWords(pose);
  if (doubt) {
    findings.push({
      kind: 'notLikeAHead',
      weight: 'look',
      count: 1,
      text: `No head was recognised: ${doubt}. The four points are a poor guess.`,
    });
  } else findings.push(...hiddenParts(pose));
  const landmarks = recordOf(PLACED, (name) =>
    nearestOn(mesh, applied(inverse(mapFor(name, pose)), mean[name])),
  );
  return {
    mesh,
    fileTriangles,
    findings,
    guess: { mmPerUnit: unit ? UNITS[unit] : pose.mmPerUnit, landmarks },
    doubt,
  };
}

const isThere = ({ misfit }: PatchFit) => misfit < MOST_MISFIT;

/** What speaks against a head, for a sentence. */
function doubtWords({ parts: { nose, earLeft, earRight } }: PoseGuess): string {
  const ears = [earLeft, earRight].filter(isThere).length;
  if (isThere(nose) && ears === 0) {
    return 'there may be a brow and a nose, but no ears are seen beside it; hair, a cap or a hood may cover them';
  }
  if (ears === 2) return 'two ears are seen, but no root of a nose between them';
  if (ears === 1) return 'there may be an ear, but not a whole face with two ears';
  return 'neither a nose nor ears are seen where a head has them; a bare head is needed, whole and large in the scan';
}

/** Parts of a recognised head that the scan does not show. */
function hiddenParts({ parts }: PoseGuess): Finding[] {
  const hidden = PATCHES.filter((name) => !isThere(parts[name]));
  if (hidden.length === 0) return [];
  const names = hidden.map((name) => PART_WORDS[name]).join(' and ');
  const ears = hidden.filter((name) => name !== 'nose').length;
  // One ear alone would turn the head, so then neither is gone by.
  const points = [
    ...(hidden.includes('nose') ? ['the nasion'] : []),
    ...(ears > 0 ? ['both tragions'] : []),
  ].join(' and ');
  const text = `Not seen: ${names}. Hair, a cap or a gap in the scan can do that. Place ${points} by hand: where they are now is a guess.`;
  return [{ kind: 'partsHidden', weight: 'look', count: hidden.length, text }];
}

const PART_WORDS: Readonly<Record<PatchName, string>> = {
  nose: 'the root of the nose',
  earLeft: 'the left ear',
  earRight: 'the right ear',
};

/** What a landmark is read off by: its own part of the head, or the whole where that is not there. */
function mapFor(name: (typeof PLACED)[number], { map, parts }: PoseGuess): Affine {
  const { nose, earLeft, earRight } = parts;
  if (name === 'nasion') return isThere(nose) ? nose.map : map;
  // One ear alone would turn the head.
  if (name === 'inion' || !isThere(earLeft) || !isThere(earRight)) return map;
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
