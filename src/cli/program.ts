import { Command, Option } from 'commander';
import { version } from '../../package.json';
import { MAP_NAMES } from '../engine/maps/map-names.ts';
import { PIGMENT_KINDS } from '../ink/pigments.ts';
import { FORMAT_NAMES } from '../io/scan/scan-formats.ts';
import { PRESET_KINDS } from '../plan/preset-files.ts';
import { OWN_MACHINE_URL } from '../share/link.ts';
import { FILM_KINDS } from '../words/film.ts';
import { AREA_UNITS } from '../words/maps/map-words.ts';
import { check } from './commands/check.ts';
import { cut } from './commands/cut.ts';
import { depthLadder } from './commands/depth-ladder.ts';
import { addExports } from './commands/export/register.ts';
import { faults } from './commands/faults.ts';
import { film } from './commands/film.ts';
import { gpuFacts } from './commands/gpu-facts.ts';
import { grid } from './commands/grid.ts';
import { showHead } from './commands/head.ts';
import { mark } from './commands/mark.ts';
import { measure } from './commands/measure.ts';
import { needle } from './commands/needle.ts';
import { optics } from './commands/optics.ts';
import { photo } from './commands/photo.ts';
import { listPresets } from './commands/presets.ts';
import { removal } from './commands/removal.ts';
import { render } from './commands/render.ts';
import { link } from './commands/share/link.ts';
import { showPlan } from './commands/show-plan.ts';
import { simulate } from './commands/simulate.ts';
import { lessons } from './commands/train/lessons.ts';
import { uncertainty } from './commands/uncertainty.ts';
import { HELP } from './help.ts';
import { LANGUAGE_OPTION, UNITS_OPTION } from './language.ts';
import { STDOUT } from './output.ts';
import { withCamera, withLinkCamera } from './picture/camera-flags.ts';
import { addFirstCommands } from './serve/commands.ts';
import { study } from './study/commands/study.ts';
import { cancelStudy, studyStatus } from './study/commands/study-status.ts';
import { worker } from './study/commands/worker.ts';

const PLAN =
  'plan or preset file (JSON), "-" for standard input, a link with a plan, or the name of a case preset';

/** An option that may be given again. */
function listed(flags: string, about: string): Option {
  return new Option(flags, about).argParser(collect).default([], 'none');
}

/** Where the queue of many machines is. */
function queueOption(): Option {
  return new Option(
    '--queue <url>',
    'Postgres database, postgres://user@host/database; "env" takes DOTWORK_QUEUE',
  );
}

