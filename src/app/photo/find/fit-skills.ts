import { DotworkError } from '../../../base/errors.ts';
import type { Vec3 } from '../../../base/vec3.ts';
import type { Head } from '../../../head/head.ts';
import type { HeadBase } from '../../../head/measures.ts';
import type { FoundPoints } from '../../../io/faces/point-finder.ts';
import type { PhotoCamera } from '../../../photo/camera.ts';
import { fitPhoto, fitPhotos, type PhotoFit } from '../../../photo/fit-photo.ts';
import { fittedMeasures } from '../../../photo/fitted-measures.ts';
import { type Ghost, ghostOf } from '../../../photo/ghost.ts';
import { MOST_BLUR_PX, sharpnessOf, USUAL_BLUR_PX } from '../../../photo/light/sharpness.ts';
import { type SkinSuggestion, suggestSkin } from '../../../photo/light/skin-suggestion.ts';
import { greyPatch } from '../../../photo/light/white.ts';
import { findMask } from '../../../photo/mask/find-mask.ts';
import type { Photograph } from '../../../photo/photograph.ts';
import type { PhotoQuestion, Pixel } from '../../../photo/question.ts';
import { type SkinAround, skinAround } from '../../../photo/skin-around.ts';
import { knownSubject, type Subject, unknownSubject } from '../../../photo/subject.ts';
import { scalpIn } from '../../../view/photo/photo-part.ts';

/** Marks on a photograph, and whose head it shows. */
export interface FitQuestion {
  readonly question: PhotoQuestion;
  /** Marks on other photographs of the same head, where that is not known. */
  readonly beside: readonly PhotoQuestion[];
  /** Whose mean the head differs from. */
  readonly base: HeadBase;
  /** A head that is only posed; one that was sent before need not be sent again. */
  readonly known?: { readonly head?: Head; readonly isTheirs: boolean };
}

/** A head found in a photograph, and how it lies there. */
export interface FoundHead {
  readonly fit: PhotoFit;
  readonly ghost: Ghost;
  /** How many photographs tell its shape. */
  readonly photographs: number;
}

/** Where the head that was found last as a known one lies in a photograph, which is sent once. */
export interface StudyQuestion {
  readonly camera: PhotoCamera;
  readonly photo?: Photograph;
  /** A place that is grey in truth. */
  readonly grey?: Pixel | undefined;
}

/** What a photograph shows where the head is. */
export interface Study {
  readonly skin: SkinAround;
  /** Where it shows skin that nothing lies before, a byte a pixel. */
  readonly mask: Uint8Array;
  readonly blurPx: number;
  readonly suggestion: SkinSuggestion | undefined;
  /** Of the lamps, linear RGB of luminance one, where a grey place tells it. */
  readonly lampColour: Vec3 | undefined;
}

export type FitSkills = ReturnType<typeof fitSkills>;

/** Together with the other photographs, as long as their own marks can be used. */
function fitted({ question, beside }: FitQuestion, subject: Subject) {
  if (beside.length > 0) {
    try {
      const [fit] = fitPhotos([question, ...beside], subject);
      return { fit: fit!, photographs: 1 + beside.length };
    } catch (error) {
      // Said where the photograph it is wrong in is shown; of this one it is said below.
      if (!(error instanceof DotworkError)) throw error;
    }
  }
  return { fit: fitPhoto(question, subject), photographs: 1 };
}

/** Finds heads, with a memory: a known head is taken over once. */
export function fitSkills() {
  const unknown = new Map<HeadBase, Promise<Subject>>();
  let kept: Head | undefined;
  let seen: Photograph | undefined;
  let posed: { readonly of: Head; readonly isTheirs: boolean; subject: Subject } | undefined;
  const subjectOf = async ({ base, known }: FitQuestion): Promise<Subject> => {
    if (!known) {
      if (!unknown.has(base)) unknown.set(base, unknownSubject(base));
      return unknown.get(base)!;
    }
    kept = known.head ?? kept;
    if (!kept) throw new Error('Marks came before their head.');
    const { isTheirs } = known;
    if (posed?.of !== kept || posed.isTheirs !== isTheirs) {
      posed = { of: kept, isTheirs, subject: await knownSubject(kept, isTheirs) };
    }
    return posed.subject;
  };
  return {
    async find(asked: FitQuestion): Promise<FoundHead> {
      const subject = await subjectOf(asked);
      const { fit, photographs } = fitted(asked, subject);
      return { fit, photographs, ghost: ghostOf(subject, fit) };
    },
    study({ camera, photo, grey }: StudyQuestion): Study {
      seen = photo ?? seen;
      if (!seen || !kept) throw new Error('A question came before its photograph.');
      const told = grey && greyPatch(seen, grey);
      const skin = skinAround(seen, camera, kept, told?.lampColour);
      const blurPx =
        (sharpnessOf(seen, scalpIn(camera, kept)) ?? sharpnessOf(seen))?.blurPx ?? USUAL_BLUR_PX;
      return {
        skin: structuredClone(skin),
        mask: findMask(seen, skin),
        blurPx: Math.min(MOST_BLUR_PX, blurPx),
        suggestion: suggestSkin(skin, told),
        lampColour: told?.lampColour,
      };
    },
    async face(photo: Photograph): Promise<FoundPoints> {
      // Two megabytes of networks: only when somebody asks.
      const { findPoints } = await import('../../../io/faces/point-finder.ts');
      return findPoints(photo);
    },
    measures: ({ base, modes }: { base: HeadBase; modes: readonly number[] }) =>
      fittedMeasures(base, modes),
  };
}
