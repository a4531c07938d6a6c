import { beforeAll, describe, expect, test } from 'vitest';
import { makeHead } from '../../../src/head/parametric-head.ts';
import { besideTold, type FoundPoints, findPoints } from '../../../src/io/faces/point-finder.ts';
import { FACING, type PhotoCamera, turnedBy } from '../../../src/photo/camera.ts';
import { cropped, placeIn } from '../../../src/photo/face/crop.ts';
import { graphModel, type ModelFile } from '../../../src/photo/face/graph-model.ts';
import { OPS, type Tensor } from '../../../src/photo/face/graph-ops.ts';
import { fitPhoto } from '../../../src/photo/fit-photo.ts';
import type { PhotoPointName } from '../../../src/photo/photo-points.ts';
import type { Photograph } from '../../../src/photo/photograph.ts';
import { unknownSubject } from '../../../src/photo/subject.ts';
import { type PhotoOfHead, photoOfHead } from '../../helpers/photo/photo-of-head.ts';

describe('what networks are made of', () => {
  const picture = (height: number, width: number, channels: number, ...data: number[]): Tensor => ({
    shape: [1, height, width, channels],
    data: Float32Array.from(data),
  });
  const SAME = { padding: { s: btoa('SAME') }, strides: { list: { i: ['1', '1', '1', '1'] } } };
  const BY_TWO = { padding: { s: btoa('SAME') }, strides: { list: { i: ['1', '2', '2', '1'] } } };
  const plain = { shape: [1], data: new Float32Array(1) };
  const bend = (name: string) => ({ fused_ops: { list: { s: [btoa('BiasAdd'), btoa(name)] } } });

  test('a kernel of ones sums what lies around, and less at the rim', () => {
    const ones: Tensor = { shape: [3, 3, 1, 1], data: new Float32Array(9).fill(1) };
    const all = picture(3, 3, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    const sums = [12, 21, 16, 27, 45, 33, 24, 39, 28];
    expect([...OPS._FusedConv2D!([all, ones, plain], SAME).data]).toEqual(sums);
    expect([...OPS.DepthwiseConv2dNative!([all, ones], SAME).data]).toEqual(sums);
  });

  test('with a step of two, an even picture has its odd margin below and at the right', () => {
    const corner: Tensor = {
      shape: [3, 3, 1, 1],
      data: Float32Array.from([1, 0, 0, 0, 0, 0, 0, 0, 0]),
    };
    const four = picture(4, 4, 1, ...Array.from({ length: 16 }, (_, i) => i));
    const { shape, data } = OPS._FusedConv2D!([four, corner, plain], BY_TWO);
    expect([shape, [...data]]).toEqual([
      [1, 2, 2, 1],
      [0, 2, 8, 10],
    ]);
  });

  test('channels mix by the kernel, then bias and bend', () => {
    const two = picture(1, 1, 2, 3, -1);
    const kernel: Tensor = { shape: [1, 1, 2, 2], data: Float32Array.from([1, 2, 10, 20]) };
    const bias: Tensor = { shape: [2], data: Float32Array.from([0.5, 6]) };
    const slopes: Tensor = { shape: [1, 1, 2], data: Float32Array.from([0.25, 0.5]) };
    const run = (name: string) => [
      ...OPS._FusedConv2D!([two, kernel, bias, slopes], { ...SAME, ...bend(name) }).data,
    ];
    expect(run('Relu')).toEqual([0, 0]);
    expect(run('Prelu')).toEqual([-6.5 * 0.25, -8 * 0.5]);
    expect(() => run('Elu')).toThrow('not known: Elu');
  });

  test('pooling, padding, adding and reshaping', () => {
    const four = picture(2, 2, 1, 1, 5, 3, 2);
    const pool = { ...BY_TWO, ksize: { list: { i: ['1', '2', '2', '1'] } } };
    expect([...OPS.MaxPool!([four], pool).data]).toEqual([5]);
    const margins: Tensor = { shape: [4, 2], data: Float32Array.from([0, 0, 0, 1, 1, 0, 0, 1]) };
    const { shape, data } = OPS.Pad!([four, margins], {});
    expect([shape, [...data]]).toEqual([
      [1, 3, 3, 2],
      [0, 0, 1, 0, 5, 0, 0, 0, 3, 0, 2, 0, 0, 0, 0, 0, 0, 0],
    ]);
    expect([...OPS.AddV2!([four, four], {}).data]).toEqual([2, 10, 6, 4]);
    const wanted: Tensor = { shape: [2], data: Float32Array.from([1, -1]) };
    expect(OPS.Reshape!([four, wanted], {}).shape).toEqual([1, 4]);
    expect(OPS.Sigmoid!([picture(1, 1, 1, 0)], {}).data[0]).toBe(0.5);
  });

  test('weights of half and of whole length are read, and what is not known is refused', () => {
    const weights = new Uint8Array([0x00, 0x3c, 0x00, 0xc1, 0x01, 0x00, 0, 0, 0x80, 0x3f]);
    const file = (op: string): ModelFile => ({
      modelTopology: {
        node: [
          { name: 'in', op: 'Placeholder' },
          { name: 'halves', op: 'Const' },
          { name: 'sum', op, input: ['in', 'halves'] },
          { name: 'Identity', op: 'Identity', input: ['sum:0'] },
        ],
      },
      weightsManifest: [
        {
          weights: [
            { name: 'halves', shape: [3], dtype: 'float32', quantization: { dtype: 'float16' } },
            { name: 'whole', shape: [1], dtype: 'float32' },
          ],
        },
      ],
    });
    const answer = graphModel(file('AddV2'), weights).run(picture(1, 1, 3, 0, 0, 0));
    expect([...answer.get('Identity')!.data]).toEqual([1, -2.5, 2 ** -24]);
    expect(() => graphModel(file('Softmax'), weights)).toThrow('Softmax');
  });
});

test('a square of a photograph is averaged, turned, and black beyond it', () => {
  const photo: Photograph = { widthPx: 64, heightPx: 64, rgba: new Uint8Array(4 * 64 * 64) };
  for (let i = 0; i < 64 * 64; i++) photo.rgba.fill(i % 64 < 32 ? 0 : 255, 4 * i, 4 * i + 4);
  const whole = { middle: [32, 32], sidePx: 64, turn: 0 } as const;
  const red = ({ data }: Tensor) => [0, 1, 2, 3].map((cell) => data[3 * cell]!);
  expect(red(cropped(photo, whole, 2, [0, 1]))).toEqual(
    [0, 1, 0, 1].map((v) => expect.closeTo(v, 1)),
  );
  const upright = cropped(photo, { ...whole, turn: Math.PI / 2 }, 2, [-1, 1]);
  expect(red(upright)).toEqual([1, 1, -1, -1].map((v) => expect.closeTo(v, 0)));
  expect(placeIn({ ...whole, turn: Math.PI / 2 }, [1, 0.5])).toEqual([
    expect.closeTo(32),
    expect.closeTo(64),
  ]);
  expect(red(cropped(photo, { ...whole, middle: [-100, 0] }, 2, [0, 1]))).toEqual([0, 0, 0, 0]);
});

describe('on a head whose camera is known', () => {
  const CAMERA: PhotoCamera = {
    ...{ widthPx: 420, heightPx: 520, focalPx: 1150 },
    turn: turnedBy(turnedBy(FACING, [0, 0.15, 0]), [0.05, 0, 0]),
    shiftMm: [0, 45, 860],
  };
  let taken: PhotoOfHead;
  let face: FoundPoints;

  beforeAll(async () => {
    taken = await photoOfHead(
      await makeHead({ base: 'male', measuresMm: { length: 202 } }),
      CAMERA,
    );
    face = await findPoints(taken.photo);
  });

  test('its points are found, and no others', () => {
    expect(face.faces).toBe(1);
    expect(face.found).toContain('canthusLeft');
    const mmPerPx = CAMERA.shiftMm[2] / CAMERA.focalPx;
    const off = face.found.map((name) => {
      const [a, b] = [face.points[name]!, taken.points.get(name)!];
      return [name, Math.hypot(a[0] - b[0], a[1] - b[1]) * mmPerPx] as const;
    });
    // It has neither brows nor lids: what lies between those is the worst.
    for (const [name, mm] of off) expect(mm, name).toBeLessThan(10);
    expect(off.map(([, mm]) => mm).sort((a, b) => a - b)[5]).toBeLessThan(4);
  });

  test('a fit trusts them less than clicked ones, and asks for ears', async () => {
    const subject = await unknownSubject('male');
    const { widthPx, heightPx } = CAMERA;
    const question = { widthPx, heightPx, points: face.points };
    const found = fitPhoto({ ...question, found: face.found }, subject);
    expect(found.certainty.medianMm).toBeGreaterThan(
      fitPhoto(question, subject).certainty.medianMm,
    );
    expect(found.certainty.next?.name).toMatch(/^(ear|tragion)/);
  });

  test('what a person told stays', () => {
    const told: Partial<Record<PhotoPointName, readonly [number, number]>> = { nasion: [1, 2] };
    const { points, found } = besideTold(face, told);
    expect(points.nasion).toEqual([1, 2]);
    expect(found).not.toContain('nasion');
    expect(found).toContain('menton');
  });

  test('a wall has no face', async () => {
    const rgba = new Uint8Array(4 * 300 * 300).fill(140);
    expect(await findPoints({ widthPx: 300, heightPx: 300, rgba })).toMatchObject({
      faces: 0,
      found: [],
    });
  });
});
