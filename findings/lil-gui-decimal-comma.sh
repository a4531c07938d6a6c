#!/usr/bin/env bash
# lil-gui 0.21.0 (with jsdom 26.1.0): a number typed with a decimal comma is cut off at the comma.
# Guess: refused, or read as 0.4. Seen: "0,4" in a field from 0.1 to 2 becomes 0.1, the minimum; without limits
# "1,75" becomes 1. Nothing tells the person. For a needle depth in mm that is a different treatment.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts lil-gui@0.21.0 jsdom@26.1.0 >/dev/null
cat > check.mjs <<'EOF'
import { JSDOM } from 'jsdom';
const { window } = new JSDOM('<body></body>', { pretendToBeVisual: true });
window.matchMedia = () => ({ matches: false, addEventListener() {} });
Object.assign(globalThis, { window, document: window.document, HTMLElement: window.HTMLElement });
const { default: GUI } = await import('lil-gui');

function typed(text, ...limits) {
  const model = { depthMm: 0.5 };
  const controller = new GUI({ autoPlace: false }).add(model, 'depthMm', ...limits);
  const input = controller.domElement.querySelector('input');
  input.value = text;
  input.dispatchEvent(new window.Event('input'));
  return model.depthMm;
}

function seen(what, found, expected) {
  console.log(`${what}: ${JSON.stringify(found)}`);
  if (JSON.stringify(found) === JSON.stringify(expected)) return;
  console.log(`changed: ${JSON.stringify(expected)} was seen before`);
  process.exitCode = 1;
}

seen('"0.4" from 0.1 to 2', typed('0.4', 0.1, 2, 0.01), 0.4);
seen('"0,4" from 0.1 to 2', typed('0,4', 0.1, 2, 0.01), 0.1);
seen('"1,75" without limits', typed('1,75'), 1);
process.exit();
EOF
node check.mjs
