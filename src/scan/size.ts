import type { Finding } from './findings.ts';
import { isSizeKnown, type Placing } from './placing.ts';
import { guessUnit, isPlausible, UNITS, unitWords } from './units.ts';

/** What a file says of its unit. */
export interface UnitNote {
  readonly mmPerUnit: number;
  /** `note`: someone wrote it; `format`: all files of the format have it, whether or not it is so. */
  readonly by: 'note' | 'format';
}

/** What one unit of a scan is taken for. */
export type SizeGuess = Pick<Placing, 'mmPerUnit' | 'sizeBy'>;

/**
 * Head lengths have a coefficient of variation of some 3.5 % (ANSUR II): a head further off the mean
 * than this makes a format's unit doubtful, since apps without a scale write such files too.
 */
const FORMAT_BELIEVED = 1.08;

/**
 * What one unit is: as the file says, if that makes a head of it, else the usual unit that does,
 * else what makes it a mean head.
 *
 * @param meanMmPerUnit - Millimetres of a unit if the head were of mean size.
 */
export function guessSize(meanMmPerUnit: number, note: UnitNote | undefined): SizeGuess {
  if (note && isPlausible(note.mmPerUnit, meanMmPerUnit)) {
    const { mmPerUnit, by } = note;
    const ratio = Math.max(mmPerUnit / meanMmPerUnit, meanMmPerUnit / mmPerUnit);
    return by === 'note' || ratio < FORMAT_BELIEVED ? { mmPerUnit, sizeBy: 'file' } : { mmPerUnit };
  }
  const unit = guessUnit(meanMmPerUnit);
  return { mmPerUnit: unit ? UNITS[unit] : meanMmPerUnit };
}

/** How findings about size are told apart from others: they follow the placing. */
const SIZE_KINDS: readonly Finding['kind'][] = ['unit', 'oddScale', 'sizeOpen'];

/** Findings of an import, with what is true of its size under this placing. */
export function withSize(
  findings: readonly Finding[],
  placing: Placing,
  meanMmPerUnit: number | undefined,
  note: UnitNote | undefined,
): Finding[] {
  const others = findings.filter(({ kind }) => !SIZE_KINDS.includes(kind));
  return [...others, ...sizeFindings(placing, meanMmPerUnit, note)];
}

/** What to say of the size: who says so, and how large the head then is. */
export function sizeFindings(
  placing: Placing,
  meanMmPerUnit: number | undefined,
  note: UnitNote | undefined,
): Finding[] {
  const { mmPerUnit, circumferenceMm, sizeBy } = placing;
  const unit = unitName(mmPerUnit);
  const large =
    meanMmPerUnit === undefined ? '' : `: the head then is ${sizeWords(mmPerUnit / meanMmPerUnit)}`;
  if (circumferenceMm !== undefined) {
    const tape = `By a circumference of ${Number(circumferenceMm.toFixed(1))} mm`;
    return [say('unit', 'repaired', `${tape} one unit of the file is ${unit}${large}.`)];
  }
  if (sizeBy === 'person') {
    const odd = meanMmPerUnit !== undefined && !isPlausible(mmPerUnit, meanMmPerUnit);
    const text = `One unit of the file is ${unit}, as given${large}.`;
    return [say(odd ? 'oddScale' : 'unit', odd ? 'look' : 'repaired', text)];
  }
  if (sizeBy === 'file') {
    // A head that Dotwork wrote asks nothing, and nothing needs to be told.
    if (meanMmPerUnit === undefined) return [];
    return [say('unit', 'repaired', `The file says that one unit is ${unit}${large}.`)];
  }
  const usual = isUsual(mmPerUnit);
  const why = openWords(mmPerUnit, note);
  const taken = usual
    ? `One unit is taken for ${unit}${large}.`
    : `In no usual unit is this a head; it is made as large as a mean head (${unitWords(mmPerUnit)} a unit).`;
  const text = `Size not confirmed: ${why}. ${taken} Areas and dots go with its square: measure the circumference, or set the unit.`;
  return [say(usual ? 'sizeOpen' : 'oddScale', 'look', text)];
}

/** Whether a placing's size is confirmed, for reports. */
export function sizeSource(placing: Placing): 'tape' | 'person' | 'file' | null {
  if (!isSizeKnown(placing)) return null;
  return placing.circumferenceMm === undefined ? placing.sizeBy! : 'tape';
}

function openWords(mmPerUnit: number, note: UnitNote | undefined): string {
  if (!note) return 'the file names no unit';
  if (note.by === 'format' && mmPerUnit === note.mmPerUnit) {
    return `files of this format are in ${unitWords(note.mmPerUnit)}, but apps without a scale write them too`;
  }
  const says = note.by === 'format' ? 'files of this format are in' : 'the file says';
  return `${says} ${unitWords(note.mmPerUnit)}, in which this is no head`;
}

function say(kind: Finding['kind'], weight: Finding['weight'], text: string): Finding {
  return { kind, weight, count: 1, text };
}

function isUsual(mmPerUnit: number): boolean {
  return Object.values(UNITS).some((mm) => mm === mmPerUnit);
}

/** "1 mm", "33 mm": what one unit is. */
function unitName(mmPerUnit: number): string {
  return isUsual(mmPerUnit) ? `1 ${unitWords(mmPerUnit)}` : unitWords(mmPerUnit);
}

function sizeWords(ratio: number): string {
  const percent = Math.round(100 * (ratio - 1));
  if (percent === 0) return 'of mean size';
  return `${Math.abs(percent)} % ${percent > 0 ? 'larger' : 'smaller'} than a mean one`;
}
