import { expect, test } from 'vitest';
import { pcg } from '../../../src/base/hash.ts';
import { KeySort } from '../../../src/gpu/sort.ts';
import { testGpu } from '../../helpers/gpu.ts';

for (const count of [1, 2, 97, 5000]) {
  test(`${count} keys come out as Array.sort orders them`, async () => {
    const gpu = await testGpu();
    const capacity = KeySort.capacity(count);
    // Few distinct first words, so that the later words decide often.
    const keys = Array.from({ length: count }, (_, i) => [pcg(i) % 7, pcg(i ^ 99) % 11, pcg(i), i]);
    const packed = new Uint32Array(4 * capacity).fill(0xffffffff);
    packed.set(keys.flat());
    const buffer = gpu.buffer('test.keys', packed);
    await gpu.checked('sort', async () => (await KeySort.create(gpu)).run(buffer, capacity));
    const sorted = new Uint32Array(await gpu.read(buffer, 16 * count));
    keys.sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]! || a[3]! - b[3]!);
    expect([...sorted]).toEqual(keys.flat());
    gpu.free(buffer);
  });
}
