import type { Head } from '../head/head.ts';
import { boundaryFields } from './hairline/boundary.ts';
import type { Hairline } from './hairline/hairline.ts';
import type { HairlineSpec } from './hairline/hairline-spec.ts';
import { laterLoss } from './loss/later-loss.ts';
import { grownHair, type LossSpec, remainingHair } from './loss/loss.ts';
import { type ScalpBase, scalpBase, to1024 } from './scalp-base.ts';
import { type ScarFields, type ScarSpec, scarFields } from './scars.ts';
import { type SkinDepth, type SkinSpec, skinDepth } from './skin-depth.ts';
import { type ZoneSpec, zoneWeights } from './zones.ts';

/** The part of the plan that shapes the scalp, in its own words. JSON. */
export interface ScalpSpec {
  readonly seed: number;
  readonly hairline: HairlineSpec;
  readonly skin: SkinSpec;
  readonly loss: LossSpec;
  /** Whole grades of loss that are looked ahead. */
  readonly laterGrades: number;
  readonly scars: readonly ScarSpec[];
  readonly zones: readonly ZoneSpec[];
  /** Where earlier work, grafts and a test patch lie. */
  readonly others: readonly ZoneSpec[];
}

/** Everything later stages read per vertex. Integers, because these numbers decide dots. */
export interface ScalpFields {
  readonly hairline: Hairline;
  /** Signed distance along the skin to the closed boundary, 1/64 mm, positive inside. */
  readonly boundaryDistance64: Int32Array;
  /** Signed distance along the skin to the front hairline, 1/64 mm, positive behind it. */
  readonly frontDistance64: Int32Array;
  /** Share of hair that still grows, 0 to 1024. */
  readonly remainingHair1024: Uint16Array;
  /** Of that hair, what is left one grade of loss on, two, and so on, 0 to 1024; falls from one to the next. */
  readonly laterHair1024: readonly Uint16Array[];
  /** Share of skin that is scar, 0 to 1024. */
  readonly scar1024: Uint16Array;
  /** The scars themselves, with the small round ones that are too fine for the mesh. */
  readonly scars: ScarFields;
  /** Depths of layer borders below the surface, micrometres. */
  readonly epidermisUm: Uint16Array;
  readonly papillaryUm: Uint16Array;
  readonly skinBaseUm: Uint16Array;
  /** One per zone of the plan, 0 to 1024. */
  readonly zoneWeight1024: readonly Uint16Array[];
  /** One per place of other work, 0 to 1024. */
  readonly otherWeight1024: readonly Uint16Array[];
  /** Area inside the boundary. */
  readonly areaMm2: number;
}

/**
 * All fields of a head under a plan.
 *
 * With `last`, parts whose piece of the plan says the same as then are taken over: a changed zone
 * costs some milliseconds, a changed hairline two distance solves.
 */
export function scalpFields(head: Head, spec: ScalpSpec, last?: ScalpWork): ScalpFields {
  return scalpWork(head, spec, last).fields;
}

/** Fields together with what is worth keeping for the next change. */
export interface ScalpWork {
  readonly head: Head;
  readonly spec: ScalpSpec;
  readonly base: ScalpBase;
  readonly edge: ReturnType<typeof boundaryFields>;
  readonly grown: ReturnType<typeof grownHair>;
  readonly scars: ReturnType<typeof scarFields>;
  readonly depth: SkinDepth;
  readonly fields: ScalpFields;
}

/** As `scalpFields`, with the pieces that a later call can take over. */
export function scalpWork(head: Head, spec: ScalpSpec, last?: ScalpWork): ScalpWork {
  const old = last?.head === head ? last : undefined;
  const same = (...keys: readonly (keyof ScalpSpec)[]) =>
    old !== undefined &&
    keys.every((key) => JSON.stringify(old.spec[key]) === JSON.stringify(spec[key]));
  const base = old?.base ?? scalpBase(head);
  const edge = old && same('hairline') ? old.edge : boundaryFields(base, spec.hairline);
  const sex = spec.skin.sex;
  const grown = old && old.spec.skin.sex === sex ? old.grown : grownHair(base, sex);
  const scars = old && same('scars', 'seed') ? old.scars : scarFields(base, spec.scars, spec.seed);
  const hair =
    old && same('loss', 'seed') && grown === old.grown && scars === old.scars
      ? old.fields.remainingHair1024
      : to1024(
          remainingHair(base, grown, spec.loss, spec.seed).map(
            (share, v) => share * scars.keep[v]!,
          ),
        );
  const laterHair1024 =
    old && same('laterGrades') && hair === old.fields.remainingHair1024
      ? old.fields.laterHair1024
      : laterShares(base, grown, spec, scars.keep, hair);
  const scar1024 = scars === old?.scars ? old.fields.scar1024 : to1024(scars.scar);
  const zoneWeight1024 =
    old && same('zones') && edge === old.edge
      ? old.fields.zoneWeight1024
      : zoneWeights(base, edge.frontDistance64, spec.zones);
  const keepsOthers = old && same('others') && (edge === old.edge || spec.others.length === 0);
  const otherWeight1024 = keepsOthers
    ? old.fields.otherWeight1024
    : zoneWeights(base, edge.frontDistance64, spec.others);
  const depth =
    old && same('skin') && scars === old.scars
      ? old.depth
      : skinDepth(base.regions, scar1024, spec.skin);
  const fields: ScalpFields = {
    ...edge,
    ...depth,
    remainingHair1024: hair,
    laterHair1024,
    scar1024,
    scars,
    zoneWeight1024,
    otherWeight1024,
  };
  return { head, spec, base, edge, grown, scars, depth, fields };
}

/** Share of today's hair that is left at each later grade. */
function laterShares(
  base: ScalpBase,
  grown: ReturnType<typeof grownHair>,
  { loss, laterGrades, seed, skin }: ScalpSpec,
  keep: ArrayLike<number>,
  now1024: Uint16Array,
): Uint16Array[] {
  let last: ArrayLike<number> = now1024;
  return Array.from({ length: laterGrades }, (_, i) => {
    const left = remainingHair(base, grown, laterLoss(loss, i + 1, skin.sex), seed);
    // No grade gives hair back that one before it took.
    const shares = Uint16Array.from(left, (share, v) =>
      Math.min(last[v]!, Math.round(1024 * share * keep[v]!)),
    );
    last = shares;
    return shares;
  }).map((shares) =>
    shares.map((share, v) => (now1024[v]! > 0 ? Math.round((1024 * share) / now1024[v]!) : 0)),
  );
}
