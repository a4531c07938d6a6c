import { DotworkError } from '../base/errors.ts';

/** Dawn's module for Node, or a `gpu-missing` error with the words of whoever could not load it. */
export function loadDawn() {
  return import('webgpu').catch((cause: unknown) => {
    throw notLoaded(cause, `${process.platform} on ${process.arch}`);
  });
}

/** Why Dawn is not there: not installed, not for this machine, or refused by the system's loader. */
export function notLoaded(cause: unknown, machine: string): DotworkError {
  const error = (what: string, fix: string) => new DotworkError('gpu-missing', what, fix, cause);
  const words = (cause instanceof Error ? cause.message : String(cause)).split('\n')[0]!.trim();
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const missing = /Cannot find (?:package|module) '([^']+)'/.exec(words)?.[1];
  if (missing === 'webgpu')
    return error(
      'The package "webgpu" (WebGPU for Node) is not installed.',
      'Run: npm install webgpu',
    );
  if (missing?.endsWith('.node'))
    return error(
      `The package "webgpu" has nothing for ${machine}: ${words}.`,
      'Use Linux, macOS or Windows on x64 or arm64; if that is what this is, install the package again.',
    );
  const glibc = /GLIBC(?:XX)?_[\d.]+/.exec(words)?.[0];
  if (glibc)
    return error(
      `WebGPU for Node needs a newer system library than this machine has: ${words}.`,
      `Use a system with ${glibc.replace('_', ' ')} or later, a newer Linux say.`,
    );
  if (/ld-musl|musl/i.test(words))
    return error(
      `WebGPU for Node does not run on a Linux with musl: ${words}.`,
      'Use one with glibc, Debian or Ubuntu say.',
    );
  if (code === 'ERR_DLOPEN_FAILED' || /shared object|dlopen|\.dll|\.dylib/i.test(words))
    return error(
      `The system could not load WebGPU for Node: ${words}.`,
      'Install the library it names, or use another machine.',
    );
  return error(
    `WebGPU for Node could not be loaded: ${words}.`,
    'Install the package "webgpu" again; if that changes nothing, this machine cannot run it.',
  );
}
