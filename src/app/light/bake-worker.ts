import type { LateralShape } from '../../light/dot/footprint.ts';
import { LiveBake, skinKey } from '../../light/dot/live-bake.ts';
import type { Skin } from '../../light/layers.ts';
import { serve } from '../workers/serve.ts';

const skills = { bake };

/** What the worker of the bakes can do. */
export type BakeSkills = typeof skills;

serve(skills);

/** Bakes a skin's footprint; tells the share done at each percent. */
async function bake(
  { skin, photons }: { readonly skin: Skin; readonly photons: number },
  tell: (share: number) => void,
): Promise<LateralShape> {
  const live = new LiveBake();
  let toldPercent = -1;
  const onProgress = (share: number): void => {
    const percent = Math.floor(100 * share);
    if (percent === toldPercent) return;
    toldPercent = percent;
    tell(share);
  };
  await live.refine(skin, { photons, onProgress });
  return live.shapes.get(skinKey(skin))!;
}
