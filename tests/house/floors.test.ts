import { expect, test } from 'vitest';
import { codeOf, importsOf, type Source, sourcesIn } from '../helpers/sources.ts';

/** Lowest first. A folder imports from itself and from floors below, never up or across. */
const FLOORS = [
  ['base'],
  ['surface', 'color'],
  ['head', 'light'],
  ['scan', 'ink', 'photo'],
  ['scalp'],
  ['plan', 'gpu'],
  ['check', 'share'],
  ['practice'],
  ['engine'],
  ['quote'],
  ['words', 'type'],
  ['io', 'paper'],
  ['view', 'stencil'],
  ['study', 'lesson', 'sheet'],
  ['app', 'cli', 'lib'],
];

/** Packages the lower floors may use; floors not listed here may use any but the ones below. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  base: ['intl-messageformat'],
  surface: [],
  head: [],
  scan: [],
  photo: [],
  scalp: [],
  color: [],
  light: [],
  ink: [],
  plan: ['zod', 'immer', 'zustand'],
  gpu: ['wesl', 'webgpu'],
  check: [],
  share: ['fflate', 'qr'],
  practice: ['zod'],
  engine: [],
  quote: ['zod'],
  words: [],
};

/** Packages that belong to some folders only. */
const HOMES: Readonly<Record<string, readonly string[]>> = {
  three: ['view', 'app', 'io'],
  'lil-gui': ['app'],
  commander: ['cli'],
  'cli-progress': ['cli'],
  zod: ['plan', 'practice', 'quote', 'study', 'lesson', 'sheet'],
  'intl-messageformat': ['base'],
  qr: ['share'],
  wesl: ['gpu'],
  webgpu: ['gpu'],
  '@napi-rs/canvas': ['type'],
  pdfkit: ['paper'],
  'bidi-js': ['paper'],
  '@vladmandic/human': ['io'],
};

/** Functions in WGSL for a material of three.js. */
const FOR_THREE = ['../shaders/view/relief.wgsl'];

/** What all stages are made with, and files that are shared by name. */
const SHARED_BY_STAGES = [
  'engine/stage.ts',
  'engine/host.ts',
  'engine/handed.ts',
  'engine/structs.ts',
  'engine/plan-scalp.ts',
  'engine/session-ages.ts',
  'engine/lots.ts',
  'engine/other-work.ts',
  'engine/grid/index-dots.ts',
  'engine/grid/scar-index.ts',
  'engine/placement/radii.ts',
  'engine/placement/pattern.ts',
];

/** Folders of the engine that look at the stages from outside; no stage looks back. */
const BESIDE_STAGES = ['check', 'cut', 'dot', 'ensemble', 'maps', 'needs', 'practice', 'report'];

/** Where Node's own modules may be used. */
const DAWN_HOMES = /^gpu\/(dawn|load-dawn|software-gpu)\.ts$/;
const NODE_HOMES = new RegExp(
  `^cli/|^type/node-canvas\\.ts$|^paper/node-font-files\\.ts$|${DAWN_HOMES.source}`,
);

/** Names of the page; `navigator` has one home, where a browser's GPU is asked for. */
const PAGE = /\b(document|window|localStorage|HTML\w*Element|requestAnimationFrame|navigator)\b\.?/;
const LAWS = ['base', 'surface', 'head', 'scan', 'scalp', 'color', 'light', 'ink'];
const PAGE_FREE = [
  ...LAWS,
  'plan',
  'gpu',
  'check',
  'share',
  'practice',
  'engine',
  'quote',
  'words',
  'io',
  'paper',
  'stencil',
  'cli',
  'lib',
];
const NAVIGATOR_HOME = 'gpu/request.ts';

/** Sources of chance and of the clock, which would make two machines differ. */
const CHANCE = /\bMath\.random\b|\bDate\.now\b|\bnew Date\b|\bcrypto\b/;
const CHANCE_FREE = [...LAWS, 'gpu', 'check', 'share', 'practice', 'engine', 'quote', 'words'];

