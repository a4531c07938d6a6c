import { HeadMaps } from '../../engine/maps/head-maps.ts';
import type { MapName } from '../../engine/maps/map-names.ts';
import { mapSpread } from '../../engine/maps/spread.ts';
import type { Simulator } from '../../engine/simulator.ts';
import { type ShownMap, shownMap } from './map-legend.ts';
import type { AreaUnit } from './map-words.ts';

/** One map of the plan the simulator shows, ready to be drawn; reads back from the GPU. */
export async function mapOf(
  simulator: Simulator,
  { name, area = 'cm2' }: { readonly name: MapName; readonly area?: AreaUnit },
): Promise<ShownMap> {
  const maps = await HeadMaps.read(simulator);
  const map = maps.map(name);
  return shownMap(map, maps.skin, mapSpread(map, maps.skin), maps.plan, area);
}
