import type { Gpu } from '../gpu/gpu.ts';
import type { Timer } from '../gpu/timing.ts';
import type { Head } from '../head/head.ts';
import type { Plan } from '../plan/schema.ts';
import { CoverStage } from './coverage/cover.ts';
import { DotIndex } from './coverage/dot-index.ts';
import { ScarIndex } from './coverage/scar-index.ts';
import { DepositStage } from './deposition/deposit.ts';
import { HealStage } from './deposition/heal.ts';
import { FrontPreview } from './fields/front-preview.ts';
import { TargetStage } from './fields/target.ts';
import { RespondStage, Response } from './optics/respond.ts';
import { ClusterStage } from './placement/cluster.ts';
import { KeepClearStage } from './placement/keep-clear.ts';
import type { DotLadder, FillOptions } from './placement/ladder.ts';
import { ManualDots } from './placement/manual-dots.ts';
import { type Fill, openFill } from './placement/open-fill.ts';
import { CLUSTER_SPACING_UM } from './placement/pattern.ts';
import { SelectStage } from './placement/select.ts';
import type { MeshBuffers } from './scene-buffers.ts';
import type { StageContext } from './stage.ts';

/** The host side of every stage on the GPU. */
export interface Stages {
  readonly preview: FrontPreview;
  readonly target: TargetStage;
  readonly fill: Fill;
  readonly cluster: ClusterStage;
  readonly select: SelectStage;
  readonly keepClear: KeepClearStage;
  readonly manual: ManualDots;
  readonly deposit: DepositStage;
  readonly heal: HealStage;
  readonly respond: RespondStage;
  readonly cover: CoverStage;
  readonly index: DotIndex;
  readonly scars: ScarIndex;
}

/** Compiles the kernels of all stages; call inside {@link Gpu.checked}. */
export async function createStages(gpu: Gpu, options: FillOptions): Promise<Stages> {
  const context: StageContext = { gpu, workgroup: options.workgroup ?? 64 };
  // Responses are the largest thing kept per dot; one more is the follicle all hairs share.
  const { maxStorageBufferBindingSize } = gpu.device.limits;
  const mostDots = Math.floor(maxStorageBufferBindingSize / Response.bytes) - 1;
  return {
    preview: await FrontPreview.create(context),
    target: await TargetStage.create(context),
    fill: await openFill(gpu, { mostDots, ...options }),
    cluster: await ClusterStage.create(context, await DotIndex.create(context)),
    select: await SelectStage.create(context),
    keepClear: await KeepClearStage.create(context),
    manual: await ManualDots.create(context),
    deposit: await DepositStage.create(context),
    heal: await HealStage.create(context),
    respond: await RespondStage.create(context),
    cover: await CoverStage.create(context),
    index: await DotIndex.create(context),
    scars: new ScarIndex(gpu),
  };
}

/** The ladder of a plan's pattern on a head, down to the radius needed for its densest place. */
export async function fillPattern(
  { fill, cluster }: Stages,
  { mesh, scalp }: Head,
  { seed, hair: { clusterSize } }: Plan,
  neededUm: number,
  timer: Timer,
): Promise<DotLadder> {
  if (clusterSize === 1) return fill.run(mesh, scalp, seed, neededUm, timer);
  const fine = await fill.run(mesh, scalp, seed, CLUSTER_SPACING_UM, timer);
  try {
    return await cluster.run(fine, seed, clusterSize, neededUm);
  } finally {
    cluster.free(fine);
  }
}

/** Binds the stages to each other's buffers, after dots or mesh were made anew. */
export function connectStages(
  { target, select, keepClear, manual, deposit, heal, respond, cover, index, scars }: Stages,
  { vertexCount, triangles, positions }: MeshBuffers,
  clusterSize: number,
): void {
  const { count, dots } = manual.dots;
  const { targets } = target;
  select.setDots(manual.dots, { triangles, targets, scars: scars.scene(vertexCount) }, clusterSize);
  const { choices } = select;
  keepClear.setDots({ count, dots, choices, index });
  deposit.setDots({ count, dots, choices, triangles, targets, positions });
  const { deposits } = deposit;
  heal.setDots(count, deposits);
  const { healed, bins } = heal;
  respond.setDots({ count, choices, deposits, healed, bins });
  const { responses } = respond;
  cover.setDots({ count, dots, choices, deposits, healed, responses, triangles, targets });
}

/** Frees what the stages own. */
export function destroyStages({
  preview,
  target,
  select,
  keepClear,
  manual,
  deposit,
  heal,
  respond,
  cover,
  index,
  scars,
}: Stages): void {
  for (const stage of [
    preview,
    target,
    select,
    keepClear,
    manual,
    deposit,
    heal,
    respond,
    cover,
    index,
    scars,
  ])
    stage.destroy();
}