const sources = sourcesIn('src', '.ts');

test('imports only point down', () => {
  expect(sources.flatMap(wrongImports)).toEqual([]);
});

test('a planted import upwards or across is caught', () => {
  const planted = (path: string, ...names: string[]) =>
    wrongImports({ path, text: names.map((name) => `import { x } from '${name}';`).join('\n') });
  expect(planted('base/a.ts', './errors.ts')).toEqual([]);
  expect(planted('base/a.ts', '../light/slab.ts')).toHaveLength(1);
  expect(planted('surface/a.ts', '../color/lab.ts')).toHaveLength(1);
  expect(planted('gpu/a.ts', '../plan/schema.ts', '../engine/stage.ts')).toHaveLength(2);
  expect(planted('engine/a/b.ts', '../../view/v.ts')).toHaveLength(1);
  expect(planted('engine/target/a.ts', '../placement/radii.ts', '../stage.ts')).toEqual([]);
  expect(planted('engine/target/a.ts', '../select/select-dots.ts')).toHaveLength(1);
  expect(planted('engine/target/a.ts', '../simulator.ts', '../stages.ts')).toHaveLength(2);
  expect(planted('engine/target/a.ts', '../report/report.ts')).toHaveLength(1);
  expect(planted('engine/report/a.ts', '../select/select-dots.ts')).toEqual([]);
  expect(planted('plan/a.ts', '../../presets/losses/none.json')).toEqual([]);
  expect(planted('io/a.ts', '../../node_modules/@vladmandic/human/models/a.bin')).toEqual([]);
  expect(planted('photo/a.ts', '../../node_modules/@vladmandic/human/models/a.bin')).toHaveLength(
    1,
  );
  expect(planted('ink/a.ts', '../../presets/losses/none.json')).toHaveLength(1);
  expect(planted('engine/a.ts', 'three', 'node:fs')).toHaveLength(3);
  expect(planted('gpu/dawn.ts', 'node:fs', 'webgpu')).toEqual([]);
  expect(planted('cli/a.ts', 'three')).toHaveLength(1);
  expect(planted('app/a.ts', '../cli/b.ts')).toHaveLength(1);
  const other = (text: string) => wrongImports({ path: 'base/a.ts', text });
  expect(other("export * from '../light/slab.ts';")).toHaveLength(1);
  expect(other("const x = await import('../light/slab.ts');")).toHaveLength(1);
  expect(other("import type {\n  A,\n  B,\n} from '../light/slab.ts';")).toHaveLength(1);
  expect(other("import '../light/slab.ts';")).toHaveLength(1);
});

test('no file imports itself by a detour', () => {
  expect(cycles(sources)).toEqual([]);
  const planted = [
    { path: 'a.ts', text: "import { b } from './b.ts';" },
    { path: 'b.ts', text: "import { c } from './c.ts';" },
    { path: 'c.ts', text: "import { a } from './a.ts';" },
  ];
  expect(cycles(planted)).toHaveLength(1);
  // Types vanish before the code runs; two files that need each other's are one idea all the same.
  expect(
    cycles([planted[0]!, { path: 'b.ts', text: "import type { a } from './a.ts';" }]),
  ).toHaveLength(1);
});

test('no page, no chance, no clock on the lower floors', () => {
  expect(sources.flatMap(wrongGlobals)).toEqual([]);
});

test('a planted global is caught, a word in a comment is not', () => {
  const planted = (path: string, text: string) => wrongGlobals({ path, text });
  expect(planted('engine/a.ts', 'const b = document.body;')).toHaveLength(1);
  expect(planted('io/a.ts', 'let canvas: HTMLCanvasElement;')).toHaveLength(1);
  expect(planted('scalp/a.ts', 'const x = Math.random();')).toHaveLength(1);
  expect(planted('engine/a.ts', "// the document's window\nconst a = 'window';")).toEqual([]);
  expect(planted('view/a.ts', 'document.body.append(canvas);')).toEqual([]);
  expect(planted('gpu/request.ts', 'navigator.gpu')).toEqual([]);
  expect(planted('gpu/gpu.ts', 'navigator.gpu')).toHaveLength(1);
});

