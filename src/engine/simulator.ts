import { DotworkError } from '../base/errors.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { Kernel } from '../gpu/kernel.ts';
import type { StageTime } from '../gpu/timing.ts';
import type { Head } from '../head/head.ts';
import { LiveBake, type LiveBakeOptions } from '../light/dot/live-bake.ts';
import type { Plan } from '../plan/schema.ts';
import type { ScalpFields } from '../scalp/fields.ts';
import { Chain } from './chain.ts';
import type { Totals } from './coverage/cover.ts';
import { isHairlineAlone } from './dirty.ts';
import { noScans, type ScanHead } from './head/plan-head.ts';
import type { FillOptions } from './placement/fill-job.ts';
import { planHairline } from './plan-scalp.ts';
import type { ScalpReport } from './scalp/scalp-report.ts';
import { type ScalpSolver, scalpSolver } from './scalp/scalp-solver.ts';
import {
  type DotBuffers,
  dotBuffers,
  type MapBuffers,
  mapBuffers,
  type SceneBuffers,
  sceneBuffers,
} from './scene-buffers.ts';
import { SkinLight } from './skin-light.ts';
import type { StageName } from './stages.ts';

/** How the engine runs; results never depend on it. */
export interface SimulatorOptions extends FillOptions {
  /** Called when a stage that takes time begins; awaited, so that a page can paint first. */
  readonly onProgress?: (stage: StageName) => void | Promise<void>;
  /** Finds the head of a plan that names a scan. Without it such plans are refused. */
  readonly scanHead?: ScanHead;
  /** Kernels baked for single skins, kept from before or shared; a new shelf where none is given. */
  readonly bake?: LiveBake;
  /** Works out heads and fields, in a worker say; in place where none is given. */
  readonly scalp?: ScalpSolver;
}

/** The stages as one graph: a plan in, buffers of dots, pigment and light out. */
export class Simulator {
  readonly gpu: Gpu;
  readonly #chain: Chain;
  readonly #solver: ScalpSolver;
  readonly #light: SkinLight;
  /** Updates run strictly one after another, in the order asked for. */
  #queue: Promise<unknown> = Promise.resolve();
  #plan: Plan | undefined;

  private constructor(gpu: Gpu, chain: Chain, solver: ScalpSolver, light: SkinLight) {
    this.gpu = gpu;
    this.#chain = chain;
    this.#solver = solver;
    this.#light = light;
  }

  /**
   * Begins to compile the kernels. They go on while the first plan is worked out, and if one does not
   * validate, its {@link update} rejects with a `gpu-fault` error that names it.
   */
  static async create(gpu: Gpu, options: SimulatorOptions = {}): Promise<Simulator> {
    const { workgroup = 64, scanHead = noScans, scalp: solver = scalpSolver() } = options;
    const { onProgress = () => undefined, bake = new LiveBake() } = options;
    const light = new SkinLight(bake);
    const context = { gpu, workgroup, fill: options, scanHead, solver };
    const chain = new Chain(context, light, onProgress);
    // All are asked for before a solver in place takes this thread to itself.
    await new Promise((resolve) => setTimeout(resolve));
    return new Simulator(gpu, chain, solver, light);
  }

  /**
   * Counts how often buffers were replaced; undefined while they are being replaced. A picture made
   * with one generation's buffers must not be drawn in another.
   */
  get generation(): number | undefined {
    return this.#chain.generation;
  }

