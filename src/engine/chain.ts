import type { Gpu } from '../gpu/gpu.ts';
import { type StageTime, Timer } from '../gpu/timing.ts';
import { together } from '../gpu/together.ts';
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

/**
 * The stages at work: takes plans through those that are to run, and knows what buffers hold. Kernels
 * compile while the first plan is worked out.
 */
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
  /** Rejects with the name of a kernel that does not validate. */
  readonly #compiled: Promise<void>;
  readonly #wall = new Map<StageName, number>();
  #generation = 0;
  #isRebuilding = false;

  /** @param told - Called when a stage that takes time begins; awaited. */
  constructor(
    context: EngineContext,
    light: SkinLight,
    told: (stage: StageName) => void | Promise<void>,
  ) {
    this.#gpu = context.gpu;
    this.stages = createStages(context);
    this.#order = STAGES.map((name) => [name, this.stages[name]]);
    this.#light = light;
    this.#told = told;
    this.#timer = new Timer(context.gpu);
    this.#compiled = context.gpu.checked('compiling the kernels', async () => {
      await together(this.#order.map(([, stage]) => stage.compile?.()));
    });
    // Told to the first plan, which may be long in coming.
    this.#compiled.catch(() => undefined);
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
    if (this.isPreview) for (const stage of PREVIEWED) dirty.add(stage);
    const run = this.#runOf(plan, dirty, new Set());
    const worked = this.#solve(run, dirty);
    // What was worked out waits for kernels; a plan that could not be is taken back like any other.
    await Promise.allSettled([worked]);
    await this.#compiled;
    await this.#gpu.checked('simulation', async () => {
      if (this.isPreview) {
        // From here on targets are made of exact distances again; the picture stays until they are.
        this.stages.target.preview(undefined);
        run.touched.add('target');
      }
      try {
        await worked;
        await this.#run(run, dirty);
      } catch (error) {
        await this.#goBack(before, run.touched);
        throw error;
      }
    });
    this.isTrusted = true;
    return dirty;
  }

  /** Shows a plan whose hairline alone is another, its distances by estimate. */
  preview(plan: Plan, line: Hairline): Promise<void> {
    return this.#gpu.checked('preview', () => {
      this.stages.target.preview(line);
      this.isPreview = true;
      this.#timer.restart(PREVIEWED);
      this.#record(this.#runOf(plan, PREVIEWED, new Set()));
    });
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
      const run = this.#runOf(before, again, new Set());
      await this.#solve(run, again);
      await this.#run(run, again);
      this.isTrusted = true;
    }
    this.#isRebuilding = false;
  }

  /** Works the plan out on the CPU. More stages may turn out to be dirty, and those after them. */
  async #solve(run: Run, dirty: Set<StageName>): Promise<void> {
    for (const [name, stage] of this.#order) {
      if (stage.isStale?.(run)) for (const after of stagesFrom(name)) dirty.add(after);
      if (!stage.solve || !dirty.has(name)) continue;
      await this.#told(name);
      const start = performance.now();
      await stage.solve(run);
      this.#wall.set(name, performance.now() - start);
    }
  }

  /** Runs the dirty stages on the GPU, of what was solved. */
  async #run(run: Run, dirty: ReadonlySet<StageName>): Promise<void> {
    if (dirty.has('scalp') || dirty.has('placement')) {
      // Until here the picture went on with the old plan; now its buffers are replaced.
      this.#isRebuilding = true;
      for (const [name, stage] of this.#order) {
        if (stage.take && stage.solve && dirty.has(name)) run.touched.add(name);
        stage.take?.(run);
      }
    }
    this.#timer.restart(dirty);
    for (const [name, stage] of this.#order) {
      if (stage.fill && dirty.has(name)) await this.#took(name, () => stage.fill!(run));
    }
    for (const [name, stage] of this.#order) {
      if (dirty.has(name) && stage.place?.(run)) this.#connect(run);
    }
    this.#light.setSkin(run.plan.skin);
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

  /** Adds to what solving took. */
  async #took(name: StageName, work: () => Promise<void>): Promise<void> {
    const start = performance.now();
    await work();
    this.#wall.set(name, (this.#wall.get(name) ?? 0) + performance.now() - start);
  }

  #runOf(plan: Plan, dirty: ReadonlySet<StageName>, touched: Set<string>): Run {
    const { made } = this;
    const brush1024 = () => this.#brush.factor1024(run.head.mesh, plan.manual.strokes);
    const run: Run = {
      ...{ plan, dirty, touched, made, head: made.head, fields: made.fields },
      ...{ light: this.#light, timer: this.#timer, brush1024 },
      neededRadiusUm: () => neededRadiusUm(plan, run.fields, run.head.scalp, brush1024()),
    };
    return run;
  }
}
