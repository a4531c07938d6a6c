import { BANDS_NM } from '../../color/bands.ts';
import type { Borders, Cut, CutDot } from '../../engine/cut/cut.ts';
import { DEPTH_BORDERS_MM, DEPTH_SCALE_MM } from '../../ink/depth-bands.ts';
import type { CutFrame } from './cut-frame.ts';
import { needleShapes } from './needle-shapes.ts';
import { profileShapes } from './profile-shapes.ts';
import type { Place, Role, Shape } from './shape.ts';

const GREEN = BANDS_NM.indexOf(540);

/** Names of layers, and the width below which they are said short. */
const LAYERS: readonly (readonly [Role, name: string, short: string])[] = [
  ['epidermis', 'epidermis', 'epidermis'],
  ['papillary', 'papillary dermis', 'papillary'],
  ['reticular', 'reticular dermis', 'reticular'],
  ['fat', 'fat', 'fat'],
];

/** A cut to scale: layers, follicles, columns as their bins hold them, needle, scale and names. */
export function cutShapes(cut: Cut, frame: CutFrame, chosen: number | undefined): Shape[] {
  const dot = chosenDot(cut, chosen);
  return [
    ...layerShapes(cut, frame),
    ...cut.hairs.flatMap(({ alongMm }) => hairShapes(cut, frame, alongMm)),
    ...bandShapes(frame),
    ...cut.dots.flatMap((one) => columnShapes(one, frame)),
    ...(dot ? [...chosenShapes(dot, frame), ...needleShapes(cut.plan, dot, frame)] : []),
    ...nameShapes(cut, frame),
    ...rulerShapes(frame),
    ...(dot && frame.plot.widthPx > 0 ? profileShapes(cut, dot, frame) : []),
  ];
}

/** The dot an id names, else the one nearest to the middle. */
export function chosenDot({ dots }: Cut, id: number | undefined): CutDot | undefined {
  const found = dots.find((dot) => dot.id === id);
  if (found) return found;
  return dots.reduce<CutDot | undefined>(
    (best, dot) =>
      dot.isThere && (!best || Math.abs(dot.alongMm) < Math.abs(best.alongMm)) ? dot : best,
    undefined,
  );
}

/**
 * How dark one bin of a column looks from the side, 0 to 1: the green light that its pigment takes on
 * the way through its middle.
 */
export function sideDark({ radiusMm, absorptionPerMm }: CutDot, bin: number): number {
  return 1 - Math.exp(-absorptionPerMm[bin]![GREEN]! * 2 * radiusMm);
}

function layerShapes({ layers, line }: Cut, frame: CutFrame): Shape[] {
  const half = line.lengthMm / 2;
  const { at } = frame;
  const { leftPx, topPx, widthPx, heightPx } = frame.cut;
  const air: Shape = {
    kind: 'area',
    role: 'air',
    points: [
      [leftPx, topPx],
      [leftPx + widthPx, topPx],
      [leftPx + widthPx, topPx + heightPx],
      [leftPx, topPx + heightPx],
    ],
  };
  const floor = (depthMm: number) => Math.min(depthMm, DEPTH_SCALE_MM);
  const border = (of: (one: Borders) => number): Place[] =>
    layers.map((one) => at(Math.min(half, Math.max(-half, one.alongMm)), floor(of(one))));
  const tops: readonly Place[][] = [
    border(() => 0),
    border(({ epidermisMm }) => epidermisMm),
    border(({ papillaryMm }) => papillaryMm),
    border(({ skinBaseMm }) => skinBaseMm),
    border(() => DEPTH_SCALE_MM),
  ];
  const fills = LAYERS.map(
    ([role], i): Shape => ({
      kind: 'area',
      role,
      points: [...tops[i]!, ...[...tops[i + 1]!].reverse()],
    }),
  );
  const lines = tops.slice(0, 4).map(
    (points, i): Shape => ({
      kind: 'line',
      role: 'border',
      points,
      widthPx: (i === 0 ? 0.13 : 0.07) * frame.sizePx,
      cover: i === 0 ? 1 : 0.6,
    }),
  );
  return [air, ...fills, ...lines];
}

function hairShapes({ hairRadiusMm, hairDepthMm }: Cut, frame: CutFrame, alongMm: number): Shape[] {
  const bottom = Math.min(hairDepthMm, DEPTH_SCALE_MM);
  // Sheath and bulb are not modelled: what light meets is the bundle of shafts alone.
  return [
    {
      kind: 'area',
      role: 'follicle',
      points: box(frame, alongMm - hairRadiusMm, alongMm + hairRadiusMm, -0.05, bottom),
    },
  ];
}

/** Room for them, in sizes of the type. */
const NAMES_EM = 8;

function bandShapes(frame: CutFrame): Shape[] {
  const { crispFrom, crispTo } = DEPTH_BORDERS_MM;
  const { sizePx, cut } = frame;
  // Names of layers stand at the right.
  const right = cut.leftPx + cut.widthPx - NAMES_EM * sizePx;
  const lines = [crispFrom, crispTo].map((depthMm): Shape => {
    const y = frame.at(0, depthMm)[1];
    return {
      kind: 'line',
      role: 'band',
      points: [
        [cut.leftPx, y],
        [right, y],
      ],
      widthPx: 0.11 * sizePx,
      dashPx: [0.5 * sizePx, 0.4 * sizePx],
    };
  });
  const y = frame.at(0, (crispFrom + crispTo) / 2)[1] + 0.35 * sizePx;
  return [
    ...lines,
    {
      kind: 'text',
      role: 'band',
      text: 'heals crisp',
      at: [right - 0.3 * sizePx, y],
      sizePx,
      align: 'right',
    },
  ];
}

