import type { Timer } from '../gpu/timing.ts';
import type { Head } from '../head/head.ts';
import type { Plan } from '../plan/schema.ts';
import type { ScalpFields } from '../scalp/fields.ts';
import type { Handed } from './handed.ts';
import type { ScanHead } from './head/plan-head.ts';
import type { StageContext } from './host.ts';
import type { FillOptions } from './placement/fill-job.ts';
import type { ScalpSolver } from './scalp/scalp-solver.ts';
import type { SkinLight } from './skin-light.ts';

/** What stages are made with. */
export interface EngineContext extends StageContext {
  readonly fill: FillOptions;
  readonly scanHead: ScanHead;
  readonly solver: ScalpSolver;
}

/** One plan on its way through the stages. */
export interface Run {
  readonly plan: Plan;
  /** Stages that are to run. */
  readonly dirty: ReadonlySet<string>;
  /** Stages that hold something of this plan already: a plan that fails is taken back from there. */
  readonly touched: Set<string>;
  readonly made: Handed;
  /** Of this plan: in force, and handed on, once it is taken. */
  head: Head;
  fields: ScalpFields;
  readonly light: SkinLight;
  readonly timer: Timer;
  /** Density factor of the brush at each vertex, 1024ths. */
  brush1024(): Uint16Array;
  /** Smallest spacing the plan asks for, µm. */
  neededRadiusUm(): number;
}

/** A stage at work. It does what it has a method for, and they are called in this order. */
export interface Stage {
  /** Compiles its kernels, once. Until that is through nothing but {@link solve} is called. */
  compile?(): Promise<void>;
  /** Whether it must run, and all after it, though nothing changed that it reads of the plan. */
  isStale?(run: Run): boolean;
  /**
   * Works the plan out on the CPU, without a kernel. The picture goes on meanwhile: nothing may be
   * replaced yet.
   */
  solve?(run: Run): Promise<void>;
  /** Takes over what was solved, its own or that of a stage before. */
  take?(run: Run): void;
  /** Makes dots anew, in submits of its own. */
  fill?(run: Run): Promise<void>;
  /** Puts dots by hand behind the others. True where all must be bound to their buffers again. */
  place?(run: Run): boolean;
  /** Binds its kernels to the buffers of the stages before, and hands its own on. */
  connect?(run: Run): void;
  /** Readies its buffers for the plan, before its pass. */
  prepare?(run: Run, encoder: GPUCommandEncoder): void;
  /** Records its pass. */
  record?(pass: GPUComputePassEncoder): void;
  destroy?(): void;
}

/** What there is to know of a stage before it is made. */
export interface StageKind<Name extends string, S extends Stage> {
  readonly name: Name;
  /** Told when it begins; stages that are through at once have none. */
  readonly words?: string;
  /** What of the plan it reads, apart from what the stages before hand on. */
  readonly reads: (plan: Plan) => unknown;
  /** Makes it, without a kernel yet. */
  readonly create: (context: EngineContext) => S;
}

/** Says that an object is a stage, and keeps what more it can do. */
export function stage<const Name extends string, S extends Stage>(
  kind: StageKind<Name, S>,
): StageKind<Name, S> {
  return kind;
}
