import { beforeAll, describe, expect, test } from 'vitest';
import { planScalp } from '../../../src/engine/plan-scalp.ts';
import { makeHead } from '../../../src/head/parametric-head.ts';
import { SHEETS } from '../../../src/paper/units.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { checkPlan } from '../../../src/plan/reading/read.ts';
import type { ScalpWork } from '../../../src/scalp/fields.ts';
import { blocksOf, OVERLAP_MM } from '../../../src/stencil/blocks.ts';
import { STROKES } from '../../../src/stencil/drawing.ts';
import { DEFAULT_STENCIL } from '../../../src/stencil/options.ts';
import type { Stencil, StencilPiece } from '../../../src/stencil/pieces.ts';
import { stencilOf } from '../../../src/stencil/stencil.ts';
import { stencilPdf } from '../../../src/stencil/stencil-pdf.ts';
import { stencilSvg } from '../../../src/stencil/stencil-svg.ts';
import { surfaceDistance } from '../../../src/surface/surface-distance.ts';
import { contentOf } from '../../helpers/paper/content.ts';
import { type DrawnPath, lengthMm, pathsIn } from '../../helpers/paper/paths.ts';

/** What a sheet that is laid on a head may be off, mm. */
const TRUE_MM = 0.2;

const PLAN = checkPlan({
  ...DEFAULT_PLAN,
  title: 'A <client> & "more"',
  zones: [
    {
      name: 'Crown',
      shape: { kind: 'disc', at: 'vertex', radiusMm: 20, softMm: 6 },
      densityScale: 0.8,
      depthOffsetMm: 0,
    },
  ],
});

let work: ScalpWork;
let stencil: Stencil;
let pdf: Uint8Array;
let pages: DrawnPath[][];

beforeAll(async () => {
  work = planScalp(PLAN, await makeHead(PLAN.head));
  stencil = await stencilOf(work, PLAN, DEFAULT_STENCIL);
  pdf = await stencilPdf(stencil, PLAN.title, 'a4');
  const count = Buffer.from(pdf)
    .toString('latin1')
    .match(/\/Type \/Page\b/g)!.length;
  pages = await Promise.all(
    Array.from({ length: count }, async (_, i) =>
      pathsIn(await contentOf(pdf, i + 1), SHEETS.a4.heightMm),
    ),
  );
});

/** Paths of one kind, told by the width of their line. */
function ofStroke(paths: readonly DrawnPath[], stroke: keyof typeof STROKES): DrawnPath[] {
  const { mm, dash } = STROKES[stroke];
  return paths.filter(
    ({ widthMm, dashMm }) =>
      Math.abs(widthMm - mm) < 0.001 && dashMm.length > 0 === (dash !== undefined),
  );
}

