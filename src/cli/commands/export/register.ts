import { type Command, Option } from 'commander';
import { namesOf } from '../../../base/records.ts';
import { MAP_NAMES } from '../../../engine/maps/map-names.ts';
import { SEPARATORS } from '../../../io/dots/dots-csv.ts';
import { DOT_FORMATS } from '../../../io/dots/dots-files.ts';
import { SHEETS } from '../../../paper/units.ts';
import { OWN_MACHINE_URL } from '../../../share/link.ts';
import { DEFAULT_STENCIL } from '../../../stencil/options.ts';
import { STDOUT } from '../../output.ts';
import { calendar } from './calendar.ts';
import { dots } from './dots.ts';
import { EXPORT_HELP } from './help.ts';
import { map } from './map.ts';
import { sheet } from './sheet.ts';
import { stencil } from './stencil.ts';

/** Adds a command to the root, with its help. */
export type AddCommand = (name: string, what: string, help: string) => Command;

/** Adds what writes a plan's data and papers into files of other programs. */
export function addExports(add: AddCommand, plan: string): void {
  add('dots', 'write every dot: place, session, depth, dose', EXPORT_HELP.dots)
    .argument('<plan>', plan)
    .option('-o, --output <file>', 'CSV, JSON, GLB or PLY to write, by its ending', STDOUT)
    .option('--format <format>', `${DOT_FORMATS.join(', ')}, where the ending does not tell`)
    .addOption(
      new Option('--separator <sign>', 'between cells; with semicolons numbers have decimal commas')
        .choices(SEPARATORS)
        .default('comma'),
    )
    .action((argument: string, _: unknown, command: Command) =>
      dots(argument, command.optsWithGlobals()),
    );

  add('map', 'write the head with a map as vertex colours: GLB or PLY', EXPORT_HELP.map)
    .argument('<plan>', plan)
    .requiredOption('-o, --output <file>', `GLB or PLY to write, "${STDOUT}" for standard output`)
    .addOption(new Option('--map <name>', 'which quantity').choices(MAP_NAMES).default('density'))
    .option('--format <format>', 'glb, ply or ply-ascii, where the ending does not tell')
    .action((argument: string, _: unknown, command: Command) =>
      map(argument, command.optsWithGlobals()),
    );

  add('calendar', 'sessions and the days after them, for calendar programs', EXPORT_HELP.calendar)
    .argument('<plan>', plan)
    .option('-o, --output <file>', 'iCalendar file (.ics) to write', STDOUT)
    .action((argument: string, _: unknown, command: Command) =>
      calendar(argument, command.optsWithGlobals()),
    );

  const { limitMm, halfWidthMm } = DEFAULT_STENCIL;
  add('stencil', 'hairline and zones at 1:1, as PDF or SVG to cut out', EXPORT_HELP.stencil)
    .argument('<plan>', plan)
    .requiredOption('-o, --output <file>', `PDF or SVG to write, "${STDOUT}" for standard output`)
    .option('--format <format>', 'pdf or svg, where the ending does not tell')
    .addOption(
      new Option('--paper <size>', 'paper a PDF is tiled on')
        .choices(namesOf(SHEETS))
        .default('a4'),
    )
    .option('--limit-mm <mm>', 'cut a strip where it would be farther off', String(limitMm))
    .option('--half-width-mm <mm>', 'paper on either side of the line', String(halfWidthMm))
    .option('--no-zones', 'the hairline alone')
    .option('--transfer-paper', 'mirrored: its printed side goes on the skin')
    .action((argument: string, _: unknown, command: Command) =>
      stencil(argument, command.optsWithGlobals()),
    );

  add('sheet', 'write the treatment sheet of a plan as a PDF', EXPORT_HELP.sheet)
    .argument('<plan>', plan)
    .requiredOption('-o, --output <file>', `PDF to write, "${STDOUT}" for standard output`)
    .addOption(
      new Option('--paper <size>', 'sheets it is for').choices(namesOf(SHEETS)).default('a4'),
    )
    .option('--size <px>', 'side of a picture, pixels', '640')
    .option('--details <file>', 'who it is for and by, bottles of ink, aftercare (JSON)')
    .option('--client <name>', 'the client, in place of what the details say')
    .option('--rates <file>', "JSON with a clinic's rates: adds a quote")
    .option('--base-url <url>', 'where the page is, for the link in the QR code', OWN_MACHINE_URL)
    .action((argument: string, _: unknown, command: Command) =>
      sheet(argument, command.optsWithGlobals()),
    );
}
