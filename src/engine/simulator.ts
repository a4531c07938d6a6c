import { DotworkError } from '../base/errors.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { type StageTime, Timer } from '../gpu/timing.ts';
import type { Head } from '../head/head.ts';
import { LiveBake, type LiveBakeOptions } from '../light/dot/live-bake.ts';
import type { Plan } from '../plan/schema.ts';
import type { ScalpFields } from '../scalp/fields.ts';
import { StrokeField } from '../scalp/strokes.ts';
import type { Totals } from './coverage/cover.ts';
import { dirtyStages, isHairlineAlone, STAGES, type StageName } from './dirty.ts';
import { type DotBuffers, dotBuffers } from './dot-buffers.ts';
import { noScans, planHead, type ScanHead } from './head/plan-head.ts';
import { neededRadiusUm } from './needed-radius.ts';
import type { DotLadder, FillOptions } from './placement/ladder.ts';
import { planHairline } from './plan-scalp.ts';
import { recordStages } from './record-stages.ts';
import type { ScalpReport } from './scalp/scalp-report.ts';
import { type ScalpSolver, scalpSolver } from './scalp/scalp-solver.ts';
import { type MeshBuffers, type SceneBuffers, sceneBuffers } from './scene-buffers.ts';
import { SkinLight } from './skin-light.ts';
import { Buffers } from './stage.ts';
import { connectStages, createStages, destroyStages, fillPattern, type Stages } from './stages.ts';

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

export type { SceneBuffers } from './scene-buffers.ts';

/** What runs while a hairline is in hand: all that follows from the distances to it. */
const PREVIEWED: ReadonlySet<StageName> = new Set(
  STAGES.slice(STAGES.indexOf('target')).filter((stage) => stage !== 'placement'),
);

/** The stages as one graph: a plan in, buffers of dots, pigment and light out. */
export class Simulator {
  readonly gpu: Gpu;
  readonly #stages: Stages;
  readonly #buffers: Buffers;
  readonly #brush = new StrokeField();
  readonly #timer: Timer;
  readonly #wall = new Map<StageName, number>();
  readonly #scanHead: ScanHead;
  readonly #onProgress: (stage: StageName) => void | Promise<void>;
  /** Updates run strictly one after another, in the order asked for. */
  #queue: Promise<unknown> = Promise.resolve();
  #generation = 0;
  #rebuilding = false;
  #untrusted = false;
  #previewed = false;
  #plan: Plan | undefined;
  #head: Head | undefined;
  #scalp: ScalpFields | undefined;
  readonly #solver: ScalpSolver;
  #ladder: DotLadder | undefined;
  readonly #light: SkinLight;

  private constructor(gpu: Gpu, stages: Stages, options: SimulatorOptions) {
    this.gpu = gpu;
    this.#stages = stages;
    this.#buffers = new Buffers(gpu);
    this.#timer = new Timer(gpu);
    this.#light = new SkinLight(options.bake ?? new LiveBake());
    this.#onProgress = options.onProgress ?? (() => undefined);
    this.#scanHead = options.scanHead ?? noScans;
    this.#solver = options.scalp ?? scalpSolver();
  }

  /** Compiles every kernel. Rejects with a `gpu-fault` error if one does not validate. */
  static create(gpu: Gpu, options: SimulatorOptions = {}): Promise<Simulator> {
    return gpu.checked('compiling the kernels', async () => {
      const stages = await createStages(gpu, options);
      return new Simulator(gpu, stages, options);
    });
  }

  /**
   * Counts how often buffers were replaced; undefined while they are being replaced. A picture made
   * with one generation's buffers must not be drawn in another.
   */
  get generation(): number | undefined {
    return this.#rebuilding || this.#untrusted ? undefined : this.#generation;
  }

