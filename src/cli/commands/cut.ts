import { DotworkError } from '../../base/errors.ts';
import type { Vec3 } from '../../base/vec3.ts';
import type { Cut, CutDot } from '../../engine/cut/cut.ts';
import { CutLight } from '../../engine/cut/cut-light.ts';
import { CUT_LENGTH_MM, cutThrough } from '../../engine/cut/cut-line.ts';
import { lightPaths } from '../../engine/cut/light-paths.ts';
import { dotOfId, type FoundDot, nearestDot, readCut } from '../../engine/cut/read-cut.ts';
import type { Simulator } from '../../engine/simulator.ts';
import type { Gpu } from '../../gpu/gpu.ts';
import { encodePng } from '../../io/png.ts';
import { cutFrame } from '../../view/cut/cut-frame.ts';
import { chosenDot } from '../../view/cut/cut-shapes.ts';
import { cutPicture } from '../../view/cut/cut-sheet.ts';
import { fluenceShapes, pathShapes } from '../../view/cut/light-shapes.ts';
import { MacroPicture } from '../../view/cut/macro-picture.ts';
import { LIGHT_PALETTE } from '../../view/cut/shape.ts';
import { cutCaption } from '../../words/cut.ts';
import { lightSentence } from '../../words/cut-light.ts';
import { numberIn } from '../numbers.ts';
import { checkWritable, printJson, printPieces, STDOUT, writeWhole } from '../output.ts';
import type { Progress } from '../progress.ts';
import { type GlobalOptions, simulatePlan } from '../simulate-plan.ts';

/** Flags of `dotwork cut`, as typed. */
export interface CutFlags {
  readonly output: string;
  readonly at?: string;
  readonly dot?: string;
  readonly towards?: string;
  readonly lengthMm: string;
  readonly width: string;
  readonly age?: string;
  readonly light?: boolean;
}

/** A dot that far from a place is the one meant, mm. */
const NEAR_MM = 30;
const HEAD_MM = 1000;
/** Of light, at each wavelength: those that are counted, and those whose paths are kept. */
const PHOTONS = 8192;
const PATHS_TRIED = 60;

/** `dotwork cut`: the skin cut open at one dot, from the engine's own buffers, as one PNG. */
export async function cut(plan: string, options: GlobalOptions & CutFlags): Promise<void> {
  const { output } = options;
  if (options.at !== undefined && options.dot !== undefined) {
    throw new DotworkError('usage', '--at and --dot both say where.', 'Leave one of them out.');
  }
  const at = options.at === undefined ? undefined : placeOf('--at', options.at);
  const id = options.dot === undefined ? undefined : numberIn('--dot', options.dot, 0, 2 ** 32 - 1);
  const towards = options.towards === undefined ? undefined : placeOf('--towards', options.towards);
  const { min, max } = CUT_LENGTH_MM;
  const lengthMm = numberIn('--length-mm', options.lengthMm, min, max);
  const widthPx = Math.round(numberIn('--width', options.width, 320, 4096));
  checkWritable(output, plan, options.head);
  const change = options.age === undefined ? [] : [`healing.ageDays=${options.age}`];
  const answer = await simulatePlan(
    plan,
    options,
    async (simulator, progress) => {
      const dot = await wanted(simulator, at, id);
      const shape = { lengthMm, ...(towards && { towards }) };
      const line = cutThrough(simulator.head, dot.placeMm, shape);
      const shown = await readCut(simulator, line);
      progress.step('drawing the cut');
      const { gpu } = simulator;
      const macro = await gpu.checked('drawing the cut', async () => {
        const picture = await MacroPicture.create(gpu);
        const rgba = await picture.draw(simulator, line, cutFrame(shown, widthPx));
        picture.destroy();
        return rgba;
      });
      const looked = chosenDot(shown, dot.id);
      const lit = options.light && looked ? await lightIn(gpu, shown, looked, progress) : undefined;
      const said = lit ? [lightSentence(lit.results)] : [];
      const words = [...said, ...cutCaption(shown, looked)];
      const frame = cutFrame(shown, widthPx);
      const over = lit
        ? [...pathShapes(lit.paths, frame), ...fluenceShapes(lit.results, frame)]
        : [];
      const sheet = { cut: shown, chosen: dot.id, over };
      const picture = await cutPicture(sheet, macro, widthPx, words, LIGHT_PALETTE);
      const { title } = simulator.plan;
      const png = await encodePng(picture, {
        Title: `Cut: ${title}`,
        Description: words.join(' '),
      });
      return { png, picture, shown, dot, light: lit?.results };
    },
    change,
  );
  const { png, picture, shown, dot, light } = answer;
  if (output === STDOUT) return printPieces([png]);
  const bytes = writeWhole(output, [png]);
  const { widthPx: wide, heightPx } = picture;
  await printJson({
    file: output,
    bytes,
    widthPx: wide,
    heightPx,
    dot: dot.id,
    placeMm: dot.placeMm,
    alongUnit: shown.line.along,
    lengthMm,
    follicles: shown.hairs.length,
    dots: shown.dots.map((one) => ({
      id: one.id,
      session: one.session,
      alongMm: one.alongMm,
      acrossMm: one.acrossMm,
      depthMm: one.depthMm,
      radiusMm: one.radiusMm,
      leftShare: one.isThere ? one.left : null,
      edgesMm: one.edgesMm,
      binsUg: one.binsUg,
    })),
    ...(light && { light }),
  });
}

/** Paths of light over a dot of the cut, and what many photons did. */
async function lightIn(gpu: Gpu, cut: Cut, dot: CutDot, progress: Progress) {
  progress.step('walking light');
  const light = await CutLight.create(gpu);
  try {
    light.begin(cut, dot);
    while (light.photons < PHOTONS) await light.more(PHOTONS - light.photons);
    return { results: await light.results(), paths: lightPaths(cut, dot, PATHS_TRIED) };
  } finally {
    light.destroy();
  }
}

async function wanted(
  simulator: Simulator,
  at: Vec3 | undefined,
  id: number | undefined,
): Promise<FoundDot> {
  if (id !== undefined) return dotOfId(simulator, id);
  const found = await nearestDot(simulator, at ?? simulator.head.landmarks.vertex, NEAR_MM);
  if (found) return found;
  throw new DotworkError(
    'usage',
    `No dot is within ${NEAR_MM} mm of ${at ? `--at ${at.join(',')}` : 'the crown'}.`,
    'Name a place with --at x,y,z, or a dot with --dot; both are columns of `dotwork dots`.',
  );
}

function placeOf(flag: string, text: string): Vec3 {
  const parts = text.split(',');
  if (parts.length !== 3) {
    throw new DotworkError(
      'usage',
      `${flag} is ${JSON.stringify(text)}.`,
      'Write three numbers with commas: x,y,z in mm.',
    );
  }
  return parts.map((part) => numberIn(flag, part, -HEAD_MM, HEAD_MM)) as unknown as Vec3;
}