describe('a stencil as it is printed', () => {
  test('has rulers of 50 mm across and up on every page, and a crosshair', () => {
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) {
      const [across, up] = ofStroke(page, 'ruler').filter(({ points }) => lengthMm(points) > 10);
      const [[ax, ay], [bx, by]] = across!.points as [[number, number], [number, number]];
      expect(Math.abs(bx - ax - 50)).toBeLessThan(TRUE_MM);
      expect(Math.abs(by - ay)).toBeLessThan(0.001);
      const [[cx, cy], [dx, dy]] = up!.points as [[number, number], [number, number]];
      expect(Math.abs(cy - dy - 50)).toBeLessThan(TRUE_MM);
      expect(Math.abs(cx - dx)).toBeLessThan(0.001);
      const ticks = ofStroke(page, 'ruler').length - 2;
      expect(ticks).toBe(2 * 51);
      expect(ofStroke(page, 'cross').some(({ points }) => lengthMm(points) > 9.9)).toBe(true);
    }
  });

  test('stays on the paper, away from what printers leave white', () => {
    for (const { points } of pages.flat()) {
      for (const [x, y] of points) {
        expect(Math.min(x, y, SHEETS.a4.widthMm - x, SHEETS.a4.heightMm - y)).toBeGreaterThan(10);
      }
    }
  });

  test('has the hairline as long as it is along the skin', () => {
    const own = stencil.pieces.filter(({ kind }) => kind === 'hairline');
    // Below one another in their order, the lines are those of the pieces; the key's is straight.
    const lines = pages.slice(1).flatMap((page) => ofStroke(page, 'line'));
    expect(lines).toHaveLength(stencil.pieces.length);
    const printed = lines.slice(0, own.length).map(({ points }) => lengthMm(points));
    own.forEach(({ skinMm }, i) => {
      expect(Math.abs(printed[i]! - skinMm)).toBeLessThan(TRUE_MM);
    });
    const total = printed.reduce((sum, mm) => sum + mm, 0);
    expect(Math.abs(total - stencil.hairlineMm)).toBeLessThan(TRUE_MM);
    // The boundary of the plan, not what the stencil says of itself.
    const { boundary, frontCount } = work.fields.hairline;
    let skin = 0;
    for (let i = 1; i < frontCount; i++) {
      skin += Math.hypot(...[0, 1, 2].map((k) => boundary[3 * i + k]! - boundary[3 * i - 3 + k]!));
    }
    expect(Math.abs(total - skin)).toBeLessThan(TRUE_MM);
  });

  test('has its points as far apart as along the skin', () => {
    const { controlPoints } = work.fields.hairline;
    const named = new Map(stencil.marks.map(({ letter }, i) => [letter, controlPoints[i]!]));
    let compared = 0;
    for (const piece of stencil.pieces.filter(({ kind }) => kind === 'hairline')) {
      const crosses = crossCentres(piece, pages.slice(1));
      piece.marks.forEach(({ letter }, i) => {
        const next = piece.marks[i + 1];
        if (!next) return;
        const [a, b] = [crosses[i]!, crosses[i + 1]!];
        const paper = Math.hypot(a[0] - b[0], a[1] - b[1]);
        const [from, to] = [named.get(letter)!, named.get(next.letter)!];
        const skin = surfaceDistance(work.base.surface, from.positionMm, to.positionMm).mm;
        // Neighbours on one line: what the sheet allows for is far longer ways.
        expect(Math.abs(paper - skin), `${letter} to ${next.letter}`).toBeLessThan(TRUE_MM);
        compared++;
      });
    }
    expect(compared).toBeGreaterThanOrEqual(10);
  });

  test('gives the same bytes again, and real text', async () => {
    expect(await stencilPdf(stencil, PLAN.title, 'a4')).toEqual(pdf);
    const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
    const page = await (await getDocument({ data: pdf.slice(), verbosity: 0 }).promise).getPage(1);
    const { items } = await page.getTextContent();
    const text = items.map((item) => ('str' in item ? item.str : '')).join(' ');
    for (const words of ['Actual size', '50 mm', 'A <client> & "more"', 'mid-frontal point']) {
      expect(text).toContain(words);
    }
  });
});

/** Middles of the crosshairs of a piece, in the order of its letters, as its page draws them. */
function crossCentres(piece: StencilPiece, sheets: readonly DrawnPath[][]): [number, number][] {
  const letters = stencil.pieces
    .filter(({ number }) => number < piece.number)
    .reduce((sum, { marks }) => sum + marks.length, 0);
  const level = sheets.flatMap((page) =>
    ofStroke(page, 'cross').filter(({ points: [a, b] }) => {
      return Math.abs(a![1] - b![1]) < 0.001 && Math.abs(b![0] - a![0] - 6) < 0.001;
    }),
  );
  return piece.marks.map((_, i) => {
    const [a, b] = level[letters + i]!.points;
    return [(a![0] + b![0]) / 2, a![1]];
  });
}

