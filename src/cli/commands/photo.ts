import { LIMITS_SHORT } from '../../base/limits.ts';
import type { Simulator } from '../../engine/simulator.ts';
import { encodePng } from '../../io/png.ts';
import { writeProject } from '../../io/project/project-file.ts';
import { fitPhoto, fitPhotos, type PhotoFit } from '../../photo/fit-photo.ts';
import { fittedMeasures } from '../../photo/fitted-measures.ts';
import { MOST_BLUR_PX, sharpnessOf, USUAL_BLUR_PX } from '../../photo/light/sharpness.ts';
import { suggestSkin } from '../../photo/light/skin-suggestion.ts';
import { findMask } from '../../photo/mask/find-mask.ts';
import { withStrokes } from '../../photo/mask/strokes.ts';
import { checkIsHead } from '../../photo/remarks.ts';
import { skinAround } from '../../photo/skin-around.ts';
import { knownSubject, unknownSubject } from '../../photo/subject.ts';
import { checkWritable, printJson, writeWhole } from '../output.ts';
import { maskPicture } from '../picture/photo-mask.ts';
import { openProject, scanFile, unpackedScan } from '../picture/photo-project.ts';
import { foundWords, photoReport, round } from '../picture/photo-report.ts';
import {
  type PhotoRequest,
  type PhotoRequestFlags,
  photoRequests,
  saidPhotos,
} from '../picture/photo-request.ts';
import { changedPlan, readPlanArgument } from '../plan-input.ts';
import { type GlobalOptions, simulatePlan } from '../simulate-plan.ts';

/** Flags of `dotwork photo` as commander hands them over. */
interface PhotoFlags extends GlobalOptions, PhotoRequestFlags {
  readonly output?: string;
  readonly maskOut?: string;
  readonly age?: string;
  readonly keepHead?: boolean;
  readonly before?: string;
  readonly ratio?: string;
  readonly project?: string;
}

const SIMULATED = 'Simulated on a photograph.';
const MASK = 'Where dots may show, white for all of it.';
const RATIO = 'Light that the dots leave at each pixel, 255 for all of it.';

/** `dotwork photo`: the dots on the client's own photographs. */
export async function photo(argument: string, flags: PhotoFlags): Promise<void> {
  const project = openProject(argument, flags);
  const told = project?.photos ?? saidPhotos(flags);
  const count = told.length;
  const outputs = [flags.output, flags.before, flags.ratio, flags.maskOut].flatMap((path) =>
    path === undefined ? [] : told.map((_, i) => numbered(path, i, count)),
  );
  if (flags.project !== undefined) outputs.push(flags.project);
  for (const path of outputs) checkWritable(path, argument, flags.head);
  const requests = await photoRequests(told, { looksForFaces: flags.findPoints === true });
  const said = requests.map((request) => request.said);
  const questions = requests.map(({ question }) => question);
  // Once: standard input is not there a second time.
  const { seed: _, ...rest } = flags;
  const given = project ? changedPlan(project.plan, flags) : readPlanArgument(argument, flags);
  const { base } = given.head;
  const scan = flags.head ?? (project?.scan && unpackedScan(project.scan));
  const isKnown = scan !== undefined || flags.keepHead === true;
  const shapes = isKnown ? undefined : fitPhotos(questions, await unknownSubject(base));
  const measures = shapes && (await fittedMeasures(base, shapes[0]!.modes));
  const change = [
    ...(measures ? [`head.measuresMm=${JSON.stringify(measures)}`] : []),
    ...(flags.age === undefined ? [] : [`healing.ageDays=${flags.age}`]),
  ];
  await simulatePlan(
    given,
    { ...rest, set: [], ...(scan !== undefined && { head: scan }) },
    async (simulator, progress) => {
      const { head, plan } = simulator;
      const subject = await knownSubject(head, scan !== undefined);
      const fits = questions.map((question) => fitPhoto(question, subject));
      for (const fit of fits) checkIsHead(fit, head);
      progress.step('putting the dots into the photograph');
      const answers: object[] = [];
      for (const [i, request] of requests.entries()) {
        const shape = shapes?.[i];
        answers.push(
          await onePhoto(simulator, request, { fit: fits[i]!, shape }, flags, [i, count]),
        );
      }
      const { project: file } = flags;
      const kept = scan === undefined ? undefined : scanFile(scan);
      const saved =
        file !== undefined &&
        writeWhole(file, [writeProject({ plan, photos: said, ...(kept && { scan: kept }) })]);
      const common = {
        ...(measures && { measuresMm: measures }),
        ...(saved !== false && { project: { file, bytes: saved } }),
        ageDays: plan.healing.ageDays,
        says: `${SIMULATED} ${LIMITS_SHORT}`,
      };
      await printJson(
        count === 1 ? { ...answers[0], ...common } : { photographs: answers, ...common },
      );
    },
    change,
  );
}

