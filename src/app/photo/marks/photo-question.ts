import { DotworkError } from '../../../base/errors.ts';
import { say } from '../../../base/language/say.ts';
import type { PhotoQuestion } from '../../../photo/question.ts';
import type { AlbumPhoto } from '../album.ts';

/** Whether the marks may tell a head. */
export function isEnough({ points, outline }: AlbumPhoto): boolean {
  const count = Object.keys(points).length;
  return count >= 3 && count + outline.length / 2 >= 4;
}

export function questionOf({
  widthPx,
  heightPx,
  points,
  found,
  outline,
  focal35Mm,
}: AlbumPhoto): PhotoQuestion {
  return {
    ...{ widthPx, heightPx, points, outline },
    ...(found?.length && { found }),
    ...(focal35Mm !== undefined && { focal35Mm }),
  };
}

/** Said where a head would lie behind the camera. */
export function behind(): DotworkError {
  return new DotworkError(
    'usage',
    say('By these points the head lies behind the camera.'),
    say('Check which are left and right: they are the client’s, not the picture’s.'),
  );
}
