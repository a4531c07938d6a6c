#!/usr/bin/env bash
# three 0.187.0, OBJLoader: a face that is not convex is cut from its first corner, so that one triangle is turned over
# and areas do not add up.
# Guess: cut along a diagonal that lies inside. Seen: a dart of area 1 becomes triangles of -1 and 2 when the file
# happens to begin it beside its hollow corner. Exporters that keep polygons write such faces around ears.
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

function seen(what, found, expected) {
  console.log(`${what}: ${JSON.stringify(found)}`);
  if (JSON.stringify(found) === JSON.stringify(expected)) return;
  console.log(`changed: ${JSON.stringify(expected)} was seen before`);
  process.exitCode = 1;
}

seen('first corner opposite the hollow', areas('f 4 1 2 3\n'), [0.5, 0.5]);
seen('first corner beside the hollow', areas('f 1 2 3 4\n'), [-1, 2]);
EOF
node check.mjs
