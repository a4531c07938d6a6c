// todo: the list of dots whose light is to be worked out: the workgroups it takes, as an indirect
// dispatch reads them, its length, and the dots in no order.

const TODO_ROWS: u32 = 1u;            // word that counts rows of workgroups
const TODO_COUNT: u32 = 3u;
const TODO_FIRST: u32 = 4u;           // word of the first dot
const TODO_ROW_GROUPS: u32 = 16u;     // workgroups of a row, TODO_ROW_GROUPS of src/engine/optics/respond.ts
