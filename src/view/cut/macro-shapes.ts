import type { CutDot } from '../../engine/cut/cut.ts';
import { CUT_HALF_MM } from '../../engine/cut/read-cut.ts';
import type { CutFrame } from './cut-frame.ts';
import type { Place, Shape } from './shape.ts';

/** Where a dot lies in the picture from above. */
export function macroPlace({ macro, pxPerMm, at }: CutFrame, dot: CutDot): Place {
  return [at(dot.alongMm, 0)[0], macro.topPx + macro.heightPx / 2 - dot.acrossMm * pxPerMm];
}

/** Over the skin from above: how thick the slice is that the cut shows, and the dot looked at. */
export function macroShapes(dot: CutDot | undefined, frame: CutFrame): Shape[] {
  const { macro, pxPerMm, sizePx } = frame;
  const middle = macro.topPx + macro.heightPx / 2;
  const edges = [-1, 1].map((side): Shape => {
    const y = middle + side * CUT_HALF_MM * pxPerMm;
    return {
      kind: 'line',
      role: 'air',
      points: [
        [macro.leftPx, y],
        [macro.leftPx + macro.widthPx, y],
      ],
      widthPx: 0.09 * sizePx,
      dashPx: [0.5 * sizePx, 0.5 * sizePx],
      cover: 0.8,
    };
  });
  if (!dot) return edges;
  const [x, y] = macroPlace(frame, dot);
  const radius = dot.radiusMm * pxPerMm + 0.7 * sizePx;
  const ring = Array.from({ length: 49 }, (_, i): Place => {
    const turn = (2 * Math.PI * i) / 48;
    return [x + radius * Math.cos(turn), y + radius * Math.sin(turn)];
  });
  return [
    ...edges,
    { kind: 'line', role: 'chosen', points: ring, widthPx: 0.16 * sizePx },
    { kind: 'line', role: 'air', points: ring, widthPx: 0.05 * sizePx },
  ];
}