function columnShapes(dot: CutDot, frame: CutFrame): Shape[] {
  if (!dot.isThere) return [];
  const { alongMm, radiusMm, edgesMm, crust } = dot;
  const [left, right] = [alongMm - radiusMm, alongMm + radiusMm];
  const bins = dot.binsUg.flatMap((_, bin): Shape[] => {
    const [top, end] = [edgesMm[bin]!, edgesMm[bin + 1]!];
    const cover = sideDark(dot, bin);
    if (!(end > top) || cover < 0.004) return [];
    return [{ kind: 'area', role: 'pigment', points: box(frame, left, right, top, end), cover }];
  });
  const outline: Shape = {
    kind: 'line',
    role: 'outline',
    points: closed(box(frame, left, right, edgesMm[0]!, edgesMm.at(-1)!)),
    widthPx: 0.06 * frame.sizePx,
    cover: 0.55,
  };
  const crusted: Shape[] =
    crust > 0
      ? [
          {
            kind: 'area',
            role: 'crust',
            points: box(frame, left - 0.3 * radiusMm, right + 0.3 * radiusMm, -0.04, 0),
            cover: crust,
          },
        ]
      : [];
  return [...bins, outline, ...crusted];
}

function chosenShapes({ alongMm, radiusMm, edgesMm, isThere }: CutDot, frame: CutFrame): Shape[] {
  if (!isThere) return [];
  const slack = 0.35 * (frame.sizePx / frame.pxPerMm);
  return [
    {
      kind: 'line',
      role: 'chosen',
      points: closed(
        box(
          frame,
          alongMm - radiusMm - slack,
          alongMm + radiusMm + slack,
          0,
          edgesMm.at(-1)! + slack,
        ),
      ),
      widthPx: 0.16 * frame.sizePx,
    },
  ];
}

function nameShapes({ layers }: Cut, frame: CutFrame): Shape[] {
  const { epidermisMm, papillaryMm, skinBaseMm } = layers.at(-1)!;
  const borders = [0, epidermisMm, papillaryMm, skinBaseMm, DEPTH_SCALE_MM];
  const { leftPx, topPx, widthPx, heightPx } = frame.cut;
  const { sizePx } = frame;
  const isNarrow = widthPx < 26 * sizePx;
  let last = Number.NEGATIVE_INFINITY;
  return LAYERS.flatMap(([, name, short], i): Shape[] => {
    const [from, to] = [frame.at(0, borders[i]!)[1], frame.at(0, borders[i + 1]!)[1]];
    if (to - from < 1) return [];
    // A thin layer is lower than its name: names stand one below the other, from the top.
    const y = Math.max(last + 1.15 * sizePx, (from + to) / 2 + 0.35 * sizePx, from + sizePx);
    last = y;
    if (y > topPx + heightPx) return [];
    const at: Place = [leftPx + widthPx - 0.4 * sizePx, y];
    const text = isNarrow ? short : name;
    return [{ kind: 'text', role: 'onSkin', text, at, sizePx, align: 'right' }];
  });
}

/** Millimetres down the left side, and how wide one is. */
function rulerShapes(frame: CutFrame): Shape[] {
  const { sizePx, cut } = frame;
  const { leftPx, widthPx, topPx } = cut;
  const steps = Array.from({ length: 2 * DEPTH_SCALE_MM + 1 }, (_, i) => i / 2);
  const ticks = steps.flatMap((depthMm): Shape[] => {
    const y = frame.at(0, depthMm)[1];
    return [
      {
        kind: 'line',
        role: 'scale',
        points: [
          [leftPx - 0.4 * sizePx, y],
          [leftPx, y],
        ],
        widthPx: 0.1 * sizePx,
      },
      {
        kind: 'text',
        role: 'scale',
        text: depthMm.toFixed(1),
        at: [leftPx - 0.6 * sizePx, y + 0.35 * sizePx],
        sizePx,
        align: 'right',
      },
    ];
  });
  const right = leftPx + widthPx - 0.4 * sizePx;
  const y = topPx + 0.9 * sizePx;
  return [
    ...ticks,
    {
      kind: 'text',
      role: 'scale',
      text: 'mm',
      at: [leftPx - 0.6 * sizePx, frame.at(0, 0)[1] - 0.9 * sizePx],
      sizePx,
      align: 'right',
    },
    {
      kind: 'line',
      role: 'words',
      points: [
        [right - frame.pxPerMm / 2, y],
        [right, y],
      ],
      widthPx: 0.18 * sizePx,
    },
    {
      kind: 'text',
      role: 'words',
      text: '0.5 mm',
      at: [right - frame.pxPerMm / 2 - 0.4 * sizePx, y + 0.35 * sizePx],
      sizePx,
      align: 'right',
    },
  ];
}

/** A box of the skin on the drawing, kept to the cut. */
function box(
  frame: CutFrame,
  fromMm: number,
  toMm: number,
  topMm: number,
  endMm: number,
): readonly Place[] {
  const { leftPx, widthPx, topPx, heightPx } = frame.cut;
  const inside = ([x, y]: Place): Place => [
    Math.min(leftPx + widthPx, Math.max(leftPx, x)),
    Math.min(topPx + heightPx, Math.max(topPx, y)),
  ];
  return [
    inside(frame.at(fromMm, topMm)),
    inside(frame.at(toMm, topMm)),
    inside(frame.at(toMm, endMm)),
    inside(frame.at(fromMm, endMm)),
  ];
}

function closed(points: readonly Place[]): readonly Place[] {
  return [...points, points[0]!];
}
