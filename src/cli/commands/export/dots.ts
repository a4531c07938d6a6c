import { dotMaps } from '../../../engine/maps/dot-maps.ts';
import { dotTable } from '../../../engine/report/dot-table.ts';
import { dotsCsv, type Separator } from '../../../io/dots-csv.ts';
import { headWords } from '../../../plan/remarks/scene-words.ts';
import { checkWritable, printJson, printPieces, STDOUT, writeWhole } from '../../output.ts';
import { type GlobalOptions, simulatePlan } from '../../simulate-plan.ts';

/** `dotwork dots`: the table of dots as CSV, to a file or to standard output. */
export async function dots(
  plan: string,
  options: GlobalOptions & { readonly output: string; readonly separator: Separator },
): Promise<void> {
  const { output, separator } = options;
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
  if (output === STDOUT) return printPieces(dotsCsv(table, separator, maps));
  const bytes = writeWhole(output, dotsCsv(table, separator, maps));
  await printJson({ file: output, bytes, dots: table.count, seed, title, head });
}
