import {
  type CUT_LIGHT_NM,
  type CutLightResult,
  LIGHT_DEPTH_MM,
  LIGHT_DEPTHS,
} from '../../engine/cut/cut-light.ts';
import type { LightPath } from '../../engine/cut/light-paths.ts';
import type { CutFrame } from './cut-frame.ts';
import type { Place, Role, Shape } from './shape.ts';

const ROLES: Readonly<Record<(typeof CUT_LIGHT_NM)[number], Role>> = {
  450: 'light450',
  540: 'light540',
  630: 'light630',
};

/** Paths drawn at each wavelength: as many as can be told apart. */
const MOST_PATHS = 10;

/** Paths of light over a cut: a dot where pigment took one, an arrow where one comes back. */
export function pathShapes(paths: readonly LightPath[], frame: CutFrame): Shape[] {
  const drawn = new Map<number, number>();
  return paths.flatMap((path): Shape[] => {
    const before = drawn.get(path.nm) ?? 0;
    if (before >= MOST_PATHS) return [];
    drawn.set(path.nm, before + 1);
    const role = ROLES[path.nm];
    const points = path.alongMm.map((along, i) => frame.at(along, path.depthMm[i]!));
    const { sizePx } = frame;
    const lines = insideRuns(points, frame).map(
      (run): Shape => ({ kind: 'line', role, points: run, widthPx: 0.11 * sizePx, cover: 0.75 }),
    );
    const last = points.at(-1)!;
    if (!isInside(last, frame)) return lines;
    const end = path.fate === 'pigment' ? disc(last, 0.28 * sizePx) : arrow(last, 0.5 * sizePx);
    return [...lines, { kind: 'area', role, points: end }];
  });
}

/** Fluence by depth as lines, on the cut's scale of depth, in the plot beside it. */
export function fluenceShapes(results: readonly CutLightResult[], frame: CutFrame): Shape[] {
  const { plot, sizePx } = frame;
  if (plot.widthPx === 0) return [];
  const most = Math.max(1e-9, ...results.flatMap(({ fluence }) => fluence));
  const lines = results.map(({ nm, fluence }): Shape => {
    const points = fluence.map((value, i): Place => {
      const depthMm = ((i + 0.5) * LIGHT_DEPTH_MM) / LIGHT_DEPTHS;
      return [plot.leftPx + (0.92 * plot.widthPx * value) / most, frame.at(0, depthMm)[1]];
    });
    return { kind: 'line', role: roleOf(nm), points, widthPx: 0.18 * sizePx };
  });
  const keys = results.map(
    ({ nm }, row): Shape => ({
      kind: 'text',
      role: roleOf(nm),
      text: `${nm} nm`,
      at: [
        plot.leftPx + plot.widthPx - 0.3 * sizePx,
        plot.topPx + plot.heightPx - (5 - 1.3 * row) * sizePx,
      ],
      sizePx,
      bold: true,
      align: 'right',
    }),
  );
  return [...lines, ...keys];
}

/** What stands for a wavelength. */
export function roleOf(nm: number): Role {
  return ROLES[nm as keyof typeof ROLES];
}

function isInside([x, y]: Place, { cut }: CutFrame): boolean {
  return (
    x >= cut.leftPx &&
    x <= cut.leftPx + cut.widthPx &&
    y >= cut.topPx &&
    y <= cut.topPx + cut.heightPx
  );
}

/** The stretches of a path that lie on the drawing. */
function insideRuns(points: readonly Place[], frame: CutFrame): Place[][] {
  const runs: Place[][] = [[]];
  for (const point of points) {
    if (isInside(point, frame)) runs.at(-1)!.push(point);
    else if (runs.at(-1)!.length > 0) runs.push([]);
  }
  return runs.filter(({ length }) => length > 1);
}

function disc([x, y]: Place, radius: number): Place[] {
  return Array.from({ length: 12 }, (_, i): Place => {
    const turn = (2 * Math.PI * i) / 12;
    return [x + radius * Math.cos(turn), y + radius * Math.sin(turn)];
  });
}

function arrow([x, y]: Place, size: number): Place[] {
  return [
    [x - 0.45 * size, y],
    [x + 0.45 * size, y],
    [x, y - size],
  ];
}
