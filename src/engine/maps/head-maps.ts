import { BAND_COUNT } from '../../color/bands.ts';
import type { Plan } from '../../plan/schema.ts';
import { vertexAreasMm2 } from '../../surface/vertex-areas.ts';
import type { MapBuffers } from '../scene-buffers.ts';
import { sessionAges } from '../session-ages.ts';
import type { Simulator } from '../simulator.ts';
import { Response, VertexLook } from '../structs.ts';
import { type Follicle, hairDifference } from './hair-difference.ts';
import { FINDING_SHARE, FINDINGS, type MapName } from './map-names.ts';
import { type MapSums, mapSums } from './map-sums.ts';
import { fadeShare } from './skin-asked.ts';
import { type MapSkin, windowSums } from './window.ts';

/** One quantity, place by place. */
export interface HeadMap {
  readonly name: MapName;
  /**
   * One a vertex, in the unit of `docs/maps.md`. Findings are numbers into `FINDINGS`. Some vertices
   * without a value of their own have one too, for those beside them; NaN farther off.
   */
  readonly values: Float32Array;
  /** Above zero where there is a value, one a vertex; between vertices values end where it is zero. */
  readonly edge: Float32Array;
}

/** Values beyond the boundary are worked out so far, mm: more than any edge of the mesh is long. */
const BEYOND_MM = 6;

interface Field {
  readonly values: ArrayLike<number>;
  readonly edge: ArrayLike<number>;
}

/** Skin and planned dots in the window around each vertex, mm² and a count. */
interface Window {
  readonly areas: Float64Array;
  readonly planned: Float64Array;
}

/** Skin with fewer SMP dots per cm² has none to tell of, as in the numbers of a plan. */
const LEAST_PER_CM2 = 1;

/** All maps of the plan a simulator showed when they were read. */
export class HeadMaps {
  readonly skin: MapSkin;
  readonly plan: Plan;
  /** Distance of each dot of the ladder to the next placed one, squared, µm². */
  readonly nearestSqUm2: Uint32Array;
  readonly #sums: MapSums;
  readonly #light: MapBuffers['light'];
  readonly #follicle: Follicle;
  readonly #made = new Map<MapName, HeadMap>();
  #counted: Window | undefined;

  private constructor(
    plan: Plan,
    skin: MapSkin,
    sums: MapSums,
    light: MapBuffers['light'],
    follicle: Follicle,
  ) {
    this.plan = plan;
    this.skin = skin;
    this.#sums = sums;
    this.#light = light;
    this.#follicle = follicle;
    this.nearestSqUm2 = sums.nearestSqUm2;
  }

  /** Reads what maps are made of back from the GPU, once for all of them; not for the frame loop. */
  static async read(simulator: Simulator): Promise<HeadMaps> {
    const { gpu } = simulator;
    let follicle: Promise<ArrayBuffer> | undefined;
    let found: { head: Simulator['head']; plan: Plan; light: MapBuffers['light'] } | undefined;
    const sums = await mapSums(gpu, () => {
      const [dots, maps] = [simulator.dotBuffers(), simulator.mapBuffers()];
      // All hairs share the response behind the last dot.
      follicle = gpu.read(dots.responses, Response.bytes, Response.bytes * dots.count);
      found = { head: simulator.head, plan: simulator.plan, light: maps.light };
      return { ...dots, ...maps };
    });
    const hair = new Float32Array(await follicle!);
    gpu.assertHealthy('reading the maps');
    const { head, plan, light } = found!;
    const { mesh } = head;
    const { boundary64 } = sums.targets;
    const inFrom = (mm: number) =>
      Uint32Array.from(boundary64.keys()).filter((v) => boundary64[v]! > 64 * mm);
    const skin = {
      positionsUm: mesh.positionsUm,
      areasMm2: vertexAreasMm2(mesh),
      inside: inFrom(0),
      around: inFrom(-BEYOND_MM),
    };
    const six = (field: 'near' | 'far') => {
      const at = Response.offsets[field] / 4;
      return hair.slice(at, at + BAND_COUNT);
    };
    return new HeadMaps(plan, skin, sums, light, { near: six('near'), far: six('far') });
  }

