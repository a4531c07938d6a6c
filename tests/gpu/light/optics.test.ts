import { beforeAll, describe, expect, test } from 'vitest';
import { pcg } from '../../../src/base/hash.ts';
import { BAND_COUNT } from '../../../src/color/bands.ts';
import { follicle } from '../../../src/engine/optics/hair.ts';
import { RespondStage } from '../../../src/engine/optics/respond.ts';
import { Deposit, Healed, MARK_BYTES, Response } from '../../../src/engine/structs.ts';
import { BINS, binEdgesMm } from '../../../src/ink/column-bins.ts';
import { packagingFactor } from '../../../src/ink/kinetics.ts';
import { KINETICS } from '../../../src/ink/kinetics-constants.ts';
import { PIGMENTS } from '../../../src/ink/pigments.ts';
import { crustDark } from '../../../src/light/crust.ts';
import { type ColumnDot, columnProfile, evenColumn } from '../../../src/light/dot/column.ts';
import { type DotFootprint, dotFootprint } from '../../../src/light/dot/footprint.ts';
import { NODES, nodeAt, nodeRadiusMm, REACH_MM } from '../../../src/light/dot/met/lateral-nodes.ts';
import { skinOfType } from '../../../src/light/skin-types.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import type { Plan } from '../../../src/plan/schema.ts';
import { testGpu } from '../../helpers/gpu.ts';
import { smooth } from '../../helpers/numbers.ts';
import { packChoices, packed, recorded, stageContext } from '../../helpers/stages.ts';
import {
  darkness,
  integrals,
  pigmentColumn,
  withinReach,
} from '../../helpers/twins/response-twin.ts';

/** A healed dot as the footprint reads it. */
interface Dot {
  readonly kind: number;
  readonly bins: readonly number[];
  readonly varianceMm2: number;
  readonly bottomMm: number;
  readonly ageDays: number;
  readonly crust?: number;
}

const BOUNDS = { epidermisMm: 0.08, papillaryMm: 0.31 };
const shed = (ageDays: number, plan: Plan) =>
  ageDays / KINETICS[plan.healing.outcome].epidermalTurnover.value;
const COUNT = 200;
const dots: Dot[] = Array.from({ length: COUNT }, (_, i) => {
  const unit = (salt: number) => pcg(i ^ (salt << 18)) / 2 ** 32;
  const mass = 0.002 * 60 ** unit(1);
  // Even, heavy at the tip, or with its top lost: whatever healing leaves.
  const bottomMm = 0.05 + 1.4 * unit(3) ** 2;
  const ageDays = 400 * unit(4) ** 2;
  const edges = binEdgesMm(bottomMm, BOUNDS, shed(ageDays, DEFAULT_PLAN));
  const shape = Array.from({ length: BINS }, (_, bin) => {
    const heightMm = edges[bin + 1]! - edges[bin]!;
    const lost = i % 3 === 2 && edges[bin + 1]! < 0.25 * bottomMm;
    return lost ? 0 : heightMm * (i % 3 === 1 ? edges[bin + 1]! ** 3 : 1);
  });
  const total = shape.reduce((sum, value) => sum + value, 0);
  return {
    kind: 1 + (i % 3),
    bins: shape.map((share) => (mass * share) / total),
    varianceMm2: (0.02 + 0.08 * unit(2)) ** 2,
    bottomMm,
    ageDays,
  };
});

let stage: RespondStage;
let footprint: DotFootprint;

beforeAll(async () => {
  footprint = dotFootprint(skinOfType('II'));
  stage = await RespondStage.create(await stageContext());
  return () => stage.destroy();
});

