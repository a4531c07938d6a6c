import type { Cut, CutDot } from '../../engine/cut/cut.ts';
import { BINS, binEdgesMm, shareBetween } from '../../ink/column-bins.ts';
import { DEPTH_SCALE_MM } from '../../ink/depth-bands.ts';
import type { CutFrame } from './cut-frame.ts';
import type { Place, Shape } from './shape.ts';

/** Pigment by depth in pieces, µg per mm of depth. */
export interface DepthProfile {
  readonly edgesMm: readonly number[];
  readonly ugPerMm: readonly number[];
}

/** Of a dot just after the needle, by the law that put it there. */
export function freshProfile({ plan }: Pick<Cut, 'plan'>, dot: CutDot): DepthProfile {
  const edgesMm = binEdgesMm(dot.depthMm, dot, 0);
  const { tipWeight } = plan.technique;
  const massUg = Array.from({ length: BINS }, (_, bin) => {
    const [top, end] = [edgesMm[bin]! / dot.depthMm, edgesMm[bin + 1]! / dot.depthMm];
    return dot.doseUg * shareBetween(top, end, tipWeight);
  });
  return densities(edgesMm, massUg);
}

/** Of a dot at the age shown, from its bins. */
export function healedProfile({ edgesMm, binsUg }: CutDot): DepthProfile {
  return densities(edgesMm, binsUg);
}

function densities(edgesMm: readonly number[], massUg: readonly number[]): DepthProfile {
  return {
    edgesMm,
    ugPerMm: massUg.map((mass, bin) => {
      const high = edgesMm[bin + 1]! - edgesMm[bin]!;
      return high > 1e-6 ? mass / high : 0;
    }),
  };
}

/** Beside the cut, on its scale of depth: the chosen dot's pigment, fresh as a line, now as bars. */
export function profileShapes(cut: Cut, dot: CutDot, frame: CutFrame): Shape[] {
  const { plot, sizePx } = frame;
  const { leftPx, topPx, widthPx, heightPx } = plot;
  const ground: Shape = {
    kind: 'area',
    role: 'plot',
    points: [
      [leftPx, topPx],
      [leftPx + widthPx, topPx],
      [leftPx + widthPx, topPx + heightPx],
      [leftPx, topPx + heightPx],
    ],
  };
  const fresh = freshProfile(cut, dot);
  const now = dot.isThere ? healedProfile(dot) : { edgesMm: dot.edgesMm, ugPerMm: [] };
  const most = Math.max(1e-9, ...fresh.ugPerMm, ...now.ugPerMm);
  const x = (ugPerMm: number) => leftPx + (0.92 * widthPx * ugPerMm) / most;
  const y = (depthMm: number) => frame.at(0, Math.min(DEPTH_SCALE_MM, depthMm))[1];
  const bars = now.ugPerMm.flatMap((ugPerMm, bin): Shape[] => {
    const [top, end] = [y(now.edgesMm[bin]!), y(now.edgesMm[bin + 1]!)];
    if (!(end > top) || ugPerMm <= 0) return [];
    const points: Place[] = [
      [leftPx, top],
      [x(ugPerMm), top],
      [x(ugPerMm), end],
      [leftPx, end],
    ];
    return [
      { kind: 'area', role: 'words', points, cover: 0.75 },
      { kind: 'line', role: 'plot', points: [points[3]!, points[2]!], widthPx: 1 },
    ];
  });
  const outline: Place[] = [[leftPx, y(0)]];
  fresh.ugPerMm.forEach((ugPerMm, bin) => {
    if (!(fresh.edgesMm[bin + 1]! > fresh.edgesMm[bin]!)) return;
    outline.push([x(ugPerMm), y(fresh.edgesMm[bin]!)], [x(ugPerMm), y(fresh.edgesMm[bin + 1]!)]);
  });
  outline.push([leftPx, y(dot.depthMm)]);
  const write = (text: string, row: number, bold = false): Shape => ({
    kind: 'text',
    role: 'words',
    text,
    at: [leftPx, topPx - (0.4 + 1.25 * row) * sizePx],
    sizePx,
    bold,
  });
  const last = topPx + heightPx - 0.5 * sizePx;
  return [
    ground,
    ...bars,
    {
      kind: 'line',
      role: 'chosen',
      points: outline,
      widthPx: 0.13 * sizePx,
      dashPx: [0.3 * sizePx, 0.25 * sizePx],
    },
    write('Pigment by depth', 1, true),
    write(dot.isThere ? 'bars: now, line: fresh' : 'still to come', 0),
    {
      kind: 'text',
      role: 'scale',
      text: `${most.toFixed(2)} µg/mm`,
      at: [leftPx + widthPx - 0.2 * sizePx, last],
      sizePx,
      align: 'right',
    },
  ];
}
