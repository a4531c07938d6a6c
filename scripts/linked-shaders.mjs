// Links the kernels when a build is made, so that neither the linker nor its time is in the product.
// Development and tests go on linking live, by src/gpu/link.ts.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openSource } from './load-source.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A vite plugin: in builds, `src/gpu/link.ts` hands out what was linked beforehand. */
export function linkedShaders() {
  let linked;
  return {
    name: 'dotwork-linked-shaders',
    apply: 'build',
    enforce: 'pre',
    async load(id) {
      if (!id.replaceAll('\\', '/').endsWith('/src/gpu/link.ts')) return undefined;
      linked ??= linkAll();
      return moduleOf(await linked);
    },
  };
}

/** Bare WGSL of every kernel, by name. */
export async function linkAll() {
  const source = await openSource();
  try {
    for (const path of structFiles()) await source.load(`/src/${path}`);
    const { linkShader, shaderNames, shaderSource } = await source.load('/src/gpu/link.ts');
    const kernels = shaderNames().filter((name) =>
      /@(compute|vertex|fragment)\b/.test(shaderSource(name)),
    );
    const texts = await Promise.all(
      kernels.map(async (name) => [name, bare(await linkShader(name))]),
    );
    return Object.fromEntries(texts);
  } finally {
    await source.close();
  }
}

/** A module that stands in for `src/gpu/link.ts` in the product. */
export function moduleOf(linked) {
  return `const kernels = ${JSON.stringify(linked)};
export async function linkShader(name) {
  if (!Object.hasOwn(kernels, name)) throw new Error('No kernel shaders/' + name + '.wgsl.');
  return kernels[name];
}
`;
}

/** WGSL without comments and empty lines. It has no strings, so a comment is what looks like one. */
export function bare(wgsl) {
  return wgsl.replace(/\/\/.*$/gm, '').replace(/\s*\n(?:\s*\n)*/g, '\n');
}

/** Modules that declare structs for shaders. */
function structFiles() {
  return readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && path !== 'gpu/layout.ts')
    .filter((path) => /\bstruct\('/.test(readFileSync(`${root}src/${path}`, 'utf8')));
}
