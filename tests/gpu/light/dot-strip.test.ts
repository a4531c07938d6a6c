import { beforeAll, describe, expect, test } from 'vitest';
import { bandsToXyz } from '../../../src/color/band-xyz.ts';
import { srgb8 } from '../../../src/color/srgb.ts';
import { DotStrip } from '../../../src/engine/dot/dot-strip.ts';
import { bareReflectance } from '../../../src/light/bare-skin.ts';
import { dotFootprint } from '../../../src/light/dot/footprint.ts';
import { flushedDark } from '../../../src/light/redness.ts';
import { type SkinType, skinOfType } from '../../../src/light/skin-types.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import type { Plan } from '../../../src/plan/schema.ts';
import { StripPicture } from '../../../src/view/strip-picture.ts';
import { testGpu } from '../../helpers/gpu.ts';

const DEPTHS_MM = [0.06, 0.2, 0.4, 0.8];
const CELL_MM = 4;
const SIDE_PX = 72;

let strip: DotStrip;
let camera: StripPicture;

beforeAll(async () => {
  const gpu = await testGpu();
  strip = await DotStrip.create(gpu, { depthsMm: DEPTHS_MM, cellMm: CELL_MM, dotsPerCm2: 100 });
  camera = await StripPicture.create(gpu, SIDE_PX);
  return () => {
    strip.destroy();
    camera.destroy();
  };
});

const still: Plan['operator'] = {
  ...DEFAULT_PLAN.operator,
  depthSdMm: 0,
  angleSdDeg: 0,
  spacingJitterMm: 0,
  doubleHitShare: 0,
};

/** Green of every cell, pixel by pixel, 0 to 255. */
async function cells(type: SkinType, ageDays: number): Promise<Uint8Array[]> {
  const plan = { ...DEFAULT_PLAN, operator: still, healing: { ageDays, outcome: 'expected' } };
  const skin = skinOfType(type);
  strip.update(plan as Plan, dotFootprint(skin), flushedDark(skin));
  camera.bind(strip);
  const drawn: Uint8Array[] = [];
  for (const cell of strip.cells) {
    const rgba = await camera.draw(cell, CELL_MM);
    drawn.push(Uint8Array.from({ length: SIDE_PX ** 2 }, (_, i) => rgba[4 * i + 1]!));
  }
  return drawn;
}

const darkest = (cell: Uint8Array) => Math.min(...cell);
/** How far the middle dot stands out against the skin half way to its neighbours. */
const contrast = (cell: Uint8Array) => {
  const row = (SIDE_PX / 2) * SIDE_PX;
  const stepPx = (1.0746 * SIDE_PX) / CELL_MM;
  const middle = cell[row + SIDE_PX / 2]!;
  return cell[row + Math.round(SIDE_PX / 2 + stepPx / 2)]! - middle;
};

describe('a strip of skin from the needle to the picture', () => {
  test('has the colour of bare skin away from dots', async () => {
    const [, , at04] = await cells('VI', 0);
    const bare = srgb8(bandsToXyz(bareReflectance(skinOfType('VI'))))[1];
    // The corner is 1.2 mm from the nearest dot; its halo and rounding remain.
    expect(Math.abs(at04![0]! - bare)).toBeLessThanOrEqual(3);
  });

  test('shows dots where they were put: dark and crisp when shallow, fainter when deep', async () => {
    const [, shallow, middle, deep] = await cells('II', 60);
    expect(contrast(shallow!)).toBeGreaterThan(10);
    expect(contrast(shallow!)).toBeGreaterThan(contrast(middle!));
    expect(contrast(middle!)).toBeGreaterThan(contrast(deep!));
  });

  test('sheds what is too shallow and keeps what is deeper', async () => {
    const fresh = await cells('II', 0);
    const healed = await cells('II', 60);
    const skin = Math.max(...healed[0]!);
    const kept = DEPTHS_MM.map(
      (_, i) => (skin - darkest(healed[i]!)) / (skin - darkest(fresh[i]!)),
    );
    expect(kept[0]).toBeLessThan(0.1);
    for (const share of kept.slice(1)) expect(share).toBeGreaterThan(0.1);
  });

  test('dark skin hides what fair skin shows', async () => {
    const fair = await cells('I', 60);
    const dark = await cells('VI', 60);
    for (const i of [1, 2, 3])
      expect(contrast(dark[i]!)).toBeLessThan(0.6 * contrast(fair[i]!) + 1);
  });
});
