#!/usr/bin/env bash
# uplot 1.6.32 (with jsdom 26.1.0): importing it throws where the browser names a language that is no BCP 47 tag.
# Guess: such a language falls back to a default, as a page's own text does, at the latest when a chart is drawn.
# Seen: it makes an Intl.NumberFormat of navigator.language as it loads, and the import fails with a RangeError.
# Chromium 147 started in a POSIX locale names "en-US@posix" (Intl refuses it); a kiosk or a container does that. A page
# that imports charts at its top then never starts: the whole consultation for one axis of numbers.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts uplot@1.6.32 jsdom@26.1.0 >/dev/null
cat > check.mjs <<'EOF'
import { JSDOM } from 'jsdom';
const [language, expected] = process.argv.slice(2);
const { window } = new JSDOM('<body></body>');
Object.defineProperty(window.navigator, 'language', { value: language });
window.matchMedia = () => ({ matches: false, addEventListener() {}, addListener() {} });
const { document, matchMedia, Event, CustomEvent } = window;
Object.assign(globalThis, { window, document, devicePixelRatio: 1, matchMedia, Event, CustomEvent });
Object.defineProperty(globalThis, 'navigator', { value: window.navigator, configurable: true });
const found = await import('uplot').then(
  () => 'loaded',
  (error) => error.name,
);
console.log(`${language}: ${found}`);
if (found !== expected) console.log(`changed: ${expected} was seen before`);
process.exit(found === expected ? 0 : 1);
EOF
node check.mjs de-DE loaded
node check.mjs en-US@posix RangeError
