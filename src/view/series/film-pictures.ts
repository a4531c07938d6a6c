import type { Simulator } from '../../engine/simulator.ts';
import { captionStrip } from '../../io/caption.ts';
import { pictureWords } from '../../plan/remarks/scene-words.ts';
import { frontReachMm } from '../../scalp/front-reach.ts';
import { lay, type Overlay } from '../../type/overlay.ts';
import { type FilmKind, filmCaption, filmFrames } from '../../words/film.ts';
import type { Picture, PictureOptions } from '../picture.ts';
import { namedPose } from '../poses.ts';
import { NAMED_VIEWS, type NamedView, type Pose } from '../view-api.ts';
import { type SeriesOptions, takeShots } from './take-shots.ts';

/** What a film shows, and how long. */
export interface FilmOptions extends SeriesOptions, Pick<PictureOptions, 'pose' | 'look'> {
  readonly kind: FilmKind;
  /** How many pictures, at least 2. */
  readonly frames: number;
}

/**
 * The pictures of a film of the simulator's current plan, each with what it shows and the honest
 * sentence in it. The same plan, options and adapter give the same bytes.
 */
export async function* filmPictures(
  simulator: Simulator,
  { kind, frames, pose, look, ...series }: FilmOptions,
): AsyncGenerator<Picture> {
  const { plan, head, scalp } = simulator;
  const from = NAMED_VIEWS.includes(pose as NamedView)
    ? namedPose(pose as NamedView, head, scalp.hairline)
    : (pose as Pose);
  const shots = filmFrames(kind, plan, frontReachMm(scalp), frames).map((frame) => ({
    plan: frame.plan,
    pose: turned(from, frame.turnDeg),
    look: { ...look, divider: 0, revealMm: frame.revealMm },
  }));
  const strips = new Map<string, Overlay>();
  let at = 0;
  for await (const picture of takeShots(simulator, shots, series)) {
    const shot = shots[at++]!;
    const lines = filmCaption(shot.plan, pictureWords(shot.plan, shot.look));
    const { widthPx, heightPx } = picture;
    const key = lines.join('\n');
    const strip = strips.get(key) ?? (await captionStrip(widthPx, heightPx, lines));
    strips.set(key, strip);
    lay(picture, strip, 0, heightPx - strip.heightPx);
    yield picture;
  }
}

/** The eye gone round the upright line through what it looks at; against the clock from above. */
function turned({ eyeMm: [x, y, z], targetMm, fovDeg }: Pose, degrees: number): Pose {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const [dx, dz] = [x - targetMm[0], z - targetMm[2]];
  return {
    eyeMm: [targetMm[0] + cos * dx + sin * dz, y, targetMm[2] + cos * dz - sin * dx],
    targetMm,
    fovDeg,
  };
}
