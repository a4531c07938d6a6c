import { ZONE_SHAPES } from '../../plan/parts.ts';
import type { Plan } from '../../plan/schema.ts';
import { REGIONS, type Region } from '../../scalp/regions.ts';

export const REGION_NAMES: Readonly<Record<Region, string>> = {
  frontal: 'Frontal',
  templeLeft: 'Left temple',
  templeRight: 'Right temple',
  midScalp: 'Mid-scalp',
  vertex: 'Vertex',
  parietalLeft: 'Left side',
  parietalRight: 'Right side',
  occiput: 'Back',
};

/** Places that can be chosen for a part of the scalp, by name. */
export const ZONE_PLACES: Readonly<Record<string, Plan['zones'][number]['shape']>> = {
  ...Object.fromEntries(
    REGIONS.map((region) => [REGION_NAMES[region], { kind: 'region' as const, region }]),
  ),
  'Front band': ZONE_SHAPES.band,
  'Disc at the vertex': ZONE_SHAPES.disc,
};
