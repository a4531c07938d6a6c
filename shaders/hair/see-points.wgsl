// see-points: where each point of a strand lies in the picture, how wide it is there, and its light.
//
// Dispatch   indirect, one invocation per point of a strand
// Reads      view, args[], points[], tones[] (grow-strands)
// Writes     seen[] (pixel, distance along the view, half width in pixels; no distance where the strand is
//            not drawn), lights[] (linear RGB in halves)
// Order      none
// Twin       tests/gpu/light/hair.test.ts (by what draw-strands makes of it)
// Light: Kajiya & Kay 1989, with one lobe white and one in the hair's own colour (after Marschner 2003),
// in the shade of the hair around it by how its place on the head faces the lamp; short hair by the skin
// it stands on and what that skin lies open to.

import package::lib::dispatch::flatIndex;
import structs::HairView;

@group(0) @binding(0) var<uniform> view: HairView;
@group(0) @binding(1) var<storage, read> args: array<u32>;
@group(0) @binding(2) var<storage, read> points: array<vec4f>;
@group(0) @binding(3) var<storage, read> tones: array<vec2u>;
@group(0) @binding(4) var<storage, read_write> seen: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> lights: array<vec2u>;

override WORKGROUP: u32 = 64;

// Gloss of a single short hair: Fresnel's 4.7 % on a cone 7.5 degrees wide makes 0.11 of a white sheet's
// light (Marschner 2003); a lamp as wide as a ceiling panel spreads it to 11 degrees and less than 0.07,
// and hairs beside each other hide half of that (assumed).
const SHORT_GLOSS: f32 = 0.034;
const SHORT_POWER: f32 = 27.0;

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  let along = view.segments + 1u;
  let strand = index / along;
  if (strand >= args[8]) { return; }
  let i = index % along;
  let first = strand * along;
  let root = points[first].xyz;
  let here = points[index];
  let eye = vec3f(view.eyeX, view.eyeY, view.eyeZ);
  let centre = vec3f(view.centreX, view.centreY, view.centreZ);
  let clip = view.viewProjection * vec4f(here.xyz, 1.0);
  let base = view.viewProjection * vec4f(root, 1.0);
  let tone = unpack4x8unorm(tones[strand].x);
  let ground = unpack4x8snorm(tones[strand].y);
  // Of the far side all short hair and what lies under other hair; and what stands at the eye.
  let isHidden = (view.isLong == 0u || tone.a < 0.5) && dot(normalize(root - centre), normalize(eye - root)) < -0.25;
  if (isHidden || here.w <= 0.0 || min(clip.w, base.w) < 2.0 * view.nearMm) {
    seen[index] = vec4f(0.0);
    return;
  }
  let px = vec2f(0.5 + 0.5 * clip.x / clip.w, 0.5 - 0.5 * clip.y / clip.w) * vec2f(view.widthPx, view.heightPx);
  seen[index] = vec4f(px, clip.w, here.w * view.pxPerMm / clip.w);

  let tangent = normalize(points[first + min(i + 1u, view.segments)].xyz - points[first + max(i, 1u) - 1u].xyz);
  let way = f32(i) / f32(view.segments);
  let toEye = normalize(eye - here.xyz);
  let albedo = tone.rgb * tone.rgb;
  let light = select(litShort(tangent, ground, toEye, albedo, tone.a),
    litLong(tangent, normalize(here.xyz - centre), toEye, albedo, fract(2.0 * tone.a), way), view.isLong == 1u);
  lights[index] = vec2u(pack2x16float(light.rg), pack2x16float(vec2f(light.b, 0.0)));
}

// A hair that stands or lies on skin of that normal and that openness: a round fibre, which a lamp
// lights on one side, and which the skin keeps half of the sky from.
fn litShort(tangent: vec3f, ground: vec4f, toEye: vec3f, albedo: vec3f, dice: f32) -> vec3f {
  let normal = normalize(ground.xyz);
  var sum = albedo * mix(view.ground.rgb, view.sky.rgb, 0.5 + 0.5 * normal.y);
  let acrossEye = sqrt(max(1e-4, 1.0 - pow2(dot(tangent, toEye))));
  for (var k = 0u; k < view.lampCount; k++) {
    let toLamp = view.lampDirections[k].xyz;
    let facing = smoothstep(-0.15, 0.6, dot(normal, toLamp));
    let across = sqrt(max(1e-4, 1.0 - pow2(dot(tangent, toLamp))));
    // Angle around the fibre between lamp and eye: what of the lit side is in sight, over a flat piece's.
    let around = clamp((dot(toLamp, toEye) - dot(tangent, toLamp) * dot(tangent, toEye)) / (across * acrossEye), -1.0, 1.0);
    let angle = acos(around);
    let lit = 0.25 * ((3.14159265 - angle) * around + sin(angle));
    let lean = dot(tangent, normalize(toLamp + toEye));
    let white = SHORT_GLOSS * cos(0.5 * angle) * lobe(lean + 0.1 + 0.12 * (dice - 0.5), SHORT_POWER);
    sum += view.lampLights[k].rgb * facing * (albedo * across * lit + white);
  }
  return ground.w * sum;
}

// Long hair lies in many layers: what one sends on meets the next, so it gives back as a sheet does.
fn litLong(tangent: vec3f, outward: vec3f, toEye: vec3f, albedo: vec3f, dice: f32, way: f32) -> vec3f {
  // Deep in the hair little of the light is seen.
  let deep = mix(0.35, 1.0, smoothstep(0.0, 0.5, way + 0.3 * dice));
  var sum = albedo * mix(view.ground.rgb, view.sky.rgb, 0.5 + 0.5 * outward.y);
  for (var k = 0u; k < view.lampCount; k++) {
    let toLamp = view.lampDirections[k].xyz;
    let facing = smoothstep(-0.35, 0.75, dot(outward, toLamp));
    let across = sqrt(max(0.0, 1.0 - pow2(dot(tangent, toLamp))));
    let lean = dot(tangent, normalize(toLamp + toEye));
    let shift = 0.1 + 0.12 * (dice - 0.5);
    let white = 0.07 * lobe(lean + shift, 90.0);
    let own = 0.9 * sqrt(albedo) * albedo * lobe(lean - 1.5 * shift, 22.0);
    sum += view.lampLights[k].rgb * facing * (albedo * across + white + own);
  }
  return deep * sum;
}

// sin(angle)^power of a tangent that leans so much towards the half way: a narrow bell.
fn lobe(lean: f32, power: f32) -> f32 {
  return exp(-0.5 * power * lean * lean);
}

fn pow2(x: f32) -> f32 {
  return x * x;
}
