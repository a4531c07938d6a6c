import type { MapName } from '../../../engine/maps/map-names.ts';
import { mapGlb, mapPly, type SurfaceMap, scaleFacts } from '../../../io/surface-map.ts';
import { mapOf } from '../../../words/maps/map-of.ts';
import { checkWritable, printJson, printPieces, STDOUT, writeWhole } from '../../output.ts';
import { type GlobalOptions, simulatePlan } from '../../simulate-plan.ts';
import { formatOf } from './format.ts';

/** Flags of `dotwork map`. */
export interface MapFlags {
  readonly output: string;
  readonly map: MapName;
  readonly format?: string;
}

/** `dotwork map`: the head with one quantity as vertex colours and numbers. */
export async function map(argument: string, flags: GlobalOptions & MapFlags): Promise<void> {
  const { output } = flags;
  const format = formatOf(output, flags.format, ['glb', 'ply', 'ply-ascii'], 'glb');
  checkWritable(output, argument, flags.head);
  const made = await simulatePlan(argument, flags, async (simulator): Promise<SurfaceMap> => {
    const shown = await mapOf(simulator, { name: flags.map });
    simulator.gpu.assertHealthy('reading the map');
    const { title } = simulator.plan;
    return { head: simulator.head, map: shown.map, scale: shown.scale, title };
  });
  const content = format === 'glb' ? await mapGlb(made) : mapPly(made, format === 'ply-ascii');
  if (output === STDOUT) return printPieces([content]);
  const bytes = writeWhole(output, [content]);
  const { positionsUm, triangles } = made.head.mesh;
  await printJson({
    ...{ file: output, bytes, format },
    ...scaleFacts(made.map, made.scale),
    points: positionsUm.length / 3,
    triangles: triangles.length / 3,
  });
}
