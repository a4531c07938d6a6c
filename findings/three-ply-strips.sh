#!/usr/bin/env bash
# three 0.187.0, PLYLoader: triangle strips (element "tristrips", as laser scanners of heads and the Stanford archive
# write them) are not read.
# Guess: read, or refused by name. Seen: the vertices come without a single face, and without an error.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts three@0.187.0 >/dev/null
cat > check.mjs <<'EOF'
import { PLYLoader } from 'three/addons/loaders/PLYLoader.js';

const text = `ply
format ascii 1.0
element vertex 4
property float x
property float y
property float z
element tristrips 1
property list int int vertex_indices
end_header
0 0 0
1 0 0
0 1 0
1 1 0
4 0 1 2 3
`;
const geometry = new PLYLoader().parse(new TextEncoder().encode(text).buffer);

function seen(what, found, expected) {
  console.log(`${what}: ${JSON.stringify(found)}`);
  if (JSON.stringify(found) === JSON.stringify(expected)) return;
  console.log(`changed: ${JSON.stringify(expected)} was seen before`);
  process.exitCode = 1;
}

seen('vertices', geometry.getAttribute('position').count, 4);
seen('corners of faces', geometry.index?.count ?? 0, 0);
EOF
node check.mjs
