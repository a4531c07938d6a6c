import { toSay } from '../base/language/say.ts';
import type { HeadBase, MeasureName } from '../head/measures.ts';
import { readTyped } from './typed-number.ts';

/** Whose mean a head starts from. */
export const BASE_WORDS: Readonly<Record<HeadBase, string>> = {
  male: toSay('Man'),
  female: toSay('Woman'),
  neutral: toSay('Between the two'),
};

/** Measures in the order a person takes them, with where the tape or the calliper lies. */
export const TAPED: readonly {
  readonly name: MeasureName;
  readonly label: string;
  readonly where: string;
}[] = [
  {
    name: 'circumference',
    label: toSay('Circumference'),
    where: toSay(
      'Tape just above the brows and over the furthest point at the back; ears stay free.',
    ),
  },
  {
    name: 'length',
    label: toSay('Length'),
    where: toSay('Calliper from between the brows to the furthest point at the back.'),
  },
  {
    name: 'breadth',
    label: toSay('Breadth'),
    where: toSay('Calliper at the widest place above the ears.'),
  },
  {
    name: 'tragionTop',
    label: toSay('Height'),
    where: toSay('Straight up from the notch in front of the ear to the level of the top.'),
  },
  {
    name: 'coronalArc',
    label: toSay('Ear to ear, over the top'),
    where: toSay('Tape from the notch in front of one ear straight over the top to the other.'),
  },
  {
    name: 'frontalArc',
    label: toSay('Ear to ear, over the brow'),
    where: toSay('Tape from the notch in front of one ear, just above the brows, to the other.'),
  },
  {
    name: 'faceHeight',
    label: toSay('Face length'),
    where: toSay('Calliper from the root of the nose to under the chin, teeth closed.'),
  },
  {
    name: 'bizygomatic',
    label: toSay('Cheekbones'),
    where: toSay('Calliper at the widest place of the cheekbones.'),
  },
  { name: 'bigonial', label: toSay('Jaw'), where: toSay('Calliper over both corners of the jaw.') },
  {
    name: 'neckCircumference',
    label: toSay('Neck'),
    where: toSay('Tape around the neck just below the Adam’s apple.'),
  },
];

/** Longer than anything a tape lies round on a head, mm. */
const LONGEST_MM = 2000;

/** Reads "574", "57.4 cm", "57,4cm" or "22.6 in" as mm to a tenth; NaN where it is no length. */
export function readMm(text: string): number {
  const typed = readTyped(text, { range: [0, LONGEST_MM], unit: 'mm' });
  if (typed.kind !== 'number' || typed.value < 0 || typed.value > LONGEST_MM) return Number.NaN;
  return Math.round(10 * typed.value) / 10;
}
