// sums: layout of the fixed-point sums per vertex and of the totals.

const WORDS: u32 = 28u;            // per vertex
const FIXED: f32 = 262144.0;       // units per dot or mm2; 16,383 of either fit a word

const SLOT_DOTS: u32 = 0u;
const SLOT_HAIR: u32 = 1u;
const SLOT_INK: u32 = 2u;
const SLOT_RED: u32 = 3u;          // skin that is still red from the needle, mm2
const SLOT_FAR_HAIR: u32 = 4u;     // six bands each
const SLOT_FAR_INK: u32 = 10u;
const SLOT_NEAR_HAIR: u32 = 16u;
const SLOT_NEAR_INK: u32 = 22u;

// Totals: counts by kind, then area sums in 1/AREA_FIXED mm2, then the depth histogram.
const TOTAL_KINDS: u32 = 0u;       // 16 words: dots of each kind
const TOTAL_AREA: u32 = 16u;       // area inside the boundary
const TOTAL_INK: u32 = 17u;        // area under healed dots
const TOTAL_RATIO: u32 = 18u;      // six words: area times R/R0 with dots and hair
const TOTAL_PLACED: u32 = 24u;     // pigment placed, 1/MASS_FIXED ug, its carry in TOTAL_PLACED_HIGH
const TOTAL_LEFT: u32 = 25u;       // pigment left, likewise
const TOTAL_DEEP: u32 = 26u;       // dots whose column reaches below 1.2 mm
const TOTAL_BELOW_SKIN: u32 = 27u; // dots whose column reaches below the dermis
const TOTAL_TREATED: u32 = 28u;    // area inside the boundary where SMP is asked for
const TOTAL_PLACED_HIGH: u32 = 29u;
const TOTAL_LEFT_HIGH: u32 = 30u;
const TOTAL_DEPTHS: u32 = 32u;     // histogram of deposit depth, 5 um a bin
const DEPTH_BINS: u32 = 600u;

// Fine enough for one dot's ink at one vertex, coarse enough for a quarter of a square metre.
const AREA_FIXED: f32 = 16384.0;
const MASS_FIXED: f32 = 1048576.0;
