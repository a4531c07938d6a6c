import { DotworkError } from '../../base/errors.ts';
import { add, distance, scale, type Vec3 } from '../../base/vec3.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import type { Head } from '../../head/head.ts';
import { BINS } from '../../ink/column-bins.ts';
import type { ScalpFields } from '../../scalp/fields.ts';
import { shownKinds } from '../lots.ts';
import { follicle } from '../optics/hair.ts';
import { FIRST_MANUAL_ID } from '../report/dot-table.ts';
import type { Simulator } from '../simulator.ts';
import { Choice, Deposit, Dot, GRAFT_KIND, HAIR_KIND, Healed } from '../structs.ts';
import { type Cut, type CutDot, columnOf, type DotWords } from './cut.ts';
import { type CutLine, inCut, verticesNear } from './cut-line.ts';

/** Dots whose axis is that near to the cut are drawn in it, mm: about two columns. */
export const CUT_HALF_MM = 0.35;

/** The needle may stray from the planned place by up to this, mm: `deposit.wgsl`. */
const STRAY_MM = 0.3;
/** A cut is flat; what lies on another side of the head is not in it, mm. */
const OFF_PLANE_MM = 6;
/** Places along a cut at which layers are told. */
const LAYER_STEPS = 12;

/** Reads a cut back from the buffers that the picture is drawn from. Not for the frame loop. */
export async function readCut(
  simulator: Simulator,
  line: CutLine,
  halfMm: number = CUT_HALF_MM,
): Promise<Cut> {
  const { gpu, plan, head } = simulator;
  const buffers = simulator.dotBuffers();
  const { count, ladderCount } = buffers;
  const { bareReflectance } = simulator.scene();
  const layers = layersAlong(head, simulator.scalp, line);
  // Asked for in one go, so that no update comes between them.
  const [dotBytes, choiceBytes] = await Promise.all([
    gpu.read(buffers.dots, Dot.bytes * count),
    gpu.read(buffers.choices, Choice.bytes * count),
  ]);
  const places = new Int32Array(dotBytes);
  const kinds = new Uint32Array(choiceBytes);
  const slots: number[] = [];
  const hairs: Cut['hairs'][number][] = [];
  const half = line.lengthMm / 2;
  for (let slot = 0; slot < count; slot++) {
    const kind = kinds[(Choice.bytes / 4) * slot + Choice.offsets.kind / 4]!;
    if (kind === 0 || (kind >= GRAFT_KIND && kind !== HAIR_KIND)) continue;
    const at = (Dot.bytes / 4) * slot + Dot.offsets.x / 4;
    const placeMm: Vec3 = [places[at]! / 1000, places[at + 1]! / 1000, places[at + 2]! / 1000];
    const [alongMm, acrossMm, aboveMm] = inCut(line, placeMm);
    if (Math.abs(aboveMm) > OFF_PLANE_MM) continue;
    const isHair = kind === HAIR_KIND;
    const reach = isHair ? 0 : STRAY_MM;
    if (Math.abs(alongMm) > half + reach || Math.abs(acrossMm) > halfMm + reach) continue;
    if (isHair) hairs.push({ alongMm, acrossMm });
    else slots.push(slot);
  }
  const rows = await readSlots(gpu, slots, [
    [buffers.deposits, Deposit.bytes],
    [buffers.healed, Healed.bytes],
    [buffers.bins, 4 * BINS],
  ]);
  gpu.assertHealthy('reading the cut back');
  const put = Deposit.columns(rows[0]!);
  const now = Healed.columns(rows[1]!);
  const bins = new Float32Array(rows[2]!);
  const dots = slots.flatMap((slot, i): CutDot[] => {
    const placeMm: Vec3 = [put.x[i]!, put.y[i]!, put.z[i]!];
    const [alongMm, acrossMm] = inCut(line, placeMm);
    if (put.kind[i] === 0 || Math.abs(alongMm) > half || Math.abs(acrossMm) > halfMm) return [];
    const words: DotWords = {
      slot,
      id: idOf(slot, ladderCount),
      kind: put.kind[i]!,
      alongMm,
      acrossMm,
      depthMm: put.depthMm[i]!,
      radiusMm: put.radiusMm[i]!,
      massUg: put.massUg[i]!,
      epidermisMm: put.epidermisMm[i]!,
      papillaryMm: put.papillaryMm[i]!,
      skinBaseMm: put.skinBaseMm[i]!,
      scar: put.scar[i]!,
      varianceMm2: now.varianceMm2[i]!,
      bottomMm: now.bottomMm[i]!,
      left: now.left[i]!,
      ageDays: now.ageDays[i]!,
      crust: now.crust[i]!,
      bins: Array.from(bins.subarray(BINS * i, BINS * (i + 1))),
    };
    return [columnOf(words, plan)];
  });
  const hair = follicle(plan.hair, bareReflectance);
  return {
    line,
    plan,
    dots: dots.sort((a, b) => a.alongMm - b.alongMm),
    hairs: hairs.sort((a, b) => a.alongMm - b.alongMm),
    hairRadiusMm: hair.radiusMm,
    hairDepthMm: hair.depthMm,
    hairAbsorptionPerMm: hair.absorptionPerMm,
    layers,
  };
}

