import { DataUtils, PerspectiveCamera } from 'three';
import { expect, test } from 'vitest';
import type { IlluminationSpread } from '../../../src/light/spread/illumination-spread.ts';
import { READ_FORMAT, ReadTarget } from '../../../src/view/picture-target.ts';
import { Presenter } from '../../../src/view/presenter.ts';
import { SpreadPass } from '../../../src/view/spread/spread-pass.ts';
import { DEFAULT_LOOK } from '../../../src/view/view-api.ts';
import { testGpu } from '../../helpers/gpu.ts';
import { normalBelow } from '../../helpers/numbers.ts';

const SIZE: [number, number] = [256, 32];
const FAR_MM = 1000;
const LIGHT = 0.4;
const SPREAD: IlluminationSpread = {
  sigmasMm: [0.4, 1.2],
  shares: [
    [0.3, 0.4, 0.2],
    [0.5, 0.2, 0],
  ],
};

test.each([0.05, 0.2])(
  'a step of light spreads over flat skin by its Gaussians, pixels of %f mm',
  async (pixelMm) => {
    // Lit from the middle on, all at one depth.
    const picture = await pictureOf(pixelMm, (x) => [x < 128 ? 0 : LIGHT, 0]);
    for (let x = 28; x < 228; x += 5) {
      const place = (x + 0.5 - 128) * pixelMm;
      for (let i = 0; i < 3; i++) {
        const left = 1 - SPREAD.shares[0][i]! - SPREAD.shares[1][i]!;
        const spread = SPREAD.shares.reduce(
          (sum, rgb, g) => sum + rgb[i]! * normalBelow(place / SPREAD.sigmasMm[g]!),
          left * Number(place > 0),
        );
        expect(Math.abs(picture(x, i) / LIGHT - spread), `${x} px, ${i}`).toBeLessThan(0.035);
      }
    }
  },
);

test('light does not cross from skin to skin that lies behind it', async () => {
  const picture = await pictureOf(0.2, (x) => (x < 128 ? [0, 30] : [LIGHT, 0]));
  // A coarse pixel may straddle the edge.
  for (let x = 0; x < 256; x += 3) {
    if (Math.abs(x - 128) < 5) continue;
    for (let i = 0; i < 3; i++) expect(picture(x, i)).toBeCloseTo(x < 128 ? 0 : LIGHT, 1.9);
  }
});

/** Linear light by column and channel. */
async function pictureOf(
  pixelMm: number,
  at: (x: number) => readonly [light: number, depthMm: number],
): Promise<(x: number, channel: number) => number> {
  const gpu = await testGpu();
  const columns = Array.from({ length: SIZE[0] }, (_, x) => at(x));
  const diffuse = textureOf(columns.map(([light, depth]) => [light, light, light, depth]));
  const gloss = textureOf(columns.map(() => [0, 0, 0, 1]));
  const texture = textureOf(columns.map(() => [1, 1, 1, 1]));
  const camera = new PerspectiveCamera(
    (360 / Math.PI) * Math.atan((pixelMm * SIZE[1]) / 2 / FAR_MM),
  );
  const pass = await SpreadPass.create(gpu);
  const light = { gloss: await gloss, diffuse: await diffuse, stride: 1, originMm: FAR_MM, of: '' };
  const spread = pass.of(light, camera, SPREAD);
  const presenter = await Presenter.create(gpu, READ_FORMAT);
  const target = new ReadTarget(gpu, ...SIZE, 1);
  presenter.draw(
    { colour: { texture: await texture, stride: 1 }, light, spread },
    DEFAULT_LOOK,
    target,
  );
  const rgba = await target.read();
  for (const one of [pass, presenter, target]) one.destroy();
  const row = 4 * SIZE[0] * (SIZE[1] / 2);
  return (x, channel) => {
    const byte = rgba[row + 4 * x + channel]! / 255;
    return byte <= 0.04045 ? byte / 12.92 : ((byte + 0.055) / 1.055) ** 2.4;
  };
}

async function textureOf(columns: readonly (readonly number[])[]): Promise<GPUTexture> {
  const { device } = await testGpu();
  const texture = device.createTexture({
    format: 'rgba16float',
    size: SIZE,
    usage: GPUTextureUsage.TEXTURE_BINDING | GPUTextureUsage.COPY_DST,
  });
  const row = columns.flat().map((value) => DataUtils.toHalfFloat(value));
  const halves = Uint16Array.from({ length: row.length * SIZE[1] }, (_, i) => row[i % row.length]!);
  device.queue.writeTexture({ texture }, halves, { bytesPerRow: 8 * SIZE[0] }, SIZE);
  return texture;
}
