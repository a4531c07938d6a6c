import { afterAll, beforeAll, expect, test } from 'vitest';
import { BAND_COUNT, BANDS_NM } from '../../../src/color/bands.ts';
import { type Cut, columnOf, type DotWords } from '../../../src/engine/cut/cut.ts';
import {
  CUT_LIGHT_NM,
  CutLight,
  type CutLightResult,
  LIGHT_DEPTH_MM,
  LIGHT_DEPTHS,
  skinAt,
} from '../../../src/engine/cut/cut-light.ts';
import { lightPaths } from '../../../src/engine/cut/light-paths.ts';
import type { Estimate } from '../../../src/engine/transport/estimate.ts';
import { Transport } from '../../../src/engine/transport/transport.ts';
import { layerOptics } from '../../../src/light/layers.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { testGpu } from '../../helpers/gpu.ts';

const PHOTONS = 4096;
const LAYERS = { epidermisMm: 0.09, papillaryMm: 0.3, skinBaseMm: 1.4 };
const WORDS: DotWords = {
  ...LAYERS,
  ...{ slot: 0, id: 0, kind: 1, alongMm: 0, acrossMm: 0, depthMm: 0.5, radiusMm: 0.08 },
  ...{ massUg: 0.1, scar: 0, varianceMm2: 0.0025, bottomMm: 0.5, left: 0.6, ageDays: 60, crust: 0 },
  bins: [0, 0, 0, 0, 0.006, 0.006, 0.008, 0.01, 0.012, 0.014],
};

function cutOf(words: Partial<DotWords>): Cut {
  return {
    line: {
      middleMm: [0, 0, 0],
      along: [1, 0, 0],
      across: [0, 0, -1],
      normal: [0, 1, 0],
      lengthMm: 4,
    },
    plan: DEFAULT_PLAN,
    dots: [columnOf({ ...WORDS, ...words }, DEFAULT_PLAN)],
    hairs: [],
    hairRadiusMm: 0.06,
    hairDepthMm: 4,
    hairAbsorptionPerMm: Array(BAND_COUNT).fill(30),
    layers: [],
  };
}

const shallow = cutOf({});
/** All of it between 0.67 and 1.4 mm. */
const deep = cutOf({
  ...{ depthMm: 1.4, bottomMm: 1.4 },
  bins: [0, 0, 0, 0, 0, 0, 0, 0, 0.028, 0.028],
});
let light: CutLight;
let found: readonly CutLightResult[];
let transport: Transport;

async function walked(cut: Cut): Promise<CutLightResult[]> {
  light.begin(cut, cut.dots[0]!);
  while (light.photons < PHOTONS) await light.more(PHOTONS - light.photons);
  return light.results();
}

beforeAll(async () => {
  const gpu = await testGpu();
  light = await CutLight.create(gpu);
  transport = await Transport.create(gpu);
  found = await walked(shallow);
});

afterAll(() => {
  light?.destroy();
  transport?.destroy();
});

/** Within four standard errors of both: three wavelengths and several figures are held. */
function expectSame(a: Estimate, b: Estimate): void {
  const error = Math.hypot(a.standardError, b.standardError);
  expect(error).toBeLessThan(0.03);
  expect(Math.abs(a.value - b.value)).toBeLessThan(4 * error);
}

test('what comes back over a dot is what the brute-force transport of the bench gives', async () => {
  const [dot] = shallow.dots;
  const skin = skinAt(shallow, dot!);
  const bands = CUT_LIGHT_NM.map((nm) => BANDS_NM.indexOf(nm));
  const inclusions = dot!.binsUg.flatMap((_, bin) => {
    const [topMm, bottomMm] = [dot!.edgesMm[bin]!, dot!.edgesMm[bin + 1]!];
    const absorptionPerMm = bands.map((band) => dot!.absorptionPerMm[bin]![band]!);
    return bottomMm > topMm
      ? [
          {
            shape: 'column' as const,
            xMm: 0,
            yMm: 0,
            topMm,
            bottomMm,
            radiusMm: dot!.radiusMm,
            absorptionPerMm,
          },
        ]
      : [];
  });
  const run = await transport.lateral({
    bands: CUT_LIGHT_NM.map((nm) =>
      layerOptics(skin, nm).map((layer) => ({ ...layer, index: skin.refractiveIndex })),
    ),
    inclusions,
    lateralMm: [0],
    photons: PHOTONS,
    seed: 7,
  });
  found.forEach((one, i) => {
    expect(one.photons).toBeGreaterThanOrEqual(PHOTONS);
    expectSame(one.ratio, { value: run.ratio[i]![0]!, standardError: run.standardError[i]![0]! });
    // The bench counts the light that the surface mirrors; here all goes in.
    const specular = ((skin.refractiveIndex - 1) / (skin.refractiveIndex + 1)) ** 2;
    const { value, standardError } = run.bareReflectance[i]!;
    const inside = { value: value / (1 - specular), standardError: standardError / (1 - specular) };
    expectSame(one.bare, inside);
  });
});

