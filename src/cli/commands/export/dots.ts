import { dotMaps } from '../../../engine/maps/dot-maps.ts';
import { dotTable } from '../../../engine/report/dot-table.ts';
import { dotsCsv, type Separator } from '../../../io/dots/dots-csv.ts';
import { DOT_FORMATS, dotsGlb, dotsJson, dotsPly } from '../../../io/dots/dots-files.ts';
import { headWords } from '../../../plan/remarks/scene-words.ts';
import { checkWritable, printJson, printPieces, STDOUT, writeWhole } from '../../output.ts';
import { type GlobalOptions, simulatePlan } from '../../simulate-plan.ts';
import { formatOf } from './format.ts';

/** Flags of `dotwork dots`. */
export interface DotsFlags {
  readonly output: string;
  readonly format?: string;
  readonly separator: Separator;
}

/** `dotwork dots`: the table of dots, to a file or to standard output. */
export async function dots(plan: string, options: GlobalOptions & DotsFlags): Promise<void> {
  const { output, separator } = options;
  // What has no ending, such as a pipe, is CSV as it ever was.
  const unsaid = options.format ?? (/\.(json|glb|ply)$/i.test(output) ? undefined : 'csv');
  const format = formatOf(output, unsaid, DOT_FORMATS, 'csv');
  checkWritable(output, plan, options.head);
  const { table, maps, seed, title, head } = await simulatePlan(
    plan,
    options,
    async (simulator) => {
      const table = await dotTable(simulator);
      const maps = await dotMaps(simulator);
      simulator.gpu.assertHealthy('writing the dots');
      const { seed, title, head } = simulator.plan;
      return { table, maps, seed, title, head: headWords(head) };
    },
  );
  const facts = { title, seed };
  const pieces =
    format === 'csv'
      ? dotsCsv(table, separator, maps)
      : format === 'json'
        ? [dotsJson(table, maps, facts)]
        : format === 'glb'
          ? [await dotsGlb(table, facts)]
          : [dotsPly(table, facts, format === 'ply-ascii')];
  if (output === STDOUT) return printPieces(pieces);
  const bytes = writeWhole(output, pieces);
  await printJson({ file: output, bytes, dots: table.count, seed, title, head });
}
