import { DataUtils } from 'three';
import { expect, test } from 'vitest';
import { encodeSrgb } from '../../src/color/srgb.ts';
import { READ_FORMAT, ReadTarget } from '../../src/view/picture-target.ts';
import { Presenter } from '../../src/view/presenter.ts';
import { DEFAULT_LOOK } from '../../src/view/view-api.ts';
import { testGpu } from '../helpers/gpu.ts';
import { shouldered } from '../helpers/skin/shoulder.ts';

/** Two pixels of two by two samples: gloss and share of head, diffuse light, colour. */
const SIZE: [number, number] = [4, 2];
const BACKGROUND = [0.5, 0.25, 0.125] as const;

test('a picture is gloss, light times colour, and background where there is no head, averaged as light, with a shoulder', async () => {
  const gpu = await testGpu();
  const wave = (seed: number, most: number) => (i: number) =>
    most * (0.5 + 0.5 * Math.sin(seed + 1.7 * i));
  const gloss = texels((pixel, i) => (i === 3 ? pixel / 7 : wave(1, 0.2)(4 * pixel + i)));
  const diffuse = texels((pixel, i) => wave(2, pixel % 4 > 1 ? 4 : 1.1)(4 * pixel + i));
  const colour = texels((pixel, i) => wave(3, 0.8)(4 * pixel + i));
  const presenter = await Presenter.create(gpu, READ_FORMAT);
  const target = new ReadTarget(gpu, 2, 1, 2);
  const [a, b, c] = await Promise.all([gloss, diffuse, colour].map(textureOf));
  presenter.draw(
    {
      colour: { texture: c!, stride: 1 },
      light: { gloss: a!, diffuse: b!, stride: 1, originMm: 0, of: '' },
    },
    { ...DEFAULT_LOOK, background: BACKGROUND },
    target,
  );
  const rgba = await target.read();
  for (let pixel = 0; pixel < 2; pixel++) {
    const sum = [0, 0, 0];
    for (const sample of [0, 1, 4, 5].map((at) => at + 2 * pixel)) {
      const at = (texel: readonly number[], i: number) => texel[4 * sample + i]!;
      const open = 1 - at(gloss, 3);
      for (let i = 0; i < 3; i++) {
        sum[i]! += at(gloss, i) + at(diffuse, i) * at(colour, i) + open * BACKGROUND[i]!;
      }
    }
    const expected = encodeSrgb(shouldered(sum.map((value) => value / 4)) as never);
    expected.forEach((value, i) => {
      expect(Math.abs(rgba[4 * pixel + i]! - 255 * Math.min(1, value))).toBeLessThan(1.1);
    });
    expect(rgba[4 * pixel + 3]).toBe(255);
  }
  target.destroy();
  presenter.destroy();
});

function texels(value: (pixel: number, channel: number) => number): number[] {
  return Array.from({ length: 4 * SIZE[0] * SIZE[1] }, (_, i) => value(i >> 2, i & 3));
}

async function textureOf(values: readonly number[]): Promise<GPUTexture> {
  const { device } = await testGpu();
  const texture = device.createTexture({
    format: 'rgba16float',
    size: SIZE,
    usage: GPUTextureUsage.TEXTURE_BINDING | GPUTextureUsage.COPY_DST,
  });
  const halves = Uint16Array.from(values, (value) => DataUtils.toHalfFloat(value));
  device.queue.writeTexture({ texture }, halves, { bytesPerRow: 8 * SIZE[0] }, SIZE);
  return texture;
}
