import { wantsLessMotion } from '../parts/dom.ts';
import type { UiStore } from './ui-state.ts';

/** One full growth takes this long, ms. */
const DURATION_MS = 7000;

/** With less motion wanted, growth shows as a few stills instead of a film. */
const STILLS = 5;

/** Plays coverage growing from the hairline outward. `endMm` tells how far the treated skin goes. */
export function makeGrowth(ui: UiStore, endMm: () => number): { toggle(): void; stop(): void } {
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = (): void => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    ui.setState({ playing: false });
  };
  const finish = (): void => {
    stop();
    ui.setState({ revealMm: Number.POSITIVE_INFINITY });
  };
  const film = (): void => {
    const from = startMm(ui.getState().revealMm, endMm());
    const start = performance.now() - (from / endMm()) * DURATION_MS;
    const step = (now: number): void => {
      const share = (now - start) / DURATION_MS;
      if (share >= 1) finish();
      else {
        ui.setState({ revealMm: Math.max(0, share) * endMm() });
        frame = requestAnimationFrame(step);
      }
    };
    frame = requestAnimationFrame(step);
  };
  const still = (index: number): void => {
    if (index >= STILLS) finish();
    else {
      ui.setState({ revealMm: (index / STILLS) * endMm() });
      timer = setTimeout(() => still(index + 1), DURATION_MS / STILLS);
    }
  };
  return {
    toggle() {
      if (ui.getState().playing) return stop();
      ui.setState({ playing: true, peek: false });
      if (wantsLessMotion()) still(0);
      else film();
    },
    stop,
  };
}

/** A film that is over starts again; a paused one goes on. */
function startMm(revealMm: number, endMm: number): number {
  return revealMm >= endMm ? 0 : revealMm;
}
