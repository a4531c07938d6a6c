// Compiles wasm/placement to src/engine/placement/cpu/fill.wasm, which is kept with the source: run it
// after changing either. `npm run build:fill -- FILE` writes to another file, to compare.
import { fileURLToPath } from 'node:url';
import { main } from 'assemblyscript/asc';

const root = fileURLToPath(new URL('..', import.meta.url));
const [target = 'src/engine/placement/cpu/fill.wasm'] = process.argv.slice(2);

const { error, stderr } = await main([
  'wasm/placement/fill.ts',
  ...['--baseDir', root],
  ...['--outFile', target],
  ...['--runtime', 'stub', '--use', 'abort='],
  ...['--enable', 'simd', '-O3', '--noAssert'],
]);
process.stderr.write(stderr.toString());
if (error) {
  console.error(error.message);
  process.exit(1);
}
