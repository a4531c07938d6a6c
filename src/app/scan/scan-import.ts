import type { HeadBase } from '../../head/measures.ts';
import type { ImportedScan } from '../../io/scan/import-scan.ts';
import type { ScanFile } from '../../io/scan/scan-file.ts';
import type { Placing } from '../../scan/placing.ts';
import { WorkerLine } from '../workers/worker-line.ts';
import type { ScanPreview, ScanSkills } from './scan-worker.ts';

/** One import under way in a worker of its own: the page stays free, and stopping it is final. */
export class ScanImport {
  readonly #line = new WorkerLine<ScanSkills>(
    'The import',
    () => new Worker(new URL('./scan-worker.ts', import.meta.url), { type: 'module' }),
  );
  readonly #tell: (words: string) => void;

  constructor(tell: (words: string) => void) {
    this.#tell = tell;
  }

  open(files: readonly ScanFile[]): Promise<ScanPreview> {
    return this.#line.ask('open', files, this.#tell);
  }

  finish(placing: Placing, base: HeadBase): Promise<ImportedScan> {
    return this.#line.ask('finish', { placing, base }, this.#tell);
  }

  /** Stops the worker, whatever it does; what was asked for then never comes. */
  stop(): void {
    this.#line.stop();
  }
}