async function respond(rows: readonly Dot[], plan: Plan, by = stage, light = footprint) {
  const gpu = await testGpu();
  const place = (i: number) => ({ x: i, y: 2 * i, z: -i });
  const layers = { ...BOUNDS, skinBaseMm: 4, scar: 0 };
  const owned = {
    choices: packChoices(
      gpu,
      rows.map(({ kind }, i) => ({ kind, front64: 64 * i, boundary64: 0, fade1024: 1024 })),
    ),
    deposits: packed(
      gpu,
      Deposit,
      rows.map(({ kind, bottomMm }, i) => ({
        kind,
        ...place(i),
        depthMm: bottomMm,
        radiusMm: 0.05,
        massUg: 1,
        ...layers,
      })),
    ),
    healed: packed(
      gpu,
      Healed,
      rows.map(({ varianceMm2, bottomMm, ageDays, crust = 0 }) => ({
        varianceMm2,
        bottomMm,
        left: 1,
        ageDays,
        crust,
      })),
    ),
    bins: gpu.buffer('test.bins', Float32Array.from(rows.flatMap(({ bins }) => bins))),
  };
  by.setDots({ count: rows.length, ...owned });
  by.setPlan(plan, light);
  await recorded(gpu, (pass) => by.record(pass));
  const bytes = await gpu.read(by.responses, Response.bytes * (rows.length + 1));
  const marks = new Float32Array(await gpu.read(by.marks, MARK_BYTES * rows.length));
  for (const buffer of Object.values(owned)) gpu.free(buffer);
  const at = (i: number) => {
    const floats = (field: 'near' | 'far' | 'core', count: number) => [
      ...new Float32Array(bytes, Response.bytes * i + Response.offsets[field], count),
    ];
    const words = new Uint16Array(bytes, Response.bytes * i + Response.offsets.nodes, 6 * NODES);
    return {
      // Pairs of bands share a word, so halves stand in band order.
      node: (node: number, band: number) => words[6 * node + band]! / 65535,
      near: floats('near', BAND_COUNT),
      far: floats('far', BAND_COUNT),
      core: floats('core', BAND_COUNT),
      mark: [...marks.subarray(4 * i, 4 * i + 4)],
    };
  };
  // All hairs share the response behind the last dot.
  return { found: rows.map((_, i) => at(i)), hair: at(rows.length) };
}

const absorptionAt = (plan: Plan, ageDays: number) =>
  PIGMENTS[plan.pigment.kind].massAbsorption.map(
    (perUg) => perUg * packagingFactor(KINETICS[plan.healing.outcome], ageDays),
  );

const columnOf = (dot: Dot, plan: Plan) =>
  pigmentColumn(
    dot.bins,
    dot.bottomMm,
    BOUNDS,
    shed(dot.ageDays, plan),
    dot.varianceMm2,
    absorptionAt(plan, dot.ageDays),
  );

