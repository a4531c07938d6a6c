// Solves which constants of healing stand for good and poor outcomes: OUTCOME_SHARES of
// src/ink/kinetics-constants.ts. Run it after a range in src/ink/unknowns/healing.ts has changed.
//
//   node bench/solve-outcomes.mjs
import { parseArgs } from 'node:util';
import { openSource } from '../scripts/load-source.mjs';

const { values } = parseArgs({
  options: {
    members: { type: 'string', default: '400' },
    dots: { type: 'string', default: '64' },
    seed: { type: 'string', default: '20261130' },
  },
});
const source = await openSource();
const { requestGpu } = await source.load('/src/gpu/request.ts');
const { Simulator } = await source.load('/src/engine/simulator.ts');
const { outcomeShares } = await source.load('/src/engine/ensemble/outcome-shares.ts');
const { DEFAULT_PLAN } = await source.load('/src/plan/defaults.ts');
const gpu = await requestGpu('auto');
const simulator = await Simulator.create(gpu, { fill: 'cpu' });
await simulator.update(DEFAULT_PLAN);
const options = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, +value]));
process.stdout.write(`${JSON.stringify(await outcomeShares(simulator, options), null, 2)}\n`);
await source.close();
process.exit(0);
