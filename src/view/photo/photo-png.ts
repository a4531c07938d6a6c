import { say } from '../../base/language/say.ts';
import { LIMITS_SHORT } from '../../base/limits.ts';
import { captionStrip } from '../../io/caption.ts';
import { encodePng } from '../../io/png.ts';
import type { Photograph } from '../../photo/photograph.ts';
import { sceneWords } from '../../plan/remarks/scene-words.ts';
import type { Plan } from '../../plan/schema.ts';
import { planHash } from '../../share/plan-hash.ts';
import { lay } from '../../type/overlay.ts';

/** What a photograph that leaves the room shows. */
export type PhotoState = 'before' | 'after';

/** Ground of the strip below. */
const GROUND = 32;

/**
 * A photograph as PNG with a strip below that says what it is: no pixel of it is covered, so before
 * and after lie alike. Throws an error, no file, where a "before" is not the untouched photograph.
 */
export async function photoPng(
  picture: Photograph,
  state: PhotoState,
  plan: Plan,
  untouched: Photograph,
): Promise<Uint8Array<ArrayBuffer>> {
  if (state === 'before' && !isSame(picture, untouched)) {
    throw new Error('Only the untouched photograph is called "before".');
  }
  const lines = linesOf(state, plan);
  const { widthPx, heightPx } = picture;
  const [strip, other] = await Promise.all(
    [lines, linesOf(state === 'before' ? 'after' : 'before', plan)].map((of) =>
      captionStrip(widthPx, heightPx, of),
    ),
  );
  // Both are of one size, whichever has more to say.
  const stripPx = Math.max(strip!.heightPx, other!.heightPx);
  const rgba = new Uint8Array(4 * widthPx * (heightPx + stripPx));
  rgba.set(picture.rgba);
  for (let at = picture.rgba.length; at < rgba.length; at += 4) {
    rgba.fill(GROUND, at, at + 3);
    rgba[at + 3] = 255;
  }
  const whole = { widthPx, heightPx: heightPx + stripPx, rgba };
  lay(whole, strip!, 0, heightPx);
  return encodePng(whole, {
    Title: plan.title,
    Description: lines.join(' '),
    Software: 'Dotwork',
  });
}

function linesOf(state: PhotoState, plan: Plan): readonly string[] {
  const says =
    state === 'before'
      ? `${plan.title}. The photograph as it was taken.`
      : `${plan.title}. Simulated on a photograph. ${sceneWords(plan)}.`;
  return [`${says} Plan ${planHash(plan).slice(0, 8)}.`, say(LIMITS_SHORT)];
}

function isSame(a: Photograph, b: Photograph): boolean {
  return a.rgba.length === b.rgba.length && a.rgba.every((byte, i) => byte === b.rgba[i]);
}
