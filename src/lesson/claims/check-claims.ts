import { checkPlan } from '../../engine/check/check-plan.ts';
import { ladderKey } from '../../engine/dot/ladder-plan.ts';
import { Simulator } from '../../engine/simulator.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import type { Plan } from '../../plan/schema.ts';
import { stepPlan } from '../lesson-plans.ts';
import type { Claim, Lesson, LessonStep, LookClaim } from '../lesson-schema.ts';
import { FlatEye, type LookedAt, measureLook } from './measure-look.ts';

/** What came of holding a claim against the engine. */
export interface ClaimResult {
  /** 1 for the first. */
  readonly step: number;
  readonly claim: Claim;
  readonly holds: boolean;
  /** Of a look: what was measured, of both. */
  readonly measured?: readonly [of: number, than: number];
}

/** Holds every claim of lessons against the engine; what is drawn or checked once is not again. */
export class ClaimChecker {
  readonly #gpu: Gpu;
  readonly #looks = new Map<string, Promise<LookedAt>>();
  readonly #found = new Map<string, Promise<ReadonlySet<string>>>();
  readonly #thin: (plan: Plan) => Plan;
  #simulator: Promise<Simulator> | undefined;
  #eye: Promise<FlatEye> | undefined;

  /** @param thin - Makes a plan cheaper before it is simulated as a whole; what is checked must not hang on it. */
  constructor(gpu: Gpu, thin: (plan: Plan) => Plan = (plan) => plan) {
    this.#gpu = gpu;
    this.#thin = thin;
  }

  /** One result for each claim, in the order of the lesson. */
  async check(lesson: Lesson): Promise<ClaimResult[]> {
    const results: ClaimResult[] = [];
    for (const [i, step] of lesson.steps.entries()) {
      for (const claim of step.claims ?? []) {
        const [of, than] = [sideOf(lesson, step, claim.of), sideOf(lesson, step, claim.than)];
        const held =
          claim.kind === 'look' ? this.#look(claim, of, than) : this.#rule(claim, of, than);
        results.push({ step: i + 1, claim, ...(await held) });
      }
    }
    return results;
  }

  async destroy(): Promise<void> {
    (await this.#simulator)?.destroy();
    (await this.#eye)?.destroy();
  }

  async #look(claim: LookClaim, ofPlan: Plan, thanPlan: Plan) {
    const { measure, is, times, distanceM, thanDistanceM = distanceM } = claim;
    const of = measureLook(await this.#seen(ofPlan), measure, distanceM);
    const than = measureLook(await this.#seen(thanPlan), measure, thanDistanceM);
    const holds = is === 'more' ? of > times * than : times * of < than;
    return { holds, measured: [of, than] as const };
  }

  async #rule({ rule }: { readonly rule: string }, ofPlan: Plan, thanPlan: Plan) {
    const [of, than] = [await this.#rules(ofPlan), await this.#rules(thanPlan)];
    return { holds: of.has(rule) && !than.has(rule) };
  }

  #seen(plan: Plan): Promise<LookedAt> {
    const { technique, healing } = plan;
    // Lessons ask about the same dots again and again.
    const key = JSON.stringify([ladderKey(plan), technique.depositDepthMm, healing.ageDays]);
    return kept(this.#looks, key, async () => {
      this.#eye ??= FlatEye.create(this.#gpu);
      return (await this.#eye).see(plan);
    });
  }

  #rules(plan: Plan): Promise<ReadonlySet<string>> {
    // Rules do not read what a plan is called.
    return kept(this.#found, JSON.stringify({ ...plan, title: '' }), async () => {
      this.#simulator ??= Simulator.create(this.#gpu);
      const simulator = await this.#simulator;
      await simulator.update(this.#thin(plan));
      return new Set((await checkPlan(simulator)).map(({ rule }) => rule));
    });
  }
}

function sideOf(lesson: Lesson, step: LessonStep, set: Claim['of']): Plan {
  return stepPlan(lesson, { ...step, set: { ...step.set, ...set } });
}

function kept<T>(all: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const made = all.get(key) ?? make();
  all.set(key, made);
  return made;
}
