import { DotworkError } from '../base/errors.ts';
import { say } from '../base/language/say.ts';
import type { Range } from '../base/range.ts';
import type { Vec3 } from '../base/vec3.ts';
import type { Plan } from '../plan/schema.ts';
import type { FrontPoint } from '../scalp/hairline/hairline-moves.ts';
import type { Distortion } from '../surface/flatten/distortion.ts';
import { distanceFromPoint } from '../surface/geodesic.ts';
import { nearestPoint } from '../surface/nearest.ts';
import { distanceAt } from '../surface/surface-distance.ts';
import { pointWords } from '../words/hairline.ts';
import { drawPiece } from './draw-piece.ts';
import { STENCIL_RANGES, type StencilOptions } from './options.ts';
import type { MarkPlace, Stencil, StencilMark, StencilPiece } from './pieces.ts';
import { frontLine, midLine, type SkinWork, type StencilLine, zoneLines } from './skin-lines.ts';
import { layInParts } from './split.ts';

/** Borders of zones nearer to the hairline than this much less than a strip's half width are on it, mm. */
const SHARED_MM = 2;
/** And nearer than this they are the hairline itself. */
const ON_LINE_MM = 1.5;
/** Beyond this no tape is laid from a landmark, mm. */
const FARTHEST_MM = 400;

/**
 * Lays the hairline and the borders of zones of a plan flat, in pieces that lie flat within a limit.
 * Some seconds. Throws a `usage` error for numbers outside {@link STENCIL_RANGES}.
 *
 * @param onStep - Called between strips, so that a page can breathe.
 */
export async function stencilOf(
  work: SkinWork,
  plan: Plan,
  options: StencilOptions,
  onStep: () => Promise<void> = async () => {},
): Promise<Stencil> {
  checked('limit', options.limitMm, STENCIL_RANGES.limitMm);
  checked('half width', options.halfWidthMm, STENCIL_RANGES.halfWidthMm);
  const { surface } = work.base;
  const front = frontLine(work);
  const near = options.halfWidthMm - SHARED_MM;
  const traced = [front, ...(options.zones ? zoneLines(work, plan, near) : [])];
  const drawn = [front, midLine(work), ...(options.zones ? zoneLines(work, plan, ON_LINE_MM) : [])];
  const points = new MarkList(work);
  const pieces: StencilPiece[] = [];
  for (const line of traced) {
    const laid = await layInParts(surface, line, options.halfWidthMm, options.limitMm, onStep);
    const before = pieces.length;
    const [start, end] = [line.points[0]!, line.points.at(-1)!];
    const isLoop = laid.length > 1 && start.every((mm, axis) => mm === end[axis]);
    for (const [i, part] of laid.entries()) {
      const marks = line === front ? points.onFront(part.part) : points.ends(part.part);
      pieces.push({
        number: before + i + 1,
        kind: line.kind,
        name: line.name,
        part: i + 1,
        parts: laid.length,
        skinMm: part.part.alongMm.at(-1)!,
        ...drawPiece(part, line, drawn, marks, options, {
          ...((i > 0 || isLoop) && { before: before + (i || laid.length) }),
          ...((i < laid.length - 1 || isLoop) && { after: before + ((i + 1) % laid.length) + 1 }),
        }),
      });
    }
  }
  const own = pieces.filter(({ kind }) => kind === 'hairline');
  return {
    options,
    pieces,
    marks: points.all(),
    hairlineMm: front.alongMm.at(-1)!,
    hairlinePaperMm: own.reduce((sum, { paperMm }) => sum + paperMm, 0),
    distortion: together(pieces.map(({ distortion }) => distortion)),
  };
}

function checked(name: string, value: number, [low, high]: Range): void {
  if (value >= low && value <= high) return;
  throw new DotworkError(
    'usage',
    say("The stencil's {name} is {value} mm.", { name, value }),
    say('Give one from {low} to {high} mm.', { low, high }),
  );
}

function together(all: readonly Distortion[]): Distortion {
  const none: Distortion = { worstMm: 0, worstOverMm: 0, meanMm: 0, pairs: 0 };
  const pairs = all.reduce((sum, one) => sum + one.pairs, 0);
  const worst = all.reduce((most, one) => (one.worstMm > most.worstMm ? one : most), none);
  const meanMm = all.reduce((sum, one) => sum + (one.pairs * one.meanMm) / Math.max(1, pairs), 0);
  return { ...worst, meanMm, pairs };
}

/** Letters in the order they are given out, with their distances from three landmarks. */
class MarkList {
  readonly #work: SkinWork;
  readonly #marks: StencilMark[] = [];
  readonly #known = new Map<string, MarkPlace>();
  readonly #fields: readonly (readonly [keyof StencilMark['fromMm'], Float64Array])[];

  constructor(work: SkinWork) {
    this.#work = work;
    const { surface, head } = work.base;
    this.#fields = (['glabella', 'tragionLeft', 'tragionRight'] as const).map((name) => {
      const { pointMm } = nearestPoint(surface, head.landmarks[name]);
      return [name, distanceFromPoint(surface, pointMm, FARTHEST_MM)] as const;
    });
  }

  /** The named points of the hairline that lie on a part of it. */
  onFront({ points }: StencilLine): MarkPlace[] {
    return this.#work.fields.hairline.controlPoints.flatMap(({ name, positionMm }) => {
      const isOn = points.some((point) => point.every((mm, axis) => mm === positionMm[axis]));
      return isOn ? [this.#mark(pointWords(name as FrontPoint), positionMm)] : [];
    });
  }

  /** Both ends of a part of a zone's border. */
  ends({ name, points }: StencilLine): MarkPlace[] {
    return [points[0]!, points.at(-1)!].map((at) =>
      this.#mark(say('border of {name}', { name }), at),
    );
  }

  all(): readonly StencilMark[] {
    return this.#marks;
  }

  #mark(name: string, at: Vec3): MarkPlace {
    const known = this.#known.get(at.join());
    if (known) return known;
    const place = { letter: letterOf(this.#marks.length), at };
    this.#known.set(at.join(), place);
    const { surface } = this.#work.base;
    const on = nearestPoint(surface, at);
    const fromMm = Object.fromEntries(
      this.#fields.map(([from, field]) => [from, distanceAt(surface, field, on)]),
    ) as StencilMark['fromMm'];
    this.#marks.push({ letter: place.letter, name, fromMm });
    return place;
  }
}

/** A to Z, then A2, B2 and so on. */
function letterOf(index: number): string {
  const round = Math.floor(index / 26);
  return String.fromCharCode(65 + (index % 26)) + (round > 0 ? String(round + 1) : '');
}
