import { expect, test } from 'vitest';
import { dotFootprint } from '../../../src/light/dot/footprint.ts';
import { LiveBake, skinKey } from '../../../src/light/dot/live-bake.ts';
import { skinOfType, withRedness } from '../../../src/light/skin-types.ts';

const skin = withRedness(skinOfType('V'), 0.3);
const SMALL = { photons: 1500, seed: 3 };

test('bakes in slices: others get their turn, progress rises to 1, once is enough', async () => {
  const bake = new LiveBake();
  expect(bake.footprintOf(skin)).toEqual(dotFootprint(skin));
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  const shares: number[] = [];
  const first = bake.refine(skin, { ...SMALL, onProgress: (share) => shares.push(share) });
  const again = bake.refine({ ...skin });
  const footprint = await first;
  clearInterval(timer);
  expect(await again).toBe(footprint);
  expect(turns).toBeGreaterThan(10);
  expect(shares.at(-1)).toBe(1);
  for (let i = 1; i < shares.length; i++) expect(shares[i]).toBeGreaterThanOrEqual(shares[i - 1]!);
  expect(bake.footprintOf(skin)).toEqual(footprint);
  expect([...bake.shapes.keys()]).toEqual([skinKey(skin)]);

  // Kept and given back, nothing is walked again.
  const kept = new LiveBake(structuredClone([...bake.shapes]));
  const calls: number[] = [];
  expect(await kept.refine(skin, { onProgress: (share) => calls.push(share) })).toEqual(footprint);
  expect(calls).toEqual([]);
});

test('gives the footprint of the shipped tables where the skin is one of theirs', async () => {
  const type = skinOfType('V');
  const baked = await new LiveBake().refine(type, SMALL);
  const shipped = dotFootprint(type);
  expect(baked.bareReflectance).toEqual(shipped.bareReflectance);
  // Light within 0.15 mm of a speck at 0.2 mm (row 33) at 540 nm; 1500 photons.
  const near = (footprint: typeof baked) => {
    let [inside, all] = [0, 0];
    for (let g = 0; g < footprint.sigmasMm.length; g++) {
      const variance = footprint.sigmasMm[g]! ** 2;
      const total = footprint.amplitudes[(33 * 6 + 3) * footprint.sigmasMm.length + g]! * variance;
      all += total;
      inside -= total * Math.expm1((-0.5 * 0.15 ** 2) / variance);
    }
    return inside / all;
  };
  expect(Math.abs(near(baked) - near(shipped))).toBeLessThan(0.05);
});

test('stops when told, and may be asked again', async () => {
  const bake = new LiveBake();
  const control = new AbortController();
  const run = bake.refine(skin, {
    photons: 1e6,
    signal: control.signal,
    onProgress: () => control.abort(new Error('enough')),
  });
  await expect(run).rejects.toThrow('enough');
  expect(bake.shapes.size).toBe(0);
  const stopped = new AbortController();
  const slow = bake.refine(skin, { photons: 1e6, signal: stopped.signal });
  const lost = expect(slow).rejects.toThrow('moved on');
  stopped.abort(new Error('moved on'));
  // The stopped run has not noticed yet; nobody new may be given it.
  await bake.refine(skin, { photons: 50 });
  await lost;
  expect(bake.shapes.size).toBe(1);
});
