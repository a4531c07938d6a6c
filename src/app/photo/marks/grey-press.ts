import type { PhotoDesk } from '../photo-desk.ts';
import type { StageGesture } from '../stage/stage-gestures.ts';

/** A pointer that went farther moves the photograph. */
const DRAG_PX = 4;

/** A press on the photograph that tells where it is grey. */
export function greyPress(desk: PhotoDesk): StageGesture {
  const { frame } = desk.stage;
  return {
    move: (_, farPx) => farPx < DRAG_PX,
    end: (at) => {
      const [x, y] = frame.toPhoto(at);
      if (frame.holds([x, y])) desk.setGrey([Math.floor(x), Math.floor(y)]);
    },
  };
}