function wrongImports(source: Source): string[] {
  const { path } = source;
  const home = folder(path);
  return importsOf(source).flatMap(({ target: named }) => {
    // A file that a package has but does not export.
    const target = named.replace(/^\.\.\/node_modules\//, '');
    const wrong = (why: string) => `${path} -> ${target}: ${why}`;
    if (target.startsWith('node:')) {
      const faults = NODE_HOMES.test(path)
        ? []
        : [wrong('Node belongs to the CLI and to dawn.ts and its like')];
      // Dawn's own loader is named, not allowed by floor.
      return PACKAGES[home] && !DAWN_HOMES.test(path) ? [...faults, wrong('package')] : faults;
    }
    if (/^\.\.\/presets\//.test(target)) {
      return home === 'plan' || home === 'practice'
        ? []
        : [wrong('presets are read by plan and practice only')];
    }
    if (/^\.\.\/shaders\//.test(target)) {
      // What three.js calls from its own material is no kernel, and goes to it as it stands.
      return home === 'view' && FOR_THREE.includes(target)
        ? []
        : [wrong('shaders are read through gpu/link.ts')];
    }
    if (!isOurs(target)) {
      const name = target.startsWith('@')
        ? target.split('/').slice(0, 2).join('/')
        : target.split('/')[0]!;
      const allowed = PACKAGES[home]?.includes(name) ?? true;
      return allowed && (HOMES[name]?.includes(home) ?? true) ? [] : [wrong('package')];
    }
    if (home === folder(target)) {
      return home === 'engine' && !stageMayImport(path, target) ? [wrong('another stage')] : [];
    }
    return floor(folder(target)) < floor(home) ? [] : [wrong('not down')];
  });
}

/** Stages see themselves, what all stages are made with, and what is shared by name. */
function stageMayImport(from: string, to: string): boolean {
  const stage = (path: string) => (path.split('/').length > 2 ? path.split('/')[1] : undefined);
  const own = stage(from);
  if (own === undefined || own === stage(to) || BESIDE_STAGES.includes(own)) return true;
  return SHARED_BY_STAGES.includes(to);
}

function isOurs(target: string): boolean {
  return /\.(ts|json|html|css|bin|wasm)$/.test(target) && /^[a-z]+\//.test(target);
}

function folder(path: string): string {
  return path.split('/')[0]!;
}

function floor(name: string): number {
  const level = FLOORS.findIndex((names) => names.includes(name));
  if (level < 0) throw new Error(`src/${name} has no floor; give it one in this test.`);
  return level;
}

function wrongGlobals({ path, text }: Source): string[] {
  const home = folder(path);
  const code = codeOf(text);
  const faults: string[] = [];
  const page = PAGE.exec(path === NAVIGATOR_HOME ? code.replaceAll('navigator', '') : code);
  // A variable may be called `document`; the page's own is used with a dot.
  const isPage = page && (page[0].endsWith('.') || /^(HTML|request)/.test(page[0]));
  if (PAGE_FREE.includes(home) && isPage) faults.push(`${path} uses ${page[0]}`);
  const chance = CHANCE.exec(code);
  if (CHANCE_FREE.includes(home) && chance) faults.push(`${path} uses ${chance[0]}`);
  return faults;
}

/** Rings of imports, of types too, each named by the file it was found at. */
function cycles(files: readonly Source[]): string[] {
  const targets = new Map(
    files.map((file) => [file.path, importsOf(file).map(({ target }) => target)]),
  );
  const done = new Set<string>();
  const rings: string[] = [];
  const walk = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) {
      rings.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
      return;
    }
    if (done.has(path)) return;
    for (const target of targets.get(path) ?? []) walk(target, [...trail, path]);
    done.add(path);
  };
  for (const { path } of files) walk(path, []);
  return rings;
}
