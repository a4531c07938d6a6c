// dispatch: flat index of a thread when groups are laid out in rows of 65535.

const GROUPS_PER_ROW: u32 = 65535u;

fn flatIndex(id: vec3u, workgroup: u32) -> u32 {
  return id.y * GROUPS_PER_ROW * workgroup + id.x;
}
