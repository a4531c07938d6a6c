import type { Gpu } from '../gpu/gpu.ts';
import { type StageTime, Timer } from '../gpu/timing.ts';
import type { Plan } from '../plan/schema.ts';
import type { Hairline } from '../scalp/hairline/hairline.ts';
import { StrokeField } from '../scalp/strokes.ts';
import { dirtyStages } from './dirty.ts';
import type { Handed } from './handed.ts';
import { neededRadiusUm } from './needed-radius.ts';
import type { SkinLight } from './skin-light.ts';
import type { EngineContext, Run, Stage } from './stage.ts';
import { createStages, STAGES, type StageName, type Stages, stagesFrom } from './stages.ts';

/** What runs while a hairline is in hand: all that follows from the distances to it. */
const PREVIEWED: ReadonlySet<StageName> = new Set(
  stagesFrom('target').filter((stage) => stage !== 'placement'),
);

/** The stages at work: takes plans through those that are to run, and knows what buffers hold. */
export class Chain {
  readonly stages: Stages;
  readonly made = {} as Handed;
  /** False after a fault: no buffer may be shown or counted until all have been made again. */
  isTrusted = true;
  /** Whether the buffers show a line in hand. */
  isPreview = false;
  readonly #gpu: Gpu;
  readonly #light: SkinLight;
  readonly #told: (stage: StageName) => void | Promise<void>;
  readonly #order: readonly (readonly [StageName, Stage])[];
  readonly #brush = new StrokeField();
  readonly #timer: Timer;
  readonly #wall = new Map<StageName, number>();
  #generation = 0;
  #isRebuilding = false;

  private constructor(
    gpu: Gpu,
    stages: Stages,
    light: SkinLight,
    told: (stage: StageName) => void | Promise<void>,
  ) {
    this.#gpu = gpu;
    this.stages = stages;
    this.#order = STAGES.map((name) => [name, stages[name]]);
    this.#light = light;
    this.#told = told;
    this.#timer = new Timer(gpu);
  }

  /**
   * Compiles every kernel; call inside `Gpu.checked`.
   *
   * @param told - Called when a stage that takes time begins; awaited.
   */
  static async create(
    context: EngineContext,
    light: SkinLight,
    told: (stage: StageName) => void | Promise<void>,
  ): Promise<Chain> {
    return new Chain(context.gpu, await createStages(context), light, told);
  }

  /** Counts how often buffers were replaced; undefined while they are being replaced. */
  get generation(): number | undefined {
    return this.#isRebuilding || !this.isTrusted ? undefined : this.#generation;
  }

  /**
   * Brings every stage from one plan to the next, running only those that must. After an error the
   * stages are back at the plan before.
   *
   * @returns The stages that ran.
   */
  async change(before: Plan | undefined, plan: Plan): Promise<ReadonlySet<StageName>> {
    if (!this.isTrusted) this.free();
    const dirty = new Set(dirtyStages(this.isTrusted ? before : undefined, plan));
    const touched = new Set<string>();
    if (!dirty.has('scalp')) this.#markStale(plan, dirty);
    if (this.isPreview) {
      // From here on targets are made of exact distances again; the picture stays until they are.
      this.stages.target.preview(undefined);
      touched.add('target');
      for (const stage of PREVIEWED) dirty.add(stage);
    }
    try {
      await this.#run(plan, dirty, touched);
    } catch (error) {
      await this.#goBack(before, touched);
      throw error;
    }
    this.isTrusted = true;
    return dirty;
  }

  /** Shows a plan whose hairline alone is another, its distances by estimate. */
  preview(plan: Plan, line: Hairline): void {
    this.stages.target.preview(line);
    this.isPreview = true;
    this.#timer.restart(PREVIEWED);
    this.#record(this.#runOf(plan, PREVIEWED, new Set()));
  }

  /**
   * Milliseconds each stage last took on the GPU, and on the CPU: all of the work for head, scalp and
   * placement, recording alone for the others.
   */
  async timings(): Promise<Partial<Record<StageName, StageTime>>> {
    const onGpu = await this.#timer.read();
    return Object.fromEntries(
      STAGES.filter((name) => this.#wall.has(name)).map((name) => [
        name,
        { gpu: onGpu.get(name) ?? null, wall: this.#wall.get(name)! },
      ]),
    );
  }

