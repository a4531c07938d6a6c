/**
 * What went wrong, for machines: the CLI maps it to an exit status, the app to a toast or dialog.
 *
 * - `plan`: the document is wrong; `mesh`: a head cannot be used; `usage`: wrong arguments
 * - `gpu-missing`: no usable WebGPU; `gpu-fault`: the GPU reported an error; `gpu-limit`: too big
 * - `file`: a file cannot be read or written
 */
export type ErrorCode =
  | 'plan'
  | 'mesh'
  | 'usage'
  | 'file'
  | 'gpu-missing'
  | 'gpu-fault'
  | 'gpu-limit';

/** An expected failure: a sentence that names the thing and, where there is one, the fix. */
export class DotworkError extends Error {
  override readonly name = 'DotworkError';
  readonly code: ErrorCode;
  /** What the user can do about it, as a sentence. */
  readonly fix: string | undefined;

  constructor(code: ErrorCode, message: string, fix?: string, cause?: unknown) {
    super(fix ? `${message} ${fix}` : message, cause === undefined ? {} : { cause });
    this.code = code;
    this.fix = fix;
  }
}
