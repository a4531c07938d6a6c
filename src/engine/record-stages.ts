import type { Gpu } from '../gpu/gpu.ts';
import type { Timer } from '../gpu/timing.ts';
import type { Plan } from '../plan/schema.ts';
import { coverPlan } from './coverage/cover-plan.ts';
import type { StageName } from './dirty.ts';
import type { SkinLight } from './skin-light.ts';
import type { Stages } from './stages.ts';

/** What the stages that follow a plan in one submit are run with. */
export interface Recording {
  readonly gpu: Gpu;
  readonly stages: Stages;
  readonly timer: Timer;
  readonly light: SkinLight;
  /** Density factor of the brush at each vertex, 1024ths. */
  brush1024(): Uint16Array;
  /** Smallest spacing the plan asks for. */
  neededRadiusUm(): number;
  /** Told how long a stage took to record, ms. */
  took(stage: StageName, wallMs: number): void;
}

type Step = readonly [
  stage: StageName,
  prepare: (encoder: GPUCommandEncoder) => void,
  record: (pass: GPUComputePassEncoder) => void,
];

/** Runs those of the stages from `target` on that are dirty: one pass a stage, one submit for all. */
export function recordStages(recording: Recording, plan: Plan, dirty: ReadonlySet<StageName>) {
  const { gpu, timer, took } = recording;
  const encoder = gpu.device.createCommandEncoder({ label: 'simulation' });
  for (const [stage, prepare, record] of steps(recording, plan)) {
    if (!dirty.has(stage)) continue;
    const start = performance.now();
    prepare(encoder);
    const timestampWrites = timer.writes(stage);
    const pass = encoder.beginComputePass({
      label: stage,
      ...(timestampWrites && { timestampWrites }),
    });
    record(pass);
    pass.end();
    took(stage, performance.now() - start);
  }
  gpu.device.queue.submit([encoder.finish()]);
}

function steps({ stages, light, ...recording }: Recording, plan: Plan): readonly Step[] {
  const { preview, target, select, keepClear, manual, deposit, heal, respond, cover } = stages;
  return [
    [
      'target',
      () => target.setPlan(plan, recording.brush1024()),
      (pass) => {
        preview.record(pass);
        target.record(pass);
      },
    ],
    [
      'select',
      (encoder) => {
        select.setPlan(plan);
        keepClear.setPlan(plan.hair, recording.neededRadiusUm());
        manual.clear(encoder);
      },
      (pass) => {
        select.record(pass);
        keepClear.record(pass);
        // What a hand put beside a follicle stays.
        manual.record(pass);
      },
    ],
    ['deposit', () => deposit.setPlan(plan), (pass) => deposit.record(pass)],
    ['heal', () => heal.setPlan(plan), (pass) => heal.record(pass)],
    ['optics', () => respond.setPlan(plan, light.footprint), (pass) => respond.record(pass)],
    [
      'coverage',
      (encoder) => {
        cover.setPlan(coverPlan(plan, light.footprint, light.flushedDark));
        cover.clear(encoder);
      },
      (pass) => cover.record(pass),
    ],
  ];
}