  /** Frees every buffer of the stages, which may be run again. */
  free(): void {
    for (const [, stage] of this.#order) stage.destroy?.();
    this.isPreview = false;
  }

  destroy(): void {
    this.free();
    this.#timer.destroy();
  }

  /** Brings the stages that took a failed plan in back to the old one, and all after them. */
  async #goBack(before: Plan | undefined, touched: ReadonlySet<string>): Promise<void> {
    if (!this.isTrusted) return;
    const first = STAGES.find((stage) => touched.has(stage));
    if (first) {
      this.isTrusted = false;
      if (!before) return;
      const again = new Set(stagesFrom(first));
      if (!touched.has('head') && !touched.has('placement')) again.delete('placement');
      await this.#run(before, again, new Set());
      this.isTrusted = true;
    }
    this.#isRebuilding = false;
  }

  /** Marks stages that must run though the plan alone does not say so, and those after them. */
  #markStale(plan: Plan, dirty: Set<StageName>): void {
    const run = this.#runOf(plan, dirty, new Set());
    for (const [name, stage] of this.#order) {
      if (stage.isStale?.(run)) for (const after of stagesFrom(name)) dirty.add(after);
    }
  }

  /**
   * Runs the dirty stages; more of them may turn out to be.
   *
   * @param touched - Told which stages hold something of the plan, should it fail half way.
   */
  async #run(plan: Plan, dirty: Set<StageName>, touched: Set<string>): Promise<void> {
    const run = this.#runOf(plan, dirty, touched);
    if (dirty.has('scalp') || dirty.has('placement')) {
      for (const [name, stage] of this.#order) {
        if (stage.solve && dirty.has(name)) await this.#timed(name, () => stage.solve!(run));
      }
      // Until here the picture went on with the old plan; now its buffers are replaced.
      this.#isRebuilding = true;
      for (const [name, stage] of this.#order) {
        if (stage.solve && dirty.has(name)) touched.add(name);
        stage.take?.(run);
      }
      this.#markStale(plan, dirty);
    }
    this.#timer.restart(dirty);
    for (const [name, stage] of this.#order) {
      if (stage.fill && dirty.has(name)) await this.#timed(name, () => stage.fill!(run));
    }
    for (const [name, stage] of this.#order) {
      if (dirty.has(name) && stage.place?.(run)) this.#connect(run);
    }
    this.#light.setSkin(plan.skin);
    this.#record(run);
    this.isPreview = false;
  }

  /** Binds the stages to each other's buffers, after dots or mesh were made anew. */
  #connect(run: Run): void {
    for (const [, stage] of this.#order) stage.connect?.(run);
    this.#isRebuilding = false;
    this.#generation++;
  }

  /** One pass a stage, one submit for all. */
  #record(run: Run): void {
    const { device } = this.#gpu;
    const encoder = device.createCommandEncoder({ label: 'simulation' });
    for (const [name, stage] of this.#order) {
      if (!stage.record || !run.dirty.has(name)) continue;
      const start = performance.now();
      stage.prepare?.(run, encoder);
      const pass = encoder.beginComputePass({ label: name, ...this.#timer.writes(name) });
      stage.record(pass);
      pass.end();
      this.#wall.set(name, performance.now() - start);
    }
    device.queue.submit([encoder.finish()]);
  }

  async #timed(name: StageName, work: () => Promise<void>): Promise<void> {
    await this.#told(name);
    const start = performance.now();
    await work();
    this.#wall.set(name, performance.now() - start);
  }

  #runOf(plan: Plan, dirty: ReadonlySet<StageName>, touched: Set<string>): Run {
    const { made } = this;
    const brush1024 = () => this.#brush.factor1024(made.head.mesh, plan.manual.strokes);
    return {
      ...{ plan, dirty, touched, made, head: made.head, fields: made.fields },
      ...{ light: this.#light, timer: this.#timer, brush1024 },
      neededRadiusUm: () => neededRadiusUm(plan, made.fields, made.head.scalp, brush1024()),
    };
  }
}
