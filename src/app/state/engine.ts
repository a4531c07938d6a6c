import { DotworkError } from '../../base/errors.ts';
import { say } from '../../base/language/say.ts';
import { dirtyStages } from '../../engine/dirty.ts';
import type { StageName } from '../../engine/stages.ts';
import type { LiveBake } from '../../light/dot/live-bake.ts';
import type { Plan } from '../../plan/schema.ts';
import type { ScalpView } from '../../view/scalp-view.ts';
import type { Pose } from '../../view/view-api.ts';
import { painted } from '../parts/dom.ts';
import type { Showable, StandIn } from '../scan/scan-heads.ts';
import { openRig, type Rig } from './rig.ts';
import { simulateShowable } from './simulated.ts';

/** What the engine asks and tells the page. */
export interface EngineEvents {
  /** The plan to show for `plan`, which may name a scan that is not here. Never rejects. */
  showable(plan: Plan): Promise<Showable>;
  /** In what the picture differs from the plan asked for; undefined where it does not. */
  standsIn(standIn: StandIn | undefined): void;
  /** A long step begins; undefined when all is done. */
  stage(name: string | undefined): void;
  /** The picture changed: to another plan, or to what is in hand. */
  drawn(): void;
  /** The picture shows `plan` now. */
  shown(plan: Plan, ran: ReadonlySet<StageName>): void;
  /** An update failed; the picture still shows `simulator.plan`. */
  failed(error: unknown): void;
  /** The device is gone and a new one is asked for. */
  lost(attempt: number): void;
  /** There is a head to look at; its dots follow. */
  seen(view: ScalpView): void;
  /** A rig is in place: the first one, or a new one after a loss. */
  opened(rig: Rig, again: boolean): void;
  /** No device came back. */
  gaveUp(error: unknown): void;
}

/** Waits before each attempt to get a device back, ms. */
const RETRY_MS = [0, 1000, 5000] as const;

/** The picture has stood so long before kernels are compiled that no plan has run yet, ms. */
const REST_MS = 4000;

/** Stages that take long enough to say so first. Fields follow a drag and are not told. */
const SLOW: readonly StageName[] = ['head', 'placement'];

/**
 * Keeps one picture in line with the newest plan. Never more than one update is under way; plans
 * that come meanwhile replace each other. A hairline being dragged is previewed, and made exact once
 * it is let go. A lost device is replaced with plan and camera kept.
 */
export class Engine {
  readonly #viewport: HTMLElement;
  readonly #bake: LiveBake;
  readonly #events: EngineEvents;
  #rig: Rig | undefined;
  #view: ScalpView | undefined;
  #newest: Plan;
  #waiting: Plan | undefined;
  /** Whether the newest plan is in the middle of a drag. */
  #inHand = false;
  /** Whether the last plan shown, or tried, was a preview: an exact one is owed. */
  #owed = false;
  #running: Promise<void> | undefined;
  #lastPose: Pose | undefined;

  constructor(viewport: HTMLElement, plan: Plan, bake: LiveBake, events: EngineEvents) {
    this.#viewport = viewport;
    this.#newest = plan;
    this.#bake = bake;
    this.#events = events;
  }

  /** The parts on the GPU; undefined before the start and while a lost device is replaced. */
  get rig(): Rig | undefined {
    return this.#rig;
  }

  /** The picture, which is there before its dots are; undefined while there is none. */
  get view(): ScalpView | undefined {
    return this.#view;
  }

  /** Opens the first rig. Rejects where the page cannot have one. */
  async start(): Promise<void> {
    await this.#open(false);
    this.#events.stage(undefined);
  }

