import { DotworkError } from '../../base/errors.ts';
import { ensembleOf } from '../../engine/ensemble/ensemble.ts';
import { encodePng } from '../../io/png.ts';
import { timeSheet } from '../../io/time-sheet.ts';
import { uncertaintyCsv } from '../../words/uncertainty/csv.ts';
import { type UncertaintyReport, uncertaintyReport } from '../../words/uncertainty/report.ts';
import { numberIn } from '../numbers.ts';
import { checkWritable, printJson, printPieces, STDOUT, writeWhole } from '../output.ts';
import { type GlobalOptions, simulatePlan } from '../simulate-plan.ts';

/** Flags of `dotwork uncertainty`. */
export interface UncertaintyFlags {
  readonly members: string;
  readonly dots: string;
  readonly output?: string;
}

/** What a file's ending says is wanted. */
type Kind = 'json' | 'csv' | 'png';

/** `dotwork uncertainty`: how sure the numbers of a plan are, as bands over twenty years. */
export async function uncertainty(
  argument: string,
  options: GlobalOptions & UncertaintyFlags,
): Promise<void> {
  const { output = STDOUT } = options;
  const kind = kindOf(output);
  checkWritable(output, argument, options.head);
  const members = Math.round(numberIn('--members', options.members, 20, 2000));
  const dots = Math.round(numberIn('--dots', options.dots, 8, 512));
  const report = await simulatePlan(argument, options, async (simulator, progress) => {
    const { seed } = simulator.plan;
    const ensemble = await ensembleOf(simulator, {
      ...{ members, dots, seed },
      onProgress: (share) => progress.step(`ensemble ${Math.round(100 * share)} %`),
    });
    return uncertaintyReport(ensemble, simulator.plan);
  });
  const pieces = [await written(kind, report)];
  if (output === STDOUT) return printPieces(pieces);
  const bytes = writeWhole(output, pieces);
  await printJson({ file: output, bytes, members, dots: report.dots, agesDays: report.agesDays });
}

async function written(kind: Kind, report: UncertaintyReport): Promise<string | Uint8Array> {
  if (kind === 'csv') return uncertaintyCsv(report);
  if (kind === 'json') return `${JSON.stringify(report, null, 2)}\n`;
  return encodePng(await timeSheet(report), { Title: report.title, Description: report.limits });
}

function kindOf(output: string): Kind {
  if (output === STDOUT || /\.json$/i.test(output)) return 'json';
  if (/\.csv$/i.test(output)) return 'csv';
  if (/\.png$/i.test(output)) return 'png';
  throw new DotworkError(
    'usage',
    `-o is ${JSON.stringify(output)}.`,
    'Let its name end in .json, .csv or .png.',
  );
}
