// day: in what order a session's dots are put, by their distance behind the front hairline.
//
// Twin       src/engine/deposit/day.ts

const DAY_STEPS: u32 = 256u;
// 1/64 mm: 256 steps of 1.25 mm reach from the face to the nape.
const STEP_64: i32 = 80;
const FIRST_64: i32 = -640;

fn dayStep(front64: i32) -> u32 {
  return u32(clamp((front64 - FIRST_64) / STEP_64, 0, i32(DAY_STEPS) - 1));
}