/** The command line. Throws instead of exiting, so that one place decides the exit status. */
export function program(): Command {
  const root = new Command('dotwork')
    .description('Simulates scalp micropigmentation: dots, needle time, colour, pictures.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .option('--seed <n>', 'seed of every random choice, over the one in the plan')
    .addOption(
      new Option('--set <path=value>', 'change a field of the plan; may be repeated')
        .argParser(collect)
        .default([], 'none'),
    )
    .option('--after-session <n>', 'show the plan on the day of this session, others to come')
    .option('--before-session <n>', 'show it as the client comes for this session')
    .addOption(
      new Option('--adapter <which>', 'GPU to use')
        .choices(['auto', 'hardware', 'software'])
        .default('auto'),
    )
    .option(
      '--head <file>',
      `scan to use as the head: ${FORMAT_NAMES}, or a zip or folder with one`,
    )
    .addOption(
      new Option('--fill <where>', 'place dots on the GPU or the CPU: the same dots')
        .choices(['auto', 'gpu', 'cpu'])
        .default('auto'),
    )
    .option('--no-cache', 'keep no dots of this head for the next run, and use none kept before')
    .option('--unit <unit>', 'unit of the scan: mm, cm, in, m, or the millimetres of one unit')
    .option('--circumference-mm <mm>', 'what a tape reads round the head: settles the unit')
    .option('--mirror', 'the scan is the mirror image of the head')
    .addOption(
      new Option('--landmark <name=x,y,z>', 'a point of the scan, in its units; may be repeated')
        .argParser(collect)
        .default([], 'guessed'),
    )
    .addOption(LANGUAGE_OPTION)
    .addOption(UNITS_OPTION)
    .option('--quiet', 'no progress and no remarks on standard error')
    .configureHelp({ showGlobalOptions: true })
    .showSuggestionAfterError()
    .showHelpAfterError('(--help tells what there is)')
    .exitOverride()
    .addHelpText('after', HELP.root);

  add(root, 'simulate', 'print the numbers of a plan, as JSON, CSV or text', HELP.simulate)
    .argument('<plan>', PLAN)
    .addOption(new Option('--json', 'print them as JSON, as without --text').conflicts('text'))
    .option('--text', 'print them as rows for people')
    .option('--csv', 'print them as CSV: a line of names, a line of numbers')
    .option('--rates <file>', "JSON with a clinic's rates: adds a quote")
    .action((plan: string, _: unknown, command: Command) =>
      simulate(plan, command.optsWithGlobals()),
    );

  withCamera(add(root, 'render', 'draw the head as a PNG', HELP.render))
    .argument('<plan>', PLAN)
    .requiredOption('-o, --output <file>', `PNG to write, "${STDOUT}" for standard output`)
    .option('--size <WxH>', 'pixels', '1200x1200')
    .option('--age <days>', 'days since the last session, over the one in the plan')
    .option('--before', 'the head before treatment')
    .option('--divider <share>', 'left share of the picture that shows it before, 0 to 1')
    .option('--reveal-mm <mm>', 'show dots only up to this far behind the hairline')
    .addOption(
      new Option('--map <name>', 'a quantity in the place of skin and dots').choices(MAP_NAMES),
    )
    .addOption(
      new Option('--area-unit <unit>', 'unit that maps count on')
        .choices(AREA_UNITS)
        .default('cm2'),
    )
    .action((plan: string, _: unknown, command: Command) =>
      render(plan, command.optsWithGlobals()),
    );

  add(root, 'photo', 'put the dots into a photograph of the client', HELP.photo)
    .argument('<plan>', `${PLAN}, or a project (zip)`)
    .addOption(listed('--photo <file>', 'JPEG, PNG, WebP or AVIF; may be repeated for one person'))
    .option('-o, --output <file>', 'PNG to write; of several photographs -1, -2 ... are added')
    .addOption(
      listed('--points <file>', 'JSON with the points found on it, pixels from the upper left'),
    )
    .addOption(
      new Option('--point <name=x,y>', 'one of them; may be repeated')
        .argParser(collect)
        .default([], 'none'),
    )
    .option('--find-points', 'look for the face and the points on it that are not told')
    .option('--focal35 <mm>', 'focal length as on 35 mm film, over the one in the file')
    .option('--keep-head', "the plan's own head, not one measured in the photograph")
    .addOption(
      listed(
        '--mask <which>',
        '"found" by colour and edges, "all" of the scalp, or a picture of the same size, white where dots may show',
      ).default([], 'found'),
    )
    .addOption(
      listed('--strokes <file>', 'JSON with strokes that add to the mask or keep out of it'),
    )
    .option('--mask-out <file>', 'PNG to write: the mask, white where dots may show')
    .addOption(
      listed(
        '--grey <x,y[,share]>',
        'something grey or white in it, and what share of light it gives back',
      ),
    )
    .option(
      '--blur-px <px>',
      "blur of the photograph's lens and sensor, instead of the measured one",
    )
    .option('--age <days>', 'days since the last session, over the one in the plan')
    .option('--before <file>', 'PNG to write: the untouched photograph, as it was read')
    .option('--ratio <file>', 'PNG to write: how much of its light each pixel keeps')
    .option('--project <file>', 'zip to write: plan, photographs, points, strokes, masks and scan')
    .action((plan: string, _: unknown, command: Command) => photo(plan, command.optsWithGlobals()));

  withCamera(add(root, 'grid', 'draw before and after, ages or plans beside each other', HELP.grid))
    .argument('<plans...>', `${PLAN}; up to four`)
    .requiredOption('-o, --output <file>', `PNG to write, "${STDOUT}" for standard output`)
    .option('--size <WxH>', 'pixels of one picture', '480x480')
    .option('--ages <list>', 'days since the last session, with commas; one plan: 0,30,365,1825')
    .option('--outcomes <list>', 'good, expected, poor, with commas; one plan: all three')
    .option('--before', 'the head before treatment, too')
    .option('--sessions', 'one plan, a row for each session: before it, on the day, as it heals')
    .option('--years', 'one plan healed, 5, 10 and 20 years on, as hair goes on and as it is today')
    .action((plans: string[], _: unknown, command: Command) =>
      grid(plans, command.optsWithGlobals()),
    );

  withCamera(add(root, 'film', 'draw the frames of a film as numbered PNGs', HELP.film))
    .argument('<plan>', PLAN)
    .requiredOption('-o, --output <folder>', 'folder to make')
    .addOption(new Option('--kind <kind>', 'what moves').choices(FILM_KINDS).default('turn'))
    .option('--seconds <s>', 'how long', '6')
    .option('--fps <n>', 'frames a second', '12')
    .option('--size <WxH>', 'pixels', '720x720')
    .action((plan: string, _: unknown, command: Command) => film(plan, command.optsWithGlobals()));

  addExports((name, what, help) => add(root, name, what, help), PLAN);

  const studies = add(
    root,
    'study',
    'run many plans: a grid, a list or points at random',
    HELP.study,
  )
    .argument('<study>', 'study file (JSON), or the name of one that is shipped')
    .option('-o, --output <folder>', 'folder for results, made if it is not there')
    .option('--dry-run', 'only tell how many runs, how long and how much room')
    .option('--resume', 'go on with what is in the folder already')
    .option('--workers <n>', 'processes at work, half as many as cores if left out')
    .option('--run-limit <s>', 'give a run up that takes longer', '900')
    .addOption(queueOption())
    .option('--priority <n>', 'at the queue: larger ones go first', '0')
    .action((file: string, _: unknown, command: Command) => study(file, command.optsWithGlobals()));
  studies
    .command('status')
    .description('tell where the studies and workers of a queue are')
    .addOption(queueOption())
    .action((_: unknown, command: Command) => studyStatus(command.optsWithGlobals()));
  studies
    .command('cancel')
    .description('begin no more runs of a study in a queue')
    .argument('<id>', 'as status prints it')
    .addOption(queueOption())
    .action((id: string, _: unknown, command: Command) =>
      cancelStudy(id, command.optsWithGlobals()),
    );

  add(root, 'worker', 'take runs of studies from a queue', HELP.worker)
    .addOption(queueOption())
    .option('--workers <n>', 'processes at work, half as many as cores if left out')
    .option('--run-limit <s>', 'give a run up that takes longer', '900')
    .option('--idle <s>', 'end once there was nothing to do for so long')
    .action((_: unknown, command: Command) => worker(command.optsWithGlobals()));

  add(root, 'check', 'tell what a teacher would find, with reason and place', HELP.check)
    .argument('<plan>', PLAN)
    .option('--json', 'print the findings as JSON, with every dot they concern')
    .option('--strict', 'exit with status 2 where there is a risk')
    .action((plan: string, _: unknown, command: Command) => check(plan, command.optsWithGlobals()));

  add(root, 'mark', 'mark an exercise that Practice exported', HELP.mark)
    .argument('<file>', 'exercise (JSON)')
    .option('--json', 'print the marks as JSON, with their places')
    .action((file: string, _: unknown, command: Command) => mark(file, command.optsWithGlobals()));

  add(root, 'faults', 'make a set of cases with faults to find, or mark answers', HELP.faults)
    .argument('[answers...]', 'answers that Find the fault exported (JSON); a set is made without')
    .option('--cases <n>', 'cases of the set', '8')
    .option('--faults <n>', 'faults of each case, 1 to 4; from 1 up to 4 if left out')
    .option('-o, --output <folder>', 'folder to write the plans of the set and their key to')
    .option('--csv', 'print the marks of answers as CSV, one row a case')
    .option('--json', 'print the key, or the marks with their places, as JSON')
    .action((files: string[], _: unknown, command: Command) =>
      faults(files, command.optsWithGlobals()),
    );

  add(root, 'lessons', 'list the lessons, or hold one against the engine', HELP.lessons)
    .argument('[lesson]', 'lesson file (JSON), or the name of one that is shipped')
    .action((lesson: string | undefined, _: unknown, command: Command) =>
      lessons(lesson, command.optsWithGlobals()),
    );

  add(root, 'measure', 'print landmarks, tapes, areas and hair loss as JSON', HELP.measure)
    .argument('<plan>', PLAN)
    .action((plan: string, _: unknown, command: Command) =>
      measure(plan, command.optsWithGlobals()),
    );

  add(root, 'plan', 'print the whole plan after all settings', HELP.plan)
    .argument('<plan>', PLAN)
    .action((plan: string, _: unknown, command: Command) =>
      showPlan(plan, command.optsWithGlobals()),
    );

  add(root, 'head', 'tell what a scan is, what was repaired and what it measures', HELP.head)
    .argument('<file>', `scan: ${FORMAT_NAMES}, or a zip or folder with one`)
    .option('-o, --output <file>', 'write the cleaned head as GLB')
    .action((file: string, _: unknown, command: Command) =>
      showHead(file, command.optsWithGlobals()),
    );

  withLinkCamera(add(root, 'link', 'print a plan as a link that opens it in the page', HELP.link))
    .argument('<plan>', PLAN)
    .option('--base-url <url>', 'where the page is', OWN_MACHINE_URL)
    .option('--qr <file>', 'SVG to write: the link as a QR code')
    .action((plan: string, _: unknown, command: Command) => link(plan, command.optsWithGlobals()));

  add(root, 'presets', 'list the presets that are shipped, or write one as a plan', HELP.presets)
    .addOption(new Option('--kind <kind>', 'only this kind').choices(PRESET_KINDS))
    .option('--export <name>', 'write this one as a plan file; a part is laid over the default')
    .option('-o, --output <file>', `plan to write with --export, "${STDOUT}" for standard output`)
    .action((_: unknown, command: Command) => listPresets(command.optsWithGlobals()));

  add(root, 'optics', 'print what light makes of one dot, as JSON', HELP.optics)
    .option('--skin <type>', 'Fitzpatrick type, I to VI')
    .option('--ita <degrees>', 'skin by its typology angle instead, 65 (fair) to -60 (dark)')
    .option('--undertone <share>', '-1 cool to 1 warm')
    .option('--redness <share>', '0 calm to 1 just treated')
    .addOption(
      new Option('--layer <name.field=value>', 'change a layer of the skin; may be repeated')
        .argParser(collect)
        .default([], 'none'),
    )
    .addOption(
      new Option('--shape <shape>', 'of the pigment')
        .choices(['sphere', 'column'])
        .default('sphere'),
    )
    .option('--depth-mm <mm>', 'middle of the dot below the surface')
    .option('--radius-mm <mm>', 'of the ball or the column')
    .option('--length-mm <mm>', 'of a column around --depth-mm')
    .option('--top-mm <mm>', 'upper end of a column')
    .option('--bottom-mm <mm>', 'lower end of a column')
    .option('--profile <list>', 'a column by depth:density pairs, with commas: 0.08:1,0.3:0.4')
    .option('--absorption-per-mm <1/mm>', 'inside the dot, the same in all bands')
    .addOption(new Option('--pigment <kind>', 'absorber instead').choices(PIGMENT_KINDS))
    .option('--dose-ug <ug>', 'pigment in the dot')
    .option('--dilution <parts>', "or: what the default plan's needle leaves of ink this thin")
    .option('--packing <share>', 'absorption left where cells have packed the pigment, 0 to 1')
    .option('--spacing-mm <mm>', 'distance of neighbours in a field of such dots')
    .option('--dots-per-cm2 <n>', 'or: their density')
    .option('--band-nm <list>', 'bands to tell, with commas; default all six')
    .option('--lateral-mm <list>', 'distances from the axis, with commas')
    .option('--reference <photons>', 'also from so many photons a band of brute-force transport')
    .action((_: unknown, command: Command) => optics(command.optsWithGlobals()));

  add(
    root,
    'depth-ladder',
    'draw dots at ten depths, in six skins, at three ages',
    HELP.depthLadder,
  )
    .argument('[plan]', PLAN, 'default')
    .requiredOption('-o, --output <file>', `PNG to write, "${STDOUT}" for standard output`)
    .action((plan: string, _: unknown, command: Command) =>
      depthLadder(plan, command.optsWithGlobals()),
    );

  add(root, 'uncertainty', 'tell how sure the numbers of a plan are', HELP.uncertainty)
    .argument('<plan>', PLAN)
    .option('-o, --output <file>', 'file to write, by its ending: .json, .csv or .png')
    .option('--members <n>', 'ways the plan may come out that are drawn', '200')
    .option('--dots <n>', "of the plan's own dots that stand for all", '64')
    .action((plan: string, _: unknown, command: Command) =>
      uncertainty(plan, command.optsWithGlobals()),
    );

  add(
    root,
    'needle',
    'tell how deep the needle reaches, place by place and school by school',
    HELP.needle,
  )
    .argument('[plan]', PLAN, 'default')
    .action((plan: string, _: unknown, command: Command) =>
      needle(plan, command.optsWithGlobals()),
    );

  add(root, 'removal', 'tell what it would take to take the dots out again', HELP.removal)
    .argument('<plan>', PLAN)
    .action((plan: string, _: unknown, command: Command) =>
      removal(plan, command.optsWithGlobals()),
    );

  add(root, 'cut', 'draw the skin cut open at one dot, to scale', HELP.cut)
    .argument('<plan>', PLAN)
    .requiredOption('-o, --output <file>', `PNG to write, "${STDOUT}" for standard output`)
    .option('--at <x,y,z>', 'at the dot nearest to this place of the head, mm')
    .option('--dot <id>', 'at this dot, by its id in `dotwork dots`')
    .option('--towards <x,y,z>', 'the cut runs that way; from right to left if left out')
    .option('--length-mm <mm>', 'how long the cut is', '4')
    .option('--width <px>', 'of the picture', '1400')
    .option('--age <days>', 'days since the last session, over the one in the plan')
    .option('--light', 'paths of blue, green and red light through it, and what they did')
    .action((plan: string, _: unknown, command: Command) => cut(plan, command.optsWithGlobals()));

  addFirstCommands((...told) => add(root, ...told));

  add(root, 'gpu', 'tell which GPU is used and what it can do', HELP.gpu).action(
    (_: unknown, command: Command) => gpuFacts(command.optsWithGlobals()),
  );
  return root;
}

function add(root: Command, name: string, what: string, help: string): Command {
  return root
    .command(name)
    .description(what)
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', help);
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}
