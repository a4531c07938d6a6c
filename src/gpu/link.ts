import { link } from 'wesl/core';
import { DotworkError } from '../base/errors.ts';

/** Every kernel in `shaders/`, by path without extension: `placement/settle-darts`. */
const sources: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(
    import.meta.glob<string>('../../shaders/**/*.wgsl', {
      query: '?raw',
      import: 'default',
      eager: true,
    }),
  ).map(([path, source]) => [path.slice('../../shaders/'.length), source]),
);

/** Names of all shader modules, kernels and libraries alike: `lib/hash`, `optics/respond`. */
export function shaderNames(): string[] {
  return Object.keys(sources).map((path) => path.slice(0, -'.wgsl'.length));
}

/** Text of one module as written, before linking. */
export function shaderSource(name: string): string {
  const source = sources[`${name}.wgsl`];
  if (source === undefined) throw new Error(`No shader shaders/${name}.wgsl.`);
  return source;
}

const linked = new Map<string, Promise<string>>();

/**
 * Plain WGSL of one kernel: its imports (`import package::lib::hash::pcg;`) pulled in and unused
 * functions dropped. Linked once per process.
 */
export function linkShader(name: string): Promise<string> {
  let wgsl = linked.get(name);
  if (!wgsl) {
    shaderSource(name);
    wgsl = link({ weslSrc: sources, rootModuleName: `./${name}.wgsl` }).then(
      (result) => result.dest,
      (error: unknown) => {
        throw new DotworkError('gpu-fault', `shaders/${name}.wgsl does not link: ${error}`);
      },
    );
    linked.set(name, wgsl);
  }
  return wgsl;
}
