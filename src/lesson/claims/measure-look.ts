import { ciede2000 } from '../../color/ciede2000.ts';
import { xyzToLab } from '../../color/lab.ts';
import { decodeSrgb, linearToXyz, type Rgb } from '../../color/srgb.ts';
import { DotStrip } from '../../engine/dot/dot-strip.ts';
import { STEADY_HAND } from '../../engine/dot/ladder-plan.ts';
import { skinOfPlan } from '../../engine/plan-skin.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import { type DotFootprint, dotFootprint } from '../../light/dot/footprint.ts';
import { flushedDark } from '../../light/redness.ts';
import type { Plan } from '../../plan/schema.ts';
import { StripPicture } from '../../view/strip-picture.ts';
import type { Measure } from '../lesson-schema.ts';

/** Side of the square that is looked at, mm and px. */
export const CELL_MM = 4;
export const CELL_PX = 160;
/** What is no farther from a dot's middle counts as its middle, mm. */
const CORE_MM = 0.06;
/** Skin around a dot that its colour is asked of, mm. */
const SPOT_MM = 0.3;
/** What a good eye parts, radians: one minute of arc (Snellen). */
const EYE_RAD = Math.PI / (180 * 60);

/** Half of the square of bare skin that dots are held against, mm. */
const CORNER_MM = 0.5;
/** Dots of a plan on flat skin as the head's pass draws them: linear RGB, row by row, and bare skin. */
export interface LookedAt {
  readonly pixels: readonly Rgb[];
  readonly bare: Rgb;
}

/** Looks at dots of plans on flat skin, through the stages and the pass that draw a head. */
export class FlatEye {
  readonly #gpu: Gpu;
  readonly #camera: StripPicture;
  readonly #strips = new Map<string, DotStrip>();
  readonly #skins = new Map<string, { footprint: DotFootprint; flushed: ArrayLike<number> }>();

  private constructor(gpu: Gpu, camera: StripPicture) {
    this.#gpu = gpu;
    this.#camera = camera;
  }

  static create(gpu: Gpu): Promise<FlatEye> {
    return gpu.checked(
      'compiling the view',
      // A dot is eight pixels wide: more samples a pixel move no measure by more than two hundredths.
      async () => new FlatEye(gpu, await StripPicture.create(gpu, CELL_PX, 1)),
    );
  }

  /** Dots of a plan's last session, all at its depth. A hand that strays would blur what is compared, so it does not. */
  see(plan: Plan): Promise<LookedAt> {
    const { depositDepthMm } = plan.technique;
    const { dotsPerCm2 } = plan.density;
    return this.#gpu.checked('looking at dots', async () => {
      const key = `${depositDepthMm} ${dotsPerCm2}`;
      const options = { depthsMm: [depositDepthMm], cellMm: CELL_MM, dotsPerCm2 };
      const strip = this.#strips.get(key) ?? (await DotStrip.create(this.#gpu, options));
      this.#strips.set(key, strip);
      const { footprint, flushed } = this.#skin(plan);
      strip.update({ ...plan, operator: STEADY_HAND }, footprint, flushed);
      this.#camera.bind(strip);
      const drawn = await this.#camera.draw(strip.cells[0]!, CELL_MM);
      return { pixels: linear(drawn), bare: await bareSkin(this.#camera, strip) };
    });
  }

  destroy(): void {
    for (const strip of this.#strips.values()) strip.destroy();
    this.#camera.destroy();
  }

  #skin(plan: Plan) {
    const skin = skinOfPlan(plan.skin);
    const key = JSON.stringify(skin);
    const kept = this.#skins.get(key);
    if (kept) return kept;
    const made = { footprint: dotFootprint(skin), flushed: flushedDark(skin) };
    this.#skins.set(key, made);
    return made;
  }
}

/** Bare skin beside the first cell of a strip: in the corner of its margin no dot is near. */
export async function bareSkin(camera: StripPicture, { cells }: DotStrip): Promise<Rgb> {
  const corner = { xMm: cells[0]!.xMm + CELL_MM - CORNER_MM, yMm: CELL_MM - CORNER_MM };
  return mean(linear(await camera.draw(corner, CORNER_MM)));
}

/** sRGB bytes of a picture, as they are looked at. */
export function lookedAt(rgba: Uint8Array, bare: Rgb): LookedAt {
  return { pixels: linear(rgba), bare };
}

