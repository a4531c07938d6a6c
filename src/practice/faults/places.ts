import { distance, pointAt, type Vec3 } from '../../base/vec3.ts';
import type { Region } from '../../scalp/regions.ts';
import { placeOnSkin, type ScalpBase } from '../../scalp/scalp-base.ts';
import type { Fault, FaultGround, KeyPlace, Site } from './fault.ts';

/** Regions that sites are. */
export const SITE_REGIONS: Partial<Readonly<Record<Site, Region>>> = {
  front: 'frontal',
  middle: 'midScalp',
  crown: 'vertex',
};

/** How much skin around a point of the hairline is the line, mm. */
const LINE_RADIUS_MM = 12;
/** Points of the hairline between its corners. */
const FRONT_POINTS = /^(corner|midPupil|mound|midFrontal)/;

/** Middle of a site on the skin: the crown's is its landmark, others' that of their region. */
export function siteMiddle(site: Site, base: ScalpBase): Vec3 {
  if (site === 'crown') return placeOnSkin(base, 'vertex');
  return regionPlace(SITE_REGIONS[site]!, base).middleMm;
}

/** Where a fault counts as found; none where it is all over. */
export function keyPlaces(fault: Fault, site: Site, { base, line }: FaultGround): KeyPlace[] {
  if (site === 'whole') return [];
  if (site === 'line' || site === 'corners') {
    return line.controlPoints
      .filter(({ name }) => (site === 'line' ? FRONT_POINTS : /^corner/).test(name))
      .map(({ positionMm }) => ({ middleMm: positionMm, radiusMm: LINE_RADIUS_MM }));
  }
  if (fault.radiusMm !== undefined) {
    return [{ middleMm: siteMiddle(site, base), radiusMm: fault.radiusMm }];
  }
  return [regionPlace(SITE_REGIONS[site]!, base)];
}

/** A region as a round place: its middle, and how far nine in ten of its vertices reach. */
function regionPlace(region: Region, { surface, regions }: ScalpBase): KeyPlace {
  const weights = regions[region];
  const inside: Vec3[] = [];
  for (let v = 0; v < weights.length; v++) {
    if (weights[v]! >= 512) inside.push(pointAt(surface.positionsMm, v));
  }
  const mean = [0, 1, 2].map(
    (k) => inside.reduce((sum, at) => sum + at[k]!, 0) / inside.length,
  ) as unknown as Vec3;
  // The mean of a dome lies inside it: the vertex nearest to it stands for it.
  let middleMm = inside[0]!;
  for (const at of inside) if (distance(at, mean) < distance(middleMm, mean)) middleMm = at;
  const far = inside.map((at) => distance(at, middleMm)).sort((a, b) => a - b);
  return { middleMm, radiusMm: far[Math.floor(0.9 * far.length)]! };
}