describe('against the laws of dot-law.ts', () => {
  for (const pigment of ['carbon-black', 'iron-oxide-brown'] as const) {
    test(`${pigment}: every node of every band is the twin's`, async () => {
      const plan: Plan = { ...DEFAULT_PLAN, pigment: { ...DEFAULT_PLAN.pigment, kind: pigment } };
      const { found } = await respond(dots, plan);
      let [worst, squares] = [0, 0];
      found.forEach((response, i) => {
        const column = columnOf(dots[i]!, plan);
        for (let node = 0; node < NODES; node++) {
          const r = nodeRadiusMm(node, column.radiusMm);
          darkness(footprint, column, r).forEach((dark, band) => {
            const off = response.node(node, band) - dark * withinReach(r);
            worst = Math.max(worst, Math.abs(off));
            squares += off * off;
          });
        }
      });
      // The kernel sums up what lies above each border and has discs of 48 radii, the twin all it wants.
      expect(worst).toBeLessThan(0.003);
      expect(Math.sqrt(squares / (COUNT * NODES * BAND_COUNT))).toBeLessThan(4e-4);
    });
  }

  test('near is the integral of what pictures draw, near and far nearly that of the law', async () => {
    const few = dots.filter((_, i) => i % 5 === 0);
    const { found } = await respond(few, DEFAULT_PLAN);
    found.forEach(({ node, near, far, core }, i) => {
      const column = columnOf(few[i]!, DEFAULT_PLAN);
      const exact = integrals(footprint, column);
      for (let band = 0; band < BAND_COUNT; band++) {
        const drawn = drawnIntegral((n) => node(n, band), column.radiusMm);
        // Half a step of 16 bits at every node, over a disc of 4.5 mm2.
        expect(Math.abs(near[band]! - drawn)).toBeLessThan(0.001 * drawn + 4.5 / 2 / 65535);
        const whole = exact.near[band]! + exact.far[band]!;
        // Straight lines between 16 nodes lie above a hollow curve: up to 5 percent too much.
        expect(near[band]! - exact.near[band]!).toBeGreaterThan(-0.001 * whole);
        expect(near[band]! - exact.near[band]!).toBeLessThan(0.05 * whole);
        expect(Math.abs(far[band]! - exact.far[band]!)).toBeLessThan(0.01 * whole);
        expect(core[band]!).toBeGreaterThan(0);
        expect(core[band]!).toBeLessThanOrEqual(near[band]!);
      }
    });
  });

  test('a crust lies over the dot, wider than it, and takes light as blood and dull serum do', async () => {
    const few = dots.slice(0, 20).map((dot) => ({ ...dot, ageDays: 3, crust: 0.7 }));
    const { found } = await respond(few, DEFAULT_PLAN);
    const whole = crustDark();
    // Blood: most in the blue, least in the red.
    expect(whole[0]!).toBeGreaterThan(whole[3]!);
    expect(whole[3]!).toBeGreaterThan(whole[5]!);
    found.forEach((response, i) => {
      const column = columnOf(few[i]!, DEFAULT_PLAN);
      const spotMm = 1.5 * column.radiusMm;
      for (let node = 0; node < NODES; node++) {
        const r = nodeRadiusMm(node, column.radiusMm);
        const spot = 1 - smooth(0.7 * spotMm, 1.3 * spotMm, r);
        darkness(footprint, column, r).forEach((dark, band) => {
          const both = 1 - (1 - dark) * (1 - spot * 0.7 * whole[band]!);
          expect(Math.abs(response.node(node, band) - both * withinReach(r))).toBeLessThan(0.004);
        });
      }
    });
  });

  test('a follicle is a column of hair with stubble above', async () => {
    const plan = DEFAULT_PLAN;
    const hair = follicle(plan.hair, footprint.bareReflectance);
    const drawn = await respond([{ ...dots[0]!, kind: 15 }], plan);
    const column: ColumnDot = {
      edgesMm: [0, hair.depthMm],
      densities: [1],
      radiusMm: hair.radiusMm,
      absorptionPerMm: hair.absorptionPerMm,
    };
    for (let node = 0; node < NODES; node++) {
      const r = nodeRadiusMm(node, hair.radiusMm);
      const spot = 1 - smooth(0.7 * hair.stubbleRadiusMm, 1.3 * hair.stubbleRadiusMm, r);
      darkness(footprint, column, r).forEach((dark, band) => {
        const both = 1 - (1 - dark) * (1 - spot * hair.stubbleDark[band]!);
        expect(Math.abs(drawn.hair.node(node, band) - both * withinReach(r))).toBeLessThan(0.006);
      });
    }
    expect(drawn.found[0]!.mark).toEqual([0, 0, -0, -1e6]);
  });

  test('shafts take what the law of a column says down to their end, most of it below 1 mm in red', async () => {
    const plan = { ...DEFAULT_PLAN, hair: { ...DEFAULT_PLAN.hair, stubbleMm: 0 } };
    const { radiusMm, absorptionPerMm } = follicle(plan.hair, footprint.bareReflectance);
    const { hair } = await respond([{ ...dots[0]!, kind: 15 }], plan);
    const whole = (bottomMm: number) => {
      const sum = new Float64Array(BAND_COUNT);
      const column = evenColumn({ topMm: 0, bottomMm, radiusMm, absorptionPerMm });
      const profile = columnProfile(footprint, column);
      for (let i = 0; i < 150; i++) {
        const r = 8 * ((i + 0.5) / 150) ** 2;
        const area = 2 * Math.PI * r * 16 * ((i + 0.5) / 150) * (1 / 150);
        profile(r).forEach((left, band) => {
          sum[band]! += area * (1 - left);
        });
      }
      return sum;
    };
    const [short, full, longer] = [whole(1), whole(4), whole(4.7)];
    for (let band = 0; band < BAND_COUNT; band++) {
      const taken = hair.near[band]! + hair.far[band]!;
      // Straight lines between nodes.
      expect(Math.abs(taken / full[band]! - 1), `band ${band}`).toBeLessThan(0.06);
      expect(Math.abs(longer[band]! / full[band]! - 1), `band ${band}`).toBeLessThan(0.03);
    }
    expect(full[5]! / short[5]!).toBeGreaterThan(1.4);
  });
});

