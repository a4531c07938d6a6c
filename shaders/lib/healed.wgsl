// healed: one dot's pigment at the age shown, beside its depth bins.

struct Healed {
  varianceMm2: f32,   // lateral, per axis
  bottomMm: f32,      // deepest point of the column now
  left: f32,          // share of the placed pigment that is still there
  ageDays: f32,       // since this dot was placed
}