describe('a stencil', () => {
  test('keeps its limit, and tells what it is off by', () => {
    expect(stencil.distortion.pairs).toBeGreaterThan(500);
    for (const { distortion, name } of stencil.pieces) {
      expect(distortion.worstMm, name).toBeLessThanOrEqual(DEFAULT_STENCIL.limitMm);
      expect(distortion.meanMm).toBeGreaterThan(0);
    }
  });

  test('is in more pieces for a narrower limit', async () => {
    const strict = await stencilOf(work, PLAN, { ...DEFAULT_STENCIL, zones: false, limitMm: 0.7 });
    expect(strict.pieces.length).toBeGreaterThan(3);
    expect(strict.distortion.worstMm).toBeLessThanOrEqual(0.7);
    expect(Math.abs(strict.hairlinePaperMm - strict.hairlineMm)).toBeLessThan(TRUE_MM);
  });

  test('says how far its points are from where a finger finds its way', () => {
    const middle = stencil.marks.find(({ name }) => name === 'mid-frontal point')!;
    expect(middle.fromMm.glabella).toBeCloseTo(PLAN.hairline.midFrontalMm!, 0);
    expect(Math.abs(middle.fromMm.tragionLeft - middle.fromMm.tragionRight)).toBeLessThan(1);
  });

  test('draws the border of a zone, and says which side is in it', () => {
    const crown = stencil.pieces.filter(({ name }) => name === 'Crown');
    const along = crown.reduce((sum, { skinMm }) => sum + skinMm, 0);
    // A circle on a skull is a little shorter than on a plane.
    expect(along).toBeGreaterThan(0.94 * 2 * Math.PI * 20);
    expect(along).toBeLessThan(1.01 * 2 * Math.PI * 20);
    const [first] = crown;
    const line = first!.traces.find(({ kind }) => kind === 'line')!.points;
    const middle = [0, 1].map(
      (axis) => line.reduce((sum, at) => sum + at[axis]!, 0) / line.length,
    ) as [number, number];
    const away = ([x, y]: readonly [number, number]) => Math.hypot(x - middle[0], y - middle[1]);
    expect(away(first!.side)).toBeLessThan(Math.min(...line.map(away)));
  });

  test('is mirrored for transfer paper, and says so', async () => {
    const options = { ...DEFAULT_STENCIL, zones: false, mirror: true };
    const mirror = await stencilOf(work, PLAN, options);
    const again = await stencilOf(work, PLAN, options);
    expect(again).toEqual(mirror);
    mirror.pieces.forEach((piece, i) => {
      const plain = stencil.pieces[i]!;
      piece.marks.forEach(({ at }, k) => {
        expect(at[0]).toBeCloseTo(plain.widthMm - plain.marks[k]!.at[0], 6);
        expect(at[1]).toBeCloseTo(plain.marks[k]!.at[1], 6);
      });
    });
    expect(stencilSvg(mirror, 'x')).toContain('MIRRORED');
    expect(stencilSvg(stencil, 'x')).not.toContain('MIRRORED');
  });

  test('refuses numbers no stencil has, by name', async () => {
    await expect(stencilOf(work, PLAN, { ...DEFAULT_STENCIL, limitMm: 0 })).rejects.toThrow(
      "The stencil's limit is 0 mm. Give one from 0.3 to 20 mm.",
    );
  });
});

test('the SVG is in millimetres: its hairline and ruler measure what they are', () => {
  const svg = stencilSvg(stencil, PLAN.title);
  const [, wide, high, box] = /width="([\d.]+)mm" height="([\d.]+)mm" viewBox="([^"]+)"/.exec(svg)!;
  expect(box).toBe(`0 0 ${wide} ${high}`);
  expect(svg).toContain('A &lt;client&gt; &amp; &quot;more&quot;');
  const lengths = (stroke: string) =>
    [...svg.matchAll(new RegExp(`<path class="${stroke}" d="M([^"]+)"`, 'g'))].map(([, d]) =>
      lengthMm(d!.split('L').map((at) => at.split(' ').map(Number) as [number, number])),
    );
  const own = stencil.pieces.filter(({ kind }) => kind === 'hairline').length;
  // The first is in the key.
  const printed = lengths('line').slice(1, 1 + own);
  const total = printed.reduce((sum, mm) => sum + mm, 0);
  expect(Math.abs(total - stencil.hairlineMm)).toBeLessThan(TRUE_MM);
  expect(lengths('ruler').filter((mm) => Math.abs(mm - 50) < TRUE_MM)).toHaveLength(2);
});

test('a piece larger than the paper goes on tiles that overlap', () => {
  const room = { widthMm: 170, heightMm: 230 };
  const line = Array.from({ length: 600 }, (_, i) => [i, 150 + 140 * Math.sin(i / 40)] as const);
  const piece: StencilPiece = {
    ...stencil.pieces[0]!,
    ...{ widthMm: 600, heightMm: 300, marks: [], joins: [] },
    traces: [{ kind: 'line', points: line }],
  };
  const tiles = blocksOf(piece, room);
  expect(tiles).toHaveLength(8);
  const drawn = tiles.map(({ shapes, widthMm, heightMm }) => {
    expect(widthMm).toBeLessThanOrEqual(room.widthMm);
    expect(heightMm).toBeLessThanOrEqual(room.heightMm);
    return shapes.flatMap((one) => (one.shape === 'path' && one.stroke === 'line' ? [one] : []));
  });
  const length = drawn.flat().reduce((sum, { points }) => sum + lengthMm(points), 0);
  // Nothing is lost, and what is there twice lies in the overlaps.
  expect(length).toBeGreaterThan(lengthMm(line));
  expect(length).toBeLessThan(1.35 * lengthMm(line));
  const seams = tiles[0]!.shapes.filter((one) => one.shape === 'path' && one.stroke === 'tile');
  expect(seams).toHaveLength(2);
  expect(OVERLAP_MM).toBe(10);
  // Small enough when turned: no tiles.
  expect(blocksOf({ ...piece, widthMm: 200, heightMm: 100 }, room)).toHaveLength(1);
});
