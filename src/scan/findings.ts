import { wholeWords } from '../base/quantity-words.ts';
import type { Vec3 } from '../base/vec3.ts';

/** What importing a scan found, by kind. */
export type FindingKind =
  | 'fileSays'
  | 'leftUnread'
  | 'fileChosen'
  | 'badPoints'
  | 'welded'
  | 'degenerate'
  | 'duplicate'
  | 'sewn'
  | 'nonManifold'
  | 'flipped'
  | 'insideOut'
  | 'oneSided'
  | 'spikes'
  | 'stray'
  | 'largeStray'
  | 'innerWall'
  | 'cutBelow'
  | 'neckClosed'
  | 'neckMissing'
  | 'holesFilled'
  | 'holeLeft'
  | 'simplified'
  | 'divided'
  | 'coarse'
  | 'sliver'
  | 'unit'
  | 'oddScale'
  | 'sizeOpen'
  | 'placingMoved'
  | 'notLikeAHead'
  | 'partsHidden'
  | 'hair'
  | 'partsMissing';

/** One line of the report: what was repaired, or what the user should look at. */
export interface Finding {
  readonly kind: FindingKind;
  /** `repaired` needs nothing; `look` may be wrong with the head that comes out. */
  readonly weight: 'repaired' | 'look';
  readonly count: number;
  /** A sentence in plain words; it tells the place, too, where there is one. */
  readonly text: string;
  /** Where on the finished head, mm in its frame. */
  readonly placeMm?: Vec3;
}

/** "1 hole was", "3 holes were": a count with its noun and verb. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return count === 1 ? `1 ${noun} was` : `${wholeWords(count)} ${plural} were`;
}
