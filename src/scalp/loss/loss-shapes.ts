/** One area of loss on the chart (quarter turns; see chart.ts), mirrored about the midline. */
export interface LossShape {
  /** Left half of the outline from midline to midline, or of the hair's front edge if `open`. */
  readonly half: readonly (readonly [x: number, z: number])[];
  /** The outline goes on over the forehead: everything in front of it is lost. */
  readonly open: boolean;
  /** Share of hair that stays inside. */
  readonly keep: number;
  /** Width of the transition, mm: centred on the outline. */
  readonly softMm: number;
}

export const NORWOOD_GRADES = ['I', 'II', 'III', 'III vertex', 'IV', 'V', 'VI', 'VII'] as const;
export type NorwoodGrade = (typeof NORWOOD_GRADES)[number];

/** Grades of thinning about a parting, by Ludwig and by Olsen alike. */
export const PARTING_GRADES = ['I', 'II', 'III'] as const;
export type PartingGrade = (typeof PARTING_GRADES)[number];

type Half = LossShape['half'];

/*
 * Norwood's drawings as chart outlines, our reading: corner recession 1, 2.5, 4.5, 5.5 cm for
 * I to IV (II stays in front of the ear canals, III goes past that line), crown disc 2.5 and
 * 3.5 cm, a dense band 4 cm wide in IV, 2 cm and sparse in V, none in VI; in VII a rim 6 cm high.
 */
const SIDE: Half = [
  [0.84, 0.53],
  [1.04, 0.48],
  [1.25, 0.47],
];
const FRONT_III: Half = [
  [0, 0.53],
  [0.18, 0.51],
  [0.3, 0.36],
  [0.38, 0.17],
  [0.49, 0.3],
  [0.62, 0.46],
  [0.84, 0.5],
  [1.04, 0.47],
  [1.25, 0.46],
];

/** Areas of loss of each grade; later areas thin what earlier ones left. */
export const NORWOOD: Readonly<Record<NorwoodGrade, readonly LossShape[]>> = {
  I: [front([0, 0.56], [0.2, 0.56], [0.34, 0.5], [0.42, 0.43], [0.52, 0.5], [0.62, 0.54], ...SIDE)],
  II: [
    front([0, 0.55], [0.2, 0.53], [0.33, 0.43], [0.41, 0.3], [0.5, 0.42], [0.62, 0.52], ...SIDE),
  ],
  III: [front(...FRONT_III)],
  'III vertex': [front(...FRONT_III), disc(-0.4, 0.16, 0.17, 0.05, 18)],
  IV: [
    front(
      [0, 0.44],
      [0.15, 0.4],
      [0.28, 0.24],
      [0.38, 0.08],
      [0.5, 0.22],
      [0.63, 0.41],
      [0.84, 0.47],
      [1.04, 0.45],
      [1.25, 0.45],
    ),
    disc(-0.4, 0.23, 0.23, 0, 18),
  ],
  V: [
    front(
      [0, 0.26],
      [0.16, 0.2],
      [0.3, 0.07],
      [0.42, 0],
      [0.52, 0.14],
      [0.64, 0.36],
      [0.84, 0.44],
      [1.04, 0.44],
      [1.25, 0.44],
    ),
    disc(-0.4, 0.36, 0.3, 0, 26),
    disc(-0.06, 0.42, 0.36, 0.3, 30),
  ],
  VI: [
    front(
      [0, -0.7],
      [0.22, -0.67],
      [0.4, -0.52],
      [0.48, -0.25],
      [0.48, 0],
      [0.53, 0.15],
      [0.65, 0.3],
      [0.84, 0.4],
      [1.04, 0.42],
      [1.25, 0.43],
    ),
  ],
  VII: [
    front(
      [0, -0.95],
      [0.28, -0.92],
      [0.48, -0.74],
      [0.57, -0.45],
      [0.59, -0.15],
      [0.62, 0.05],
      [0.71, 0.2],
      [0.87, 0.31],
      [1.04, 0.38],
      [1.25, 0.41],
    ),
  ],
};

/** Ludwig I to III: an ellipse about the parting thins; a rim of 1 to 3 cm in front is kept. */
export const LUDWIG: Readonly<Record<PartingGrade, readonly LossShape[]>> = {
  I: [disc(0.06, 0.22, 0.32, 0.8, 50)],
  II: [disc(0.03, 0.28, 0.36, 0.5, 50)],
  III: [disc(-0.01, 0.35, 0.4, 0.2, 50)],
};

/**
 * Olsen I to III: frontal accentuation, the "Christmas tree" of a widened parting seen from above
 * (Olsen 1999): three triangles, one in another, broad at the front line and gone at the crown.
 * The frontal line itself is thinned, not lost. Shares are ours, as for Ludwig.
 */
export const OLSEN: Readonly<Record<PartingGrade, readonly LossShape[]>> = {
  I: [tree(0.16, 0.12, 0.85), tree(0.08, 0.02, 0.75)],
  II: [tree(0.26, -0.1, 0.75), tree(0.16, -0.02, 0.7), tree(0.07, 0.08, 0.6)],
  III: [tree(0.36, -0.28, 0.65), tree(0.24, -0.16, 0.6), tree(0.11, -0.02, 0.5)],
};

/** Sinclair 1 to 5: width of the visible parting, mm; from 4 on the hair beside it thins too. */
export const SINCLAIR: Readonly<
  Record<number, { readonly partMm: number; readonly around: readonly LossShape[] }>
> = {
  1: { partMm: 2, around: [] },
  2: { partMm: 6, around: [] },
  3: { partMm: 12, around: [disc(0.05, 0.2, 0.34, 0.8, 50)] },
  4: { partMm: 22, around: [disc(0.05, 0.28, 0.37, 0.55, 50)] },
  5: { partMm: 40, around: [disc(0, 0.36, 0.4, 0.3, 50)] },
};

function front(...half: Half): LossShape {
  return { half, open: true, keep: 0, softMm: 11 };
}

/** A triangle whose base lies along the front hairline and whose tip points to the crown. */
function tree(halfBase: number, tip: number, keep: number): LossShape {
  const half: Half = [
    [0, 0.56],
    [0.6 * halfBase, 0.54],
    [halfBase, 0.47],
    [0.72 * halfBase, 0.47 + 0.35 * (tip - 0.47)],
    [0.34 * halfBase, 0.47 + 0.75 * (tip - 0.47)],
    [0, tip],
  ];
  return { half, open: false, keep, softMm: 22 };
}

/** An ellipse on the midline as an eight-cornered half; smoothing rounds it. */
function disc(z: number, across: number, along: number, keep: number, softMm: number): LossShape {
  // cos and sin of 0, 30, 60, 90, ... degrees.
  const c = 0.8660254037844386;
  const half: Half = [
    [0, z + along],
    [across / 2, z + c * along],
    [c * across, z + along / 2],
    [across, z],
    [c * across, z - along / 2],
    [across / 2, z - c * along],
    [0, z - along],
  ];
  return { half, open: false, keep, softMm };
}
