import { WebIO } from '@gltf-transform/core';
import { describe, expect, test } from 'vitest';
import type { Vec3 } from '../../../src/base/vec3.ts';
import { measureSurface } from '../../../src/head/surface-tapes.ts';
import { headGlb } from '../../../src/io/head-glb.ts';
import { finishOpened, openScan, scanReference } from '../../../src/io/scan/import-scan.ts';
import { unitNote } from '../../../src/io/scan/unit-note.ts';
import { headWords } from '../../../src/plan/remarks/scene-words.ts';
import { isSizeKnown, mirroredPlacing, type Placing } from '../../../src/scan/placing.ts';
import { guessSize, sizeFindings } from '../../../src/scan/size.ts';
import { manScan, moved } from '../../helpers/planted.ts';
import { type Mesh, obj } from '../../helpers/scan-files.ts';

const { man, scan } = await manScan(12_000);

const scaled = (mesh: Mesh, s: number, [x, y, z]: Vec3 = [0, 0, 0]) =>
  moved(mesh, (p) => [s * p[0] + x, s * p[1] + y, s * p[2] + z]);

const opened = (bytes: Uint8Array, name = 'a.obj') => openScan([{ name, bytes }]);

describe('a note of the unit in a header', () => {
  const note = (ending: string, text: string) =>
    unitNote(ending, new TextEncoder().encode(text))?.mmPerUnit;

  test.each([
    ['obj', '# Units: mm\nv 1 2 3\n', 1],
    ['obj', '# all coordinates in centimetres\nv 1 2 3\n', 10],
    ['obj', '#units=1 inch\n', 25.4],
    ['ply', 'ply\nformat ascii 1.0\ncomment unit meters\nelement vertex 1\nend_header\n', 1000],
    ['ply', 'ply\nobj_info scale_unit: "mm"\nend_header\n', 1],
    ['stl', 'solid head units=cm\nfacet normal 0 0 0\n', 10],
    ['stl', 'exported in mm'.padEnd(84, '\0'), 1],
    ['stl', 'UNIT: feet'.padEnd(84, '\0'), 304.8],
  ] as const)('%s: %j', (ending, text, mm) => {
    expect(note(ending, text)).toBeCloseTo(mm, 9);
  });

  test.each([
    ['obj', '# 12 units in stock\nv 1 2 3\n# units: mm\nv 1 2 3\n#unit cm\n'],
    ['obj', 'v 1 2 3\ng in m\n'],
    ['obj', '# written in may 2020 by a unit of monks\n'],
    ['ply', 'ply\ncomment made in Munich\nend_header\nunits: mm\n'],
    ['glb', 'units: mm'],
  ])('none in %s %j', (ending, text) => {
    expect(note(ending, text)).toBeUndefined();
  });
});

test('a unit is believed if the file or a person says so, and only then', () => {
  const note = { mmPerUnit: 1, by: 'note' } as const;
  const metres = { mmPerUnit: 1000, by: 'format' } as const;
  // Children and giants, as someone wrote; what makes no head is not believed.
  expect(guessSize(1.2, note)).toEqual({ mmPerUnit: 1, sizeBy: 'file' });
  expect(guessSize(11, note)).toEqual({ mmPerUnit: 10 });
  // glTF is in metres by definition, which apps without a scale do not mind.
  expect(guessSize(1040, metres)).toEqual({ mmPerUnit: 1000, sizeBy: 'file' });
  expect(guessSize(1110, metres)).toEqual({ mmPerUnit: 1000 });
  for (const size of [0.9, 1, 1.1]) {
    const guess = guessSize(size, undefined);
    const [finding] = sizeFindings({ ...guess, landmarks: {} as never }, size, undefined);
    expect(finding).toMatchObject({ kind: 'sizeOpen', weight: 'look' });
    expect(finding!.text).toMatch(/^Size not confirmed: the file names no unit/);
  }
});

test('one tape settles a scan without a unit, and the plan says so', async () => {
  const a = await opened(obj(scaled(scan, 0.9)));
  expect(isSizeKnown(a.guess)).toBe(false);
  const open = headWords(planHead(scanReference(a, a.guess)));
  expect(open).toBe('scan "a.obj", size not confirmed');
  const taped = await finishOpened(a, { ...a.guess, circumferenceMm: 570 });
  expect(Math.abs(measureSurface(taped.head).circumference - 570)).toBeLessThan(0.3);
  const named = scanReference(a, taped.placing);
  expect(named).toMatchObject({ circumferenceMm: 570, mmPerUnit: taped.placing.mmPerUnit });
  expect(headWords(planHead(named))).toBe('scan "a.obj"');
  expect(taped.findings.map(({ text }) => text).join(' ')).toMatch(/By a circumference of 570 mm/);
  // A unit no one uses is the person's word, and told as that.
  const given: Placing = { ...a.guess, mmPerUnit: 1.07, sizeBy: 'person' };
  const told = (await finishOpened(a, given)).findings.map(({ text }) => text).join(' ');
  expect(told).toMatch(/One unit of the file is 1\.07 mm, as given: the head then is 4 % smaller/);
  expect(told).not.toMatch(/taken for/);
});