  /** The plan the buffers show, once an {@link update} is through. */
  get plan(): Plan {
    if (!this.#plan) throw new Error('The simulator has no plan yet; await update() first.');
    return this.#plan;
  }

  get head(): Head {
    if (!this.#head) throw new Error('The simulator has no head yet; await update() first.');
    return this.#head;
  }

  /** The scalp's fields and hairline under the plan. */
  get scalp(): ScalpFields {
    if (!this.#scalp) throw new Error('The simulator has no scalp yet; await update() first.');
    return this.#scalp;
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
    return this.#inTurn(() => this.#checked(() => this.#update(plan)));
  }

  /**
   * Shows another hairline at once, its distances by estimate: the GPU carries those of the plan in
   * force over. For a line in hand; nothing may be counted from it, and {@link update} puts exact
   * distances in place. Rejects, and changes nothing, where no such line fits the head.
   *
   * @returns False, with nothing done, where `plan` differs in more than the hairline.
   */
  preview(plan: Plan): Promise<boolean> {
    return this.#inTurn(() => this.#checked(() => this.#preview(plan)));
  }

  /** Whether the buffers show a {@link preview}, and not {@link plan}. */
  get isPreview(): boolean {
    return this.#previewed;
  }

  /**
   * Bakes the dot response of the plan's own skin in short slices and shows it: until then, and
   * where this is never called, its lateral shape is mixed from the six skin types. A skin that has
   * been baked is not baked again. Plans that come meanwhile stay in force.
   */
  async refineSkin(options?: LiveBakeOptions): Promise<void> {
    await this.#light.refine(this.plan.skin, options);
    // In its turn, after updates asked for before: whatever plan is in force then gets its best.
    await this.#inTurn(() => this.#checked(() => this.#update(this.plan)));
  }

  /** Buffers and sizes for a picture of the current plan. */
  scene(): SceneBuffers {
    this.#refuseUntrusted();
    return sceneBuffers(this.#stages, this.#mesh, this.#light);
  }

  /** What there is of each dot, for exports and tests. */
  dotBuffers(): DotBuffers {
    this.#refuseUncounted();
    return dotBuffers(this.#stages);
  }

  /** Sums over the whole scalp; reads back a few hundred words. */
  async totals(): Promise<Totals> {
    this.#refuseUncounted();
    return this.#stages.cover.totals();
  }

  /** Dots put in by hand nearer than 0.4 mm to another dot. */
  async crowdedDots(): Promise<number> {
    this.#refuseUncounted();
    return this.#stages.manual.crowded();
  }

  /**
   * Milliseconds each stage last took on the GPU, and on the CPU: all of the work for head, scalp and
   * placement, recording alone for the others.
   */
  async timings(): Promise<Partial<Record<StageName, StageTime>>> {
    const onGpu = await this.#timer.read();
    return Object.fromEntries(
      STAGES.filter((stage) => this.#wall.has(stage)).map((stage) => [
        stage,
        { gpu: onGpu.get(stage) ?? null, wall: this.#wall.get(stage)! },
      ]),
    );
  }

  /** Frees every buffer; the device stays with its owner. */
  destroy(): void {
    this.#freeBuffers();
    this.#timer.destroy();
  }

  #freeBuffers(): void {
    destroyStages(this.#stages);
    this.gpu.free(this.#ladder?.dots);
    this.#ladder = undefined;
    this.#buffers.destroy();
    this.#previewed = false;
  }

  #refuseUntrusted(): void {
    if (!this.#untrusted) return;
    throw new DotworkError(
      'gpu-fault',
      'The GPU failed in the last update, so what its buffers hold cannot be trusted.',
      'Update again; everything is then made anew.',
    );
  }

  /** Refuses to count what is only shown. */
  #refuseUncounted(): void {
    this.#refuseUntrusted();
    if (this.#previewed) throw new Error('The buffers show a preview; await update() first.');
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #checked<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#plan;
    try {
      return await this.gpu.checked('simulation', work);
    } catch (error) {
      if (error instanceof DotworkError && error.code === 'gpu-fault') {
        // Found out after the work was sent off: no buffer can be trusted, so all are made again.
        this.#plan = before;
        this.#untrusted = true;
      }
      throw error;
    }
  }

  async #preview(plan: Plan): Promise<boolean> {
    if (!this.#plan || this.#untrusted || !isHairlineAlone(this.#plan, plan)) return false;
    const { target, preview } = this.#stages;
    preview.setLine(planHairline(plan, this.head));
    this.#previewed = true;
    target.show(preview.shown);
    this.#record(plan, PREVIEWED);
    return true;
  }

  async #update(plan: Plan): Promise<ReadonlySet<StageName>> {
    if (this.#untrusted) this.#freeBuffers();
    const dirty = new Set(dirtyStages(this.#untrusted ? undefined : this.#plan, plan));
    if (!dirty.has('scalp')) this.#askForMoreDots(plan, dirty);
    if (this.#light.isStale(plan.skin))
      for (const stage of ['optics', 'coverage'] as const) dirty.add(stage);
    const before = this.#plan;
    const touched = new Set<StageName>();
    if (this.#previewed) this.#endPreview(dirty, touched);
    try {
      await this.#run(plan, dirty, touched);
    } catch (error) {
      await this.#goBack(before, touched);
      throw error;
    }
    this.#plan = plan;
    this.#untrusted = false;
    return dirty;
  }

  /** From here on targets are made of exact distances again; the picture stays until they are. */
  #endPreview(dirty: Set<StageName>, touched: Set<StageName>): void {
    const { target, preview } = this.#stages;
    preview.setLine(undefined);
    target.show(target.given);
    touched.add('target');
    for (const stage of PREVIEWED) dirty.add(stage);
  }

  /** Brings the stages that took a failed plan in back to the old one, and all after them. */
  async #goBack(before: Plan | undefined, touched: ReadonlySet<StageName>): Promise<void> {
    const first = STAGES.findIndex((stage) => touched.has(stage));
    if (this.#untrusted) return;
    if (first >= 0) {
      this.#untrusted = true;
      if (!before) return;
      const again = new Set(STAGES.slice(first));
      if (!touched.has('head') && !touched.has('placement')) again.delete('placement');
      await this.#run(before, again, new Set());
      this.#untrusted = false;
    }
    this.#rebuilding = false;
  }

  /** Marks placement, and what follows it, where the plan asks for more dots than the ladder has. */
  #askForMoreDots(plan: Plan, dirty: Set<StageName>): void {
    if (!this.#ladder || this.#ladder.radiusUm <= this.#neededRadiusUm(plan)) return;
    for (const stage of STAGES.slice(STAGES.indexOf('placement'))) dirty.add(stage);
  }

  #neededRadiusUm(plan: Plan): number {
    return neededRadiusUm(plan, this.#scalp!.zoneWeight1024, this.#brushOf(plan));
  }

  #brushOf({ manual }: Plan): Uint16Array {
    return this.#brush.factor1024(this.head.mesh, manual.strokes);
  }

  async #run(plan: Plan, dirty: Set<StageName>, touched: Set<StageName>): Promise<void> {
    const timed = async (stage: StageName, work: (touch: () => void) => void | Promise<void>) => {
      if (!dirty.has(stage)) return;
      await this.#onProgress(stage);
      const start = performance.now();
      await work(() => touched.add(stage));
      this.#wall.set(stage, performance.now() - start);
    };
    if (dirty.has('scalp') || dirty.has('placement')) {
      let head = this.#head;
      let fields = this.#scalp;
      await timed('head', async () => {
        head = await planHead(plan, this.#scanHead, (spec) => this.#solver.head(spec));
      });
      await timed('scalp', async () => {
        fields = await this.#solver.fields(head!, plan);
      });
      // Until here the picture went on with the old plan; now its buffers are replaced.
      this.#rebuilding = true;
      if (dirty.has('head')) this.#takeHead(head!, touched);
      if (dirty.has('scalp')) this.#takeFields(fields!, touched);
      this.#askForMoreDots(plan, dirty);
      await timed('placement', (touch) => this.#fill(plan, touch));
    }
    if (dirty.has('select')) this.#placeByHand(plan, dirty, touched);
    this.#light.setSkin(plan.skin);
    this.#record(plan, dirty);
    this.#previewed = false;
  }

  #takeHead(head: Head, touched: Set<StageName>): void {
    touched.add('head');
    this.#head = head;
    this.#buffers.filled('head.positions', head.mesh.positionsUm);
    this.#buffers.filled('head.triangles', head.mesh.triangles);
    this.#stages.cover.setMesh(head.mesh);
  }

  #takeFields(fields: ScalpFields, touched: Set<StageName>): void {
    touched.add('scalp');
    this.#scalp = fields;
    const { target, preview } = this.#stages;
    target.setFields(fields);
    const { given } = target;
    preview.setExact({ head: this.head, hairline: fields.hairline, given, ...this.#mesh });
    this.#stages.scars.setScars(fields.scars);
  }

  get #mesh(): MeshBuffers {
    const { positionsUm, triangles } = this.head.mesh;
    return {
      vertexCount: positionsUm.length / 3,
      positions: this.#buffers.sized('head.positions', positionsUm.byteLength),
      triangles: this.#buffers.sized('head.triangles', triangles.byteLength),
    };
  }

  async #fill(plan: Plan, touch: () => void): Promise<void> {
    const old = this.#ladder;
    const neededUm = this.#neededRadiusUm(plan);
    this.#ladder = await fillPattern(this.#stages, this.head, plan, neededUm, this.#timer);
    touch();
    this.gpu.free(old?.dots);
  }

  /** Puts the dots by hand behind the ladder's, and binds what found its buffers replaced. */
  #placeByHand(plan: Plan, dirty: ReadonlySet<StageName>, touched: Set<StageName>): void {
    const { manual, index, select } = this.#stages;
    const changed = manual.setPlan(this.#ladder!, plan, this.head.mesh);
    if (changed.places) {
      touched.add('select');
      index.build(manual.dots.dots, manual.used, manual.dots.count);
    }
    if (changed.room || dirty.has('scalp') || dirty.has('placement')) {
      connectStages(this.#stages, this.#mesh, plan.hair.clusterSize);
      this.#rebuilding = false;
      this.#generation++;
    }
    manual.connect(select.choices, index);
  }

  #record(plan: Plan, dirty: ReadonlySet<StageName>): void {
    const recording = {
      gpu: this.gpu,
      stages: this.#stages,
      timer: this.#timer,
      light: this.#light,
      brush1024: () => this.#brushOf(plan),
      neededRadiusUm: () => this.#neededRadiusUm(plan),
      took: (stage: StageName, ms: number) => this.#wall.set(stage, ms),
    };
    recordStages(recording, plan, dirty);
  }
}