  /**
   * Asks for `plan` to be shown as soon as the one under way is through.
   *
   * @param inHand - It is being dragged; {@link letGo} follows.
   */
  show(plan: Plan, inHand = false): void {
    this.#newest = plan;
    this.#inHand = inHand;
    if (!this.#rig) return;
    this.#waiting = plan;
    this.#running ??= this.#drain().finally(() => {
      this.#running = undefined;
    });
  }

  /** The drag is over: what was previewed is made exact. */
  letGo(): void {
    this.#inHand = false;
    if (this.#owed) this.show(this.#newest);
  }

  /**
   * Shows a plan that is not the page's yet, to know that it works. Rejects, with the picture as it
   * was, where `isGood` does not take what came of it; else the plan is to follow by {@link show}.
   */
  async tryOut(plan: Plan, isGood: (shown: Plan) => boolean): Promise<void> {
    await this.idle();
    const rig = this.#rig;
    if (!rig)
      throw new DotworkError('gpu-missing', say('There is no picture yet.'), say('Wait for it.'));
    const trial = this.#tryOn(rig, plan, isGood);
    // What is asked for meanwhile waits for it.
    this.#running = trial
      .catch(() => undefined)
      .finally(() => {
        this.#running = undefined;
        if (this.#waiting) this.show(this.#newest, this.#inHand);
      });
    await trial;
  }

  async #tryOn(rig: Rig, plan: Plan, isGood: (shown: Plan) => boolean): Promise<void> {
    const before = rig.simulator.plan;
    try {
      const { plan: shown, standIn } = await simulateShowable(rig.simulator, { plan });
      if (isGood(shown)) return;
      await rig.simulator.update(before);
      throw new DotworkError('plan', standIn?.title ?? say('The plan cannot be simulated so.'));
    } finally {
      if (this.#rig === rig) rig.view.refresh();
      this.#events.stage(undefined);
    }
  }

  /**
   * Resolves when the newest plan is on screen, or failed to get there. As long as it is in hand that
   * may be a preview; after {@link letGo} it is not.
   */
  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #drain(): Promise<void> {
    while (this.#waiting && this.#rig) {
      const plan = this.#waiting;
      this.#waiting = undefined;
      await this.#apply(plan, this.#rig);
    }
  }

  async #apply(wanted: Plan, rig: Rig): Promise<void> {
    const showable = await this.#events.showable(wanted);
    const { plan } = showable;
    const slow = SLOW.find((stage) => dirtyStages(rig.simulator.plan, plan).has(stage));
    try {
      this.#owed = this.#inHand;
      if (this.#owed && (await rig.simulator.preview(plan))) {
        await this.#drawn(rig);
        return;
      }
      this.#owed = false;
      if (slow) {
        this.#events.stage(slow);
        await painted();
      }
      const { plan: shown, ran, standIn } = await simulateShowable(rig.simulator, showable);
      if (this.#rig !== rig) return;
      this.#events.standsIn(standIn);
      await this.#drawn(rig);
      this.#events.shown(shown, ran);
    } catch (error) {
      // After a loss the new rig shows the newest plan anyway.
      if (this.#rig !== rig) return;
      // A preview that led here is taken back in the buffers, and so on screen.
      rig.view.requestFrame();
      // The next step of a drag may do; what is wrong is told when it is let go.
      if (!this.#owed) this.#events.failed(error);
    } finally {
      // The simulator may have taken a long step that the plans alone did not foretell.
      this.#events.stage(undefined);
    }
  }

  async #drawn(rig: Rig): Promise<void> {
    if (this.#rig !== rig) return;
    rig.view.refresh();
    this.#events.drawn();
    // Pacing, not reading: plans don't pile up in front of a slow GPU.
    await rig.gpu.device.queue.onSubmittedWorkDone();
  }

  async #open(again: boolean): Promise<void> {
    const plan = this.#newest;
    const showable = async () => {
      const found = await this.#events.showable(plan);
      // Told with the bare head already: it may be another than the plan's.
      this.#events.standsIn(found.standIn);
      return found;
    };
    const { stage, seen } = this.#events;
    const { rig, shown } = await openRig(this.#viewport, showable, this.#bake, stage, (view) => {
      this.#view = view;
      if (this.#lastPose) view.pose = this.#lastPose;
      seen(view);
    });
    this.#rig = rig;
    this.#events.standsIn(shown.standIn);
    void rig.gpu.lost.then(() => this.#recover(rig));
    this.#events.opened(rig, again);
    // What fails here fails again, and is told, when a plan needs it.
    setTimeout(() => void rig.simulator.compileRest().catch(() => undefined), REST_MS);
    if (this.#newest !== plan) this.show(this.#newest);
  }

  async #recover(old: Rig): Promise<void> {
    if (this.#rig !== old) return;
    this.#lastPose = old.view.pose;
    this.#rig = this.#view = undefined;
    this.#waiting = undefined;
    old.close();
    let last: unknown;
    for (const [i, wait] of RETRY_MS.entries()) {
      this.#events.lost(i + 1);
      await new Promise((resolve) => setTimeout(resolve, wait));
      try {
        await this.#open(true);
        this.#events.stage(undefined);
        return;
      } catch (error) {
        last = error;
      }
    }
    this.#events.stage(undefined);
    this.#events.gaveUp(last);
  }

  /** Tries again after all attempts failed. */
  async retry(): Promise<void> {
    try {
      await this.#open(true);
    } catch (error) {
      this.#events.gaveUp(error);
    } finally {
      this.#events.stage(undefined);
    }
  }
}
