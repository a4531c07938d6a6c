import { createStore } from 'zustand/vanilla';
import { unitSystem } from '../../base/language/units.ts';
import type { MapName } from '../../engine/maps/map-names.ts';
import { DEFAULT_LOOK, type LightName } from '../../view/view-api.ts';
import type { AreaUnit } from '../../words/maps/map-words.ts';
import type { StandIn } from '../scan/scan-heads.ts';

/** Layouts over the same document and camera. */
export const MODES = ['consult', 'plan', 'train'] as const;

/** One of the layouts. */
export type Mode = (typeof MODES)[number];

/** Colours of the page; `system` follows the machine. */
export type Theme = 'system' | 'light' | 'dark';

/** How the density brush is set. */
export interface BrushState {
  readonly raises: boolean;
  /** How much: a share of the density that is there, more than 0 to 1. */
  readonly strength: number;
  readonly radiusMm: number;
  /** Share of the radius over which the effect fades. */
  readonly softness: number;
}

/** What the page shows beside the plan; never part of a saved plan. */
export interface UiState {
  readonly mode: Mode;
  readonly theme: Theme;
  /** Whether the picture is split into before and after. */
  readonly compare: boolean;
  /** Where the split is, share of the width from the left. */
  readonly divider: number;
  /** Whether the whole picture shows the time before treatment, as long as something is held. */
  readonly peek: boolean;
  /** Dots up to here behind the hairline are shown, mm; Infinity for all. */
  readonly revealMm: number;
  /** In what light the head is seen. */
  readonly light: LightName;
  /** Days since the hair was cut or shaved. */
  readonly grownDays: number;
  /** How much the skin shines, 0 matt to 1 wet. */
  readonly shine: number;
  readonly playing: boolean;
  /** Whether faults are looked for in Train: what would tell them is put away. */
  readonly findsFaults: boolean;
  /** Id of the tool in hand; without one a drag moves the head. Which there are, the list of tools knows. */
  readonly tool: string | undefined;
  readonly brush: BrushState;
  /** How far around the next mark no dot is placed, mm. */
  readonly markRadiusMm: number;
  /** Session of dots added by hand, 1 for the first. */
  readonly addSession: number;
  /** Whether a point of the hairline takes its like on the other side along. */
  readonly mirror: boolean;
  /** The map on the head, in place of skin and dots; for technicians and trainers. */
  readonly map: MapName | undefined;
  /** On which area maps count. */
  readonly areaUnit: AreaUnit;
  /** In what the picture differs from the plan; undefined where it does not. */
  readonly standIn: StandIn | undefined;
}

/** The page's own state, with zustand's `getState`, `setState` and `subscribe`. */
export type UiStore = ReturnType<typeof createUi>;

/** The state a new visitor finds. */
export function createUi(mode: Mode, theme: Theme) {
  return createStore<UiState>(() => ({
    mode,
    theme,
    compare: mode === 'consult',
    divider: 0.5,
    peek: false,
    revealMm: Number.POSITIVE_INFINITY,
    light: DEFAULT_LOOK.light,
    grownDays: DEFAULT_LOOK.grownDays,
    shine: DEFAULT_LOOK.shine,
    playing: false,
    findsFaults: false,
    tool: undefined,
    brush: { raises: true, strength: 0.25, radiusMm: 10, softness: 0.5 },
    markRadiusMm: 4,
    addSession: 1,
    mirror: true,
    map: undefined,
    areaUnit: unitSystem() === 'inch' ? 'in2' : 'cm2',
    standIn: undefined,
  }));
}

/** Calls back when one part of the state changes. */
export function watch<T>(ui: UiStore, part: (state: UiState) => T, then: (value: T) => void): void {
  ui.subscribe((now, before) => {
    const value = part(now);
    if (value !== part(before)) then(value);
  });
}
