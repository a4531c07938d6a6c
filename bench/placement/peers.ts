import FastPoissonDiskSampling from 'fast-2d-poisson-disk-sampling';
import PoissonDiskSampling from 'poisson-disk-sampling';
import { BufferAttribute, BufferGeometry, Mesh, Vector3 } from 'three';
import { MeshSurfaceSampler } from 'three/addons/math/MeshSurfaceSampler.js';
import { randomStream } from '../statistics/random.ts';
import { type Case, PLANE_EDGE_UM } from './case.ts';
import type { Sampled, Sampler } from './sampler.ts';

/** A dot as an array of two numbers, in the result and in the list of dots at work: bytes. */
const ARRAY_OF_TWO = 250;

/** The samplers that install from npm, each with its own defaults. */
export const PEERS: readonly Sampler[] = [
  {
    name: 'three MeshSurfaceSampler (random)',
    heapBytesPerDot: 0,
    refuses: () => undefined,
    async open(job) {
      const mesh = treatedMesh(job);
      return { run: async (seed) => surfaceSamples(mesh, job.dots, seed), close: () => {} };
    },
  },
  flat('poisson-disk-sampling', PoissonDiskSampling),
  flat('fast-2d-poisson-disk-sampling', FastPoissonDiskSampling),
];

type FlatSampler = new (
  options: { shape: number[]; minDistance: number; radius: number },
  random: () => number,
) => { fill(): number[][] };

function flat(name: string, Algorithm: FlatSampler): Sampler {
  return {
    name,
    heapBytesPerDot: ARRAY_OF_TWO,
    refuses: ({ shape }) => (shape === 'plane' ? undefined : 'fills planes only'),
    async open({ spacingUm }) {
      return {
        async run(seed) {
          const shape = [PLANE_EDGE_UM, PLANE_EDGE_UM];
          const options = { shape, minDistance: spacingUm, radius: spacingUm };
          const points = new Algorithm(options, randomStream(seed)).fill();
          return { made: points.length, places: () => centred(points) };
        },
        close: () => {},
      };
    },
  };
}

function centred(points: readonly number[][]): Float64Array {
  const places = new Float64Array(3 * points.length);
  points.forEach(([x, y], i) => {
    places.set([x! - PLANE_EDGE_UM / 2, y! - PLANE_EDGE_UM / 2], 3 * i);
  });
  return places;
}

/** The table of areas belongs to the sampling; a mesh that three can read does not. */
function surfaceSamples(mesh: Mesh, count: number, seed: number): Sampled {
  const sampler = new MeshSurfaceSampler(mesh).build();
  Object.assign(sampler, { randomFunction: randomStream(seed) });
  const places = new Float64Array(3 * count);
  const place = new Vector3();
  for (let i = 0; i < count; i++) {
    sampler.sample(place);
    place.toArray(places, 3 * i);
  }
  return { made: count, places: () => places };
}

function treatedMesh({ skin: { positionsUm, triangles, treated } }: Case): Mesh {
  const faces = triangles.filter((_, i) => {
    const face = i - (i % 3);
    return [0, 1, 2].every((k) => treated[triangles[face + k]!]);
  });
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(Float32Array.from(positionsUm), 3));
  geometry.setIndex(new BufferAttribute(faces, 1));
  return new Mesh(geometry);
}