test('far from the origin a head is the same, and a plan keeps its points', async () => {
  const near = await opened(obj(scan));
  const far = await opened(obj(scaled(scan, 1, [4_500_000, -5_400_000_000, 120])));
  const [a, b] = [await finishOpened(near, near.guess), await finishOpened(far, far.guess)];
  const off = b.head.mesh.positionsUm.map((um, i) => Math.abs(um - a.head.mesh.positionsUm[i]!));
  expect(off.reduce((most, um) => Math.max(most, um), 0)).toBeLessThanOrEqual(1);
  const named = scanReference(far, b.placing).landmarks.nasion;
  far.guess.landmarks.nasion.forEach((at, k) => {
    expect(Math.abs(named[k]! - at)).toBeLessThan(1e-3);
  });
});

test.each([
  ['by a tape', 0.9, (guess: Placing) => ({ ...guess, circumferenceMm: 571 })],
  ['mirrored, in metres', 1 / 1017.3, mirroredPlacing],
] as const)('a plan read again makes the very head it was made with: %s', async (_, size, said) => {
  const a = await opened(obj(scaled(scan, size, [size / 3, size / 7, size / 9])));
  const first = await finishOpened(a, said(a.guess));
  const named = JSON.parse(JSON.stringify(scanReference(a, first.placing))) as Placing;
  const again = await finishOpened(a, named);
  expect(again.placing).toMatchObject(first.placing);
  expect(again.head.landmarks).toEqual(first.head.landmarks);
  expect(again.head.mesh.positionsUm).toEqual(first.head.mesh.positionsUm);
});

test('a mirrored scan is turned back by its switch: the bump is on the other side', async () => {
  // A bump above the left ear of the person, on the right in the mirrored file.
  const bump: Vec3 = [70, 70, 0];
  const lumpy = moved(scan, (p) => {
    const near = Math.exp(-((Math.hypot(p[0] - bump[0], p[1] - bump[1], p[2]) / 25) ** 2));
    return [p[0] + 9 * near, p[1], p[2]];
  });
  const file = moved(lumpy, ([x, y, z]) => [-x, y, z]);
  const a = await opened(obj(file));
  const width = async (placing: Placing) => {
    const { landmarks } = (await finishOpened(a, placing)).head;
    return landmarks.euryonLeft[0] + landmarks.euryonRight[0];
  };
  expect(await width(a.guess)).toBeLessThan(-4);
  expect(await width(mirroredPlacing(a.guess))).toBeGreaterThan(4);
  expect(mirroredPlacing(mirroredPlacing(a.guess)).landmarks).toEqual(a.guess.landmarks);
});

test.each([
  ['turned', { rotation: [0, 1, 0, 0] }],
  ['moved by 5 mm', { translation: [0.003, 0, 0.004] }],
  ['scaled', { scale: [1000, 1000, 1000] }],
] as const)('points of an exported head that was %s are not believed', async (_, change) => {
  const io = new WebIO();
  const document = await io.readBinary(await headGlb(man, 'man'));
  const [node] = document.getRoot().listNodes();
  if ('rotation' in change) node!.setRotation([...change.rotation]);
  if ('translation' in change) node!.setTranslation([...change.translation]);
  if ('scale' in change) node!.setScale([...change.scale]);
  const a = await opened(await io.writeBinary(document), 'm.glb');
  expect(a.placedByFile).toBe(false);
  expect(a.findings.map(({ kind }) => kind)).toContain('placingMoved');
  const { tragionLeft, tragionRight } = a.guess.landmarks;
  const apart = Math.hypot(...tragionLeft.map((at, k) => at - tragionRight[k]!));
  expect(Math.abs(apart * a.guess.mmPerUnit - 2 * man.landmarks.tragionLeft[0])).toBeLessThan(4);
});

test('an exported head whose size was open stays so', async () => {
  const a = await opened(await headGlb(man, 'man', false), 'm.glb');
  expect([a.placedByFile, isSizeKnown(a.guess)]).toEqual([true, false]);
});

function planHead(named: ReturnType<typeof scanReference>) {
  return { base: 'male', ageYears: 40, measuresMm: {}, scan: named } as const;
}
