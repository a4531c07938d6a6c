import { link } from 'wesl/core';
import { DotworkError } from '../base/errors.ts';
import { structsModule } from './layout.ts';

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
 * Plain WGSL of one kernel: its imports pulled in (`import package::lib::hash::pcg;` from `shaders/`,
 * `import structs::Dot;` as the host declares it) and unused functions dropped. Linked once per process.
 */
export function linkShader(name: string): Promise<string> {
  let wgsl = linked.get(name);
  if (!wgsl) {
    wgsl = linkWgsl(name, shaderSource(name)).catch((error: unknown) => {
      // A struct may be missing only because the host that declares it is not loaded yet.
      linked.delete(name);
      throw new DotworkError('gpu-fault', `shaders/${name}.wgsl does not link: ${error}`);
    });
    linked.set(name, wgsl);
  }
  return wgsl;
}

/** The same of a text that stands beside the modules in `shaders/` under a name of its own. */
export async function linkWgsl(name: string, text: string): Promise<string> {
  const { dest } = await link({
    weslSrc: { ...sources, [`${name}.wgsl`]: text },
    rootModuleName: `./${name}.wgsl`,
    virtualLibs: { structs: structsModule },
  });
  return dest;
}
