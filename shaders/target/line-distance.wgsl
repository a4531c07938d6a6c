// line-distance: how far each vertex is from a closed line round the crown, straight through the air.
// Vertices that the line does not come near are left out.
//
// Dispatch   one invocation per vertex
// Reads      spec         how long the line is and how much of it is the front
//            given[]      how far outside the exact line a vertex lies
//            positions[]  of vertices, micrometres
//            line[]       points of the line, from the head's centre; the first again at the end
//            balls[]      round every CHUNK pieces of the line: middle from the centre, radius
// Writes     distances[]
// Order      none
// Twin       tests/gpu/front-preview.test.ts

import package::lib::dispatch::flatIndex;
import structs::{LineDistance, LineSpec, VertexGiven};

@group(0) @binding(0) var<uniform> spec: LineSpec;
@group(0) @binding(1) var<storage, read> given: array<VertexGiven>;
@group(0) @binding(2) var<storage, read> positions: array<i32>;
@group(0) @binding(3) var<storage, read> line: array<vec4f>;
@group(0) @binding(4) var<storage, read> balls: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> distances: array<LineDistance>;

override WORKGROUP: u32 = 64;

const CHUNK: u32 = 32u;
const FAR_MM: f32 = 1e6;

// The nearest places found so far, of the whole line and of its front.
struct Nearest {
  edgeMm: f32,
  frontMm: f32,
  piece: u32,
  share: f32,
}

@compute @workgroup_size(WORKGROUP)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let index = flatIndex(id, WORKGROUP);
  if (index >= spec.vertexCount || given[index].boundary64 < -spec.reach64) { return; }
  let um = vec3i(positions[3u * index], positions[3u * index + 1u], positions[3u * index + 2u]);
  let place = vec3f(um) / 1000.0 - vec3f(spec.centreXMm, spec.centreYMm, spec.centreZMm);

  // First the balls that seem nearest: what they hold then rules out most of the others.
  let count = (spec.pointCount + CHUNK - 1u) / CHUNK;
  let frontCount = (spec.frontPieces + CHUNK - 1u) / CHUNK;
  var first = vec2u(0u);
  var least = vec2f(FAR_MM);
  for (var ball = 0u; ball < count; ball++) {
    let mm = distance(place, balls[ball].xyz);
    if (mm < least.x) { least.x = mm; first.x = ball; }
    if (mm < least.y && ball < frontCount) { least.y = mm; first.y = ball; }
  }
  var best = Nearest(FAR_MM, FAR_MM, 0u, 0.0);
  search(place, first.x, &best);
  if (first.y != first.x) { search(place, first.y, &best); }
  for (var ball = 0u; ball < count; ball++) {
    if (ball == first.x || ball == first.y) { continue; }
    // The front is a part of the line, so it is never nearer.
    let reach = balls[ball].w + select(best.edgeMm, best.frontMm, ball < frontCount);
    let off = place - balls[ball].xyz;
    if (dot(off, off) < reach * reach) { search(place, ball, &best); }
  }
  let side = select(-1.0, 1.0, dot(inwards(best.piece, best.share), place) > 0.0);
  distances[index] = LineDistance(side * best.edgeMm, best.frontMm);
}

fn search(place: vec3f, ball: u32, best: ptr<function, Nearest>) {
  let end = min((ball + 1u) * CHUNK, spec.pointCount);
  var start = line[ball * CHUNK].xyz;
  for (var piece = ball * CHUNK; piece < end; piece++) {
    let next = line[piece + 1u].xyz;
    let along = next - start;
    // Two points in one place are a piece without length.
    let share = clamp(dot(place - start, along) / max(dot(along, along), 1e-12), 0.0, 1.0);
    let mm = distance(place, start + share * along);
    start = next;
    if (piece < spec.frontPieces) { (*best).frontMm = min((*best).frontMm, mm); }
    if (mm < (*best).edgeMm) {
      (*best).edgeMm = mm;
      (*best).piece = piece;
      (*best).share = share;
    }
  }
}

// Which way the crown lies from a place on the line, as seen from the head's centre. At a point
// between two pieces both have a say.
fn inwards(piece: u32, share: f32) -> vec3f {
  var way = wayOf(piece);
  if (share <= 0.0) { way += wayOf((piece + spec.pointCount - 1u) % spec.pointCount); }
  if (share >= 1.0) { way += wayOf((piece + 1u) % spec.pointCount); }
  return way;
}

fn wayOf(piece: u32) -> vec3f {
  let across = cross(line[piece].xyz, line[piece + 1u].xyz);
  return across / max(length(across), 1e-12);
}
