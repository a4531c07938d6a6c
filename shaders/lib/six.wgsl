// six: values at the six bands, three and three, so that arithmetic on them is vector arithmetic.

struct Six {
  a: vec3f,   // 420, 450, 500 nm
  b: vec3f,   // 540, 590, 630 nm
}

fn plus(x: Six, y: Six) -> Six {
  return Six(x.a + y.a, x.b + y.b);
}

fn times(x: Six, y: Six) -> Six {
  return Six(x.a * y.a, x.b * y.b);
}

fn scaled(x: Six, factor: f32) -> Six {
  return Six(x.a * factor, x.b * factor);
}

fn band(x: Six, i: u32) -> f32 {
  return select(x.b[i % 3u], x.a[i % 3u], i < 3u);
}

// From the two words uniforms carry them in.
fn six(a: vec4f, b: vec4f) -> Six {
  return Six(a.xyz, vec3f(a.w, b.x, b.y));
}