test('dots of sessions still to come, and skin without a dot, stand nowhere', async () => {
  const { found } = await respond(dots, { ...DEFAULT_PLAN, sessionsDone: 1 });
  found.forEach(({ near, mark }, i) => {
    if (dots[i]!.kind === 1) {
      expect(mark).toEqual([i, 2 * i, -i, i]);
      expect(near[3]).toBeGreaterThan(0);
    } else {
      expect(mark[0]).toBe(1e6);
    }
  });
});

test('a list of more dots than a row of workgroups has threads is worked out to its end', async () => {
  const many = Array.from({ length: 12 * COUNT + 7 }, (_, i) => dots[i % COUNT]!);
  const { found, hair } = await respond(many, DEFAULT_PLAN);
  const light = ({ node, near, far, core }: (typeof found)[number]) => [
    ...[near, far, core].flat(),
    ...Array.from({ length: 6 * NODES }, (_, at) => node(Math.floor(at / 6), at % 6)),
  ];
  const first = found.slice(0, COUNT).map(light);
  expect(Math.min(...first.map(([near]) => near!))).toBeGreaterThan(0);
  const other = found.flatMap((response, i) =>
    light(response).some((value, k) => value !== first[i % COUNT]![k]) ? i : [],
  );
  expect(other).toEqual([]);
  expect(hair.near[3]).toBeGreaterThan(0);
});

test('a dot without pigment takes no light', async () => {
  const { found } = await respond([{ ...dots[0]!, bins: Array(BINS).fill(0) }], DEFAULT_PLAN);
  expect([...found[0]!.near, ...found[0]!.far]).toEqual(Array(12).fill(0));
});

test('more pigment is darker, but never black: the last light goes round the dot', async () => {
  const masses = [0.001, 0.01, 0.1, 1, 10];
  // Healed: nothing left in the epidermis.
  const bins = (mass: number) =>
    Array.from({ length: BINS }, (_, i) => (i < 3 || i > 5 ? 0 : mass / 3));
  const { found } = await respond(
    masses.map((mass) => ({ ...dots[0]!, bins: bins(mass), varianceMm2: 0.0012, bottomMm: 0.3 })),
    DEFAULT_PLAN,
  );
  const centres = found.map((response) => response.node(0, 3));
  for (let i = 1; i < centres.length; i++)
    expect(centres[i]).toBeGreaterThanOrEqual(centres[i - 1]!);
  expect(centres[3]).toBeGreaterThan(2 * centres[0]!);
  expect(centres.at(-1)).toBeLessThan(1);
});

/** Integral over the reach of a profile whose nodes are joined as pictures do. */
function drawnIntegral(node: (n: number) => number, radiusMm: number): number {
  const STEPS = 20_000;
  let sum = 0;
  for (let i = 0; i < STEPS; i++) {
    const t = (i + 0.5) / STEPS;
    const r = REACH_MM * t * t;
    const at = nodeAt(r, radiusMm);
    const low = Math.min(NODES - 2, Math.floor(at));
    const value = node(low) + (at - low) * (node(low + 1) - node(low));
    sum += value * 2 * Math.PI * r * ((2 * REACH_MM * t) / STEPS);
  }
  return sum;
}

