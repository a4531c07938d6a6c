import { AGED_QUANTITIES, ensembleOf } from '../../engine/ensemble/ensemble.ts';
import { dotMaps } from '../../engine/maps/dot-maps.ts';
import { dotTable } from '../../engine/report/dot-table.ts';
import { simulationReport } from '../../engine/report/report.ts';
import type { Simulator } from '../../engine/simulator.ts';
import { dotsCsv } from '../../io/dots/dots-csv.ts';
import { type DotFootprint, dotFootprint } from '../../light/dot/footprint.ts';
import type { Skin } from '../../light/layers.ts';
import { captionedPng } from '../../view/captioned-png.ts';
import { DEFAULT_LOOK } from '../../view/view-api.ts';
import { mapOf } from '../../words/maps/map-of.ts';
import { recordCaption } from '../../words/picture-caption.ts';
import type { StudyOutputs, StudyPicture } from '../document/study-schema.ts';
import { MAIN_NUMBERS, rowOf } from './report-row.ts';
import type { ResultRow } from './study-run.ts';

/** Dots a run's mean dot is taken over. */
const DOTS_OF_SAMPLE = 64;

/** A file that a run leaves, beside its numbers. */
export interface RunFile {
  /** Without the run's own name in front: `front.png`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a run came to. */
export interface RunResult {
  readonly row: ResultRow;
  readonly files: readonly RunFile[];
}

/**
 * The numbers and files of the plan that the simulator shows. They hang on plan, outputs and adapter
 * alone, never on what the simulator showed before.
 */
export async function performRun(simulator: Simulator, outputs: StudyOutputs): Promise<RunResult> {
  const { numbers = MAIN_NUMBERS, dot, pictures, dots } = outputs;
  const row = rowOf(await simulationReport(simulator), numbers);
  const files: RunFile[] = [];
  for (const picture of pictures) {
    files.push({ name: `${picture.name}.png`, bytes: await pictureOf(simulator, picture) });
  }
  if (dots) files.push({ name: 'dots.csv', bytes: await csvOf(simulator) });
  const whole = dot ? { ...row, ...(await dotRow(simulator)) } : row;
  simulator.gpu.assertHealthy('a run of the study');
  return { row: whole, files };
}

async function pictureOf(simulator: Simulator, asked: StudyPicture): Promise<Uint8Array> {
  const { view, widthPx, heightPx, distanceM, light, grownDays, map, before } = asked;
  const look = {
    ...DEFAULT_LOOK,
    divider: before ? 1 : 0,
    ...(light && { light }),
    ...(grownDays !== undefined && { grownDays }),
  };
  const shown = map && (await mapOf(simulator, { name: map, area: 'cm2' }));
  return captionedPng(
    simulator,
    {
      ...{ widthPx, heightPx, pose: view, look, map: shown },
      ...(distanceM !== undefined && { distanceMm: 1000 * distanceM }),
    },
    recordCaption,
    'below',
  );
}

async function csvOf(simulator: Simulator): Promise<Uint8Array> {
  const [table, maps] = [await dotTable(simulator), await dotMaps(simulator)];
  const encoder = new TextEncoder();
  const pieces = [...dotsCsv(table, 'comma', maps)].map((piece) => encoder.encode(piece));
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** The mean of a sample of dots, as the plan takes every constant: `dot.contrastDot` and so on. */
async function dotRow(simulator: Simulator): Promise<ResultRow> {
  const { members } = await ensembleOf(simulator, {
    ...{ members: 1, dots: DOTS_OF_SAMPLE, seed: simulator.plan.seed },
    agesDays: [simulator.plan.healing.ageDays],
    drawn: () => false,
    footprint: keptFootprint,
  });
  const { aged } = members[0]!;
  return Object.fromEntries(
    AGED_QUANTITIES.map((name) => [`dot.${name}`, Number(aged[name][0]!.toPrecision(6))]),
  );
}

/** The light of the skin of before: a study in order of work changes it seldom. */
let kept: { readonly key: string; readonly footprint: DotFootprint } | undefined;

function keptFootprint(skin: Skin): DotFootprint {
  const key = JSON.stringify(skin);
  if (kept?.key !== key) kept = { key, footprint: dotFootprint(skin) };
  return kept.footprint;
}
