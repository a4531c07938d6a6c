// bins: how the pigment of one dot lies over the depth of its column.
//
// A column is cut where the layers of the skin end, so that all pigment of a bin has one fate and
// light meets what is really left: above such a border there may be next to nothing.

const EPIDERMAL: u32 = 4u;
const PAPILLARY: u32 = 3u;
const RETICULAR: u32 = 3u;
const BINS: u32 = EPIDERMAL + PAPILLARY + RETICULAR;

// Where bins of the epidermis end, in shares of what is shed by then: FRONT of src/ink/column-bins.ts.
const FRONT = array<f32, EPIDERMAL - 1u>(0.4, 0.8, 1.5);

// A fresh column, and where layers end at its place, mm below the surface.
struct Track {
  depthMm: f32,
  epidermisMm: f32,
  papillaryMm: f32,
  shed: f32,          // age in times that a cell takes from the foot of the epidermis to the surface
}

// Upper border of a bin, mm; of BINS, the foot of the column. Bins of layers it does not reach are
// empty: both their borders are its foot.
fn binTop(bin: u32, track: Track) -> f32 {
  let epidermis = min(track.epidermisMm, track.depthMm);
  let papillary = clamp(track.papillaryMm, epidermis, track.depthMm);
  if (bin == 0u) { return 0.0; }
  if (bin < EPIDERMAL) {
    return min(epidermis * f32(bin) / f32(EPIDERMAL), FRONT[bin - 1u] * max(track.shed, 0.0) * track.epidermisMm);
  }
  let below = bin - EPIDERMAL;
  if (below <= PAPILLARY) { return mix(epidermis, papillary, f32(below) / f32(PAPILLARY)); }
  return mix(papillary, track.depthMm, f32(below - PAPILLARY) / f32(RETICULAR));
}

// How much wider a column is for its depth, than one of 0.4 mm: deepWidth() of src/ink/column-bins.ts.
fn deepWidth(depthMm: f32, deepWidening: f32) -> f32 {
  return 1.0 + deepWidening * clamp((depthMm - 0.4) / 0.1, 0.0, 12.0);
}

// Share of the mass between two depths, as shares of the column's, when the hand presses `tip`:
// from even to all at the tip.
fn shareBetween(top: f32, end: f32, tip: f32) -> f32 {
  return mix(end - top, end * end * end * end - top * top * top * top, tip);
}
