// shoulder: how bright light ends in white without a change of the colours below.

// Below this, a colour stays what it is: skin in the light that a camera exposes for.
const KNEE: f32 = 0.8;
// How fast what is brighter than white loses its colour.
const FADE: f32 = 0.15;

// Linear light of any strength to 0 to 1. Above the knee all channels shrink alike, so hues stay, and
// the slope is one at the knee (Khronos PBR Neutral, without its offset for mirrored light).
fn shouldered(light: vec3f) -> vec3f {
  let peak = max(light.r, max(light.g, light.b));
  let room = 1.0 - KNEE;
  let end = 1.0 - room * room / (max(peak, KNEE) + room - KNEE);
  let fade = 1.0 - 1.0 / (FADE * (peak - end) + 1.0);
  return select(mix(light * (end / max(peak, 1e-6)), vec3f(end), fade), light, peak <= KNEE);
}
