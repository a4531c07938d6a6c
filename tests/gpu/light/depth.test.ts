import { beforeAll, describe, expect, test } from 'vitest';
import { bandsToXyz } from '../../../src/color/band-xyz.ts';
import { type Lab, xyzToLab } from '../../../src/color/lab.ts';
import { HealStage } from '../../../src/engine/heal/heal.ts';
import { RespondStage } from '../../../src/engine/optics/respond.ts';
import { Deposit, Response } from '../../../src/engine/structs.ts';
import { dotFootprint } from '../../../src/light/dot/footprint.ts';
import { NODES, nodeRadiusMm } from '../../../src/light/dot/met/lateral-nodes.ts';
import { SKIN_TYPES, type SkinType, skinOfType } from '../../../src/light/skin-types.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import type { Plan } from '../../../src/plan/schema.ts';
import { testGpu } from '../../helpers/gpu.ts';
import { packChoices, packed, recorded, stageContext } from '../../helpers/stages.ts';

/** Deepest point of each dot's column; epidermis to 0.08 mm, papillary dermis to 0.31 mm. */
const DEPTHS_MM = [0.06, 0.125, 0.2, 0.3, 0.4, 0.6, 1];
const GREEN = 3;
const RED = 5;

let heal: HealStage;
let respond: RespondStage;

beforeAll(async () => {
  const context = await stageContext();
  heal = await HealStage.create(context);
  respond = await RespondStage.create(context);
  return () => {
    heal.destroy();
    respond.destroy();
  };
});

/** The same dose at every depth, healed and lit: from the needle's column to the profile. */
async function looks(
  ageDays: number,
  tipWeight = 1,
  { skin = 'II', depthsMm = DEPTHS_MM }: { skin?: SkinType; depthsMm?: readonly number[] } = {},
) {
  const gpu = await testGpu();
  const plan: Plan = {
    ...DEFAULT_PLAN,
    sessions: [{ cumulativeShare: 1, day: 0, dilution: 12 }],
    sessionsDone: 1,
    technique: { ...DEFAULT_PLAN.technique, tipWeight },
    healing: { ageDays, outcome: 'expected' },
  };
  const count = depthsMm.length;
  const dot = { kind: 1, x: 0, y: 0, z: 0, radiusMm: 0.06, massUg: 0.06, scar: 0 };
  const layers = { epidermisMm: 0.08, papillaryMm: 0.31, skinBaseMm: 4 };
  const deposits = packed(
    gpu,
    Deposit,
    depthsMm.map((depthMm) => ({ ...dot, ...layers, depthMm })),
  );
  const choices = packChoices(
    gpu,
    depthsMm.map(() => ({ kind: 1, front64: 0, boundary64: 0, fade1024: 1024 })),
  );
  heal.setDots(count, deposits);
  heal.setPlan(plan);
  const { healed, bins } = heal;
  respond.setDots({ count, choices, deposits, healed, bins });
  const footprint = dotFootprint(skinOfType(skin));
  respond.setPlan(plan, footprint);
  await recorded(gpu, (pass) => {
    heal.record(pass);
    respond.record(pass);
  });
  const bytes = await gpu.read(respond.responses, Response.bytes * count);
  gpu.free(deposits);
  gpu.free(choices);
  return depthsMm.map((_, i) => {
    const halves = new Uint16Array(bytes, Response.bytes * i, 6 * NODES);
    const dark = (band: number) =>
      Array.from({ length: NODES }, (_, node) => halves[6 * node + band]! / 65535);
    const near = new Float32Array(bytes, Response.bytes * i + Response.offsets.near, 6);
    const [radiusMm] = new Float32Array(bytes, Response.bytes * i + Response.offsets.radiusMm, 1);
    return {
      centre: (band: number) => dark(band)[0]!,
      halfWidthMm: halfWidth(dark(GREEN), radiusMm!),
      taken: near[GREEN]!,
      lab: labOf((band) => footprint.bareReflectance[band]! * (1 - dark(band)[0]!)),
      bareLab: labOf((band) => footprint.bareReflectance[band]!),
      greyLab: greyOf(footprint.bareReflectance, (band) => 1 - dark(band)[0]!),
    };
  });
}

function labOf(reflectance: (band: number) => number): Lab {
  return xyzToLab(bandsToXyz([0, 1, 2, 3, 4, 5].map(reflectance)));
}

/** Bare skin under a grey filter that leaves as much luminance. */
function greyOf(bare: ArrayLike<number>, ratio: (band: number) => number): Lab {
  const luminance = (of: (band: number) => number) => bandsToXyz([0, 1, 2, 3, 4, 5].map(of))[1];
  const grey = luminance((band) => bare[band]! * ratio(band)) / luminance((band) => bare[band]!);
  return labOf((band) => grey * bare[band]!);
}

