import { say, sayAs } from '../../base/language/say.ts';
import { ZONE_SHAPES } from '../../plan/parts.ts';
import type { Plan } from '../../plan/schema.ts';
import { REGIONS, type Region } from '../../scalp/regions.ts';

export const REGION_NAMES: Readonly<Record<Region, string>> = {
  frontal: sayAs('region', 'Frontal'),
  templeLeft: say('Left temple'),
  templeRight: say('Right temple'),
  midScalp: sayAs('region', 'Mid-scalp'),
  vertex: sayAs('region', 'Vertex'),
  parietalLeft: sayAs('region', 'Left side'),
  parietalRight: sayAs('region', 'Right side'),
  occiput: sayAs('region', 'Back'),
};

/** Places that can be chosen for a part of the scalp, by name. */
export const ZONE_PLACES: Readonly<Record<string, Plan['zones'][number]['shape']>> = {
  ...Object.fromEntries(
    REGIONS.map((region) => [REGION_NAMES[region], { kind: 'region' as const, region }]),
  ),
  [say('Front band')]: ZONE_SHAPES.band,
  [say('Disc at the vertex')]: ZONE_SHAPES.disc,
};
