import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { readLink } from '../../src/share/link.ts';
import { dotwork, scratch } from './command.ts';

const folder = scratch();
afterAll(folder.end);

test('presets: one JSON object with every kind, and --kind picks one', async () => {
  const all = await dotwork(['presets']);
  expect([all.status, all.stderr]).toEqual([0, '']);
  const kinds = new Set(JSON.parse(all.stdout).presets.map((one: { kind: string }) => one.kind));
  expect(kinds).toEqual(new Set(['case', 'skin', 'pigment', 'needle', 'hairline', 'loss', 'hand']));
  const cases = await dotwork(['presets', '--kind', 'case']);
  const names = JSON.parse(cases.stdout).presets.map((one: { name: string }) => one.name);
  expect(names).toContain('norwood-6');
});

test("a preset's file stands for a plan, and --export writes the plan it means", async () => {
  const file = await dotwork(['plan', 'presets/cases/norwood-4.json']);
  const exported = await dotwork(['presets', '--export', 'norwood-4']);
  expect([file.status, exported.status, file.stderr]).toEqual([0, 0, exported.stderr]);
  expect(file.stdout).toBe(exported.stdout);
  expect(JSON.parse(file.stdout)).toMatchObject({ hair: { loss: { grade: 'IV' } } });

  // A name of two kinds is the case; a part is laid over the default plan.
  const lossOf = async (...args: string[]) =>
    JSON.parse((await dotwork(['presets', '--export', 'areata-patches', ...args])).stdout);
  expect((await lossOf()).title).toBe(
    JSON.parse((await dotwork(['plan', 'areata-patches'])).stdout).title,
  );
  const part = await lossOf('--kind', 'loss', '--set', 'seed=5');
  expect(part).toMatchObject({ seed: 5, hair: { loss: { kind: 'areata' } } });
  expect(part.title).toBe(JSON.parse((await dotwork(['plan', 'default'])).stdout).title);

  const output = folder.at('dark.json');
  const told = await dotwork(['presets', '--export', 'VI', '-o', output]);
  expect(JSON.parse(told.stdout)).toMatchObject({ file: output, kind: 'skin', name: 'VI' });
  expect(JSON.parse(readFileSync(output, 'utf8'))).toMatchObject({ skin: { type: 'VI' } });
  rmSync(output);
});

test('link: a plan goes as a link, and comes back from it', async () => {
  const base = ['--base-url', 'https://example.com/'];
  const sent = await dotwork(['link', 'norwood-4', '--set', 'seed=7', ...base]);
  expect([sent.status, sent.stderr]).toEqual([0, '']);
  const { link, characters } = JSON.parse(sent.stdout);
  expect(characters).toBe(link.length);
  const back = await dotwork(['plan', link]);
  const plain = await dotwork(['plan', 'norwood-4', '--set', 'seed=7']);
  expect(back.stdout).toBe(plain.stdout);
  const cut = await dotwork(['plan', link.slice(0, -5)]);
  expect([cut.status, cut.stdout]).toEqual([2, '']);
  expect(cut.stderr).toContain('lost its end');
});

test('link: takes the camera along, a named view or a place', async () => {
  const place = ['--eye', '0,500,120.04', '--target', '0,60,0', '--fov', '25'];
  const placed = await dotwork(['link', 'norwood-4', ...place]);
  expect(readLink(JSON.parse(placed.stdout).link).camera).toEqual({
    eyeMm: [0, 500, 120],
    targetMm: [0, 60, 0],
    fovDeg: 25,
  });
  const half = await dotwork(['link', 'norwood-4', '--eye', '0,500,120']);
  expect([half.status, half.stdout]).toEqual([2, '']);
  expect(half.stderr).toContain('--eye and --target belong together');
  const crown = await dotwork([
    'link',
    'norwood-6',
    '--set',
    'density.dotsPerCm2=20',
    '--view',
    'crown',
  ]);
  const { link } = JSON.parse(crown.stdout);
  const { camera } = readLink(link);
  // The crown is looked at from above.
  expect(camera!.eyeMm[1] - camera!.targetMm[1]).toBeGreaterThan(500);
}, 120_000);

test('plan: presets, settings and the seed end up in one whole plan', async () => {
  const ran = await dotwork([
    'plan',
    'norwood-4',
    '--seed',
    '9',
    '--set',
    'density.dotsPerCm2=61.5',
    '--set',
    'title=A=B',
  ]);
  expect(ran.status).toBe(0);
  expect(JSON.parse(ran.stdout)).toMatchObject({
    format: 'dotwork-plan',
    seed: 9,
    title: 'A=B',
    density: { dotsPerCm2: 61.5 },
    hair: { loss: { kind: 'norwood', grade: 'IV' } },
  });
});

test('plan: what it prints comes back the same through standard input', async () => {
  const first = await dotwork(['plan', 'fut-scar']);
  const again = await dotwork(['plan', '-'], first.stdout);
  expect(again.stdout).toBe(first.stdout);
});

