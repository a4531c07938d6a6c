import { expect, test } from 'vitest';
import { makeHead } from '../../../src/head/parametric-head.ts';
import { bareReflectance } from '../../../src/light/bare-skin.ts';
import { localTone } from '../../../src/light/local-tone.ts';
import { skinOfType } from '../../../src/light/skin-types.ts';
import { faceMap } from '../../../src/view/light/face-map.ts';
import { skinTone } from '../../../src/view/light/skin-tone.ts';

test.each(['male', 'female'] as const)(
  '%s: lips and cheeks are redder, ears thin, the scalp is left alone',
  async (base) => {
    const head = await makeHead({ base, measuresMm: {} });
    const { surface, tone } = faceMap(head);
    const { positionsUm } = head.mesh;
    const { menton, nasion, vertex } = head.landmarks;
    let lips = 0;
    for (let v = 0; v < head.scalp.length; v++) {
      const [x, y] = [positionsUm[3 * v]! / 1000, positionsUm[3 * v + 1]! / 1000];
      if (head.scalp[v]) expect(tone[2 * v]).toBe(0);
      if (tone[2 * v]! > 0.9) {
        lips++;
        expect(Math.abs(x)).toBeLessThan(30);
        expect((y - menton[1]) / (nasion[1] - menton[1])).toBeGreaterThan(0.2);
        expect((y - menton[1]) / (nasion[1] - menton[1])).toBeLessThan(0.55);
      }
      if (surface[3 * v + 2]! > 0.5) expect(y).toBeLessThan(vertex[1] - 60);
    }
    expect(lips).toBeGreaterThan(100);
    expect(surface.filter((value, i) => i % 3 === 2 && value > 0.5).length).toBeGreaterThan(200);
  },
);

test('a place with twice the blood is redder as the law of places says', () => {
  const skin = skinOfType('II');
  const reflectance = bareReflectance(skin);
  const tone = skinTone(reflectance, localTone(skin, reflectance));
  const at = (factor: number) =>
    skinTone(
      bareReflectance({ ...skin, bloodFraction: factor * skin.bloodFraction }),
      localTone(skin),
    ).reflectance;
  const log = Math.log(2);
  at(2).forEach((expected, i) => {
    const curve = tone.blood;
    const fall = log * (curve.slope[i]! + curve.bend[i]! * log);
    expect(tone.reflectance[i]! * Math.exp(-fall)).toBeCloseTo(expected, 2);
  });
});
