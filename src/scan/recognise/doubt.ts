import type { Finding } from '../findings.ts';
import type { PoseGuess } from './guess-pose.ts';
import { isThere, MOST_MISFIT, PATCHES, type PatchName } from './patches.ts';

/** Less of the top or the back of a head than this is none: dots go there. */
const LEAST_SEEN = 0.6;
/** Hair stands off the inion by less than this, mm. */
const BACK_OFF_MM = 35;

/** Why no head can be made of what was found, for a sentence; nothing where one can. */
export function doubtWords({ misfit, parts, seen }: PoseGuess): string | undefined {
  const { nose, earLeft, earRight } = parts;
  const ears = [earLeft, earRight].filter(isThere).length;
  const gone = [
    ...(seen.crown < LEAST_SEEN ? ['the top'] : []),
    ...(seen.back < LEAST_SEEN || seen.inionMm > BACK_OFF_MM ? ['the back'] : []),
  ].join(' and ');
  if (gone && (isThere(nose) || ears > 0)) {
    const there = isThere(nose) ? 'a face' : 'a part of a head';
    return `${there} is seen, but not ${gone} of the head, where dots go; scan all round it, or join the parts to one mesh`;
  }
  if (misfit < MOST_MISFIT) return undefined;
  if (isThere(nose) && ears === 0) {
    return 'there may be a brow and a nose, but no ears are seen beside it; hair, a cap or a hood may cover them, and bone (a skull) has none: skin is needed';
  }
  if (ears === 2) return 'two ears are seen, but no root of a nose between them';
  if (ears === 1) return 'there may be an ear, but not a whole face with two ears';
  if (gone) {
    return `neither a nose nor ears are seen where a head has them, nor ${gone.replace(' and ', ' or ')} of a head; a face alone, without its ears, looks so: scan all round the head`;
  }
  const round = seen.crown > 0.9 && seen.back > 0.9;
  return round
    ? 'neither a nose nor ears are seen where a head has them; bone (a skull), a hood or hair over all of it look so: a bare head is needed, its skin and not its bone'
    : 'neither a nose nor ears are seen where a head has them; a bare head is needed, whole and large in the scan';
}

/** Parts of a recognised head that the scan does not show. */
export function hiddenParts({ parts }: PoseGuess): Finding[] {
  const hidden = PATCHES.filter((name) => !isThere(parts[name]));
  if (hidden.length === 0) return [];
  const names = hidden.map((name) => PART_WORDS[name]).join(' and ');
  const ears = hidden.filter((name) => name !== 'nose').length;
  // One ear alone would turn the head, so then neither is gone by.
  const points = [
    ...(hidden.includes('nose') ? ['the nasion'] : []),
    ...(ears > 0 ? ['both tragions'] : []),
  ].join(' and ');
  const text = `Not seen: ${names}. Hair, a cap or a gap in the scan can do that. Place ${points} by hand: where they are now is a guess.`;
  return [{ kind: 'partsHidden', weight: 'look', count: hidden.length, text }];
}

const PART_WORDS: Readonly<Record<PatchName, string>> = {
  nose: 'the root of the nose',
  earLeft: 'the left ear',
  earRight: 'the right ear',
};
