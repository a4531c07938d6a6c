import { say, toSay } from '../base/language/say.ts';
import { wholeWords } from '../base/quantity-words.ts';
import type { PLACED, Placing } from '../scan/placing.ts';
import type { UnitName } from '../scan/units.ts';

/** The four points that place a scan, in plain words. */
export const PLACED_WORDS: Readonly<Record<(typeof PLACED)[number], string>> = {
  nasion: toSay('Nasion: root of the nose'),
  inion: toSay('Inion: bump at the back'),
  tragionLeft: toSay('Left ear: notch above the tragus'),
  tragionRight: toSay('Right ear: notch above the tragus'),
};

/** What one unit of a file may be. */
export const FILE_UNIT_WORDS: Readonly<Record<UnitName, string>> = {
  mm: toSay('1 millimetre'),
  cm: toSay('1 centimetre'),
  in: toSay('1 inch'),
  m: toSay('1 metre'),
};

/** How large a head is where it is placed so, beside what adults measure. */
export function placingSentences({ mmPerUnit, landmarks }: Placing): string {
  const { nasion, inion, tragionLeft, tragionRight } = landmarks;
  const mm = (a: readonly number[], b: readonly number[]) =>
    (mmPerUnit * Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!, a[2]! - b[2]!)).toFixed(0);
  return say(
    'Ear to ear {tragionLeft} mm, nasion to inion {nasion} mm. Adults measure about 130 to 160 and 170 to 210 mm.',
    { tragionLeft: mm(tragionLeft, tragionRight), nasion: mm(nasion, inion) },
  );
}

/** A scan's file in a line. */
export function fileSentence({
  name,
  format,
  fileTriangles,
}: {
  readonly name: string;
  readonly format: string;
  readonly fileTriangles: number;
}): string {
  return say('{name}: {format}, {triangles} triangles.', {
    name,
    format: format.toUpperCase(),
    triangles: wholeWords(fileTriangles),
  });
}