/**
 * One number of how dots look.
 *
 * - `contrast`: colour difference (CIEDE2000) of a dot's middle to bare skin
 * - `coolness`: 1 - (share of blue taken) / (share of red taken) around a dot: 0 is grey, more is bluer
 * - `width`: where a dot is half as dark as in its middle, across, mm
 * - `shade`: colour difference (CIEDE2000) of the square's mean to bare skin
 * - `texture`: spread of the green light over the square against its mean, as an eye so far away parts it
 */
export function measureLook(seen: LookedAt, measure: Measure, distanceM = 0.3): number {
  switch (measure) {
    case 'contrast':
      return ciede2000(labOf(mean(within(seen.pixels, CORE_MM))), labOf(seen.bare));
    case 'coolness': {
      const spot = mean(within(seen.pixels, SPOT_MM));
      const taken = (k: 0 | 1 | 2) => 1 - spot[k] / seen.bare[k];
      return 1 - taken(2) / taken(0);
    }
    case 'width':
      return halfWidthMm(seen);
    case 'shade':
      return ciede2000(labOf(mean(inner(seen.pixels))), labOf(seen.bare));
    case 'texture':
      return texture(seen, distanceM);
  }
}

function linear(rgba: Uint8Array): Rgb[] {
  return Array.from({ length: rgba.length / 4 }, (_, i) =>
    decodeSrgb([rgba[4 * i]! / 255, rgba[4 * i + 1]! / 255, rgba[4 * i + 2]! / 255]),
  );
}

function mean(pixels: readonly Rgb[]): Rgb {
  const sum = (k: 0 | 1 | 2) => pixels.reduce((all, pixel) => all + pixel[k], 0) / pixels.length;
  return [sum(0), sum(1), sum(2)];
}

function labOf(rgb: Rgb) {
  return xyzToLab(linearToXyz(rgb));
}

const PX_PER_MM = CELL_PX / CELL_MM;

function within(pixels: readonly Rgb[], radiusMm: number): Rgb[] {
  return pixels.filter((_, i) => {
    const [x, y] = [(i % CELL_PX) + 0.5, Math.floor(i / CELL_PX) + 0.5];
    return Math.hypot(x - CELL_PX / 2, y - CELL_PX / 2) <= radiusMm * PX_PER_MM;
  });
}

/** Along the row through the middle dot, both ways. */
function halfWidthMm({ pixels, bare }: LookedAt): number {
  const middle = CELL_PX / 2;
  const row = pixels.slice(middle * CELL_PX, (middle + 1) * CELL_PX);
  const dark = row.map((pixel) => bare[1] - pixel[1]);
  const half = dark[middle]! / 2;
  const reach = (way: 1 | -1): number => {
    let at = middle;
    while (at > 0 && at < CELL_PX - 1 && dark[at]! > half) at += way;
    const [inner, outer] = [dark[at - way]!, dark[at]!];
    const share = inner === outer ? 0 : (inner - half) / (inner - outer);
    return Math.abs(at - way + way * share - middle);
  };
  return (reach(1) + reach(-1)) / PX_PER_MM;
}

function texture({ pixels }: LookedAt, distanceM: number): number {
  const sigmaPx = ((1000 * distanceM * EYE_RAD) / 2.355) * PX_PER_MM;
  const green = Float64Array.from(pixels, (pixel) => pixel[1]);
  const seen = blurred(blurred(green, 1, sigmaPx), CELL_PX, sigmaPx);
  const field = inner([...seen]);
  const average = field.reduce((sum, value) => sum + value, 0) / field.length;
  const spread = field.reduce((sum, value) => sum + (value - average) ** 2, 0) / field.length;
  return Math.sqrt(spread) / average;
}

/** The middle of the square: its outer millimetre has fewer dots, and blur reaches in from beyond. */
function inner<T>(values: readonly T[]): T[] {
  return values.filter((_, i) =>
    [i % CELL_PX, Math.floor(i / CELL_PX)].every((at) => Math.abs(at - CELL_PX / 2) < PX_PER_MM),
  );
}

/** Along one axis, by a Gaussian; beyond the edge it goes on as at the edge. */
function blurred(values: Float64Array, step: 1 | typeof CELL_PX, sigmaPx: number): Float64Array {
  const reach = Math.ceil(3 * sigmaPx);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * sigmaPx ** 2)),
  );
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return values.map((_, i) => {
    const along = step === 1 ? i % CELL_PX : Math.floor(i / CELL_PX);
    return weights.reduce((sum, weight, k) => {
      const at = Math.min(CELL_PX - 1, Math.max(0, along + k - reach));
      return sum + (weight / whole) * values[i + (at - along) * step]!;
    }, 0);
  });
}
