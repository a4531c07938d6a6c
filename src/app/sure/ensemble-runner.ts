import { type Ensemble, ensembleOf } from '../../engine/ensemble/ensemble.ts';
import type { Plan } from '../../plan/schema.ts';
import type { Page } from '../state/page.ts';
import { footprintLine, PAGE_SIZE, unlessAborted } from './footprint-line.ts';

/** What a listener hears: an ensemble, a share of one under way, or that there is none. */
export type EnsembleState =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly share: number }
  | { readonly kind: 'there'; readonly ensemble: Ensemble }
  | { readonly kind: 'failed'; readonly words: string };

/** A plan must rest this long, ms: a slider on its way is not drawn from. */
const REST_MS = 900;

/**
 * Draws the ensemble of the plan on screen, from copies of its buffers and with skins from a worker,
 * so that the picture goes on. A change of the plan stops it; only age and outcome change nothing.
 */
export class EnsembleRunner {
  readonly #page: Page;
  readonly #show: (state: EnsembleState) => void;
  readonly #line = footprintLine();
  #key = '';
  #stop: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #on = false;

  constructor(page: Page, show: (state: EnsembleState) => void) {
    this.#page = page;
    this.#show = show;
    page.document.subscribe(() => this.#follow());
    // Where there was no picture yet, or another device has come.
    page.onReport(() => this.#follow());
  }

  /** Whether anybody looks: without, nothing runs. */
  look(on: boolean): void {
    this.#on = on;
    if (on) this.#follow(0);
    else this.#halt();
  }

  #follow(waitMs: number = REST_MS): void {
    if (!this.#on) return;
    const key = keyOf(this.#page.document.get());
    if (key === this.#key) return;
    this.#halt();
    this.#key = key;
    this.#show({ kind: 'running', share: 0 });
    this.#timer = setTimeout(() => void this.#run(), waitMs);
  }

  #halt(): void {
    clearTimeout(this.#timer);
    this.#stop?.abort();
    this.#line.stop();
    this.#stop = this.#timer = undefined;
    this.#key = '';
  }

  async #run(): Promise<void> {
    const stop = new AbortController();
    this.#stop = stop;
    const { signal } = stop;
    try {
      const { engine } = this.#page;
      await engine.idle();
      const simulator = engine.rig?.simulator;
      if (signal.aborted) return;
      if (!simulator || simulator.isPreview) {
        this.#key = '';
        return;
      }
      const ensemble = await ensembleOf(simulator, {
        ...PAGE_SIZE,
        seed: simulator.plan.seed,
        signal,
        footprint: (skin) => unlessAborted(signal, this.#line.ask('footprint', skin)),
        onProgress: (share) => signal.aborted || this.#show({ kind: 'running', share }),
      });
      if (!signal.aborted) this.#show({ kind: 'there', ensemble });
    } catch (error) {
      if (signal.aborted) return;
      this.#show({ kind: 'failed', words: error instanceof Error ? error.message : String(error) });
    }
  }
}

/** All of a plan that an ensemble follows. */
function keyOf({ healing: _, title: __, notes: ___, ...rest }: Plan): string {
  return JSON.stringify(rest);
}
