/** One peer in C++ as it was measured for this project. */
interface PublishedPeer {
  readonly tool: string;
  /** Best / median seconds at 20,000, 100,000 and 500,000 dots. */
  readonly seconds: readonly [string, string, string];
  /** At 100,000 dots asked for. */
  readonly dots: number;
  readonly relativeRadius: string;
  readonly coverOverClosest: number;
  readonly uncoveredPercent: number;
  readonly lowPower: number;
  /** Peak of the process at 100,000 and 500,000 dots. */
  readonly peakMB: string;
}

/** Where the figures below come from. Nothing of it is timed by this bench. */
export const PUBLISHED_SOURCE =
  'Measured for this project on 2026-11-22, not in this run: 2 vCPU AMD EPYC (Zen 5), g++ 12.2 -O3 ' +
  '-march=native, one thread, a head-like ellipsoid with relief (100,002 vertices, 108,419 mm²), ' +
  'the same spacing rule, best / median of interleaved rounds. Open3D is 0.16.1 and ran apart from ' +
  'the rounds; libigl, vcglib and cyCodeBase are of no recorded version.';

export const PUBLISHED_PEERS: readonly PublishedPeer[] = [
  {
    tool: 'libigl blue_noise (pool x30)',
    seconds: ['0.89 / 1.04', '5.8 / 6.0', '47.6 / 50'],
    dots: 93_834,
    relativeRadius: '0.752',
    coverOverClosest: 1.09,
    uncoveredPercent: 0.07,
    lowPower: 0.084,
    peakMB: '498 / 2456',
  },
  {
    tool: 'vcglib pruning x20, best sample',
    seconds: ['0.67 / 0.79', '4.1 / 4.2', '26.1 / 29'],
    dots: 98_338,
    relativeRadius: '0.770',
    coverOverClosest: 1.17,
    uncoveredPercent: 0.08,
    lowPower: 0.075,
    peakMB: '212 / 946',
  },
  {
    tool: 'vcglib pruning x10',
    seconds: ['0.17 / 0.30', '1.5 / 1.5', '9.5'],
    dots: 83_591,
    relativeRadius: '0.710',
    coverOverClosest: 1.31,
    uncoveredPercent: 0.75,
    lowPower: 0.101,
    peakMB: '120 / 497',
  },
  {
    tool: 'cyCodeBase elimination x5',
    seconds: ['0.34 / 0.39', '2.5 / 2.7', '29.6 / 29.7'],
    dots: 100_000,
    relativeRadius: '0.693',
    coverOverClosest: 1.45,
    uncoveredPercent: 1.65,
    lowPower: 0.115,
    peakMB: '30 / 119',
  },
  {
    tool: 'cyCodeBase elimination x5, progressive',
    seconds: ['0.38 / 0.40', '2.95 / 2.98', '31.0'],
    dots: 100_000,
    relativeRadius: '0.693',
    coverOverClosest: 1.45,
    uncoveredPercent: 1.65,
    lowPower: 0.113,
    peakMB: '30 / 119',
  },
  {
    tool: 'Open3D SamplePointsPoissonDisk x5',
    seconds: ['2.7 / 2.8', '15.7 / 21', '86.9'],
    dots: 100_000,
    relativeRadius: '0.657',
    coverOverClosest: 1.56,
    uncoveredPercent: 3.5,
    lowPower: 0.138,
    peakMB: '118 / 360',
  },
];
