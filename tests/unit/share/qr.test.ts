import decodeQR from 'qr/decode.js';
import { expect, test } from 'vitest';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { shareLink } from '../../../src/share/link.ts';
import { qrModules, qrPath } from '../../../src/share/qr.ts';

const SHORT = shareLink('https://example.com/', { plan: DEFAULT_PLAN });

test.each([SHORT, SHORT.padEnd(2000, 'Ab1-_')])('a code is read again, from its path', (link) => {
  const modules = qrModules(link);
  const size = modules.length;
  // As a renderer fills it, four pixels a module.
  const scale = 4;
  const width = size * scale;
  const data = new Uint8Array(width * width * 4).fill(255);
  for (const [, x, y, run] of qrPath(modules).matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row++) {
      const from = row * width + Number(x) * scale;
      for (let i = from; i < from + Number(run) * scale; i++) data.fill(0, i * 4, i * 4 + 3);
    }
  }
  expect(decodeQR({ width, height: width, data })).toBe(link);
  expect(modules.slice(0, 4).flat()).not.toContain(true);
});
