import { cholesky, type Matrix, rowTimes, solveCholesky, times } from '../../base/matrix.ts';
import { before, inModes, layerLine, ofDirections, through } from '../layer-line.ts';
import { type LayerStack, layerStack, surfaceAdmittance } from '../layer-stack.ts';
import { layerOptics, type Skin } from '../layers.ts';
import { fieldAt, layerAt, lit } from '../stack-light.ts';
import { respond } from '../stack-response.ts';

/** What one wavelength sees of a skin: its reflectance, and how much absorbers take away. */
export interface SheetSensitivity {
  /** Diffuse reflectance, specular excluded. */
  readonly reflectance: number;
  /** -d(ln R) / d(mu_a dz) of an endlessly thin sheet at each depth; no unit. */
  readonly sheet: Float64Array;
  /** Share of R that an opaque sheet at each depth takes away. */
  readonly cover: Float64Array;
}

/**
 * What sheets of absorber at each depth do to the diffuse reflectance.
 *
 * Thin ones by first-order perturbation with the exact fields: the field of the beam times the
 * field of the detector, direction by direction. The detector's field is that of diffuse light, by
 * reciprocity. Opaque ones take the light of the beam that comes up from below, as far as a
 * detector with nothing below the sheet sees it.
 *
 * @param depthsMm - Below the surface, mm.
 */
export function sheetSensitivity(
  skin: Skin,
  wavelengthNm: number,
  depthsMm: readonly number[],
): SheetSensitivity {
  const stack = layerStack(layerOptics(skin, wavelengthNm), skin.refractiveIndex);
  const beam = lit(stack, 'normal');
  const camera = lit(stack, 'diffuse');
  const reflectance = respond(stack, 'normal').diffuse;
  const upward = upwardViews(stack);
  // Diffuse light of unit flux carries 2 n^2 per unit radiance; the detector counts flux.
  const unit = 2 * skin.refractiveIndex ** 2 * reflectance;
  const { cosines } = stack.rule;
  const size = cosines.length;
  const sheet = new Float64Array(depthsMm.length);
  const cover = new Float64Array(depthsMm.length);
  depthsMm.forEach((depthMm, z) => {
    const from = fieldAt(beam, depthMm);
    const to = fieldAt(camera, depthMm);
    const k = layerAt(stack, depthMm);
    const { modes, topMm } = stack.layers[k]!;
    const { above: overLayer, black } = upward[k]!;
    const line = layerLine(modes, depthMm - topMm);
    const above = before(line, through(line, overLayer));
    // a where nothing comes from below, driven by what drives the field as it is.
    const drive = times(above, to.a, size);
    for (let i = 0; i < size; i++) drive[i]! += to.b[i]!;
    for (let i = 0; i < above.length; i++) above[i]! += black[i]!;
    const seen = rowTimes(solveCholesky(cholesky(above, size), drive, size), modes.sums, size);
    for (let i = 0; i < size; i++) {
      // Light going down is lost to a detector that would have seen it come up, and the reverse.
      sheet[z]! += (from.down[i]! * to.up[i]! + from.up[i]! * to.down[i]!) / (cosines[i]! * unit);
      cover[z]! += (from.up[i]! * seen[i]!) / unit;
    }
  });
  return { reflectance, sheet, cover };
}

/** Looking up from the top of every layer: admittance of what lies above, and of blackness below. */
function upwardViews(stack: LayerStack): { readonly above: Matrix; readonly black: Matrix }[] {
  const ones = new Float64Array(stack.rule.cosines.length).fill(1);
  let above = surfaceAdmittance(stack);
  let last = stack.layers[0]!;
  return stack.layers.map((layer) => {
    const { line, modes } = last;
    if (layer !== last) above = inModes(before(line!, through(line!, above)), modes, layer.modes);
    last = layer;
    return { above, black: ofDirections(ones, layer.modes) };
  });
}
