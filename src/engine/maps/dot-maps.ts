import { WHOLE } from '../../surface/anchor.ts';
import { sessionAges } from '../session-ages.ts';
import type { Simulator } from '../simulator.ts';
import { Choice, Dot, TEST_KIND } from '../structs.ts';
import { HeadMaps } from './head-maps.ts';
import { FINDINGS, type Finding, type MapName } from './map-names.ts';
import { FAR_MM } from './map-sums.ts';
import { valueAt } from './value-at.ts';

/** What the maps say where each placed dot is: one entry a dot, in the order of `dotTable`. */
export interface DotMaps {
  readonly count: number;
  /** Of the dot itself: distance to the next placed one; NaN where none is near. */
  readonly nearestMm: Float64Array;
  /** Days since it was placed; NaN for sessions still to come. */
  readonly ageDays: Float64Array;
  /** Around it; NaN where the map has no value. */
  readonly density: Float64Array;
  readonly asked: Float64Array;
  readonly skin: Float64Array;
  readonly cover: Float64Array;
  readonly difference: Float64Array;
  readonly finding: readonly (Finding | undefined)[];
}

/** Reads the maps where the dots are; see `docs/maps.md`. Not for the frame loop. */
export async function dotMaps(simulator: Simulator): Promise<DotMaps> {
  const { gpu } = simulator;
  const maps = await HeadMaps.read(simulator);
  const { head, plan } = simulator;
  const buffers = simulator.dotBuffers();
  const [dotBytes, choiceBytes] = await Promise.all([
    gpu.read(buffers.dots, Dot.bytes * buffers.count),
    gpu.read(buffers.choices, Choice.bytes * buffers.count),
  ]);
  gpu.assertHealthy('reading the maps back');
  const { triangle, uv } = Dot.columns(dotBytes);
  const { kind } = Choice.columns(choiceBytes);
  const placed: number[] = [];
  kind.forEach((of, dot) => {
    if (of > 0 && of < TEST_KIND) placed.push(dot);
  });
  const { triangles } = head.mesh;
  const around = (name: MapName): Float64Array => {
    const map = maps.map(name);
    return Float64Array.from(placed, (dot) => {
      const [b, c] = [uv[dot]! % (2 * WHOLE), Math.floor(uv[dot]! / (2 * WHOLE))];
      return valueAt(map, triangles, { triangle: triangle[dot]!, b, c }) ?? Number.NaN;
    });
  };
  const ages = sessionAges(plan);
  return {
    count: placed.length,
    nearestMm: Float64Array.from(placed, (dot) => {
      const mm = Math.sqrt(maps.nearestSqUm2[dot]!) / 1000;
      return mm < FAR_MM ? mm : Number.NaN;
    }),
    ageDays: Float64Array.from(placed, (dot) =>
      kind[dot]! <= plan.sessionsDone ? ages[kind[dot]! - 1]! : Number.NaN,
    ),
    density: around('density'),
    asked: around('asked'),
    skin: around('skin'),
    cover: around('cover'),
    difference: around('difference'),
    finding: Array.from(around('findings'), (of) => FINDINGS[of]),
  };
}
