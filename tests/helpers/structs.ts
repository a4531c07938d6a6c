import { sourcesIn } from './sources.ts';

/** Loads every module that declares a struct: kernels named by hand then find theirs. */
export async function loadStructs(): Promise<void> {
  const modules = import.meta.glob('../../src/{gpu,engine,view}/**/*.ts');
  for (const { path, text } of sourcesIn('src', '.ts')) {
    if (/(?<!\.)\bstruct\('/.test(text) && path !== 'gpu/layout.ts')
      await modules[`../../src/${path}`]!();
  }
}
