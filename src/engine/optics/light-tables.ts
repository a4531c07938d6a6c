import { BAND_COUNT } from '../../color/bands.ts';
import { struct } from '../../gpu/layout.ts';
import { BINS } from '../../ink/column-bins.ts';
import type { DotFootprint } from '../../light/dot/footprint.ts';
import { MET_ENDS, MET_RADII_MM, MET_ROWS, MET_TOPS_MM } from '../../light/dot/met/met-tally.ts';
import { type Buffers, eight } from '../host.ts';
import { LOTS } from '../lots.ts';
import { DISC_RADII_MM, discTable } from './disc-table.ts';

/** What `shaders/optics/respond.wgsl` reads of skin, pigment, healing and hair. */
export const RespondSpec = struct('RespondSpec', {
  dotCount: 'u32',
  depthCount: 'u32', // rows of the footprint table
  firstDepthMm: 'f32',
  depthStepLog: 'f32', // equal steps in ln(depth)
  epidermalTurnover: 'f32', // days, from the foot of the epidermis to the surface
  packedAbsorption: 'f32', // mass absorption after packing, relative to fresh
  packingTime: 'f32', // days
  metRadiusMm: 'f32', // first radius of the table of met light
  metRadiusLog: 'f32', // equal steps in ln(radius)
  discRadiusMm: 'f32', // the same of the disc table
  discRadiusLog: 'f32',
  hairRadiusMm: 'f32', // of the bundle of shafts in a follicle
  shown: 'u32', // a bit for each kind that is in the skin
  hairDepthMm: 'f32', // how deep the shafts reach
  stubbleRadiusMm: 'f32', // of the spot the stubble covers, seen from above
  generation: 'u32', // counts the skins, pigments and ways of healing there have been
  varianceA: 'vec4f', // of the eight footprint Gaussians, mm2
  varianceB: 'vec4f',
  massAbsorption: ['vec4f', 2 * LOTS], // of each ink by band, mm2 per ug, two words an ink
  inks: ['vec4u', 3], // ink of each lot
  hairAbsorptionA: 'vec4f', // inside a shaft, by band, 1/mm
  hairAbsorptionB: 'vec4f',
  stubbleDarkA: 'vec4f', // 1 - R/R0 over hair that stands above the skin, by band
  stubbleDarkB: 'vec4f',
  crustDarkA: 'vec4f', // 1 - R/R0 under a whole crust, by band
  crustDarkB: 'vec4f',
  crustWidth: 'f32', // of a crust relative to its dot
});

/** What a response was made from: as long as none of it changes, it stands. */
export const Made = struct('Made', {
  generation: 'u32', // of all that dots share: skin, pigment, healing; 0 before anything was made
  depthMm: 'f32', // of the deposit
  epidermisMm: 'f32', // where layers end there
  papillaryMm: 'f32',
  varianceMm2: 'f32', // lateral, healed
  bottomMm: 'f32',
  ageDays: 'f32',
  ink: 'u32',
  crust: 'f32',
  bins: ['f32', BINS], // pigment by depth
});

/** Workgroups of a row, and the word where dots begin in the list of those to do: `optics/todo.wgsl`. */
export const TODO_ROW_GROUPS = 16;
export const TODO_FIRST = 4;

/** What of the spec follows from the skin. */
export function footprintWords({ depthsMm, sigmasMm }: DotFootprint) {
  const variance = eight(Array.from(sigmasMm, (sigma) => sigma * sigma));
  return {
    depthCount: depthsMm.length,
    firstDepthMm: depthsMm[0]!,
    depthStepLog: logStep(depthsMm),
    metRadiusMm: MET_RADII_MM[0]!,
    metRadiusLog: logStep(MET_RADII_MM),
    discRadiusMm: DISC_RADII_MM[0]!,
    discRadiusLog: logStep(DISC_RADII_MM),
    varianceA: variance.A,
    varianceB: variance.B,
  };
}

/** The skin's tables as the kernel binds them. */
export function lightTables(buffers: Buffers, footprint: DotFootprint) {
  return {
    footprint: buffers.filled('optics.footprint', aboveDepths(footprint)),
    met: buffers.filled('optics.met', byRadius(footprint)),
    discs: buffers.filled('optics.discs', discTable()),
  };
}

/** What lies above each depth, `[depth][gaussian][band]`: its amplitudes summed up from the surface. */
function aboveDepths({ amplitudes, sigmasMm, depthsMm }: DotFootprint): Float32Array {
  const cells = sigmasMm.length * BAND_COUNT;
  const packed = new Float32Array(cells * depthsMm.length);
  for (let g = 0; g < sigmasMm.length; g++) {
    for (let band = 0; band < BAND_COUNT; band++) {
      const amplitude = (row: number) =>
        amplitudes[(row * BAND_COUNT + band) * sigmasMm.length + g]!;
      let sum = depthsMm[0]! * amplitude(0);
      for (let row = 0; row < depthsMm.length; row++) {
        if (row > 0) {
          const stepMm = depthsMm[row]! - depthsMm[row - 1]!;
          sum += (stepMm * (amplitude(row - 1) + amplitude(row))) / 2;
        }
        packed[row * cells + g * BAND_COUNT + band] = sum;
      }
    }
  }
  return packed;
}

/** Met light: depths of tops and of ends, then `[radius][node][row][band]` in 16 bits. */
function byRadius({ met }: DotFootprint): Uint32Array {
  const packed = new Uint32Array(MET_ROWS + (met.length * 2) / 4);
  new Float32Array(packed.buffer, 0, MET_ROWS).set([
    ...MET_TOPS_MM,
    ...MET_ENDS.map((top) => MET_TOPS_MM[top]!),
  ]);
  const halves = new Uint16Array(packed.buffer, 4 * MET_ROWS);
  for (let i = 0; i < met.length; i++) halves[i] = Math.round(65535 * met[i]!);
  return packed;
}

/** Step in the logarithm of a list of equal ones. */
function logStep(list: ArrayLike<number>): number {
  return Math.log(list[list.length - 1]! / list[0]!) / (list.length - 1);
}
