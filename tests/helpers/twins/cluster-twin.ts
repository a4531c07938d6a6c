import { hashWords } from '../../../src/base/hash.ts';
import type { TwinDot } from './ladder-twin.ts';

/** What the clusters are made by; the product's own constants are in `placement/cluster.ts`. */
export interface ClusterRules {
  readonly seed: number;
  readonly clusterSize: number;
  readonly leadUm: number;
  readonly reachUm: number;
  readonly leastUm: number;
}

/** Clusters leader by leader: whoever is left and in reach follows the best; the nearest two stay. */
export function clusterTwin(
  fine: readonly TwinDot[],
  { seed, clusterSize, leadUm, reachUm, leastUm }: ClusterRules,
): TwinDot[] {
  const away = (p: TwinDot, q: TwinDot) => (p.x - q.x) ** 2 + (p.y - q.y) ** 2 + (p.z - q.z) ** 2;
  const leaders = fine.filter(({ rankSq }) => rankSq >= leadUm ** 2);
  let free = fine.filter(({ rankSq }) => rankSq < leadUm ** 2);
  return leaders.flatMap((leader) => {
    const following = free.filter((dot) => away(dot, leader) < reachUm ** 2);
    const taken = new Set(following);
    free = free.filter((dot) => !taken.has(dot));
    if (leader.rankSq < leastUm ** 2) return [];
    const seated = following
      .toSorted((p, q) => away(p, leader) - away(q, leader))
      .filter((_, seat) => {
        const dice = hashWords((seed ^ 0x3c6ef372) >>> 0, leader.triangle, leader.uv, seat) >>> 16;
        return seat < 2 && seat * 65536 + dice < Math.round(65536 * (clusterSize - 1));
      });
    return [leader, ...seated.map((dot) => ({ ...dot, rankSq: leader.rankSq }))];
  });
}
