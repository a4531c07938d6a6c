#!/usr/bin/env bash
# three 0.187.0, STLLoader: an ASCII file with its keywords in capitals is taken for a binary one.
# Guess: read; CAD systems write FACET NORMAL and most readers do not mind. Seen: a RangeError about an array length.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts three@0.187.0 >/dev/null
cat > check.mjs <<'EOF'
import { STLLoader } from 'three/addons/loaders/STLLoader.js';
const text = `solid head
facet normal 0 0 1
outer loop
vertex 0 0 0
vertex 1 0 0
vertex 0 1 0
endloop
endfacet
endsolid head
`;
function read(text) {
  try {
    const geometry = new STLLoader().parse(new TextEncoder().encode(text).buffer);
    return geometry.getAttribute('position').count;
  } catch (error) {
    return error.constructor.name;
  }
}

function seen(what, found, expected) {
  console.log(`${what}: ${JSON.stringify(found)}`);
  if (JSON.stringify(found) === JSON.stringify(expected)) return;
  console.log(`changed: ${JSON.stringify(expected)} was seen before`);
  process.exitCode = 1;
}

seen('small letters', read(text), 3);
seen('capitals', read(text.toUpperCase()), 'RangeError');
EOF
node check.mjs
