import { describe, expect, test } from 'vitest';
import { makeHead } from '../../../src/head/parametric-head.ts';
import { DEFAULT_PLAN } from '../../../src/plan/defaults.ts';
import { beardRoots } from '../../../src/view/hair/beard-roots.ts';
import { HairRoot } from '../../../src/view/hair/hair-structs.ts';
import { facePlaces, lipShare } from '../../../src/view/light/face-places.ts';

const worn = (density: number, lengthMm = 2) => ({
  ...DEFAULT_PLAN,
  hair: { ...DEFAULT_PLAN.hair, beard: { density, lengthMm } },
});

describe.each(['male', 'female'] as const)('%s: a beard', (base) => {
  const made = makeHead({ base, measuresMm: {} });
  const rootsOf = async (density: number, lengthMm?: number, grownMm = 0) => {
    const bytes = beardRoots(await made, worn(density, lengthMm), grownMm);
    return HairRoot.columns(new Uint8Array(bytes).buffer);
  };

  test('grows below cheeks and nose, not on lips, ears or neck', async () => {
    const head = await made;
    const { x, y, z } = await rootsOf(1);
    const face = facePlaces(head);
    const { tip, menton, tragionLeft } = face;
    expect(face.mouth).toBeDefined();
    // Cheeks, chin and neck are some 200 cm2 (assumed); a hair on two mm2 is a full beard.
    expect(x.length).toBeGreaterThan(4000);
    expect(x.length).toBeLessThan(20_000);
    x.forEach((_, i) => {
      const at = [x[i]!, y[i]!, z[i]!] as const;
      expect(lipShare(at, face)).toBeLessThan(1);
      expect(at[1]).toBeLessThan(tragionLeft[1] + 12);
      expect(at[1]).toBeGreaterThan(menton[1] - 40);
      expect(at[2]).toBeGreaterThan(tragionLeft[2]);
      // In the middle of the face none above the base of the nose.
      if (Math.abs(at[0]) < 20) expect(at[1]).toBeLessThan(tip[1]);
    });
    const side = (sign: number) => x.filter((value) => sign * value > 0).length;
    expect(Math.abs(side(1) / side(-1) - 1)).toBeLessThan(0.05);
    // It meets the sideburn: some of it stands a finger's width from where the scalp ends.
    const { positionsUm } = head.mesh;
    const lowest = { y: Number.POSITIVE_INFINITY, z: 0 };
    head.scalp.forEach((isScalp, v) => {
      const [px, py, pz] = [0, 1, 2].map((k) => positionsUm[3 * v + k]! / 1000);
      if (isScalp && px! > 0 && pz! > 5 && py! < lowest.y) Object.assign(lowest, { y: py, z: pz });
    });
    const near = x.filter(
      (value, i) => value > 0 && Math.hypot(y[i]! - lowest.y, z[i]! - lowest.z) < 10,
    );
    expect(near.length).toBeGreaterThan(20);
  });

  test('is as full and as long as asked, and hairs of a thin one are among those of a full one', async () => {
    const [full, half, none] = [await rootsOf(1), await rootsOf(0.5), await rootsOf(0)];
    expect(none.x.length).toBe(0);
    expect(half.x.length / full.x.length).toBeGreaterThan(0.46);
    expect(half.x.length / full.x.length).toBeLessThan(0.54);
    const places = new Set(full.x.map((value, i) => value + 1e3 * full.y[i]!));
    half.x.forEach((value, i) => {
      expect(places.has(value + 1e3 * half.y[i]!)).toBe(true);
    });
    const grown = await rootsOf(1, 2, 3);
    grown.lengthMm.forEach((mm, i) => {
      expect(mm / full.lengthMm[i]!).toBeCloseTo(2.5, 3);
    });
  });
});
