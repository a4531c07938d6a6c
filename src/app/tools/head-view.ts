import type { ScalpView } from '../../view/scalp-view.ts';

/** What tools ask of a picture of the head: the 3D view's, or a photograph's. */
export type HeadView = Pick<
  ScalpView,
  'pick' | 'project' | 'sees' | 'sizePx' | 'picker' | 'pose' | 'overlays' | 'hasTool'
>;
