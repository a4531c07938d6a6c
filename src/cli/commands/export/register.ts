import { type Command, Option } from 'commander';
import { SEPARATORS } from '../../../io/dots-csv.ts';
import { DEFAULT_STENCIL } from '../../../stencil/options.ts';
import { STDOUT } from '../../output.ts';
import { dots } from './dots.ts';
import { EXPORT_HELP } from './help.ts';
import { stencil } from './stencil.ts';

/** Adds a command to the root, with its help. */
export type AddCommand = (name: string, what: string, help: string) => Command;

/** Adds what writes a plan's data and papers into files of other programs. */
export function addExports(add: AddCommand, plan: string): void {
  add('dots', 'print every dot as CSV: place, session, depth, dose', EXPORT_HELP.dots)
    .argument('<plan>', plan)
    .option('-o, --output <file>', 'CSV to write', STDOUT)
    .addOption(
      new Option('--separator <sign>', 'between cells; with semicolons numbers have decimal commas')
        .choices(SEPARATORS)
        .default('comma'),
    )
    .action((argument: string, _: unknown, command: Command) =>
      dots(argument, command.optsWithGlobals()),
    );

  const { limitMm, halfWidthMm } = DEFAULT_STENCIL;
  add('stencil', 'hairline and zones at 1:1, as PDF or SVG to cut out', EXPORT_HELP.stencil)
    .argument('<plan>', plan)
    .requiredOption('-o, --output <file>', `PDF or SVG to write, "${STDOUT}" for standard output`)
    .option('--format <format>', 'pdf or svg, where the ending does not tell')
    .addOption(
      new Option('--paper <size>', 'paper a PDF is tiled on')
        .choices(['a4', 'letter'])
        .default('a4'),
    )
    .option('--limit-mm <mm>', 'cut a strip where it would be farther off', String(limitMm))
    .option('--half-width-mm <mm>', 'paper on either side of the line', String(halfWidthMm))
    .option('--no-zones', 'the hairline alone')
    .option('--mirror', 'mirrored, for transfer paper')
    .action((argument: string, _: unknown, command: Command) =>
      stencil(argument, command.optsWithGlobals()),
    );
}
