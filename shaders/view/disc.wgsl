// disc: a round spot as a pixel of any width sees it.

// Share of a disc at squared distance `rSq` from its middle, seen through a Gaussian of standard
// deviation `blur` on each axis. A Fermi function of the squared distance: its integral over the
// plane is the disc's area at every blur, its edge falls as steeply as a blurred edge, and where
// the blur is wide it is the Gaussian that a point becomes.
fn blurredDisc(rSq: f32, radius: f32, blur: f32) -> f32 {
  let edge = 1.2533141 * radius * blur;   // sqrt(pi / 2): the slope at the edge
  let haze = 2.0 * blur * blur;
  let width = sqrt(edge * edge + haze * haze);
  let share = radius * radius / width;
  // log(e^share - 1), which keeps the area; for large shares without overflow.
  let level = share + log(max(1.0 - exp(-share), 1e-12));
  return 1.0 / (1.0 + exp(min(rSq / width - level, 80.0)));
}
