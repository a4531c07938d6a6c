import { DotworkError } from '../../base/errors.ts';
import { namesOf } from '../../base/records.ts';
import { encodePng } from '../../io/png.ts';
import { OUTCOME_WORDS } from '../../plan/remarks/scene-words.ts';
import { DEFAULT_LOOK } from '../../view/view-api.ts';
import { type Outcome, sessionGrid, variantGrid, yearGrid } from '../../words/variants.ts';
import { numbersIn } from '../numbers.ts';
import { checkWritable, printJson, printPieces, STDOUT, writeWhole } from '../output.ts';
import { pictureRequest, type RenderFlags } from '../picture/render-flags.ts';
import { readPlanArgument } from '../plan-input.ts';
import { noteInput } from '../run-files.ts';
import { type GlobalOptions, simulatePlan } from '../simulate-plan.ts';

/** Flags of `dotwork grid` beside those of the camera. */
export interface GridFlags extends Omit<RenderFlags, 'age' | 'divider' | 'before'> {
  readonly output: string;
  readonly ages?: string;
  readonly outcomes?: string;
  readonly before?: boolean;
  readonly sessions?: boolean;
  readonly years?: boolean;
}

/** Most pictures of one grid: more take minutes and are too small to be judged. */
const MOST_AGES = 8;

/** `dotwork grid`: one plan through time, or plans beside each other, as one PNG. */
export async function grid(
  plans: readonly string[],
  options: GlobalOptions & GridFlags,
): Promise<void> {
  const { output, before = false, ages, outcomes, sessions, years, ...camera } = options;
  const { look, ...request } = pictureRequest(camera);
  const [first = 'default', ...others] = plans;
  checkWritable(output, first, options.head);
  for (const other of others) noteInput(other, 'one of the plans');
  const named = plans.map((plan) => readPlanArgument(plan, options));
  const isOne = named.length === 1;
  const own = named[0]!.healing;
  const flag = sessions ? '--sessions' : '--years';
  const isOwn = sessions || years;
  if (sessions && years) {
    throw new DotworkError('usage', '--sessions and --years are two grids.', 'Name one of them.');
  }
  if (isOwn && !isOne) {
    throw new DotworkError('usage', `${flag} shows one plan.`, 'Name one plan.');
  }
  if (isOwn && (ages || outcomes || before)) {
    throw new DotworkError(
      'usage',
      `${flag} has its own moments; --ages, --outcomes and --before belong to a grid of ages.`,
      `Leave them out, or leave ${flag} out.`,
    );
  }
  const ownGrid = sessions ? sessionGrid : years ? yearGrid : undefined;
  const words = ownGrid
    ? ownGrid(named[0]!)
    : variantGrid(named, {
        agesDays: ages ? agesOf(ages) : isOne ? [0, 30, 365, 1825] : [own.ageDays],
        outcomes: outcomes ? outcomesOf(outcomes) : isOne ? namesOf(OUTCOME_WORDS) : [],
        before,
      });
  const sheet = await simulatePlan(first, options, async (simulator, progress) => {
    const { gridPicture } = await import('../../view/series/grid-picture.ts');
    // A scan that was given stands in every plan, as it does in the first.
    const { head } = simulator.plan;
    const cells = options.head
      ? words.cells.map((cell) => ({ ...cell, plan: { ...cell.plan, head } }))
      : words.cells;
    const picture = await gridPicture(
      simulator,
      { ...words, cells },
      {
        ...request,
        look: { ...DEFAULT_LOOK, ...look },
        onPicture: (done, of) => progress.step(`picture ${done} of ${of}`),
      },
    );
    simulator.gpu.assertHealthy('writing the picture');
    return picture;
  });
  const { title, about, limits, columns, rows } = words;
  const png = await encodePng(sheet, {
    Title: title,
    Description: `${about}. ${limits}`,
    Software: 'Dotwork',
  });
  if (output === STDOUT) return printPieces([png]);
  const bytes = writeWhole(output, [png]);
  const { widthPx, heightPx } = sheet;
  await printJson({ file: output, bytes, widthPx, heightPx, title, columns, rows });
}

function agesOf(text: string): number[] {
  const days = numbersIn('--ages', text, 0, 7300);
  if (days.length <= MOST_AGES) return days;
  throw new DotworkError(
    'usage',
    `--ages has ${days.length} ages.`,
    `Give at most ${MOST_AGES}, such as --ages 0,30,365,1825.`,
  );
}

function outcomesOf(text: string): Outcome[] {
  return text.split(',').map((word) => {
    const wanted = word.trim().toLowerCase();
    // "Good" is what people read, "best" what a plan says.
    const found = namesOf(OUTCOME_WORDS).find(
      (name) => name === wanted || OUTCOME_WORDS[name].toLowerCase() === wanted,
    );
    if (found) return found;
    throw new DotworkError(
      'usage',
      `--outcomes names ${JSON.stringify(word)}.`,
      'Use good, expected and poor, with commas.',
    );
  });
}
