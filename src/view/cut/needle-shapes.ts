import type { CutDot } from '../../engine/cut/cut.ts';
import { lotWorks } from '../../engine/lots.ts';
import { parseNeedle, TAPERS } from '../../ink/needles.ts';
import type { Plan } from '../../plan/schema.ts';
import type { CutFrame } from './cut-frame.ts';
import type { Place, Shape } from './shape.ts';

/** The needle at full stroke in the hole of a dot. */
export interface NeedlePose {
  readonly code: string;
  /** How far it hangs out of the cartridge, and how much of that does not go into the skin, mm. */
  readonly extensionMm: number;
  readonly tentingMm: number;
  readonly depthMm: number;
  /** Standard deviation of its tilt. */
  readonly tiltDeg: number;
  /** Of one needle's shaft, and length of its point, mm. */
  readonly diameterMm: number;
  readonly taperMm: number;
}

/** How the needle stood when it left a dot: the plan's, or the session's own. */
export function needlePose(plan: Plan, dot: CutDot): NeedlePose {
  const work = lotWorks(plan)[dot.session - 1];
  const code = work?.needle ?? plan.needle.code;
  const plannedMm = work?.depositDepthMm ?? plan.technique.depositDepthMm;
  const extensionMm = plannedMm / plan.technique.extensionToDeposit;
  const needle = parseNeedle(code);
  const taper = TAPERS.find(({ name }) => name === needle.taper)!;
  return {
    code,
    extensionMm,
    tentingMm: Math.max(0, extensionMm - dot.depthMm),
    depthMm: dot.depthMm,
    tiltDeg: plan.operator.angleSdDeg,
    diameterMm: needle.diameterMm,
    taperMm: (taper.minMm + taper.maxMm) / 2,
  };
}

/** Where the hand can take hold: the needle's point, and its shaft at the edge of the drawing. */
export function needleGrips(
  plan: Plan,
  dot: CutDot,
  frame: CutFrame,
): { readonly tip: Place; readonly shaft: Place } {
  const { tiltDeg } = needlePose(plan, dot);
  const tip = frame.at(dot.alongMm, dot.depthMm);
  const high = shaftTopPx(frame);
  return { tip, shaft: [tip[0] + leanPx(tip[1] - high, tiltDeg), high] };
}

/** The needle to scale, upright, with lines that lean as far as the hand usually does. */
export function needleShapes(plan: Plan, dot: CutDot, frame: CutFrame): Shape[] {
  const pose = needlePose(plan, dot);
  const { sizePx, pxPerMm, cut } = frame;
  const tip = frame.at(dot.alongMm, dot.depthMm);
  const high = shaftTopPx(frame);
  const rise = tip[1] - high;
  const half = (pose.diameterMm / 2) * Math.min(1, rise / (pose.taperMm * pxPerMm)) * pxPerMm;
  const cone: Place[] = [tip, [tip[0] - half, high], [tip[0] + half, high]];
  const width = 0.09 * sizePx;
  const lean = leanPx(rise, pose.tiltDeg);
  const leaning = [-1, 1].map(
    (side): Shape => ({
      kind: 'line',
      role: 'tilt',
      points: [tip, [tip[0] + side * lean, high]],
      widthPx: width,
      dashPx: [0.35 * sizePx, 0.35 * sizePx],
    }),
  );
  const mouth = frame.at(dot.alongMm, -pose.tentingMm)[1];
  const cartridge: Shape[] =
    mouth > cut.topPx + 0.5 * sizePx
      ? [
          {
            kind: 'line',
            role: 'needle',
            points: [
              [tip[0] - half - 0.8 * sizePx, mouth],
              [tip[0] + half + 0.8 * sizePx, mouth],
            ],
            widthPx: 0.22 * sizePx,
          },
        ]
      : [];
  return [
    { kind: 'area', role: 'needleFill', points: cone, cover: 0.45 },
    { kind: 'line', role: 'needle', points: [...cone, tip], widthPx: width },
    ...leaning,
    ...cartridge,
    ...labels(pose, tip, frame),
  ];
}

function labels(pose: NeedlePose, tip: Place, frame: CutFrame): Shape[] {
  const { sizePx, cut } = frame;
  const left = cut.leftPx + 0.5 * sizePx;
  const first = cut.topPx + 1.15 * sizePx;
  const line = (text: string, row: number): Shape => ({
    kind: 'text',
    role: 'words',
    text,
    at: [left, first + 1.3 * row * sizePx],
    sizePx,
    halo: true,
  });
  return [
    line(`${pose.code} out ${pose.extensionMm.toFixed(2)} mm`, 0),
    line(`skin gives way ${pose.tentingMm.toFixed(2)} mm`, 1),
    {
      kind: 'text',
      role: 'words',
      text: `${pose.depthMm.toFixed(2)} mm`,
      at: [tip[0] - 0.9 * sizePx, tip[1] + 1.5 * sizePx],
      sizePx: Math.round(1.15 * sizePx),
      bold: true,
      align: 'right',
      halo: true,
    },
  ];
}

/** The shaft goes on above the drawing. */
function shaftTopPx({ cut, sizePx }: CutFrame): number {
  return cut.topPx + 0.2 * sizePx;
}

function leanPx(risePx: number, tiltDeg: number): number {
  return risePx * Math.tan((Math.min(45, tiltDeg) * Math.PI) / 180);
}
