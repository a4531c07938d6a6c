import type { FillChoice } from '../../engine/placement/fill-job.ts';
import type { AdapterChoice } from '../../gpu/adapter-choice.ts';
import type { StudyOutputs } from '../../study/document/study-schema.ts';
import type { StudyRun } from '../../study/run/study-run.ts';

/** What a worker is told when it begins. */
export interface WorkerTask {
  readonly adapter: AdapterChoice;
  readonly fill: FillChoice;
  readonly cache: boolean;
  /** Where results go. */
  readonly folder: string;
}

/** A run as a worker needs it. */
export interface RunTask extends Pick<StudyRun, 'id' | 'plan' | 'scanFile'> {
  readonly outputs: StudyOutputs;
}

export type ToWorker =
  | { readonly kind: 'begin'; readonly task: WorkerTask }
  | { readonly kind: 'run'; readonly run: RunTask };

export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly id: string; readonly bytes: number }
  /** `again`: another try may come to something, as after a fault of the GPU. */
  | {
      readonly kind: 'failed';
      readonly id: string;
      readonly reason: string;
      readonly again: boolean;
    }
  /** Nothing more can come of this worker, nor of another one here: no GPU, a full disk. */
  | { readonly kind: 'useless'; readonly reason: string; readonly code: string };
