import { DotworkError } from '../../base/errors.ts';
import { LIMITS_SHORT } from '../../base/limits.ts';
import type { Head } from '../../head/head.ts';
import { encodePng } from '../../io/png.ts';
import { cameraPlace, intoCamera, type PhotoCamera } from '../../photo/camera.ts';
import { fitPhoto, type PhotoFit } from '../../photo/fit-photo.ts';
import { fittedMeasures } from '../../photo/fitted-measures.ts';
import { sharpnessOf } from '../../photo/light/sharpness.ts';
import { suggestSkin } from '../../photo/light/skin-suggestion.ts';
import { greyPatch } from '../../photo/light/white.ts';
import { findMask } from '../../photo/mask/find-mask.ts';
import { withStrokes } from '../../photo/mask/strokes.ts';
import { PHOTO_POINTS } from '../../photo/photo-points.ts';
import type { PhotoQuestion } from '../../photo/question.ts';
import { skinAround } from '../../photo/skin-around.ts';
import { knownSubject, unknownSubject } from '../../photo/subject.ts';
import { numberIn } from '../numbers.ts';
import { checkWritable, printJson, writeWhole } from '../output.ts';
import { openMask, openPhoto } from '../picture/photo-file.ts';
import { everywhere, greyPlace, maskPicture, openStrokes } from '../picture/photo-mask.ts';
import { givenPoints } from '../picture/photo-points.ts';
import { readPlanArgument } from '../plan-input.ts';
import { type GlobalOptions, simulatePlan } from '../simulate-plan.ts';

/** Flags of `dotwork photo` as commander hands them over. */
interface PhotoFlags extends GlobalOptions {
  readonly photo: string;
  readonly output?: string;
  readonly points?: string;
  readonly point: readonly string[];
  readonly mask: string;
  readonly strokes?: string;
  readonly maskOut?: string;
  readonly grey?: string;
  readonly focal35?: string;
  readonly blurPx?: string;
  readonly age?: string;
  readonly keepHead?: boolean;
  readonly before?: string;
  readonly ratio?: string;
}

/** A pixel wider than this on the scalp shows no single dot, mm; than the second, hardly a density. */
const DOT_MM = 0.25;
const DENSITY_MM = 1;

/** Blur of photographs that have no edge to tell theirs; no more is given to any. Assumed. */
const USUAL_BLUR_PX = 0.8;
const MOST_BLUR_PX = 8;

