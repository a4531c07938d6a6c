// spec: sizes the coverage kernels share.

struct CoverSpec {
  dotCount: u32,
  vertexCount: u32,
  sessionsDone: u32,
  spare: u32,
  reddenedMm2A: vec4f,      // skin a dot of each session still reddens
  reddenedMm2B: vec4f,
  flushedDarkA: vec4f,      // -ln(R/R0) of fully flushed skin, by band
  flushedDarkB: vec4f,
}
