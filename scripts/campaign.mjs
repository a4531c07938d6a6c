// What a day in a clinic does to the page, again and again; figures as JSON on stdout.
//
//   npm run campaign -- lost --times 20       the graphics device is lost 20 times in a row
//   npm run campaign -- edits --minutes 60    an hour of random edits; memory within 5 percent
//   npm run campaign -- killed --times 40     the tab is killed at random moments
//   ... --seed 7                              other edits, other moments
import { parseArgs } from 'node:util';
import { openSource } from './load-source.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: 'string', default: '60' },
    times: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
  },
});
const source = await openSource();
try {
  const { campaign } = await source.load('/bench/campaign/campaign.ts');
  const [minutes, times, seed] = [values.minutes, values.times, values.seed].map(Number);
  await campaign({ what: positionals[0], minutes, times, seed });
} finally {
  await source.close();
}