/** One of the photographs: its files are written, and what is told of it comes back. */
async function onePhoto(
  simulator: Simulator,
  { said, photo: picture, mask: painted, grey, faces }: PhotoRequest,
  { fit, shape }: { readonly fit: PhotoFit; readonly shape: PhotoFit | undefined },
  flags: PhotoFlags,
  [index, count]: readonly [number, number],
): Promise<object> {
  const { head, plan } = simulator;
  // Loaded late, as for `render`.
  const [{ compositePhoto }, { scalpIn }, { photoPng }] = await Promise.all([
    import('../../view/photo/composite.ts'),
    import('../../view/photo/photo-part.ts'),
    import('../../view/photo/photo-png.ts'),
  ]);
  const skin = skinAround(picture, fit.camera, head, grey?.lampColour);
  const mask = withStrokes(painted ?? findMask(picture, skin), picture, said.strokes);
  const sharpness = sharpnessOf(picture, scalpIn(fit.camera, head)) ?? sharpnessOf(picture);
  const isGiven = said.blurPx !== undefined;
  const blurPx = said.blurPx ?? Math.min(MOST_BLUR_PX, sharpness?.blurPx ?? USUAL_BLUR_PX);
  const made = await compositePhoto(simulator, picture, fit.camera, {
    ...{ blurPx, mask, skin },
    ...(grey && { lampColour: grey.lampColour }),
  });
  const suggestion = suggestSkin(skin, grey);
  const write = async (path: string | undefined, png: () => Promise<Uint8Array>) => {
    if (path === undefined) return undefined;
    const file = numbered(path, index, count);
    return { file, bytes: writeWhole(file, [await png()]) };
  };
  const files = [
    await write(flags.output, () => photoPng(made.after, 'after', plan, picture)),
    await write(flags.before, () => photoPng(picture, 'before', plan, picture)),
    await write(flags.ratio, () => encodePng(made.ratio, { Description: RATIO })),
    await write(flags.maskOut, () => encodePng(maskPicture(mask, picture), { Description: MASK })),
  ];
  return {
    ...(count > 1 && { photo: said.file.name }),
    files: files.filter((file) => file !== undefined),
    widthPx: picture.widthPx,
    heightPx: picture.heightPx,
    ...photoReport(shape ?? fit, fit, head),
    ...(faces !== undefined && { found: foundWords(said.found ?? [], faces) }),
    blur: { px: round(blurPx, 2), from: isGiven ? 'given' : sharpness ? 'measured' : 'assumed' },
    ...(grey && { lampColour: grey.lampColour.map((part) => round(part, 3)) }),
    ...(suggestion && { skinSuggestion: { ...suggestion, planHas: plan.skin.type } }),
  };
}

/** The name of a file of one of several photographs: after.png, after-2.png. */
function numbered(path: string, index: number, count: number): string {
  if (count === 1) return path;
  const [, stem, ending] = /^(.*?)(\.\w+)?$/.exec(path)!;
  return `${stem}-${index + 1}${ending ?? ''}`;
}
