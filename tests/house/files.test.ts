import { expect, test } from 'vitest';
import { PRESET_KINDS, presetFiles } from '../../src/plan/preset-files.ts';
import { importsOf, type Source, sourcesIn } from '../helpers/sources.ts';

const MOST_LINES = 400;
const MOST_WGSL_LINES = 200;
const MOST_FILES = 20;

const shaders = sourcesIn('shaders', '.wgsl');
const typescript = sourcesIn('src', '.ts');
const assembly = sourcesIn('wasm', '.ts');

test('no file is longer than a person reads in one go', () => {
  const tests = sourcesIn('tests', '.ts');
  expect([...typescript, ...tests].flatMap((file) => tooLong(file, MOST_LINES))).toEqual([]);
  const kernels = [...shaders, ...assembly];
  expect(kernels.flatMap((file) => tooLong(file, MOST_WGSL_LINES))).toEqual([]);
  expect(tooLong({ path: 'a', text: 'x\n'.repeat(401) }, MOST_LINES)).toHaveLength(1);
});

test('no folder is a drawer: at most 20 files at one level', () => {
  const folders = ['src', 'shaders', 'wasm', 'tests', 'bench', 'scripts'];
  const files = folders.flatMap((top) => sourcesIn(top, '').map(({ path }) => `${top}/${path}`));
  expect(crowded(files)).toEqual([]);
  expect(crowded(Array.from({ length: 21 }, (_, i) => `src/a/${i}.ts`))).toEqual(['src/a: 21']);
});

test('every kernel is made by some TypeScript, every library is imported', () => {
  expect(shaders.flatMap((file) => orphan(file, typescript, shaders))).toEqual([]);
});

test('a planted orphan is caught', () => {
  const kernel = { path: 'optics/lonely.wgsl', text: '@compute fn main() {}' };
  const library = { path: 'lib/lonely.wgsl', text: 'fn f() {}' };
  expect(orphan(kernel, typescript, shaders)).toHaveLength(1);
  expect(orphan(library, typescript, shaders)).toHaveLength(1);
});

test('libraries have no bindings, stages have no kernel of another stage', () => {
  for (const { path, text } of shaders) {
    if (path.startsWith('lib/')) expect(text, path).not.toMatch(/@group|@compute/);
    for (const [, from] of text.matchAll(/import package::(\w+)::/g)) {
      expect(['lib', path.split('/')[0]], path).toContain(from);
    }
  }
});

test('WGSL lives in shaders/, and three has its shading language only in the view', () => {
  const written = typescript.filter(({ text }) => /@compute\b|@workgroup_size\b/.test(text));
  expect(written.map(({ path }) => path)).toEqual([]);
  const tsl = typescript.filter(
    (file) =>
      !file.path.startsWith('view/') &&
      importsOf(file).some(({ target }) => target === 'three/tsl'),
  );
  expect(tsl.map(({ path }) => path)).toEqual([]);
});

test('every preset file is one the plan offers, under its own name', () => {
  const offered = PRESET_KINDS.flatMap((kind) =>
    presetFiles(kind).map((preset) => `${kind}s/${preset.name}.json`),
  );
  const files = sourcesIn('presets', '.json')
    .map(({ path }) => path)
    .filter((path) => !/^[a-z]+\.schema\.json$/.test(path))
    // Documents of their own; their tests read every one.
    .filter((path) => !/^(languages|lessons|rates|studies)\//.test(path))
    .map((path) => path.replace(/^losses\//, 'losss/'));
  expect(files.sort()).toEqual(offered.sort());
});

test('every kernel says how it is run, what it touches and what holds it', () => {
  const twins = [...sourcesIn('tests', '.ts').map(({ path }) => `tests/${path}`)];
  twins.push(...typescript.map(({ path }) => `src/${path}`));
  expect(shaders.flatMap((file) => headerFaults(file, twins))).toEqual([]);
});

test('a kernel without its header is caught', () => {
  const kernel = (header: string) =>
    headerFaults({ path: 'a/b.wgsl', text: `${header}\n@compute fn main() {}` }, ['tests/b.ts']);
  const full =
    '// b: does it.\n//\n// Dispatch one\n// Reads x\n// Writes y\n// Order none\n// Twin tests/b.ts';
  expect(kernel(full)).toEqual([]);
  expect(kernel(full.replace('// Order none\n', ''))).toHaveLength(1);
  expect(kernel(full.replace('tests/b.ts', 'tests/gone.ts'))).toHaveLength(1);
  expect(kernel(full.replace('// b:', '// c:'))).toHaveLength(1);
  expect(kernel('')).toHaveLength(6);
});

function tooLong({ path, text }: Source, most: number): string[] {
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  return lines > most ? [`${path} has ${lines} lines`] : [];
}

/** Folders that directly hold more files than a person takes in at a glance. */
function crowded(paths: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const folder = path.slice(0, path.lastIndexOf('/'));
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts].filter(([, n]) => n > MOST_FILES).map(([folder, n]) => `${folder}: ${n}`);
}

function isKernel(text: string): boolean {
  return /@compute\b|@vertex\b|@fragment\b/.test(text);
}

/** A kernel is named in quotes, whole or by its stem; a library is imported by its path. */
function orphan({ path, text }: Source, code: readonly Source[], all: readonly Source[]): string[] {
  const name = path.slice(0, -'.wgsl'.length);
  const stem = name.split('/').at(-1)!;
  const used = isKernel(text)
    ? code.some((file) => file.text.includes(`'${name}'`) || file.text.includes(`'${stem}'`))
    : all.some((file) => file.text.includes(`package::${name.replaceAll('/', '::')}::`)) ||
      code.some((file) => file.text.includes(`shaders/${path}?raw`));
  return used ? [] : [`nothing uses shaders/${path}`];
}

function headerFaults({ path, text }: Source, known: readonly string[]): string[] {
  const stem = path.split('/').at(-1)!.slice(0, -'.wgsl'.length);
  const header = text.split('\n').filter((line, i, lines) => {
    return line.startsWith('//') && lines.slice(0, i).every((above) => above.startsWith('//'));
  });
  const faults = header[0]?.startsWith(`// ${stem}: `) ? [] : [`${path}: first line`];
  if (!isKernel(text)) return faults;
  // What is drawn is not dispatched; its own header may say how it is called.
  const words = /@compute\b/.test(text)
    ? ['Dispatch', 'Reads', 'Writes', 'Order', 'Twin']
    : ['Twin'];
  for (const word of words) {
    if (!header.some((line) => line.startsWith(`// ${word} `))) faults.push(`${path}: ${word}`);
  }
  const twin = header.find((line) => line.startsWith('// Twin ')) ?? '';
  for (const [file] of twin.matchAll(/(?:tests|src)\/[\w/.-]+\.ts/g)) {
    if (!known.includes(file)) faults.push(`${path}: its twin ${file} does not exist`);
  }
  return faults;
}