test('gpu: one JSON object with the adapter and its limits', async () => {
  const ran = await dotwork(['gpu']);
  expect(ran.status).toBe(0);
  const facts = JSON.parse(ran.stdout);
  expect(facts.adapter.name).not.toBe('');
  // What WebGPU promises everywhere and what all our kernels keep to.
  expect(facts.limits.maxStorageBuffersPerShaderStage).toBeGreaterThanOrEqual(8);
});

test('gpu: drivers named in the environment do not stand in the way of the software GPU', async () => {
  for (const adapter of ['software', 'auto']) {
    const ran = await dotwork(['gpu', '--adapter', adapter], '', {
      VK_DRIVER_FILES: '/nowhere/icd.json',
      VK_ADD_DRIVER_FILES: '/nowhere/too.json',
      VK_LOADER_DRIVERS_DISABLE: '*',
    });
    // Asked for hardware first, a Vulkan loader complains of what the environment names.
    if (adapter === 'software') expect(ran.stderr).toBe('');
    expect(JSON.parse(ran.stdout).adapter.software).toBe(true);
  }
});

test('gpu: without hardware --adapter hardware says so and exits with 3', async () => {
  const ran = await dotwork(['gpu', '--adapter', 'hardware']);
  expect([0, 3]).toContain(ran.status);
  if (ran.status === 3) {
    expect(ran.stdout).toBe('');
    expect(ran.stderr).toContain('No GPU that Vulkan');
  }
});

