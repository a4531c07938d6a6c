import { numberWords, shortNumber } from './language/formats.ts';
import { say } from './language/say.ts';
import { areaWords } from './language/units.ts';

// Quantities as people read them. Every report, panel and sentence takes its numbers from here, so
// that one quantity looks alike wherever it stands.

/** A number without fraction: "12,345". */
export function wholeWords(value: number): string {
  return numberWords(value, 0);
}

/** A number to a tenth: "1,234.5". */
export function tenthsWords(value: number): string {
  return numberWords(value, 1);
}

/** A number to a hundredth: "0.40". */
export function hundredthsWords(value: number): string {
  return numberWords(value, 2);
}

/** An area in whole square centimetres, or square inches to a tenth: "123 cm²", "19.1 in²". */
export function cm2Words(areaCm2: number): string {
  return areaWords(areaCm2);
}

/** A length as a sentence holds it, with no digit too many: "0.4 mm". */
export function shortMm(mm: number): string {
  return say('{count} mm', { count: shortNumber(mm) });
}

/** A depth, always to a hundredth: "0.40 mm". */
export function depthWords(mm: number): string {
  return say('{count} mm', { count: hundredthsWords(mm) });
}

/** Hours and minutes: "4:25 h". */
export function hoursWords(minutes: number): string {
  const rounded = Math.round(minutes);
  const hours = `${Math.floor(rounded / 60)}:${String(rounded % 60).padStart(2, '0')}`;
  return say('{hours} h', { hours });
}

/** A count with its noun: "1 day", "12 days". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