/**
 * The dot on show nearest to a place: its id and where it went in, mm. Undefined where none is within
 * reach. Before the first session those planned are taken.
 */
export function nearestDot(
  simulator: Simulator,
  placeMm: Vec3,
  withinMm: number,
): Promise<FoundDot | undefined> {
  const shown = shownKinds(simulator.plan) || ~0;
  return bestDot(simulator, withinMm, (dot) =>
    (shown >> dot.session) & 1 ? distance(dot.placeMm, placeMm) : Number.POSITIVE_INFINITY,
  );
}

/** The dot of an id. A `usage` error where the plan has no such dot. */
export async function dotOfId(simulator: Simulator, id: number): Promise<FoundDot> {
  const found = await bestDot(simulator, 1, (dot) => (dot.id === id ? 0 : 1));
  if (found) return found;
  throw new DotworkError(
    'usage',
    `The plan has no dot ${id}.`,
    'Ids are in the first column of `dotwork dots`.',
  );
}

/** A dot of the plan and where its needle went in. */
export interface FoundDot {
  readonly id: number;
  readonly session: number;
  readonly placeMm: Vec3;
}

async function bestDot(
  simulator: Simulator,
  below: number,
  cost: (dot: FoundDot) => number,
): Promise<FoundDot | undefined> {
  const { count, ladderCount, deposits } = simulator.dotBuffers();
  const bytes = await simulator.gpu.read(deposits, Deposit.bytes * count);
  const [words, floats] = [new Uint32Array(bytes), new Float32Array(bytes)];
  let best: FoundDot | undefined;
  let least = below;
  for (let slot = 0; slot < count; slot++) {
    const at = (Deposit.bytes / 4) * slot;
    const session = words[at + Deposit.offsets.kind / 4]!;
    if (session === 0 || session >= GRAFT_KIND) continue;
    const first = at + Deposit.offsets.x / 4;
    const placeMm: Vec3 = [floats[first]!, floats[first + 1]!, floats[first + 2]!];
    const dot = { id: idOf(slot, ladderCount), session, placeMm };
    const costs = cost(dot);
    if (costs >= least) continue;
    least = costs;
    best = dot;
  }
  return best;
}

function idOf(slot: number, ladderCount: number): number {
  return slot < ladderCount ? slot : FIRST_MANUAL_ID + slot - ladderCount;
}

/** Entries of several buffers, one after another; all as of one moment. */
async function readSlots(
  gpu: Gpu,
  slots: readonly number[],
  from: readonly (readonly [GPUBuffer, bytes: number])[],
): Promise<ArrayBuffer[]> {
  const total = from.reduce((sum, [, bytes]) => sum + bytes * slots.length, 0);
  const gathered = gpu.buffer('cut.slots', total, GPUBufferUsage.COPY_DST);
  try {
    const encoder = gpu.device.createCommandEncoder({ label: 'cut.slots' });
    let to = 0;
    for (const [buffer, bytes] of from) {
      for (const slot of slots) {
        encoder.copyBufferToBuffer(buffer, bytes * slot, gathered, to, bytes);
        to += bytes;
      }
    }
    gpu.device.queue.submit([encoder.finish()]);
    const all = await gpu.read(gathered, total);
    let start = 0;
    return from.map(([, bytes]) => {
      const part = all.slice(start, start + bytes * slots.length);
      start += part.byteLength;
      return part;
    });
  } finally {
    gpu.free(gathered);
  }
}

/** Layers of the skin along a cut. */
function layersAlong(head: Head, scalp: ScalpFields, line: CutLine): Cut['layers'] {
  const { epidermisUm, papillaryUm, skinBaseUm } = scalp;
  return Array.from({ length: LAYER_STEPS + 1 }, (_, i) => {
    const alongMm = line.lengthMm * (i / LAYER_STEPS - 0.5);
    const near = verticesNear(head, add(line.middleMm, scale(line.along, alongMm)));
    const mean = (um: Uint16Array) =>
      near.reduce((sum, [v, weight]) => sum + (weight * um[v]!) / 1000, 0);
    return {
      alongMm,
      epidermisMm: mean(epidermisUm),
      papillaryMm: mean(papillaryUm),
      skinBaseMm: mean(skinBaseUm),
    };
  });
}
