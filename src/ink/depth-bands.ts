import { numberWords } from '../base/language/formats.ts';
import { say } from '../base/language/say.ts';
/**
 * What a deposit depth means: borders between bands, mm below the surface. Nobody measured them on
 * scalps, and schools disagree (0.3 to 2 mm). They are inferred from the thickness of skin
 * (`src/scalp/skin-depth.ts`), OCT of tattoos in the papillary dermis (Morsy 2007) and the paths of
 * light (`docs/optics.md`).
 */
export const DEPTH_BORDERS_MM = {
  /** Less lies in the epidermis and is shed. */
  shed: 0.1,
  /** From here on dots heal crisp; above, a part is lost. */
  crispFrom: 0.25,
  /** Down to here they do; below, they read wider and cooler. */
  crispTo: 0.6,
  /** Below, pigment spreads sideways. */
  blowOut: 1,
  /** Below, dots can become permanent. `shaders/coverage/count-dots.wgsl` counts them. */
  permanent: 1.2,
} as const;

/** Depth scales are drawn down to here, mm. */
export const DEPTH_SCALE_MM = 2;

/** The band that heals crisp, in words. */
export function crispWords(): string {
  const { crispFrom, crispTo } = DEPTH_BORDERS_MM;
  return say('{from} to {to} mm', {
    from: numberWords(crispFrom, 2),
    to: numberWords(crispTo, 2),
  });
}
