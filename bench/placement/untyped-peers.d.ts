// The parts of two untyped packages that `peers.ts` uses.
declare module 'poisson-disk-sampling' {
  export default class {
    constructor(options: { shape: number[]; minDistance: number }, random: () => number);
    fill(): number[][];
  }
}

declare module 'fast-2d-poisson-disk-sampling' {
  export default class {
    constructor(options: { shape: number[]; radius: number }, random: () => number);
    fill(): number[][];
  }
}
