import type { Finding } from '../../check/finding.ts';
import { allFindings } from '../../engine/check/check-plan.ts';
import { readSubject } from '../../engine/check/read-subject.ts';
import type { SimulationReport } from '../../engine/report/report.ts';
import type { Page } from '../state/page.ts';
import { watch } from '../state/ui-state.ts';
import { WorkerLine } from '../workers/worker-line.ts';
import type { CheckSkills } from './check-worker.ts';

/**
 * What a teacher finds in the plan on screen. Remarks come with its numbers; what takes a look at every dot
 * follows from a worker, once nothing changes, in Plan and Train alone.
 */
export class Findings {
  readonly #page: Page;
  readonly #listeners: ((findings: readonly Finding[]) => void)[] = [];
  readonly #worker = new WorkerLine<CheckSkills>(
    'The check of the dots',
    () => new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' }),
  );
  #last: readonly Finding[] = [];
  #report: SimulationReport | undefined;
  /** The report that the dots were last looked at for. */
  #looked: SimulationReport | undefined;

  constructor(page: Page) {
    this.#page = page;
    page.onReport((report) => {
      this.#report = report;
      this.#tell(report.remarks.map((remark) => ({ ...remark, places: [] })));
      void this.#look();
    });
    watch(
      page.ui,
      ({ mode }) => mode,
      () => void this.#look(),
    );
  }

  /** Calls back with what is known now, and whenever that changes. */
  listen(listener: (findings: readonly Finding[]) => void): void {
    this.#listeners.push(listener);
    listener(this.#last);
  }

  async #look(): Promise<void> {
    const report = this.#report;
    const { engine, ui } = this.#page;
    const simulator = engine.rig?.simulator;
    if (!report || !simulator || report === this.#looked || ui.getState().mode === 'consult')
      return;
    this.#looked = report;
    try {
      const dots = await readSubject(simulator);
      const found = await this.#worker.ask('check', dots);
      // Another plan may be on screen by now; its own report comes or has come.
      if (this.#report !== report || engine.rig?.simulator !== simulator) return;
      this.#tell(allFindings(simulator, report.remarks, found));
    } catch (error) {
      // The remarks stand; a device lost meanwhile is told elsewhere, and new numbers follow.
      console.info('While the dots were checked:', error);
      this.#looked = undefined;
    }
  }

  #tell(findings: readonly Finding[]): void {
    this.#last = findings;
    for (const listener of this.#listeners) listener(findings);
  }
}
