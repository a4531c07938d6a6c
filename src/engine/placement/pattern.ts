import {
  DENSITY_UNITS,
  densityAtRadius,
  MOST_DOTS_PER_CM2,
  RUNG_RADII_UM,
  radiusAtDensity,
  rankTable,
} from './radii.ts';

/**
 * Radius, µm, to which the ladder under clusters is filled, whatever the density: members of a
 * cluster come no nearer to each other. Clusters of 2 or 3 dots 0.3 to 0.4 mm apart are taught for
 * tightly curled hair (single source).
 */
export const CLUSTER_SPACING_UM = RUNG_RADII_UM.find((rung) => rung <= 350)!;

/** Followers lie nearer to their leader than this, µm: half as far again as they must. Assumed. */
export const CLUSTER_REACH_UM = 520;

/** Clusters come no nearer, leader to leader, µm: there is then skin between them. Assumed. */
export const LEAD_UM = 600;

/** Most leaders the ladder of clusters is good for, per cm². */
const MOST_LEADERS = 150;

/**
 * Share of leaders that find a first and a second follower, at 70, 80, ... 150 leaders per cm²;
 * fewer leaders find all. Measured on 70 mm planes under three seeds.
 */
const FOLLOWED: readonly (readonly [first: number, second: number])[] = [
  [1, 1],
  [0.9916, 0.9579],
  [0.978, 0.9094],
  [0.9572, 0.8537],
  [0.9153, 0.7874],
  [0.8703, 0.7278],
  [0.8259, 0.6743],
  [0.7851, 0.6304],
  [0.7402, 0.5883],
];

/** What decides about the dots of a ladder of clusters beside the fill under it. */
export interface Clusters {
  /** Mean followers of a leader, 1/65536. */
  readonly followers16: number;
  /** Least rank of a leader. */
  readonly leastUm: number;
}

/**
 * Clusters that leaders are asked for down to `radiusUm`.
 *
 * @param clusterSize - Mean dots of a cluster, above 1, at most 3.
 */
export function clustersOf(clusterSize: number, radiusUm: number): Clusters {
  return {
    followers16: Math.round(65536 * (clusterSize - 1)),
    leastUm: Math.max(LEAD_UM, RUNG_RADII_UM.find((rung) => rung <= radiusUm) ?? 0),
  };
}

/**
 * Dots per cm² among those whose rank is at least `radiusUm`, members of a cluster included.
 *
 * @param clusterSize - Mean dots of a cluster, 1 to 3; 1 is the even pattern.
 */
export function patternDensity(radiusUm: number, clusterSize: number): number {
  return withFollowers(densityAtRadius(radiusUm), clusterSize);
}

/** Radius, µm, that dots of a pattern must rank at to number `dotsPerCm2`. */
export function patternRadius(dotsPerCm2: number, clusterSize: number): number {
  return radiusAtDensity(leadersFor(dotsPerCm2, clusterSize));
}

/**
 * For every density a ladder down to `radiusUm` can answer, in 64ths of a dot per cm²: the squared
 * rank, µm², a dot must reach; see {@link rankTable}.
 */
export function patternTable(radiusUm: number, clusterSize: number): Uint32Array {
  const byLeaders = rankTable(densityAtRadius(radiusUm));
  if (clusterSize === 1) return byLeaders;
  const most = Math.ceil(patternDensity(radiusUm, clusterSize) * DENSITY_UNITS) + 2;
  return Uint32Array.from({ length: most }, (_, density) => {
    // Rounded up: a place asked for anything has some dots.
    const leaders = Math.ceil(leadersFor(density / DENSITY_UNITS, clusterSize) * DENSITY_UNITS);
    return byLeaders[Math.min(density === 0 ? 0 : leaders, byLeaders.length - 1)]!;
  });
}

function withFollowers(leaders: number, clusterSize: number): number {
  const at = Math.min(7.999, Math.max(0, (leaders - 70) / 10));
  const [below, above] = [FOLLOWED[Math.floor(at)]!, FOLLOWED[Math.floor(at) + 1]!];
  const found = (seat: 0 | 1) => below[seat] + (at % 1) * (above[seat] - below[seat]);
  const [first, second] = [Math.min(1, clusterSize - 1), Math.max(0, clusterSize - 2)];
  return leaders * (1 + first * found(0) + second * found(1));
}

/** Leaders per cm² that with their followers number `dotsPerCm2`. */
function leadersFor(dotsPerCm2: number, clusterSize: number): number {
  if (clusterSize === 1) return dotsPerCm2;
  let [low, high] = [0, dotsPerCm2];
  for (let i = 0; i < 30; i++) {
    const middle = (low + high) / 2;
    if (withFollowers(middle, clusterSize) < dotsPerCm2) low = middle;
    else high = middle;
  }
  return high;
}

/** Densest skin a pattern can hold, dots per cm². */
export function mostOfPattern(clusterSize: number): number {
  return clusterSize === 1 ? MOST_DOTS_PER_CM2 : withFollowers(MOST_LEADERS, clusterSize);
}
