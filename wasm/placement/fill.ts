// fill: the ranked fill of shaders/placement/ on the CPU, rung by rung and turn by turn, to the same
// bits. Twin tests/helpers/twins/ladder-twin.ts

import { enlistDot } from './dot-grid';
import { cellAt, dotAt } from './lists';
import { orderDots } from './order-dots';
import { settleDarts } from './settle-darts';
import { begin, beginLevel, cells, dots, endTurn, overflow } from './tally';
import { visitCell } from './visit-cells';

export { dots, facets, layOut, levels } from './lists';

/** How many dots there are, in order; -1 where a list was too small. */
export function fill(levelCount: u32, facetCount: u32, seed: u32): i32 {
  begin(seed);
  for (let rung: u32 = 0; rung < levelCount; rung++) {
    beginLevel(rung, facetCount);
    for (let i: u32 = 0; i < dots; i++) {
      const dot = dotAt(i);
      enlistDot(dot.x, dot.y, dot.z);
    }
    // Every facet starts as one cell.
    for (let i: u32 = 0; i < facetCount; i++) {
      const cell = cellAt(i);
      cell.word = i;
      cell.uv = 0;
    }
    while (cells > 0) {
      for (let i: u32 = 0; i < cells; i++) visitCell(cellAt(i));
      if (overflow()) return -1;
      settleDarts();
      if (overflow()) return -1;
      endTurn();
    }
  }
  orderDots();
  return dots;
}
