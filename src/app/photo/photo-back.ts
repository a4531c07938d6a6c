import { say } from '../../base/language/say.ts';
import { el } from '../parts/dom.ts';
import { icon } from '../parts/icons.ts';
import type { PhotoDesk } from './photo-desk.ts';

/** The way back from a photograph to the 3D head. */
export function makePhotoBack({ album }: PhotoDesk): HTMLElement {
  const button = el(
    'button',
    {
      class: 'photo-back',
      title: say('Back to the 3D head (Esc)'),
      'aria-label': say('Back to the 3D head'),
      hidden: true,
      onClick: () => album.set({ shown: undefined }),
    },
    icon('views'),
    el('span', {}, '3D head'),
  );
  album.subscribe(({ shown }) => {
    button.hidden = shown === undefined;
  });
  return button;
}