  /** One of them, worked out when it is first asked for. */
  map(name: MapName): HeadMap {
    const known = this.#made.get(name);
    if (known) return known;
    const { values, edge } = this.#make(name);
    const made = { name, values: Float32Array.from(values), edge: Float32Array.from(edge) };
    this.#made.set(name, made);
    return made;
  }

  #make(name: MapName): Field {
    const { sessions, spacingMm, depthMm, targets } = this.#sums;
    switch (name) {
      case 'density':
        return this.#overDots((v, { areas, planned }) => perCm2(planned[v]!, areas[v]!));
      case 'asked':
        return this.#asked();
      case 'spacing':
        return this.#perDot(spacingMm);
      case 'depth':
        return this.#perDot(depthMm);
      case 'skin':
        return this.#field((v) => targets.skinBaseUm[v]! / 1000);
      case 'cover':
        return this.#cover();
      case 'difference':
      case 'darkness':
        return this.#difference(name);
      case 'session': {
        const weighted = sum(sessions, (session) => session + 1);
        return this.#perDot(weighted);
      }
      case 'age':
        return this.#age();
      case 'findings':
        return this.#findings();
    }
  }

  get #window(): Window {
    if (!this.#counted) {
      const { areasMm2 } = this.skin;
      const planned = sum(this.#sums.sessions, () => 1);
      const [areas, dots] = windowSums(this.skin, [areasMm2, planned]) as [
        Float64Array,
        Float64Array,
      ];
      this.#counted = { areas, planned: dots };
    }
    return this.#counted;
  }

  /**
   * A value a vertex, and where it ends: at the boundary, or where `enough` falls below one.
   *
   * @param enough - Some count per cm².
   */
  #field(value: (vertex: number) => number, enough?: (vertex: number) => number): Field {
    const { areasMm2, around } = this.skin;
    const { boundary64 } = this.#sums.targets;
    const values = new Float64Array(areasMm2.length).fill(Number.NaN);
    const edge = new Float64Array(areasMm2.length).fill(-1);
    for (const v of around) {
      const inMm = boundary64[v]! / 64;
      edge[v] = enough ? Math.min(inMm, enough(v) - LEAST_PER_CM2) : inMm;
      values[v] = value(v);
    }
    return { values, edge };
  }

  /** Values where there are planned dots enough. */
  #overDots(value: (vertex: number, window: Window) => number): Field {
    const window = this.#window;
    const { areas, planned } = window;
    return this.#field(
      (v) => value(v, window),
      (v) => perCm2(planned[v]!, areas[v]!),
    );
  }

  /** Mean over the dots around. */
  #perDot(total: ArrayLike<number>): Field {
    const [around] = windowSums(this.skin, [total]) as [Float64Array];
    return this.#overDots((v, { planned }) => around[v]! / planned[v]!);
  }

  #asked(): Field {
    const { boundary64, smp64 } = this.#sums.targets;
    const { areasMm2, inside } = this.skin;
    const dots = new Float64Array(areasMm2.length);
    for (const v of inside) {
      const fade = fadeShare(boundary64[v]! / 64, this.plan.hairline.gradientMm);
      dots[v] = (areasMm2[v]! / 100) * (smp64[v]! / 64) * fade;
    }
    const [around] = windowSums(this.skin, [dots]) as [Float64Array];
    const { areas } = this.#window;
    const asked = (v: number) => perCm2(around[v]!, areas[v]!);
    return this.#field(asked, asked);
  }

  /** Share of the skin under dots of the sessions done, percent. */
  #cover(): Field {
    const { areasMm2 } = this.skin;
    const look = this.#look('inkCover');
    const ink = Float64Array.from(areasMm2, (area, v) => area * look(v));
    const [around] = windowSums(this.skin, [ink]) as [Float64Array];
    const [done] = windowSums(this.skin, [this.#done(() => 1)]) as [Float64Array];
    const { areas } = this.#window;
    return this.#field(
      (v) => perCm2(around[v]!, areas[v]!),
      (v) => perCm2(done[v]!, areas[v]!),
    );
  }

  #difference(part: 'difference' | 'darkness'): Field {
    const { areasMm2 } = this.skin;
    const bands = Array.from({ length: BAND_COUNT }, (_, band) => band);
    const taken = (['near', 'far'] as const).flatMap((reach) =>
      bands.map((band) => {
        const [hair, ink] = [this.#look(`${reach}Hair`, band), this.#look(`${reach}Ink`, band)];
        return Float64Array.from(areasMm2, (area, v) => area * (hair(v) + ink(v)));
      }),
    );
    const around = windowSums(this.skin, taken);
    const shapes = bands.map((band) => this.#look('overlap', band));
    const [melanin, blood] = [this.#look('melaninLog'), this.#look('bloodLog')];
    const { areas } = this.#window;
    const differs = hairDifference(this.#light, this.#follicle, this.plan.hair.unitsPerCm2);
    return this.#field((v) => {
      const look = {
        near: bands.map((band) => around[band]![v]! / areas[v]!),
        far: bands.map((band) => around[BAND_COUNT + band]![v]! / areas[v]!),
        overlap: shapes.map((shape) => shape(v)),
        melaninLog: melanin(v),
        bloodLog: blood(v),
      };
      return differs(look)[part];
    });
  }

  /** Days since the dots that are in the skin were placed, in the mean. */
  #age(): Field {
    const ages = sessionAges(this.plan);
    const [days, dots] = windowSums(this.skin, [
      this.#done((session) => ages[session]!),
      this.#done(() => 1),
    ]) as [Float64Array, Float64Array];
    const { areas } = this.#window;
    return this.#field(
      (v) => days[v]! / dots[v]!,
      (v) => perCm2(dots[v]!, areas[v]!),
    );
  }

  /** Dots of the sessions done at each vertex, times a factor each. */
  #done(factor: (session: number) => number): Float64Array {
    const { areasMm2 } = this.skin;
    const done = this.#sums.sessions.slice(0, this.plan.sessionsDone);
    return done.length > 0 ? sum(done, factor) : new Float64Array(areasMm2.length);
  }

  /** The worst finding that enough of the dots around share. */
  #findings(): Field {
    const found = windowSums(this.skin, this.#sums.findings);
    const leftOut = found[FINDINGS.indexOf('left-out')]!;
    return this.#overDots((v, { planned }) => {
      const asked = planned[v]! + leftOut[v]!;
      const worst = found.findIndex((dots) => dots[v]! >= FINDING_SHARE * Math.max(asked, 1e-9));
      return worst < 0 ? Number.NaN : worst;
    });
  }

  #look(field: keyof typeof VertexLook.offsets, band = 0): (vertex: number) => number {
    const { looks } = this.#sums;
    const at = VertexLook.offsets[field] / 4 + band;
    return (v) => looks[(VertexLook.bytes / 4) * v + at]!;
  }
}

/** A count over an area, per cm²: so is a share of it in percent. */
function perCm2(count: number, areaMm2: number): number {
  return areaMm2 > 0 ? (100 * count) / areaMm2 : 0;
}

/** Lists added up with a factor each. */
function sum(lists: readonly Float64Array[], factor: (list: number) => number): Float64Array {
  const total = new Float64Array(lists[0]?.length ?? 0);
  lists.forEach((list, i) => {
    const by = factor(i);
    for (let v = 0; v < list.length; v++) total[v]! += by * list[v]!;
  });
  return total;
}