test('light that goes in comes back, is taken by pigment or by skin, and nothing else', () => {
  for (const { back, pigment, skin } of found) {
    // Below lies fat without end; the roulette gives as much as it takes, on average.
    const sum = back.value + pigment.value + skin.value;
    expect(Math.abs(sum - 1)).toBeLessThan(0.012);
  }
});

test('fluence by depth holds what the pigment-free slices absorb', () => {
  const skin = skinAt(shallow, shallow.dots[0]!);
  const sliceMm = LIGHT_DEPTH_MM / LIGHT_DEPTHS;
  found.forEach(({ nm, fluence, skin: taken }) => {
    const layers = layerOptics(skin, nm);
    const tops = layers.map((_, i) =>
      layers.slice(0, i).reduce((sum, { thicknessMm }) => sum + thicknessMm, 0),
    );
    const absorptionAt = (depthMm: number) =>
      layers[tops.findLastIndex((topMm) => topMm <= depthMm)]!.absorptionPerMm;
    const parts = Array.from({ length: 50 }, (_, k) => (k + 0.5) / 50);
    const absorbed = fluence.reduce((sum, value, i) => {
      const mean = parts.reduce((all, part) => all + absorptionAt((i + part) * sliceMm) / 50, 0);
      return sum + value * sliceMm * mean;
    }, 0);
    // Fluence is not even in a slice, and some light is taken below them all.
    expect(absorbed).toBeLessThan(1.06 * taken.value);
    if (nm === 450) expect(absorbed).toBeGreaterThan(0.8 * taken.value);
  });
});

test('red goes deeper than blue, and a deep dot takes red more than blue', async () => {
  const [blue, , red] = found as [CutLightResult, CutLightResult, CutLightResult];
  expect(red.meanDepthMm.value).toBeGreaterThan(1.2 * blue.meanDepthMm.value);
  const below = await walked(deep);
  const loss = ({ ratio }: CutLightResult) => 1 - ratio.value;
  // Deeper, less of all light is lost over it, and of what is lost more is red: it looks blue-grey.
  expect(loss(below[0]!)).toBeLessThan(loss(found[0]!));
  expect(loss(below[2]!) / loss(below[0]!)).toBeGreaterThan(loss(found[2]!) / loss(found[0]!));
});

test('paths that are drawn are those that are counted', () => {
  const tried = 400;
  const paths = lightPaths(shallow, shallow.dots[0]!, tried);
  found.forEach(({ nm, back, pigment, deepestMm }) => {
    const deepest = paths
      .filter((path) => path.nm === nm && path.fate === 'back')
      .map(({ depthMm }) => Math.max(...depthMm));
    const mean = deepest.reduce((sum, mm) => sum + mm, 0) / deepest.length;
    const squares = deepest.reduce((sum, mm) => sum + (mm - mean) ** 2, 0);
    expect(Math.abs(mean - deepestMm.value)).toBeLessThan(
      (4 * Math.sqrt(squares)) / deepest.length,
    );
    const share = (fate: string) =>
      paths.filter((path) => path.nm === nm && path.fate === fate).length / tried;
    const off = (p: number) => 4 * Math.sqrt((p * (1 - p)) / tried) + 0.005;
    expect(Math.abs(share('back') - back.value)).toBeLessThan(off(back.value));
    expect(Math.abs(share('pigment') - pigment.value)).toBeLessThan(off(pigment.value));
  });
  for (const { fate, depthMm } of paths) {
    if (fate === 'back') expect(depthMm.at(-1)).toBe(0);
    else expect(depthMm.at(-1)).toBeLessThan(0.51);
  }
});