/** `dotwork photo`: the dots on the client's own photograph. */
export async function photo(argument: string, flags: PhotoFlags): Promise<void> {
  const outputs = [flags.output, flags.before, flags.ratio, flags.maskOut].filter(
    (path) => path !== undefined,
  );
  for (const path of outputs) checkWritable(path, argument, flags.head);
  const blurPx = flags.blurPx === undefined ? undefined : numberIn('--blur-px', flags.blurPx, 0, 8);
  const greyAt = flags.grey === undefined ? undefined : greyPlace(flags.grey);
  const strokes = flags.strokes === undefined ? [] : openStrokes(flags.strokes);
  const focal =
    flags.focal35 === undefined ? undefined : numberIn('--focal35', flags.focal35, 8, 800);
  const { points, outline } = givenPoints(flags.points, flags.point);
  const { photo: picture, focal35Mm } = await openPhoto(flags.photo);
  const focalMm = focal ?? focal35Mm;
  const isFile = flags.mask !== 'found' && flags.mask !== 'all';
  const painted = isFile ? await openMask(flags.mask, picture) : undefined;
  const grey = greyAt && { ...greyPatch(picture, greyAt.at), ...greyAt };
  const question: PhotoQuestion = {
    ...{ widthPx: picture.widthPx, heightPx: picture.heightPx, points, outline },
    ...(focalMm !== undefined && { focal35Mm: focalMm }),
  };
  // Once: standard input is not there a second time.
  const { seed: _, ...rest } = flags;
  const given = readPlanArgument(argument, flags);
  const { base } = given.head;
  const isKnown = flags.head !== undefined || flags.keepHead === true;
  const shape = isKnown ? undefined : fitPhoto(question, await unknownSubject(base));
  const measures = shape && (await fittedMeasures(base, shape.modes));
  const change = [
    ...(measures ? [`head.measuresMm=${JSON.stringify(measures)}`] : []),
    ...(flags.age === undefined ? [] : [`healing.ageDays=${flags.age}`]),
  ];
  await simulatePlan(
    given,
    { ...rest, set: [] },
    async (simulator, progress) => {
      const { head, plan } = simulator;
      const fit = fitPhoto(question, await knownSubject(head, flags.head !== undefined));
      progress.step('putting the dots into the photograph');
      // Loaded late, as for `render`.
      const [{ compositePhoto }, { scalpIn }, { photoPng }] = await Promise.all([
        import('../../view/photo/composite.ts'),
        import('../../view/photo/photo-part.ts'),
        import('../../view/photo/photo-png.ts'),
      ]);
      const skin = skinAround(picture, fit.camera, head, grey?.lampColour);
      const under =
        painted ?? (flags.mask === 'all' ? everywhere(picture) : findMask(picture, skin));
      const mask = withStrokes(under, picture, strokes);
      const sharpness = sharpnessOf(picture, scalpIn(fit.camera, head)) ?? sharpnessOf(picture);
      const blur = blurPx ?? Math.min(MOST_BLUR_PX, sharpness?.blurPx ?? USUAL_BLUR_PX);
      const made = await compositePhoto(simulator, picture, fit.camera, {
        ...{ blurPx: blur, mask, skin },
        ...(grey && { lampColour: grey.lampColour }),
      });
      const suggestion = suggestSkin(skin, grey);
      const files = [
        await write(flags.output, () => photoPng(made.after, 'after', plan, picture)),
        await write(flags.before, () => photoPng(picture, 'before', plan, picture)),
        await write(flags.ratio, () => encodePng(made.ratio, { Description: RATIO })),
        await write(flags.maskOut, () =>
          encodePng(maskPicture(mask, picture), { Description: MASK }),
        ),
      ];
      await printJson({
        files: files.filter((file) => file !== undefined),
        widthPx: picture.widthPx,
        heightPx: picture.heightPx,
        ...report(shape ?? fit, fit, head),
        ...(measures && { measuresMm: measures }),
        blur: {
          px: round(blur, 2),
          from: blurPx !== undefined ? 'given' : sharpness ? 'measured' : 'assumed',
        },
        ...(grey && { lampColour: grey.lampColour.map((part) => round(part, 3)) }),
        ...(suggestion && { skinSuggestion: { ...suggestion, planHas: plan.skin.type } }),
        ageDays: plan.healing.ageDays,
        says: `${SIMULATED} ${LIMITS_SHORT}`,
      });
    },
    change,
  );
}

const SIMULATED = 'Simulated on a photograph.';
const MASK = 'Where dots may show, white for all of it.';
const RATIO = 'Light that the dots leave at each pixel, 255 for all of it.';

async function write(path: string | undefined, png: () => Promise<Uint8Array>) {
  if (path === undefined) return undefined;
  return { file: path, bytes: writeWhole(path, [await png()]) };
}

/** What the fit found and how sure it is, in words a person can act on. */
function report(sure: PhotoFit, { camera, missesMm, doubtful }: PhotoFit, head: Head) {
  const mmPerPx = mmPerPixel(camera, head);
  const { medianMm, p95Mm, next } = sure.certainty;
  return {
    camera: {
      focalPx: round(camera.focalPx, 1),
      placeMm: cameraPlace(camera).map((mm) => round(mm, 1)),
      distanceMm: round(Math.hypot(...cameraPlace(camera)), 0),
    },
    mmPerPixel: round(mmPerPx, 3),
    shows:
      mmPerPx <= DOT_MM
        ? 'single dots'
        : mmPerPx <= DENSITY_MM
          ? 'density and colour'
          : 'colour only',
    scalpWithinMm: { median: round(medianMm, 1), p95: round(p95Mm, 1) },
    missesMm: Object.fromEntries(
      Object.entries(missesMm).map(([name, mm]) => [name, round(mm, 1)]),
    ),
    ...(doubtful.length > 0 && { doubtful }),
    ...(next && {
      next: {
        point: next.name,
        where: `${PHOTO_POINTS[next.name].label}: ${PHOTO_POINTS[next.name].where}`,
        scalpWithinMm: round(next.medianMm, 1),
      },
    }),
  };
}

/** Of the scalp's nearest part, the crown of the head as the camera has it. */
function mmPerPixel(camera: PhotoCamera, { landmarks }: Head): number {
  const [, , depth] = intoCamera(camera, landmarks.vertex);
  if (!(depth > 0)) {
    throw new DotworkError(
      'usage',
      'By these points the head lies behind the camera.',
      "Check which are left and right: they are the subject's, not the picture's.",
    );
  }
  return depth / camera.focalPx;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
