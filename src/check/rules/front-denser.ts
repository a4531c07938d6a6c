import { say } from '../../base/language/say.ts';
import { placesOf } from '../finding.ts';
import { broken, type DotRule } from '../rule.ts';

/** What counts as front and as core, mm behind the line. */
const FRONT_MM = [0, 6] as const;
const CORE_MM = [15, 40] as const;
/** A front so much denser shows. Assumed. */
const DENSER = 1.12;
/** Parts of the line, by how far beside the midline, mm. */
const PARTS = [
  { name: 'middle', from: -25, to: 25 },
  { name: 'left', from: 25, to: 200 },
  { name: 'right', from: -200, to: -25 },
] as const;
/** Of less skin nobody can tell a density, mm². */
const LEAST_MM2 = 150;

/** A first centimetre that holds more dots than what lies behind it. */
export const frontDenser: DotRule = {
  name: 'front-denser',
  find({ dots, skin, dotsWithin, hairWithin }) {
    const { placeMm, areaMm2, frontMm, inside } = skin;
    const [ink, hair] = [dotsWithin(REACH_MM), hairWithin(REACH_MM)];
    const dense = PARTS.flatMap(({ name, from, to }) => {
      const pieces = (band: readonly [number, number]) =>
        Array.from({ length: areaMm2.length }, (_, v) => v).filter(
          (v) =>
            inside[v]! > 0 &&
            frontMm[v]! >= band[0] &&
            frontMm[v]! < band[1] &&
            placeMm[3 * v]! >= from &&
            placeMm[3 * v]! < to,
        );
      const [front, core] = [pieces(FRONT_MM), pieces(CORE_MM)];
      const inFront: number[] = [];
      const count = (of: readonly number[], found?: number[]) => {
        let area = 0;
        let stand = 0;
        for (const v of of) {
          const [x, y, z] = [placeMm[3 * v]!, placeMm[3 * v + 1]!, placeMm[3 * v + 2]!];
          const reach = Math.sqrt(areaMm2[v]! / Math.PI) * OVER;
          const share = 1 / OVER ** 2;
          area += areaMm2[v]!;
          ink.near(x, y, z, reach, (i) => {
            stand += share;
            found?.push(i);
          });
          hair.near(x, y, z, reach, () => {
            stand += share;
          });
        }
        return { area, perCm2: area > 0 ? (100 * stand) / area : 0 };
      };
      const [a, b] = [count(front, inFront), count(core)];
      if (Math.min(a.area, b.area) < LEAST_MM2 || b.perCm2 < 1) return [];
      if (a.perCm2 < DENSER * b.perCm2) return [];
      return [{ name, front: a.perCm2, core: b.perCm2, dots: [...new Set(inFront)] }];
    });
    return dense.flatMap(({ name, front, core, dots: which }) =>
      broken(
        front > 1.3 * core ? 'risk' : 'warn',
        'hairline.gradientMm',
        say(
          'The first {mm} mm {part, select, left {on the left} right {on the right} other {in the middle}} hold {front} per cm², the core behind {core}.',
          { mm: FRONT_MM[1], part: name, front: Math.round(front), core: Math.round(core) },
        ),
        placesOf(dots, which),
      ),
    );
  },
};

/** About how far that is on a head's mesh, mm. */
const REACH_MM = 2;

/** Around each piece of skin a disc of more than its area is counted, which evens chance out. */
const OVER = 2;
