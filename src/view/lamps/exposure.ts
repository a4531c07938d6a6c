import { dot, unit, type Vec3 } from '../../base/vec3.ts';
import { adaptationDegree, adaptedRgb, lampXyz } from '../../color/lamp-colour.ts';
import type { Rgb } from '../../color/srgb.ts';
import type { Xyz } from '../../color/xyz.ts';
import type { Lamp, Lighting } from './light-table.ts';

/** What is taken for white: what lights the head, that as far as an eye does, or daylight. */
export const BALANCES = ['camera', 'eye', 'daylight'] as const;
export type Balance = (typeof BALANCES)[number];

/** Where a meter on a head looks: as the skin behind the front hairline does, head frame. */
export const METER_TOWARDS: Vec3 = unit([0, 0.62, 0.78]);

/** Lamps as a picture takes them: linear RGB times what three.js calls intensity. */
export interface Exposed {
  readonly key: Rgb;
  readonly fills: readonly [Rgb, Rgb];
  readonly above: Rgb;
  readonly below: Rgb;
}

/**
 * Turns lux into light of a picture, as a camera or an eye in that place would: a white surface that
 * gets what the meter reads is white, 1.
 */
export function exposed(lighting: Lighting, balance: Balance): Exposed {
  const { lux, xyz } = metered(lighting);
  const degree = { camera: 1, eye: adaptationDegree(lux), daylight: 0 }[balance];
  // Irradiance of pi makes a white matt surface 1.
  const scale = Math.PI / lux;
  const rgb = (lamp: { lux: number; colour: Lamp['colour'] }): Rgb =>
    adaptedRgb(lampXyz(lamp.colour), xyz, degree).map((part) => part * scale * lamp.lux) as never;
  const { key, fills, ambient } = lighting;
  return {
    key: rgb(key),
    fills: [rgb(fills[0]), rgb(fills[1])],
    above: rgb({ lux: ambient.fromAboveLux, colour: ambient.above }),
    below: rgb({ lux: ambient.fromBelowLux, colour: ambient.below }),
  };
}

/** What a meter on the head reads, lux, and that light's colour, XYZ with Y = 1. */
export function metered({ key, fills, ambient, meter }: Lighting): {
  readonly lux: number;
  readonly xyz: Xyz;
} {
  let lux = 0;
  const sum = [0, 0, 0];
  const take = (amount: number, colour: Lamp['colour']): void => {
    lux += amount;
    lampXyz(colour).forEach((part, axis) => {
      sum[axis]! += amount * part;
    });
  };
  for (const lamp of [key, ...fills]) {
    const facing = dot(unit(lamp.towards), METER_TOWARDS);
    // A card takes the cosine; a dome, as light meters have one, half of one plus it.
    take(lamp.lux * (meter === 'card' ? Math.max(0, facing) : (1 + facing) / 2), lamp.colour);
  }
  const [above, below] = ambientShares();
  take(above * ambient.fromAboveLux, ambient.above);
  take(below * ambient.fromBelowLux, ambient.below);
  return { lux, xyz: sum.map((part) => part / lux) as never };
}

/** Shares of what comes from above and from below that a plane gets which looks where the meter does. */
function ambientShares(): readonly [number, number] {
  const above = 0.5 + 0.5 * METER_TOWARDS[1];
  return [above, 1 - above];
}
