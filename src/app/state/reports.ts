import { say } from '../../base/language/say.ts';
import { tenthsWords } from '../../base/quantity-words.ts';
import { type SimulationReport, simulationReport } from '../../engine/report/report.ts';
import { sceneWords } from '../../plan/remarks/scene-words.ts';
import { debounced } from '../parts/dom.ts';
import { errorWords } from '../parts/toast.ts';
import type { Page } from './page.ts';

/** Numbers are read back this long after the last change, never while a slider moves. */
const REST_MS = 300;

/** Reads the numbers of the plan on screen, and tells them to whoever listens and to screen readers. */
export class Reports {
  readonly #page: () => Page;
  readonly #listeners: ((report: SimulationReport) => void)[] = [];
  #last: SimulationReport | undefined;
  #count = 0;

  /** Something changed: reads them once nothing has changed for a while. */
  readonly renew = debounced(REST_MS, () => this.#read());

  constructor(page: () => Page) {
    this.#page = page;
  }

  get last(): SimulationReport | undefined {
    return this.#last;
  }

  /** Grows with each report. */
  get count(): number {
    return this.#count;
  }

  /** Calls back with each report, and at once if there is one. */
  readonly listen = (listener: (report: SimulationReport) => void): void => {
    this.#listeners.push(listener);
    if (this.#last) listener(this.#last);
  };

  async #read(): Promise<void> {
    const { engine, document: plan, announce, toast } = this.#page();
    const { rig } = engine;
    if (!rig) return;
    try {
      await engine.idle();
      // New numbers follow once the line is let go.
      if (rig.simulator.isPreview) return;
      const report = await simulationReport(rig.simulator);
      this.#last = report;
      this.#count++;
      for (const listener of this.#listeners) listener(report);
      announce(
        say('{scene}. {dots, plural, one {# dot} other {# dots}}, ink cover {percent} percent.', {
          scene: sceneWords(plan.get()),
          dots: report.dots,
          percent: tenthsWords(100 * report.inkCover),
        }),
      );
    } catch (error) {
      // A device lost while reading is being replaced; new numbers follow then. The page may hear of
      // the broken-off reading before it hears of the loss.
      const brokenOff = error instanceof DOMException && error.name === 'AbortError';
      if (engine.rig === rig && !brokenOff && !rig.simulator.isPreview)
        toast(errorWords(error), 'error');
    }
  }
}
