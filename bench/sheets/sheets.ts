import type { Vec3 } from '../../src/base/vec3.ts';
import { pointAt } from '../../src/base/vec3.ts';
import { planHead } from '../../src/engine/head/plan-head.ts';
import { planScalp } from '../../src/engine/plan-scalp.ts';
import type { Head } from '../../src/head/head.ts';
import { makeHead } from '../../src/head/parametric-head.ts';
import { DEFAULT_PLAN } from '../../src/plan/defaults.ts';
import { SCARS } from '../../src/plan/parts.ts';
import type { Plan } from '../../src/plan/schema.ts';
import type { ScalpFields } from '../../src/scalp/fields.ts';
import { hairline } from '../../src/scalp/hairline/hairline.ts';
import { measureHairline } from '../../src/scalp/hairline/hairline-rules.ts';
import { HAIRLINE_STYLES } from '../../src/scalp/hairline/hairline-spec.ts';
import { hairLoss } from '../../src/scalp/loss/hair-loss.ts';
import { drawHead, type Shot, type Side } from './raster.ts';
import { Sheet } from './sheet.ts';

/** Plaster, skin and hair, linear RGB: for reading shapes, not colours. */
const PLASTER: Vec3 = [0.78, 0.76, 0.73];
const SKIN: Vec3 = [0.74, 0.52, 0.41];
const HAIR: Vec3 = [0.06, 0.045, 0.04];
const SCAR: Vec3 = [0.92, 0.76, 0.68];
/** A scar of 0.9 mm covers a third of the smallest mark drawn here. */
const FINE_SCAR: Vec3 = [0.34, 0.28, 0.25];
const LINE: Vec3 = [0.02, 0.12, 0.5];

const WHOLE = { middleMm: [0, -54, 0] as Vec3, heightMm: 400 };
const CRANIUM = { middleMm: [0, 38, 0] as Vec3, heightMm: 250 };

const FRONT_HIGH: Side = { turnDeg: 28, tiltDeg: 24 };
const TOP: Side = { turnDeg: 0, tiltDeg: 78 };
const BACK: Side = { turnDeg: 180, tiltDeg: 10 };

/** 5th, 50th and 95th percentile, mm: ANSUR II 2012, jaw NIOSH 2003. */
const PERCENTILES = {
  female: {
    p5: [178, 140, 116, 125, 98, 104, 302],
    p50: [190, 147, 127, 134, 111, 113, 328],
    p95: [202, 156, 137, 143, 128, 123, 363],
  },
  male: {
    p5: [188, 146, 121, 133, 105, 112, 360],
    p50: [200, 154, 131, 143, 120, 123, 395],
    p95: [211, 163, 141, 153, 140, 134, 443],
  },
} as const;

/** Mean heads and both ends of the range, from eight sides. */
export async function headSheet(): Promise<Uint8Array> {
  const sheet = new Sheet(8, 6, [150, 190], { topPx: 22, leftPx: 0 });
  sheet.title(
    'Heads by percentile, every measure at once: from the front, then turned by 45 degrees',
  );
  let row = 0;
  for (const base of ['female', 'male'] as const) {
    for (const [name, mm] of Object.entries(PERCENTILES[base])) {
      const [length, breadth, tragionTop, bizygomatic, bigonial, faceHeight, neckCircumference] =
        mm;
      const head = await makeHead({
        base,
        measuresMm: {
          length,
          breadth,
          tragionTop,
          bizygomatic,
          bigonial,
          faceHeight,
          neckCircumference,
        },
      });
      const colours = painted(head, () => PLASTER);
      for (let turn = 0; turn < 8; turn++) {
        const shot = { ...WHOLE, colours, turnDeg: 45 * turn, tiltDeg: 4 };
        sheet.put(turn, row, drawHead(head, shot, 150, 190));
      }
      sheet.label(
        0,
        row,
        `${base} ${name}: length ${length}, breadth ${breadth}, height ${tragionTop}`,
      );
      row++;
    }
  }
  return sheet.png({ Title: 'Dotwork: heads by percentile and sex' });
}

type Loss = Plan['hair']['loss'];
type Scar = Plan['hair']['scars'][number];

interface Pattern {
  readonly name: string;
  readonly base: 'male' | 'female';
  readonly loss: Loss;
  readonly scars: readonly Scar[];
}

