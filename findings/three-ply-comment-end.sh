#!/usr/bin/env bash
# three 0.187.0, PLYLoader: a header comment that holds the words "end_header" ends the header.
# Guess: only a line of its own ends it, as the format says. Seen: three vertices, nearly all of their numbers missing,
# and no faces, without an error. Scanner software writes free text into comments.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts three@0.187.0 >/dev/null
cat > check.mjs <<'EOF'
import { PLYLoader } from 'three/addons/loaders/PLYLoader.js';

const file = (comment) => `ply
format ascii 1.0
${comment}element vertex 3
property float x
property float y
property float z
element face 1
property list uchar int vertex_indices
end_header
0 0 0
1 0 0
0 1 0
3 0 1 2
`;
console.error = () => undefined; // three reports the bounds it cannot compute at length
function read(text) {
  const geometry = new PLYLoader().parse(new TextEncoder().encode(text).buffer);
  const places = [...geometry.getAttribute('position').array];
  return { corners: geometry.index?.count ?? 0, numbers: places.filter(Number.isFinite).length };
}

function seen(what, found, expected) {
  console.log(`${what}: ${JSON.stringify(found)}`);
  if (JSON.stringify(found) === JSON.stringify(expected)) return;
  console.log(`changed: ${JSON.stringify(expected)} was seen before`);
  process.exitCode = 1;
}

seen('no comment', read(file('')), { corners: 3, numbers: 9 });
const comment = 'comment what follows end_header is data\n';
seen('comment', read(file(comment)), { corners: 0, numbers: 1 });
EOF
node check.mjs
