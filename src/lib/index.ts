import { Simulator, type SimulatorOptions } from '../engine/simulator.ts';
import type { AdapterChoice } from '../gpu/adapter-choice.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { requestGpu } from '../gpu/request.ts';
import { DEFAULT_PLAN } from '../plan/defaults.ts';
import type { Plan } from '../plan/schema.ts';

export { DotworkError, type ErrorCode } from '../base/errors.ts';
export type { Language } from '../base/language/languages.ts';
export { loadLanguage, OFFERED as LANGUAGES } from '../base/language/load-language.ts';
export { tellIn, type UnitSystem } from '../base/language/units.ts';
export { LIMITS_SHORT } from '../base/limits.ts';
export {
  type Colour,
  type DotOptics,
  type DotQuestion,
  type DotShape,
  dotOptics,
} from '../engine/dot/dot-optics.ts';
export { type DotReference, dotReference } from '../engine/dot/dot-reference.ts';
export { type DotMaps, dotMaps } from '../engine/maps/dot-maps.ts';
export { type HeadMap, HeadMaps } from '../engine/maps/head-maps.ts';
export { FINDINGS, type Finding, MAP_NAMES, type MapName } from '../engine/maps/map-names.ts';
export { histogramMm2, type MapSpread, mapSpread } from '../engine/maps/spread.ts';
export { valueAt } from '../engine/maps/value-at.ts';
export { wasmFiller } from '../engine/placement/cpu/wasm-filler.ts';
export type { FillChoice, Filler, FillJob } from '../engine/placement/fill-job.ts';
export type { LadderStore } from '../engine/placement/ladder-store.ts';
export { type DotTable, dotTable } from '../engine/report/dot-table.ts';
export {
  type ManualReport,
  type SessionReport,
  type SimulationReport,
  simulationReport,
} from '../engine/report/report.ts';
export { Simulator, type SimulatorOptions } from '../engine/simulator.ts';
export type { AdapterChoice } from '../gpu/adapter-choice.ts';
export { type AdapterFacts, Gpu } from '../gpu/gpu.ts';
export { requestGpu } from '../gpu/request.ts';
export { drawCaption } from '../io/caption.ts';
export { dotsCsv } from '../io/dots/dots-csv.ts';
export { encodePng } from '../io/png.ts';
export { overrideLayer } from '../light/layer-override.ts';
export type { Skin } from '../light/layers.ts';
export { type SkinType, skinOfIta, skinOfType } from '../light/skin-types.ts';
export { DEFAULT_PLAN } from '../plan/defaults.ts';
export {
  applyPreset,
  type Preset,
  type PresetKind,
  planFromPreset,
  preset,
  presets,
} from '../plan/presets.ts';
export { planJsonSchema } from '../plan/reading/json-schema.ts';
export { setPath } from '../plan/reading/override.ts';
export { parsePlan, readPlan } from '../plan/reading/read.ts';
export { type Restored, restorePlan } from '../plan/reading/restore.ts';
export type { Remark } from '../plan/remarks/remark.ts';
export { planRemarks } from '../plan/remarks/summary.ts';
export type { Plan } from '../plan/schema.ts';
export { type Picture, type PictureOptions, renderPicture, takePicture } from '../view/picture.ts';
export { Studio } from '../view/studio.ts';
export {
  BALANCES,
  type Balance,
  CLINICAL_VIEWS,
  DEFAULT_LOOK,
  LIGHT_NAMES,
  type LightName,
  type Look,
  NAMED_VIEWS,
  type NamedView,
  type Pose,
  VIEWING_DISTANCES_M,
} from '../view/view-api.ts';

/** What a simulator is made with; all of it has a default. */
export interface CreateOptions extends SimulatorOptions {
  /** Simulated before the promise resolves; the default plan if left out. */
  readonly plan?: Plan;
  /** A device of one's own; if left out, one is opened and `simulator.gpu.destroy()` ends it. */
  readonly gpu?: Gpu;
  /** Which adapter to open in Node. Default `auto`: hardware, else the software GPU. */
  readonly adapter?: AdapterChoice;
}

/**
 * Opens a GPU, compiles the kernels and simulates a plan. In browsers call it on a secure page; in
 * Node the package `webgpu` provides the GPU.
 */
export async function createSimulator({
  plan = DEFAULT_PLAN,
  gpu,
  adapter = 'auto',
  ...options
}: CreateOptions = {}): Promise<Simulator> {
  const device = gpu ?? (await requestGpu(adapter));
  let simulator: Simulator | undefined;
  try {
    simulator = await Simulator.create(device, options);
    await simulator.update(plan);
    return simulator;
  } catch (error) {
    simulator?.destroy();
    if (!gpu) device.destroy();
    throw error;
  }
}