test('--help and --version answer on standard output', async () => {
  const help = await dotwork(['--help']);
  expect([help.status, help.stderr]).toEqual([0, '']);
  expect(help.stdout).toContain('dotwork render norwood-3-vertex -o after.png');
  const render = await dotwork(['render', '--help']);
  expect(render.stdout).toContain('--set <path=value>');
  expect((await dotwork(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

const wrongUsage: [what: string, args: string[], says: string][] = [
  ['no command', [], 'Usage: dotwork'],
  ['an unknown command', ['simulat', 'default'], 'Did you mean simulate?'],
  ['an unknown flag', ['simulate', 'default', '--sed', '1'], "unknown option '--sed'"],
  ['no plan', ['simulate'], "missing required argument 'plan'"],
  ['an unknown preset', ['simulate', 'norwod-6'], 'Did you mean "norwood-6"?'],
  ['a missing file', ['simulate', 'no-such/plan.json'], 'There is no file no-such/plan.json.'],
  ['a case of another file name', ['plan', 'x/norwod-4.json'], 'Did you mean "norwood-4"?'],
  ['an unknown export', ['presets', '--export', 'norwod-4'], 'Did you mean "norwood-4"?'],
  ['-o without --export', ['presets', '-o', 'x.json'], '-o belongs to --export.'],
  ['a folder', ['simulate', 'src'], 'src is a folder.'],
  ['--set without "="', ['plan', 'default', '--set', 'seed'], 'has no "="'],
  ['--set without a path', ['plan', 'default', '--set', '=1'], 'has no path before its "="'],
  ['--set of no field', ['plan', 'default', '--set', 'density=x'], 'density is "x"'],
  ['--set of a typo', ['plan', 'default', '--set', 'densty.dotsPerCm2=3'], 'density.dotsPerCm2'],
  ['--seed of text', ['plan', 'default', '--seed', 'abc'], 'seed is "abc"'],
  ['--seed too large', ['plan', 'default', '--seed', '1e99'], 'seed is 1e+99'],
  ['an unknown kind', ['presets', '--kind', 'cases'], 'Allowed choices are case,'],
  ['an unknown place to fill', ['gpu', '--fill', 'any'], 'Allowed choices are auto,'],
  ['an unknown adapter', ['gpu', '--adapter', 'any'], 'Allowed choices are auto,'],
  ['render without -o', ['render', 'default'], "required option '-o, --output <file>'"],
  ['a ladder without -o', ['depth-ladder'], "required option '-o, --output <file>'"],
  [
    'a cut in two places',
    ['cut', 'default', '-o', 'x.png', '--at', '1,2,3', '--dot', '4'],
    'both say where',
  ],
  ['a cut at no place', ['cut', 'default', '-o', 'x.png', '--at', '1,2'], '--at is "1,2"'],
  ['an unknown view', ['render', 'default', '-o', 'x.png', '--view', 'up'], 'Allowed choices'],
  ['a bad size', ['render', 'default', '-o', 'x.png', '--size', '9x9'], '--size is "9x9"'],
  ['a bad divider', ['render', 'default', '-o', 'x.png', '--divider', '2'], 'from 0 to 1'],
  ['an eye alone', ['render', 'default', '-o', 'x.png', '--eye', '-1,2,3'], 'belong together'],
  ['a bad age', ['render', 'default', '-o', 'x.png', '--age', '-3'], 'healing.ageDays is -3 days'],
  ['a grid of five plans', ['grid', ...Array(5).fill('default'), '-o', 'x.png'], 'two to 4'],
  ['a grid of no age', ['grid', 'default', '-o', 'x.png', '--ages', 'old'], '--ages is "old"'],
  ['no outcome', ['grid', 'default', '-o', 'x.png', '--outcomes', 'bad'], 'Use good, expected'],
  ['bands in a text file', ['uncertainty', 'default', '-o', 'x.txt'], 'end in .json, .csv or .png'],
  ['too few members', ['uncertainty', 'default', '--members', '3'], '--members is "3"'],
  ['a film of no time', ['film', 'default', '-o', 'x', '--seconds', '0'], '--seconds is "0"'],
  ['a film over files', ['film', 'default', '-o', 'src'], 'src is a folder with something in it'],
  ['a film in no folder', ['film', 'default', '-o', 'no-such/x'], 'There is no folder'],
  ['no output folder', ['dots', 'default', '-o', 'no-such/dots.csv'], 'There is no folder'],
  ['an empty output name', ['dots', 'default', '-o', ''], '-o is empty. Name a file.'],
  ['a file as a folder', ['plan', 'package.json/plan.json'], 'There is no file package.json/plan'],
  ['a file as output folder', ['dots', 'default', '-o', 'package.json/x'], 'There is no folder'],
  ['a name too long', ['plan', 'a'.repeat(300)], 'cannot be read (ENAMETOOLONG). Check the name'],
];

for (const [what, args, says] of wrongUsage) {
  test(`${what} is told on standard error, exit status 2`, async () => {
    const ran = await dotwork(args);
    expect(ran.stderr).toContain(says);
    expect([ran.status, ran.stdout]).toEqual([2, '']);
    expect(folder.names()).toEqual([]);
  });
}

test('links in a ring are told with a fix, exit status 2', async () => {
  symlinkSync(folder.at('b.json'), folder.at('a.json'));
  symlinkSync(folder.at('a.json'), folder.at('b.json'));
  const ran = await dotwork(['plan', folder.at('a.json')]);
  expect(ran.stderr).toContain('cannot be read (ELOOP). Check the name and the rights.');
  expect([ran.status, ran.stdout]).toEqual([2, '']);
});

test('a plan is never overwritten by its own result, not even through a link', async () => {
  const text = '{"format":"dotwork-plan","version":1}';
  writeFileSync(folder.at('my.json'), text);
  symlinkSync(folder.at('my.json'), folder.at('link.json'));
  for (const [command, output] of [
    ['dots', 'my.json'],
    ['render', 'link.json'],
  ] as const) {
    const ran = await dotwork([command, folder.at('my.json'), '-o', folder.at(output)]);
    expect(ran.stderr).toContain('-o names the plan itself. Choose another file name.');
    expect([ran.status, ran.stdout]).toEqual([2, '']);
    expect(readFileSync(folder.at('my.json'), 'utf8')).toBe(text);
  }
});

test('measure: landmarks, tapes, hairline, areas and SALT in one object, without a GPU', async () => {
  const ran = await dotwork([
    'measure',
    'norwood-6',
    '--adapter',
    'hardware',
    '--set',
    'head.measuresMm.length=205',
    '--set',
    'hairline.moved.moundLeft={"backMm":3,"outMm":-1}',
    '--set',
    'zones.0={"name":"Crown","shape":{"kind":"disc","at":"vertex","radiusMm":30,"softMm":0},"densityScale":1,"depthOffsetMm":0}',
  ]);
  expect([ran.status, ran.stderr]).toEqual([0, '']);
  const said = JSON.parse(ran.stdout);
  expect(Math.abs(said.headMm.length - 205)).toBeLessThan(1);
  expect(said.landmarksMm.vertex[1]).toBeGreaterThan(110);
  expect(Object.keys(said.tenTwentyMm)).toHaveLength(25);
  expect(Math.abs(said.hairline.midFrontalMm - 75)).toBeLessThan(0.5);
  expect(said.hairline.pointsMm.cornerLeft[0]).toBeGreaterThan(40);
  expect(said.hairline.movedMm).toEqual({ moundLeft: { backMm: 3, outMm: -1 } });
  expect(said.remarks.map(({ text }: { text: string }) => text)).toEqual([
    'One point of the hairline moved by hand.',
  ]);
  // A disc of 30 mm on a crown curved by some 100 mm has 1 % less than 9 pi cm².
  expect(Math.abs(said.areasCm2.zones[0].cm2 - 28)).toBeLessThan(1);
  expect(said.hairLoss.saltScore).toBeGreaterThan(20);
  expect(said.hairLoss.baldCm2).toBeGreaterThan(100);
  expect((await dotwork(['measure', 'norwod-6'])).status).toBe(2);
});
