import { expect, test } from 'vitest';
import { notLoaded } from '../../../src/gpu/load-dawn.ts';

const coded = (message: string, code: string) => Object.assign(new Error(message), { code });

test.each<readonly [string, Error, RegExp]>([
  [
    'not installed',
    coded("Cannot find package 'webgpu' imported from /a/dotwork.js", 'ERR_MODULE_NOT_FOUND'),
    /is not installed\. Run: npm install webgpu$/,
  ],
  [
    'another machine',
    coded(
      "Cannot find module '/a/node_modules/webgpu/dist/linux-ia32/dawn.node'\nRequire stack:",
      'MODULE_NOT_FOUND',
    ),
    /has nothing for linux on ia32: Cannot find module '.*dawn\.node'/,
  ],
  [
    'an old Linux',
    coded(
      "/lib64/libc.so.6: version `GLIBC_2.34' not found (required by dawn.node)",
      'ERR_DLOPEN_FAILED',
    ),
    /GLIBC_2\.34' not found.*Use a system with GLIBC 2\.34 or later/,
  ],
  [
    'a missing library',
    coded(
      'libX11.so.6: cannot open shared object file: No such file or directory',
      'ERR_DLOPEN_FAILED',
    ),
    /could not load WebGPU for Node: libX11\.so\.6: cannot open/,
  ],
  [
    'a processor it was not built for',
    coded('dlopen(dawn.node): wrong architecture', 'ERR_DLOPEN_FAILED'),
    /wrong architecture/,
  ],
  [
    'musl',
    coded(
      'Error loading shared library ld-linux-x86-64.so.2: No such file (needed by dawn.node), ld-musl',
      'ERR_DLOPEN_FAILED',
    ),
    /does not run on a Linux with musl/,
  ],
  ['anything else', new Error('boom'), /could not be loaded: boom\./],
])('WebGPU for Node: %s', (_, cause, words) => {
  const error = notLoaded(cause, 'linux on ia32');
  expect(error.code).toBe('gpu-missing');
  expect(error.message).toMatch(words);
  expect(error.cause).toBe(cause);
  if (!/not installed/.test(String(words))) expect(error.message).not.toContain('not installed');
});