  /** The plan the buffers show, once an {@link update} is through. */
  get plan(): Plan {
    return there(this.#plan, 'plan');
  }

  get head(): Head {
    return there(this.#chain.made.head, 'head');
  }

  /** The scalp's fields and hairline under the plan. */
  get scalp(): ScalpFields {
    return there(this.#chain.made.fields, 'scalp');
  }

  /** Areas, hair loss and the hairline's measures of the plan. */
  scalpReport(): Promise<ScalpReport> {
    return this.#solver.report(this.head, this.plan);
  }

  /**
   * Brings every stage in line with `plan`, running only those the change touches. After an error
   * the earlier plan stays in force.
   *
   * @returns The stages that ran.
   */
  update(plan: Plan): Promise<ReadonlySet<StageName>> {
    return this.#inTurn(() => this.#update(plan));
  }

  /**
   * Shows another hairline at once, its distances by estimate: the GPU carries those of the plan in
   * force over. For a line in hand; nothing may be counted from it, and {@link update} puts exact
   * distances in place. Rejects, and changes nothing, where no such line fits the head.
   *
   * @returns False, with nothing done, where `plan` differs in more than the hairline.
   */
  preview(plan: Plan): Promise<boolean> {
    return this.#inTurn(async () => {
      const isShown = this.#plan && this.#chain.isTrusted;
      if (!isShown || !isHairlineAlone(this.plan, plan)) return false;
      await this.#chain.preview(plan, planHairline(plan, this.head));
      return true;
    });
  }

  /** Whether the buffers show a {@link preview}, and not {@link plan}. */
  get isPreview(): boolean {
    return this.#chain.isPreview;
  }

  /**
   * Bakes the dot response of the plan's own skin in short slices and shows it: until then, and
   * where this is never called, its lateral shape is mixed from the six skin types. A skin that has
   * been baked is not baked again. Plans that come meanwhile stay in force.
   */
  async refineSkin(options?: LiveBakeOptions): Promise<void> {
    await this.#light.refine(this.plan.skin, options);
    // In its turn, after updates asked for before: whatever plan is in force then gets its best.
    await this.#inTurn(() => this.#update(this.plan));
  }

  /**
   * Compiles what no plan has run so far, a kernel at a time, so that it is there when one does. For
   * times of rest; updates slip in between.
   */
  async compileRest(): Promise<void> {
    for (const kernel of await Kernel.waiting(this.gpu)) {
      await this.gpu.checked('compiling the kernels', () => kernel.compile());
    }
  }

  /** Buffers and sizes for a picture of the current plan. */
  scene(): SceneBuffers {
    this.#refuseUntrusted();
    return sceneBuffers(this.#chain.made, this.#light);
  }

  /** What there is of each dot, for exports and tests. */
  dotBuffers(): DotBuffers {
    this.#refuseUncounted();
    return dotBuffers(this.#chain.made);
  }

  /** What maps are made of beside the dots; see `maps/head-maps.ts`. */
  mapBuffers(): MapBuffers {
    this.#refuseUncounted();
    return mapBuffers(this.#chain.made, this.#light);
  }

  /** Sums over the whole scalp; reads back a few hundred words. */
  async totals(): Promise<Totals> {
    this.#refuseUncounted();
    return this.#chain.stages.coverage.totals();
  }

  /** Dots put in by hand nearer than 0.4 mm to another dot. */
  async crowdedDots(): Promise<number> {
    this.#refuseUncounted();
    return this.#chain.stages.select.crowded();
  }

  /** Dots left out because a mark of `noGo` is not to be touched, one number a mark. */
  async dotsAtMarks(): Promise<Uint32Array> {
    this.#refuseUncounted();
    return this.#chain.stages.select.atMarks();
  }

  /**
   * Milliseconds each stage last took on the GPU, and on the CPU: all of the work for head, scalp and
   * placement, recording alone for the others.
   */
  timings(): Promise<Partial<Record<StageName, StageTime>>> {
    return this.#chain.timings();
  }

  /** Frees every buffer; the device stays with its owner. */
  destroy(): void {
    this.#chain.destroy();
  }

  #refuseUntrusted(): void {
    if (this.#chain.isTrusted) return;
    throw new DotworkError(
      'gpu-fault',
      'The GPU failed in the last update, so what its buffers hold cannot be trusted.',
      'Update again; everything is then made anew.',
    );
  }

  /** Refuses to count what is only shown. */
  #refuseUncounted(): void {
    this.#refuseUntrusted();
    if (this.isPreview) throw new Error('The buffers show a preview; await update() first.');
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(() => this.#guarded(work));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #guarded<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#plan;
    try {
      return await work();
    } catch (error) {
      if (error instanceof DotworkError && error.code === 'gpu-fault') {
        // Found out after the work was sent off: no buffer can be trusted, so all are made again.
        this.#plan = before;
        this.#chain.isTrusted = false;
      }
      throw error;
    }
  }

  async #update(plan: Plan): Promise<ReadonlySet<StageName>> {
    const ran = await this.#chain.change(this.#plan, plan);
    this.#plan = plan;
    return ran;
  }
}

function there<T>(value: T | undefined, what: string): T {
  if (!value) throw new Error(`The simulator has no ${what} yet; await update() first.`);
  return value;
}
