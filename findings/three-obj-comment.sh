#!/usr/bin/env bash
# three 0.187.0, OBJLoader: a comment at the end of a face line is read as more corners.
# Guess: ignored, as a comment on a line of its own is. Seen: "f 4 1 2 # left ear" has four triangles instead of one,
# with corners that are no vertices.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts three@0.187.0 >/dev/null
cat > check.mjs <<'EOF'
import { OBJLoader } from 'three/addons/loaders/OBJLoader.js';
const VERTICES = 'v 2 0 0\nv 0.5 0.5 0\nv 0 2 0\nv 0 0 0\n';
/** Signed area of each triangle, seen from +z. */
function areas(face) {
  const [mesh] = new OBJLoader().parse(VERTICES + face).children;
  const p = mesh.geometry.getAttribute('position').array;
  return Array.from({ length: p.length / 9 }, (_, i) => {
    const [ax, ay, , bx, by, , cx, cy] = p.subarray(9 * i, 9 * i + 9);
    return ((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2;
  });
}

console.error = () => undefined; // three reports the bounds it cannot compute at length

function seen(what, found, expected) {
  console.log(`${what}: ${JSON.stringify(found)}`);
  if (JSON.stringify(found) === JSON.stringify(expected)) return;
  console.log(`changed: ${JSON.stringify(expected)} was seen before`);
  process.exitCode = 1;
}

seen('plain', areas('f 4 1 2\n').length, 1);
seen('with a comment of two words', areas('f 4 1 2 # left ear\n').length, 4);
EOF
node check.mjs
