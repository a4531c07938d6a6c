import type { SimulationReport } from '../../engine/report/report.ts';
import type { Lesson } from '../../lesson/lesson-schema.ts';
import type { PlanDocument } from '../../plan/history.ts';
import type { Plan } from '../../plan/schema.ts';
import type { Engine } from './engine.ts';
import type { UiStore } from './ui-state.ts';

/** What every part of the page is given: the plan, the engine, the page's state and its voice. */
export interface Page {
  readonly document: PlanDocument;
  readonly engine: Engine;
  readonly ui: UiStore;
  /** Shows a passing message. */
  toast(message: string, kind?: 'note' | 'error'): void;
  /** Opens photographs of the client, beside the plan. */
  addPhotos(files: readonly File[]): void;
  /** Begins a lesson in Train. */
  openLesson(lesson: Lesson): void;
  /** Tells screen readers. */
  announce(message: string): void;
  /** Calls back with new numbers after each settled change, and at once if there are some. */
  onReport(listener: (report: SimulationReport) => void): void;
  /** Changes the plan; a refusal becomes a message and changes nothing. */
  edit(label: string, recipe: (draft: Plan) => void): void;
  /** Puts another plan in place, as one step. */
  replace(label: string, next: (plan: Plan) => Plan): void;
}
