#!/usr/bin/env bash
# three 0.187.0, PLYLoader: faces of five corners and more are left out without a word.
# Guess: cut into triangles as faces of four are. Seen: a mesh with one wall cut as a pentagon loses that wall; a mesh
# of nothing but pentagons and hexagons has no faces at all.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts three@0.187.0 >/dev/null
cat > check.mjs <<'EOF'
import { PLYLoader } from 'three/addons/loaders/PLYLoader.js';

function corners(...faces) {
  const text = `ply
format ascii 1.0
element vertex 6
property float x
property float y
property float z
element face ${faces.length}
property list uchar int vertex_indices
end_header
0 0 0
1 0 0
2 1 0
1 2 0
0 1 0
0 0 1
${faces.map((face) => `${face.length} ${face.join(' ')}`).join('\n')}
`;
  return new PLYLoader().parse(new TextEncoder().encode(text).buffer).index?.count ?? 0;
}

function seen(what, found, expected) {
  console.log(`${what}: ${JSON.stringify(found)}`);
  if (JSON.stringify(found) === JSON.stringify(expected)) return;
  console.log(`changed: ${JSON.stringify(expected)} was seen before`);
  process.exitCode = 1;
}

seen('one face of three corners', corners([0, 1, 2]), 3);
seen('one face of four', corners([0, 1, 2, 3]), 6);
seen('one face of five', corners([0, 1, 2, 3, 4]), 0);
seen('three and five', corners([0, 1, 5], [0, 1, 2, 3, 4]), 3);
EOF
node check.mjs
