import { DotworkError } from '../../base/errors.ts';
import type { MapName } from '../../engine/maps/map-names.ts';
import { SMALLEST_PICTURE_PX } from '../../io/caption.ts';
import {
  type Balance,
  type LightName,
  type Look,
  MOST_GROWN_DAYS,
  type NamedView,
  type Pose,
} from '../../view/view-api.ts';
import type { AreaUnit } from '../../words/maps/map-words.ts';
import { numberIn } from '../numbers.ts';

/** Flags of `dotwork render` as commander hands them over. */
export interface RenderFlags {
  readonly view: NamedView;
  readonly eye?: string;
  readonly target?: string;
  readonly fov: string;
  readonly size: string;
  readonly age?: string;
  readonly before?: boolean;
  readonly divider?: string;
  readonly revealMm?: string;
  readonly shine?: string;
  readonly grownDays?: string;
  readonly light?: LightName;
  readonly whiteBalance?: Balance;
  readonly distanceM?: string;
  readonly map?: MapName;
  readonly areaUnit?: AreaUnit;
}

/** A picture as asked for, checked. */
export interface PictureRequest {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pose: Pose | NamedView;
  readonly distanceMm?: number;
  readonly look: Partial<Look>;
  readonly map?: { readonly name: MapName; readonly area: AreaUnit };
}

/** Largest side, px: what every WebGPU device can hold as a texture. */
const LARGEST_PX = 8192;

/** How near to the skin and how far from it the eye may stand, m. */
const NEAREST_M = 0.02;
const FARTHEST_M = 3.5;

/** Reads and checks the flags. A wrong one throws a `usage` error that names it. */
export function pictureRequest(flags: RenderFlags): PictureRequest {
  const { before, divider, revealMm, shine, grownDays, light, whiteBalance, distanceM } = flags;
  if (before && divider !== undefined) {
    throw new DotworkError(
      'usage',
      '--before and --divider exclude each other.',
      'Use --divider 1 for all of it before, or --divider 0.5 for half and half.',
    );
  }
  return {
    ...sizeOf(flags.size),
    pose: poseOf(flags.view, flags),
    ...(flags.map && { map: { name: flags.map, area: flags.areaUnit ?? 'cm2' } }),
    ...(distanceM !== undefined && {
      distanceMm: 1000 * numberIn('--distance-m', distanceM, NEAREST_M, FARTHEST_M),
    }),
    look: {
      divider: before ? 1 : divider === undefined ? 0 : numberIn('--divider', divider, 0, 1),
      ...(revealMm !== undefined && { revealMm: numberIn('--reveal-mm', revealMm, -50, 1000) }),
      ...(shine !== undefined && { shine: numberIn('--shine', shine, 0, 1) }),
      ...(grownDays !== undefined && {
        grownDays: numberIn('--grown-days', grownDays, 0, MOST_GROWN_DAYS),
      }),
      ...(light && { light }),
      ...(whiteBalance && { balance: whiteBalance }),
    },
  };
}

function sizeOf(size: string): { widthPx: number; heightPx: number } {
  const [, width, height] = /^(\d{1,5})x(\d{1,5})$/i.exec(size) ?? [];
  const sides = [Number(width), Number(height)];
  if (!sides.every((side) => side >= SMALLEST_PICTURE_PX && side <= LARGEST_PX)) {
    throw new DotworkError(
      'usage',
      `--size is ${JSON.stringify(size)}.`,
      `Write width and height in pixels, ${SMALLEST_PICTURE_PX} to ${LARGEST_PX} each, such as 1200x1200.`,
    );
  }
  return { widthPx: sides[0]!, heightPx: sides[1]! };
}

/** The camera that flags ask for: a place with --eye and --target, else the named view, if any. */
export function poseOf<View extends NamedView | undefined>(
  view: View,
  { eye, target, fov }: Pick<RenderFlags, 'eye' | 'target' | 'fov'>,
): Pose | View {
  if (eye === undefined && target === undefined) return view;
  if (eye === undefined || target === undefined) {
    throw new DotworkError('usage', '--eye and --target belong together.', 'Give both.');
  }
  const pose = {
    eyeMm: pointOf('--eye', eye),
    targetMm: pointOf('--target', target),
    fovDeg: numberIn('--fov', fov, 2, 120),
  };
  const distanceMm = Math.hypot(...pose.eyeMm.map((value, i) => value - pose.targetMm[i]!));
  if (distanceMm < 1) {
    throw new DotworkError(
      'usage',
      '--eye and --target are the same point.',
      'Move the eye away from what it looks at, such as --eye 0,120,420 --target 0,60,0.',
    );
  }
  return pose;
}

function pointOf(flag: string, text: string): [number, number, number] {
  const parts = text.split(',');
  if (parts.length !== 3) {
    throw new DotworkError(
      'usage',
      `${flag} is ${JSON.stringify(text)}.`,
      `Write x,y,z in mm, such as ${flag} 0,120,420.`,
    );
  }
  const [x, y, z] = parts.map((part) => numberIn(flag, part, -5000, 5000));
  return [x!, y!, z!];
}
