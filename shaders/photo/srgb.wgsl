// srgb: between bytes of a photograph and linear light (IEC 61966-2-1).

fn decoded(byte: u32) -> f32 {
  let code = f32(byte) / 255.0;
  return select(pow((code + 0.055) / 1.055, 2.4), code / 12.92, code <= 0.04045);
}

fn linearOf(rgba: u32) -> vec3f {
  return vec3f(decoded(rgba & 255u), decoded((rgba >> 8u) & 255u), decoded((rgba >> 16u) & 255u));
}

fn byteOf(linear: f32) -> u32 {
  let light = clamp(linear, 0.0, 1.0);
  let code = select(1.055 * pow(light, 1.0 / 2.4) - 0.055, 12.92 * light, light <= 0.0031308);
  return u32(255.0 * code + 0.5);
}
