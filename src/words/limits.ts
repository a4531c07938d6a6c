import { toSay } from '../base/language/say.ts';
/** The whole of what a preview may and may not say, for clients. On screen, and on paper they sign. */
export const FULL_LIMITS: readonly string[] = [
  toSay(
    'This picture is a computer simulation made from average published values and the choices entered today. It is not a promise. Scalp micropigmentation is a tattoo.',
  ),
  toSay(
    'How your skin holds pigment cannot be known beforehand: healed colour, dot size, blur, fading and the number of sessions will differ, and usually look darker and sharper on the day than after 4–6 weeks. Results depend on your skin, scars, oil, sun, aftercare, pigment and the technician’s hand.',
  ),
  toSay(
    'Pigment placed too deep can blur, look blue and be hard to remove; removal may need laser and may be incomplete. Screens, light and photos change colours. Pictures of a good, an expected and a poor outcome show a range, not its limits.',
  ),
  toSay(
    'Ask for a test area and see healed work of your technician. Patchy, sudden, painful, scaly or scarring hair loss, or a receding hairline in a woman, should be seen by a dermatologist before any tattooing.',
  ),
];
