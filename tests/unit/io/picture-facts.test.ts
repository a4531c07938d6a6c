import sharp from 'sharp';
import { expect, test } from 'vitest';
import { pictureFacts } from '../../../src/io/picture-facts.ts';

const grey = (widthPx: number, heightPx: number) =>
  sharp({
    create: { width: widthPx, height: heightPx, channels: 3, background: { r: 9, g: 90, b: 200 } },
  });

test('the first bytes of a picture tell its kind and its size', async () => {
  const kinds = { jpeg: 'JPEG', png: 'PNG', webp: 'WebP' } as const;
  for (const [format, kind] of Object.entries(kinds)) {
    const bytes = await grey(321, 207)
      .toFormat(format as 'png')
      .toBuffer();
    expect(pictureFacts(bytes)).toEqual({ kind, size: [321, 207], moves: false });
  }
  const lossless = await grey(17, 5001).webp({ lossless: true }).toBuffer();
  expect(pictureFacts(lossless)!.size).toEqual([17, 5001]);
  const withProfile = await grey(40, 30).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  expect(pictureFacts(withProfile)!.size).toEqual([40, 30]);
  expect(pictureFacts(await grey(64, 48).avif().toBuffer())).toMatchObject({
    kind: 'AVIF',
    moves: false,
  });
  expect(pictureFacts(await grey(64, 48).gif().toBuffer())!.kind).toBe('GIF');
});

test('a picture that moves is told from one that does not', async () => {
  const frames = await sharp(
    await Promise.all([grey(20, 20), grey(20, 20).negate()].map((one) => one.png().toBuffer())),
    { join: { animated: true } },
  )
    .webp({ loop: 0, delay: [100, 100] })
    .toBuffer();
  expect(pictureFacts(frames)).toMatchObject({ kind: 'WebP', size: [20, 20], moves: true });
  // An animated PNG says so between its header and its first pixels.
  const still = await grey(20, 20).png().toBuffer();
  const control = Buffer.alloc(20);
  control.writeUInt32BE(8, 0);
  control.write('acTL', 4, 'latin1');
  const moving = Buffer.concat([still.subarray(0, 33), control, still.subarray(33)]);
  expect(pictureFacts(moving)).toMatchObject({ kind: 'PNG', moves: true });
});

test('what is no picture, or cut short, is told apart and breaks nothing', async () => {
  for (const text of [
    '',
    '{"format": "dotwork-plan"}',
    'ply\nformat ascii 1.0\nelement vertex 3',
  ]) {
    expect(pictureFacts(Buffer.from(text))).toBeUndefined();
  }
  const whole = await Promise.all([
    grey(30, 30).jpeg().toBuffer(),
    grey(30, 30).png().toBuffer(),
    grey(30, 30).webp().toBuffer(),
    grey(30, 30).avif().toBuffer(),
  ]);
  for (const bytes of whole) {
    for (let length = 0; length < 60; length++) pictureFacts(bytes.subarray(0, length));
  }
});
