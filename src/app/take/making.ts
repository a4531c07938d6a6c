import { say } from '../../base/language/say.ts';
import { handOver, type MadeFile } from '../keep/hand-over.ts';
import { el } from '../parts/dom.ts';
import { errorWords } from '../parts/toast.ts';
import type { Page } from '../state/page.ts';
import type { Going } from './make.ts';

/** A place of a window where pictures and films are made: how far they are, what came of it, a way to keep it. */
export interface Making {
  readonly element: HTMLElement;
  run(what: string, make: (going: Going) => Promise<MadeFile>): Promise<void>;
  /** Ends what is being made and lets go of what was. */
  close(): void;
}

/** One thing is made at a time; another one takes its place. */
export function startMaking(page: Page): Making {
  let running: AbortController | undefined;
  let shownUrl: string | undefined;
  const made = el('div', { class: 'take-made' });
  const forget = (): void => {
    if (shownUrl) URL.revokeObjectURL(shownUrl);
    shownUrl = undefined;
  };
  const run = async (what: string, make: (going: Going) => Promise<MadeFile>): Promise<void> => {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    forget();
    const bar = el('progress', { max: '1', 'aria-label': what });
    const words = el(
      'p',
      { class: 'quiet', role: 'status' },
      say('{what}: getting ready…', { what }),
    );
    const cancel = el('button', { onClick: () => mine.abort() }, say('Cancel'));
    made.replaceChildren(words, bar, el('div', { class: 'dialog-actions' }, cancel));
    made.scrollIntoView({ block: 'nearest' });
    try {
      const file = await make({
        signal: mine.signal,
        progress(done, of) {
          bar.value = done / of;
          words.textContent = say('{what}: {done} of {of}', { what, done, of });
        },
      });
      mine.signal.throwIfAborted();
      shownUrl = URL.createObjectURL(new Blob([file.content], { type: file.type }));
      made.replaceChildren(...shown(page, file, what, shownUrl));
      made.scrollIntoView({ block: 'nearest' });
    } catch (error) {
      if (running !== mine) return;
      const isCancelled = mine.signal.aborted;
      made.replaceChildren(
        el(
          'p',
          { role: 'status' },
          isCancelled ? say('{what}: cancelled.', { what }) : errorWords(error),
        ),
      );
    }
  };
  return {
    element: made,
    run,
    close() {
      running?.abort();
      forget();
    },
  };
}

/** What was made, to be looked at before it is kept. */
function shown(page: Page, file: MadeFile, what: string, url: string): HTMLElement[] {
  const isVideo = file.type.startsWith('video/');
  const view = isVideo
    ? el('video', { src: url, controls: true, loop: true, playsinline: true, 'aria-label': what })
    : file.type === 'image/png'
      ? el('img', { src: url, alt: what })
      : el(
          'p',
          {},
          say('This browser encodes no video; here are the frames as a zip of PNG files.'),
        );
  const save = el('button', { class: 'primary', onClick: () => handOver(page, file) }, say('Save'));
  const name = el('p', { class: 'quiet' }, file.words ? `${file.name}: ${file.words}` : file.name);
  return [view, name, el('div', { class: 'dialog-actions' }, save)];
}
