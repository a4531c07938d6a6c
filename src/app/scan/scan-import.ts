import { DotworkError } from '../../base/errors.ts';
import type { HeadBase } from '../../head/measures.ts';
import type { ImportedScan } from '../../io/scan/import-scan.ts';
import type { ScanFile } from '../../io/scan/scan-file.ts';
import type { Placing } from '../../scan/prepare.ts';
import type { ScanAnswer, ScanPreview, ScanRequest } from './scan-messages.ts';

type Wanted = Exclude<ScanAnswer, { kind: 'step' | 'failed' }>;

/** One import under way in a worker of its own: the page stays free, and stopping it is final. */
export class ScanImport {
  readonly #worker = new Worker(new URL('./scan-worker.ts', import.meta.url), { type: 'module' });
  readonly #tell: (words: string) => void;
  #settle: ((answer: ScanAnswer | undefined, fault?: unknown) => void) | undefined;

  constructor(tell: (words: string) => void) {
    this.#tell = tell;
    this.#worker.addEventListener('message', ({ data }: MessageEvent<ScanAnswer>) => {
      if (data.kind === 'step') this.#tell(data.words);
      else this.#settle?.(data);
    });
    this.#worker.addEventListener('error', ({ message }) => {
      this.#settle?.(undefined, new Error(message || 'The import stopped.'));
    });
  }

  async open(files: readonly ScanFile[]): Promise<ScanPreview> {
    const answer = await this.#ask({ kind: 'open', files }, 'opened');
    return answer.preview;
  }

  async finish(placing: Placing, base: HeadBase): Promise<ImportedScan> {
    const answer = await this.#ask({ kind: 'finish', placing, base }, 'finished');
    return answer.scan;
  }

  /** Stops the worker, whatever it does; what was asked for then never comes. */
  stop(): void {
    this.#worker.terminate();
  }

  #ask<K extends Wanted['kind']>(
    request: ScanRequest,
    kind: K,
  ): Promise<Extract<ScanAnswer, { kind: K }>> {
    return new Promise((resolve, reject) => {
      this.#settle = (answer, fault) => {
        this.#settle = undefined;
        if (answer?.kind === kind) resolve(answer as Extract<ScanAnswer, { kind: K }>);
        else if (answer?.kind === 'failed') {
          // The fix is part of the message already.
          reject(new DotworkError('mesh', answer.message));
        } else reject(fault);
      };
      this.#worker.postMessage(request);
    });
  }
}
