import type { Plan } from '../../plan/schema.ts';

/** One number in the full panel; ranges come from the plan's schema. */
export interface NumberSetting {
  readonly path: string;
  readonly label: string;
  readonly step: number;
  /** Narrower than what the schema allows, where most of that range is of no use on a slider. */
  readonly max?: number;
  readonly min?: number;
  /** Nobody measured it. */
  readonly assumed?: true;
}

/** Settings that belong together. */
export interface SettingGroup {
  readonly title: string;
  readonly open?: true;
  readonly numbers: readonly NumberSetting[];
}

/** The full panel's numbers. Fields with rules of their own are added in `gui.ts`. */
export const GROUPS = {
  density: {
    title: 'Density',
    open: true,
    numbers: [
      { path: 'density.dotsPerCm2', label: 'Dots + hair, /cm²', step: 1, min: 10, max: 200 },
    ],
  },
  technique: {
    title: 'Depth and technique',
    open: true,
    numbers: [
      {
        path: 'technique.depositDepthMm',
        label: 'Deposit depth, mm',
        step: 0.01,
        max: 2,
        assumed: true,
      },
      {
        path: 'technique.extensionToDeposit',
        label: 'Deposit / extension',
        step: 0.01,
        assumed: true,
      },
      { path: 'technique.tipWeight', label: 'Weight at tip', step: 0.01, assumed: true },
      { path: 'technique.perforationsPerDot', label: 'Strokes per dot', step: 0.1, assumed: true },
      { path: 'technique.dotsPerMinute', label: 'Dots per minute', step: 1 },
      { path: 'pigment.stockShare', label: 'Powder in ink, share', step: 0.01 },
    ],
  },
  hairline: {
    title: 'Hairline',
    numbers: [
      { path: 'hairline.gradientMm', label: 'Gradient, mm', step: 0.5, assumed: true },
      { path: 'hairline.midFrontalMm', label: 'Mid-frontal point, mm', step: 1 },
      { path: 'hairline.templeRecessionMm', label: 'Recession, mm', step: 1 },
      { path: 'hairline.halfWidthMm', label: 'Half width, mm', step: 1 },
      { path: 'hairline.macroMm', label: 'Waves, mm', step: 0.1, assumed: true },
      { path: 'hairline.microMm', label: 'Irregularity, mm', step: 0.1, assumed: true },
      { path: 'hairline.asymmetryMm', label: 'Asymmetry, mm', step: 0.1, assumed: true },
      { path: 'hairline.sentinels', label: 'Sentinels, share', step: 0.01, assumed: true },
    ],
  },
  time: {
    title: 'Healing',
    numbers: [{ path: 'healing.ageDays', label: 'Age, days', step: 1, max: 3650 }],
  },
  skin: {
    title: 'Skin',
    numbers: [
      { path: 'skin.melanosomeFraction', label: 'Melanosomes, share', step: 0.001, assumed: true },
      { path: 'skin.bloodFraction', label: 'Blood, share', step: 0.0005, assumed: true },
      { path: 'skin.oxygenSaturation', label: 'Oxygen, share', step: 0.01, assumed: true },
      { path: 'skin.thicknessScale', label: 'Thickness, ×', step: 0.01 },
    ],
  },
  hair: {
    title: 'Hair',
    numbers: [
      { path: 'hair.unitsPerCm2', label: 'Follicles, /cm²', step: 1 },
      { path: 'hair.shaftUm', label: 'Shaft, µm', step: 1 },
      { path: 'hair.stubbleMm', label: 'Stubble, mm', step: 0.1, max: 3 },
      { path: 'hair.clusterSize', label: 'Dots per cluster', step: 0.1, assumed: true },
      { path: 'hair.keepClearMm', label: 'Clear of follicles, mm', step: 0.05, assumed: true },
    ],
  },
  operator: {
    title: 'Operator scatter',
    numbers: [
      { path: 'operator.depthSdMm', label: 'Depth SD, mm', step: 0.01, assumed: true },
      { path: 'operator.angleSdDeg', label: 'Tilt SD, °', step: 1, assumed: true },
      { path: 'operator.spacingJitterMm', label: 'Aim SD, mm', step: 0.01, assumed: true },
      { path: 'operator.doubleHitShare', label: 'Double hits, share', step: 0.01, assumed: true },
    ],
  },
} as const satisfies Readonly<Record<string, SettingGroup>>;

/** Reads a field by path, e.g. `sessions.0.dilution`. */
export function readPath(plan: Plan, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((here, key) => (here as Record<string, unknown>)[key], plan);
}

/** Writes a field by path into a draft. */
export function writePath(draft: Plan, path: string, value: unknown): void {
  const keys = path.split('.');
  const last = keys.pop()!;
  const parent = keys.reduce<unknown>((here, key) => (here as Record<string, unknown>)[key], draft);
  (parent as Record<string, unknown>)[last] = value;
}
