import { applyPatches, enablePatches, type Patch, produceWithPatches } from 'immer';
import { createStore } from 'zustand/vanilla';
import { namesOf } from '../base/records.ts';
import { checkPlan } from './reading/read.ts';
import type { Plan } from './schema.ts';

enablePatches();

interface Step {
  readonly label: string;
  readonly redo: readonly Patch[];
  readonly undo: readonly Patch[];
}

interface State {
  readonly plan: Plan;
  readonly past: readonly Step[];
  /** Steps taken back, the next one to redo last. */
  readonly future: readonly Step[];
}

/** The open plan of an editor: changes only by edits, each of which can be undone. */
export interface PlanDocument {
  /** The plan as it stands, frozen. */
  get(): Plan;
  /** Calls back after each change of the plan. Returns the way to stop. */
  subscribe(listener: (plan: Plan, before: Plan) => void): () => void;
  /**
   * Changes the plan through a recipe that alters a draft. An invalid outcome throws the strict
   * reader's `plan` error and changes nothing; an edit that alters nothing leaves no step.
   */
  edit(label: string, recipe: (draft: Plan) => void): void;
  /** Starts a drag: edits until `endGesture` become one step. An open gesture is ended first. */
  beginGesture(label: string): void;
  /** Whether a drag is under way: the plan may change again at once. */
  inGesture(): boolean;
  /** Calls back when a drag has ended, kept or taken back. Returns the way to stop. */
  onGestureEnd(listener: () => void): () => void;
  /** Ends the drag and keeps what it did. Without an open gesture nothing happens. */
  endGesture(): void;
  /** Ends the drag and restores the plan from before it. */
  cancelGesture(): void;
  /** Puts another plan in place, as one step. */
  replace(plan: Plan, label: string): void;
  /** Takes back the last step; during a gesture, the gesture. False when there is none. */
  undo(): boolean;
  /** Does the last undone step again. False when there is none, or during a gesture. */
  redo(): boolean;
  canUndo(): boolean;
  canRedo(): boolean;
  /** Labels of the steps that can be undone and redone, oldest first. */
  labels(): { readonly undo: readonly string[]; readonly redo: readonly string[] };
}

/** Opens a plan for editing. Throws a `plan` error if it is not a valid one. */
export function createDocument(plan: Plan, { limit = 200 } = {}): PlanDocument {
  const store = createStore<State>(() => ({ plan: checkPlan(plan), past: [], future: [] }));
  let gesture: { readonly label: string; readonly base: State } | undefined;
  const ended = new Set<() => void>();

  const record = (step: Step, next: Plan, from: State): void => {
    store.setState({ plan: next, past: [...from.past, step].slice(-limit), future: [] });
  };

  const endGesture = (): void => {
    if (!gesture) return;
    const { label, base } = gesture;
    gesture = undefined;
    const { plan: now } = store.getState();
    const step = sectionStep(label, base.plan, now);
    if (step.redo.length > 0) record(step, now, base);
    // Nothing changed in the end: what could be redone before the drag still can.
    else store.setState(base);
    for (const listener of ended) listener();
  };

  const cancelGesture = (): void => {
    if (!gesture) return;
    const { base } = gesture;
    gesture = undefined;
    store.setState(base);
    for (const listener of ended) listener();
  };

  const commit = (next: Plan, step: Step): void => {
    if (step.redo.length === 0) return;
    checkPlan(next);
    if (gesture) store.setState({ plan: next });
    else record(step, next, store.getState());
  };

  return {
    get: () => store.getState().plan,
    subscribe: (listener) =>
      store.subscribe((now, before) => {
        if (now.plan !== before.plan) listener(now.plan, before.plan);
      }),
    edit(label, recipe) {
      const [next, redo, undo] = produceWithPatches(store.getState().plan, (draft) => {
        recipe(draft);
      });
      commit(next, { label, redo, undo });
    },
    beginGesture(label) {
      endGesture();
      gesture = { label, base: store.getState() };
    },
    inGesture: () => gesture !== undefined,
    onGestureEnd(listener) {
      ended.add(listener);
      return () => void ended.delete(listener);
    },
    endGesture,
    cancelGesture,
    replace(plan, label) {
      endGesture();
      const before = store.getState().plan;
      const step = sectionStep(label, before, checkPlan(plan));
      // Through the patches, so that sections which are the same stay the same objects.
      commit(applyPatches(before, step.redo), step);
    },
    undo() {
      if (gesture) {
        cancelGesture();
        return true;
      }
      const { plan, past, future } = store.getState();
      const step = past.at(-1);
      if (!step) return false;
      const next = applyPatches(plan, step.undo);
      store.setState({ plan: next, past: past.slice(0, -1), future: [...future, step] });
      return true;
    },
    redo() {
      const { plan, past, future } = store.getState();
      const step = future.at(-1);
      if (!step || gesture) return false;
      const next = applyPatches(plan, step.redo);
      store.setState({ plan: next, past: [...past, step], future: future.slice(0, -1) });
      return true;
    },
    canUndo: () => gesture !== undefined || store.getState().past.length > 0,
    canRedo: () => gesture === undefined && store.getState().future.length > 0,
    labels: () => ({
      undo: store.getState().past.map((step) => step.label),
      redo: store
        .getState()
        .future.map((step) => step.label)
        .toReversed(),
    }),
  };
}

/**
 * The step between two plans, one patch for each section that differs. A drag of a thousand edits
 * so weighs no more than one.
 */
function sectionStep(label: string, before: Plan, after: Plan): Step {
  const sections = namesOf(after).filter(
    (key) =>
      before[key] !== after[key] && JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
  const patches = (plan: Plan): Patch[] =>
    sections.map((key) => ({ op: 'replace', path: [key], value: plan[key] }));
  return { label, redo: patches(after), undo: patches(before) };
}