const PATTERNS: readonly Pattern[] = [
  lost('none', 'male', { kind: 'none' }),
  ...(['I', 'II', 'III', 'III vertex', 'IV', 'V', 'VI', 'VII'] as const).map((grade) =>
    lost(`Norwood ${grade}`, 'male', { kind: 'norwood', grade }),
  ),
  ...(['I', 'II', 'III'] as const).map((grade) =>
    lost(`Ludwig ${grade}`, 'female', { kind: 'ludwig', grade }),
  ),
  ...(['I', 'II', 'III'] as const).map((grade) =>
    lost(`Olsen ${grade}`, 'female', { kind: 'olsen', grade }),
  ),
  ...[1, 2, 3, 4, 5].map((grade) =>
    lost(`Sinclair ${grade}`, 'female', { kind: 'sinclair', grade }),
  ),
  ...(['patches', 'ophiasis', 'totalis'] as const).map((pattern) =>
    lost(`Areata, ${pattern}`, 'male', { kind: 'areata', pattern, patches: 5 }),
  ),
  lost('Diffuse, half left', 'female', { kind: 'diffuse', remaining: 0.5 }),
  scarred('FUT line', SCARS.fut),
  scarred('FUE dots', SCARS.fue),
  scarred('Scarred patch', SCARS.patch),
  scarred('Scarring alopecia', SCARS.scarring),
];

/** Every loss pattern and scar: from the front, above and behind. */
export async function lossSheet(): Promise<Uint8Array> {
  const across = 4;
  const rows = Math.ceil(PATTERNS.length / across);
  const sheet = new Sheet(3 * across, rows, [84, 92], { topPx: 22, leftPx: 0 });
  sheet.title('Hair left by pattern; bald and thin skin in cm2, SALT score');
  for (const [i, { name, base, loss, scars }] of PATTERNS.entries()) {
    const plan: Plan = {
      ...DEFAULT_PLAN,
      head: { ...DEFAULT_PLAN.head, base },
      hair: { ...DEFAULT_PLAN.hair, loss, scars: [...scars] },
    };
    const head = await planHead(plan);
    const work = planScalp(plan, head);
    const { baldCm2, thinCm2, saltScore } = hairLoss(work);
    const [column, row] = [3 * (i % across), Math.floor(i / across)];
    const colours = painted(head, (v) => hairAndScar(work.fields, v));
    const marks = work.fields.scars.dots.map(({ pointMm }) => ({
      at: pointMm,
      px: 0.45,
      rgb: FINE_SCAR,
    }));
    for (const [k, side] of [FRONT_HIGH, TOP, BACK].entries()) {
      const shot: Shot = { ...CRANIUM, ...side, colours, marks };
      sheet.put(column + k, row, drawHead(head, shot, 84, 92));
    }
    const figures = `${Math.round(baldCm2)} + ${Math.round(thinCm2)}, SALT ${Math.round(saltScore)}`;
    sheet.label(column, row, `${name}: ${figures}`);
  }
  return sheet.png({ Title: 'Dotwork: loss patterns and scars' });
}

/** Every hairline style on both sexes, with its measures. */
export async function hairlineSheet(): Promise<Uint8Array> {
  const sheet = new Sheet(6, HAIRLINE_STYLES.length, [150, 128], { topPx: 22, leftPx: 0 });
  sheet.title('Hairlines: men left, women right; brow to hairline, corner recession, mm');
  for (const [half, sex] of (['male', 'female'] as const).entries()) {
    const head = await makeHead({ base: sex });
    for (const [row, style] of HAIRLINE_STYLES.entries()) {
      const line = hairline(head, { style, sex });
      const colours = painted(head, () => SKIN);
      const marks = Array.from({ length: line.frontCount }, (_, i) => ({
        at: pointAt(line.boundary, i),
        px: 1.6,
        rgb: LINE,
      }));
      for (const [k, turnDeg] of [0, 38, 90].entries()) {
        const shot: Shot = {
          middleMm: [0, 45, 0],
          heightMm: 210,
          turnDeg,
          tiltDeg: 12,
          colours,
          marks,
        };
        sheet.put(3 * half + k, row, drawHead(head, shot, 150, 128));
      }
      const { midFrontalMm, left } = measureHairline(head, line);
      sheet.label(
        3 * half,
        row,
        `${style}: ${Math.round(midFrontalMm)}, ${Math.round(left.recessionMm)}`,
      );
    }
  }
  return sheet.png({ Title: 'Dotwork: hairline styles' });
}

function hairAndScar(fields: ScalpFields, v: number): Vec3 {
  const scar = fields.scar1024[v]! / 1024;
  // Thin hair covers more than its share: what is left hides the skin between.
  const cover = 1 - (1 - fields.remainingHair1024[v]! / 1024) ** 1.6;
  return [0, 1, 2].map((k) => {
    const skin = SKIN[k]! + scar * (SCAR[k]! - SKIN[k]!);
    return skin + cover * 0.92 * (HAIR[k]! - skin);
  }) as unknown as Vec3;
}

function painted(head: Head, colour: (vertex: number) => Vec3): Float32Array {
  const count = head.mesh.positionsUm.length / 3;
  const out = new Float32Array(3 * count);
  for (let v = 0; v < count; v++) out.set(colour(v), 3 * v);
  return out;
}

function lost(name: string, base: Pattern['base'], loss: Loss): Pattern {
  return { name, base, loss, scars: [] };
}

function scarred(name: string, scar: Scar): Pattern {
  return { name, base: 'male', loss: { kind: 'none' }, scars: [scar] };
}
