import { planScalp } from '../../engine/plan-scalp.ts';
import { measureSurface } from '../../head/surface-tapes.ts';
import { headGlb } from '../../io/head-glb.ts';
import { DEFAULT_PLAN } from '../../plan/defaults.ts';
import { scalpSkinMm2 } from '../../scalp/regions.ts';
import { isSizeKnown } from '../../scan/placing.ts';
import { sizeSource } from '../../scan/size.ts';
import { unitWords } from '../../scan/units.ts';
import { type HeadFlags, importFile, reportOf } from '../head-input.ts';
import { checkWritable, printJson, writeWhole } from '../output.ts';

/** `dotwork head`: what a scan is, what was repaired, and what the head measures. */
export async function showHead(
  path: string,
  options: HeadFlags & { readonly output?: string },
): Promise<void> {
  const { output } = options;
  if (output !== undefined) checkWritable(output, undefined, path);
  const { opened, imported } = await importFile(path, options, DEFAULT_PLAN);
  const { head, placing, findings } = imported;
  const bytes =
    output && writeWhole(output, [await headGlb(head, opened.name, isSizeKnown(placing))]);
  await printJson({
    file: path,
    format: opened.format,
    sha256: opened.sha256,
    fileTriangles: opened.fileTriangles,
    unit: unitWords(placing.mmPerUnit),
    mmPerUnit: placing.mmPerUnit,
    sizeConfirmed: isSizeKnown(placing),
    sizeBy: sizeSource(placing),
    mirrored: placing.mirrored === true,
    recognised: opened.doubt === undefined,
    landmarksInFile: placing.landmarks,
    report: reportOf(findings),
    triangles: head.mesh.triangles.length / 3,
    points: head.mesh.positionsUm.length / 3,
    scalpSkinCm2: round(scalpSkinMm2(head) / 100),
    insideHairlineCm2: round(planScalp(DEFAULT_PLAN, head).fields.areaMm2 / 100),
    measuresMm: rounded(measureSurface(head)),
    landmarksMm: rounded(head.landmarks),
    ...(output && { output, bytes }),
  });
}

function round(value: number): number {
  return Number(value.toFixed(2));
}

/** Every number inside to hundredths. */
function rounded(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, part) =>
    typeof part === 'number' ? round(part) : part,
  );
}