describe('what has been made', () => {
  test('stands where nothing it was made from changed, and only there', async () => {
    const gpu = await testGpu();
    const changes: ((dot: Dot) => Dot)[] = [
      (dot) => dot,
      // Every column has pigment at the foot of the epidermis or below.
      (dot) => ({ ...dot, bins: dot.bins.map((ug, bin) => (bin > 1 ? ug * 1.01 : ug)) }),
      (dot) => ({ ...dot, varianceMm2: dot.varianceMm2 * 1.01 }),
      (dot) => ({ ...dot, bottomMm: dot.bottomMm * 1.01 }),
      (dot) => ({ ...dot, ageDays: dot.ageDays + 1 }),
      (dot) => ({ ...dot, crust: 0.5 }),
    ];
    const later = dots.map((dot, i) => changes[i % changes.length]!(dot));
    const blot = async (plan: Plan, light = footprint) => {
      await respond(dots, DEFAULT_PLAN);
      gpu.write(stage.responses, new Uint32Array((Response.bytes / 4) * COUNT).fill(0xffffffff));
      const { found } = await respond(later, plan, stage, light);
      return found.map(({ node }) => node(0, 0) === 1 && node(NODES - 1, 5) === 1);
    };
    expect(await blot(DEFAULT_PLAN)).toEqual(later.map((dot, i) => dot === dots[i]));
    const none = later.map(() => false);
    const { pigment, healing } = DEFAULT_PLAN;
    expect(await blot({ ...DEFAULT_PLAN, healing: { ...healing, outcome: 'poor' } })).toEqual(none);
    const brown = { ...DEFAULT_PLAN, pigment: { ...pigment, kind: 'iron-oxide-brown' as const } };
    expect(await blot(brown)).toEqual(none);
    expect(await blot(DEFAULT_PLAN, dotFootprint(skinOfType('V')))).toEqual(none);
  });

  test('after any edits, is what would be made from nothing, bit for bit', async () => {
    const footprints = [footprint, dotFootprint(skinOfType('V'))];
    const outcomes = ['best', 'expected', 'poor'] as const;
    let salt = 0;
    const dice = (sides: number) => pcg(salt++) % sides;
    let rows = dots;
    let plan = DEFAULT_PLAN;
    let light = footprint;
    for (let step = 0; step < 16; step++) {
      // A few dots, all dots, or something they share; often back to what was before.
      const edit = dice(6);
      const some = 1 + dice(4) * dice(40);
      if (edit < 3) {
        rows = rows.map((dot, i) => {
          if (i % some !== 0) return dot;
          const other = dots[dice(COUNT)]!;
          return [{ ...dot, kind: 1 + dice(3) }, { ...other, kind: dot.kind }, dots[i]!][edit]!;
        });
      }
      if (edit === 3) plan = { ...plan, sessionsDone: 1 + dice(3) };
      if (edit === 4) light = footprints[dice(2)]!;
      if (edit === 5) plan = { ...plan, healing: { ...plan.healing, outcome: outcomes[dice(3)]! } };
      const anew = await RespondStage.create(await stageContext());
      const [kept, fresh] = [
        await respond(rows, plan, stage, light),
        await respond(rows, plan, anew, light),
      ];
      anew.destroy();
      for (const [i, dot] of rows.entries()) {
        const { node: keptNode, ...rest } = kept.found[i]!;
        const { node, ...expected } = fresh.found[i]!;
        expect(rest.mark).toEqual(expected.mark);
        if (dot.kind > plan.sessionsDone) continue;
        expect(rest).toEqual(expected);
        for (let at = 0; at < 6 * NODES; at++) {
          expect(keptNode(Math.floor(at / 6), at % 6)).toBe(node(Math.floor(at / 6), at % 6));
        }
      }
    }
  });
});
