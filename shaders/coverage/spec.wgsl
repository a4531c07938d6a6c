// spec: sizes the coverage kernels share.

struct CoverSpec {
  dotCount: u32,
  vertexCount: u32,
  sessionsDone: u32,
  spare: u32,
}