/** Radius at which a profile has fallen to half its middle. */
function halfWidth(dark: readonly number[], radiusMm: number): number {
  const nodeRadius = (node: number) => nodeRadiusMm(node, radiusMm);
  const past = dark.findIndex((value) => value < dark[0]! / 2);
  const part = (dark[past - 1]! - dark[0]! / 2) / (dark[past - 1]! - dark[past]!);
  return nodeRadius(past - 1) + part * (nodeRadius(past) - nodeRadius(past - 1));
}

describe('the same dose put deeper', () => {
  test('is paler in the middle and wider', async () => {
    const dots = (await looks(30)).slice(1);
    for (let i = 1; i < dots.length; i++) {
      expect(dots[i]!.centre(GREEN), `${DEPTHS_MM[i + 1]} mm`).toBeLessThan(
        dots[i - 1]!.centre(GREEN),
      );
      expect(dots[i]!.halfWidthMm, `${DEPTHS_MM[i + 1]} mm`).toBeGreaterThan(
        dots[i - 1]!.halfWidthMm,
      );
    }
    // Published transport: from crisp at 0.125 mm to a soft spot several times as wide at 0.6 mm.
    expect(dots[4]!.halfWidthMm / dots[0]!.halfWidthMm).toBeGreaterThan(2);
  });

  test('takes more of the red than of the green that reaches it: it turns cooler', async () => {
    const dots = await looks(30);
    const cooler = dots.map((dot) => dot.centre(RED) / dot.centre(GREEN));
    expect(cooler[5]!).toBeGreaterThan(cooler[2]!);
    expect(cooler[6]!).toBeGreaterThan(cooler[5]!);
  });
});

test('from 0.3 to 1.5 mm a healed dot widens, pales and turns bluer for what it darkens, in every skin', async () => {
  const depthsMm = [0.3, 0.4, 0.5, 0.6, 0.8, 1, 1.25, 1.5];
  let fairer: readonly number[] | undefined;
  for (const skin of SKIN_TYPES) {
    const dots = await looks(60, 1, { skin, depthsMm });
    const shift = dots.map(({ lab, greyLab }) => greyLab[2] - lab[2]);
    const forDarkness = dots.map(({ lab, bareLab }, i) => shift[i]! / (bareLab[0] - lab[0]));
    for (let i = 1; i < dots.length; i++) {
      const where = `${skin}, ${depthsMm[i]} mm`;
      expect(dots[i]!.centre(GREEN), where).toBeLessThan(dots[i - 1]!.centre(GREEN));
      expect(dots[i]!.halfWidthMm, where).toBeGreaterThan(dots[i - 1]!.halfWidthMm);
      // In the darkest skin 0.3 and 0.4 mm are alike within a hundredth.
      expect(forDarkness[i]!, where).toBeGreaterThan(
        forDarkness[i - 1]! - (skin === 'VI' ? 0.01 : 0),
      );
    }
    expect(Math.min(...shift)).toBeGreaterThan(0);
    expect(forDarkness.at(-1)! / forDarkness[0]!).toBeGreaterThan(1.05);
    // From 0.8 mm on the shift is the smaller the darker the skin.
    if (fairer) for (const i of [4, 5, 6, 7]) expect(shift[i]!).toBeLessThan(fairer[i]!);
    fairer = shift;
  }
});

describe('healing', () => {
  test('sheds what is too shallow within 60 days and keeps what is deep', async () => {
    const [fresh, healed] = [await looks(0, 0), await looks(60, 0)];
    const left = DEPTHS_MM.map((_, i) => healed[i]!.taken / fresh[i]!.taken);
    // Shedding has a spread: one cell in twenty takes longer (kinetics.ts).
    expect(left[0]).toBeLessThan(0.05);
    // 0.3 mm and deeper: mostly there, though packed and paler than fresh.
    for (const share of left.slice(3)) expect(share).toBeGreaterThan(0.3);
    expect(left[0]!).toBeLessThan(left[1]!);
    expect(left[1]!).toBeLessThan(left[2]!);
  });

  test('does not darken a dot again: its middle pales year by year, the shallow ones most', async () => {
    const settled = await looks(60);
    let before = settled;
    for (const years of [1, 3, 10]) {
      const now = await looks(365 * years);
      // All the light it takes may grow, since a dot that spreads shades itself less; over the middle
      // of one that stays opaque a hundredth, since light comes from as far as it reaches.
      now.forEach((dot, i) => {
        expect(dot.centre(GREEN)).toBeLessThan(before[i]!.centre(GREEN) + 0.01);
      });
      before = now;
    }
    for (const [i, dot] of before.entries())
      expect(dot.centre(GREEN)).toBeLessThan(0.9 * settled[i]!.centre(GREEN));
    const kept = before.map((dot, i) => dot.taken / settled[i]!.taken);
    expect(kept[2]!).toBeLessThan(kept[5]!);
  });
});
