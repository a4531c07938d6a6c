import type { ScalpFields } from '../../scalp/fields.ts';
import type { LayerMeans } from '../../words/depth-lesson.ts';

/** Mean layer borders inside the boundary. */
export function layerMeans(fields: ScalpFields): LayerMeans {
  const { boundaryDistance64, epidermisUm, papillaryUm, skinBaseUm } = fields;
  const meanMm = (borderUm: Uint16Array): number => {
    let sum = 0;
    let count = 0;
    for (let v = 0; v < borderUm.length; v++) {
      if (boundaryDistance64[v]! <= 0) continue;
      sum += borderUm[v]!;
      count++;
    }
    return sum / Math.max(1, count) / 1000;
  };
  return {
    epidermisMm: meanMm(epidermisUm),
    papillaryMm: meanMm(papillaryUm),
    skinBaseMm: meanMm(skinBaseUm),
  };
}
