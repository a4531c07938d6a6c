// Draws the contact sheets of docs/scalp.md on the CPU: heads by percentile, loss patterns and
// scars, hairlines. Run with `node scripts/contact-sheets.mjs` after changing what they show.
import { writeFile } from 'node:fs/promises';
import { openSource } from './load-source.mjs';

const source = await openSource();
try {
  const sheets = await source.load('/bench/sheets/sheets.ts');
  for (const [name, draw] of [
    ['heads', sheets.headSheet],
    ['loss-patterns', sheets.lossSheet],
    ['hairlines', sheets.hairlineSheet],
  ]) {
    if (process.argv[2] && process.argv[2] !== name) continue;
    const png = await draw();
    await writeFile(new URL(`../docs/pictures/${name}.png`, import.meta.url), png);
    console.error(`${name}.png: ${Math.round(png.length / 1024)} KiB`);
  }
} finally {
  await source.close();
}
