// spec: sizes the coverage kernels share.

struct CoverSpec {
  dotCount: u32,
  vertexCount: u32,
  sessionsDone: u32,
  depositDepthMm: f32,      // where no zone or region says otherwise
  reddenedMm2A: vec4f,      // skin a dot of each session still reddens
  reddenedMm2B: vec4f,
  flushedDarkA: vec4f,      // -ln(R/R0) of fully flushed skin, by band
  flushedDarkB: vec4f,
  overlap: array<vec4f, 8>, // shapes of lib/overlap, two words for each of four depths
}
