#!/usr/bin/env bash
# fast-png 8.0.0: pictures are written without line filters, whatever the level.
# Guess: filtered by row, as PNG writers do. Seen: filter 0 in every row; the same smooth picture filtered by "up" and
# packed at the same level 9 is a sixth smaller. There is no option for it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts fast-png@8.0.0 >/dev/null
cat > check.mjs <<'EOF'
import { deflateSync, inflateSync } from 'node:zlib';
import { encode } from 'fast-png';
const [width, height] = [480, 480];
const row = 3 * width;
const data = new Uint8Array(row * height);
for (let y = 0; y < height; y++) {
  for (let x = 0; x < width; x++) {
    const light = Math.sin(x / 40) * Math.cos(y / 50) * 60 + 128 + ((x * 7919 + y * 104729) % 5);
    for (let k = 0; k < 3; k++) data[y * row + 3 * x + k] = light * (1 - 0.2 * k);
  }
}
const png = encode({ width, height, data, channels: 3, depth: 8 }, { zlib: { level: 9 } });
const view = new DataView(png.buffer, png.byteOffset);
const packed = [];
for (let at = 8; at < png.length; at += 12 + view.getUint32(at)) {
  const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
  if (type === 'IDAT') packed.push(png.subarray(at + 8, at + 8 + view.getUint32(at)));
}
const lines = inflateSync(Buffer.concat(packed));
const filters = new Set(Array.from({ length: height }, (_, y) => lines[y * (row + 1)]));
const up = new Uint8Array((row + 1) * height);
for (let y = 0; y < height; y++) {
  up[y * (row + 1)] = 2;
  for (let x = 0; x < row; x++) {
    up[y * (row + 1) + 1 + x] = data[y * row + x] - (y > 0 ? data[(y - 1) * row + x] : 0);
  }
}

function seen(what, found, expected) {
  console.log(`${what}: ${JSON.stringify(found)}`);
  if (JSON.stringify(found) === JSON.stringify(expected)) return;
  console.log(`changed: ${JSON.stringify(expected)} was seen before`);
  process.exitCode = 1;
}

seen('filters used', [...filters], [0]);
const share = deflateSync(up, { level: 9 }).length / Buffer.concat(packed).length;
console.log(`filtered by "up": ${share.toFixed(2)} of its size`);
seen('smaller by more than a tenth', share < 0.9, true);
EOF
node check.mjs
