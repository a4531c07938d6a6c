import type { HeadBase } from '../../head/measures.ts';
import type { ImportedScan, OpenedScan } from '../../io/scan/import-scan.ts';
import type { ScanFile } from '../../io/scan/scan-file.ts';
import type { Placing } from '../../scan/prepare.ts';

/** What the page asks of the worker; `finish` is about the scan opened last. */
export type ScanRequest =
  | { readonly kind: 'open'; readonly files: readonly ScanFile[] }
  | { readonly kind: 'finish'; readonly placing: Placing; readonly base: HeadBase };

/** An opened scan as the page needs it: a light mesh to look at instead of the whole one. */
export interface ScanPreview extends Omit<OpenedScan, 'mesh'> {
  readonly positions: Float32Array;
  readonly triangles: Uint32Array;
}

/** What the worker answers: steps as they begin, then one of the others. */
export type ScanAnswer =
  | { readonly kind: 'step'; readonly words: string }
  | { readonly kind: 'opened'; readonly preview: ScanPreview }
  | { readonly kind: 'finished'; readonly scan: ImportedScan }
  | { readonly kind: 'failed'; readonly message: string; readonly fix: string | undefined };
