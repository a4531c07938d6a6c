import { dotMaps } from '../../engine/maps/dot-maps.ts';
import type { MapName } from '../../engine/maps/map-names.ts';
import { dotTable } from '../../engine/report/dot-table.ts';
import type { Simulator } from '../../engine/simulator.ts';
import { dotsCsv, type Separator } from '../../io/dots/dots-csv.ts';
import type { SheetName } from '../../paper/units.ts';
import type { Plan } from '../../plan/schema.ts';
import { scalpBase } from '../../scalp/scalp-base.ts';
import { mapOf } from '../../words/maps/map-of.ts';
import { fileStem } from '../frame/plan-files.ts';
import type { MadeFile } from '../keep/hand-over.ts';
import { painted } from '../parts/dom.ts';

/** The table of dots, written as spreadsheets read it. */
export async function dotsTableFile(simulator: Simulator, separator: Separator): Promise<MadeFile> {
  const table = await dotTable(simulator);
  const content = [...dotsCsv(table, separator, await dotMaps(simulator))].join('');
  // The mark tells spreadsheets that it is UTF-8.
  return file(simulator, 'dots.csv', `\ufeff${content}`, 'text/csv');
}

/** The dots for programs. */
export async function dotsFile(
  simulator: Simulator,
  format: 'json' | 'glb' | 'ply',
): Promise<MadeFile> {
  const { dotsGlb, dotsJson, dotsPly } = await import('../../io/dots/dots-files.ts');
  const table = await dotTable(simulator);
  const { title, seed } = simulator.plan;
  const facts = { title, seed };
  if (format === 'json') {
    const json = dotsJson(table, await dotMaps(simulator), facts);
    return file(simulator, 'dots.json', json, 'application/json');
  }
  if (format === 'glb') {
    return file(simulator, 'dots.glb', await dotsGlb(table, facts), 'model/gltf-binary');
  }
  return file(simulator, 'dots.ply', dotsPly(table, facts, false), 'application/octet-stream');
}

/** The head with a map as vertex colours. */
export async function mapFile(
  simulator: Simulator,
  name: MapName,
  format: 'glb' | 'ply',
): Promise<MadeFile> {
  const { mapGlb, mapPly } = await import('../../io/surface-map.ts');
  const { map, scale } = await mapOf(simulator, { name });
  const made = { head: simulator.head, map, scale, title: simulator.plan.title };
  return format === 'glb'
    ? file(simulator, `${name}.glb`, await mapGlb(made), 'model/gltf-binary')
    : file(simulator, `${name}.ply`, mapPly(made, false), 'application/octet-stream');
}

/** Sessions and the days after them. */
export async function calendarFile(plan: Plan): Promise<MadeFile> {
  const { sessionCalendar } = await import('../../io/session-calendar.ts');
  return file({ plan }, 'sessions.ics', sessionCalendar(plan), 'text/calendar');
}

/** Hairline and zones at 1:1; some seconds, between which the page goes on. */
export async function stencilFile(
  simulator: Simulator,
  format: 'pdf' | 'svg',
  sheet: SheetName,
  mirror: boolean,
): Promise<MadeFile> {
  const [{ stencilOf }, { DEFAULT_STENCIL }] = await Promise.all([
    import('../../stencil/stencil.ts'),
    import('../../stencil/options.ts'),
  ]);
  const { plan, head, scalp } = simulator;
  const work = { base: scalpBase(head), fields: scalp };
  const made = await stencilOf(work, plan, { ...DEFAULT_STENCIL, mirror }, painted);
  if (format === 'svg') {
    const { stencilSvg } = await import('../../stencil/stencil-svg.ts');
    return file(simulator, 'stencil.svg', stencilSvg(made, plan.title), 'image/svg+xml');
  }
  const { stencilPdf } = await import('../../stencil/stencil-pdf.ts');
  const bytes = await stencilPdf(made, plan.title, sheet);
  return file(simulator, 'stencil.pdf', bytes, 'application/pdf');
}

function file(
  { plan }: Pick<Simulator, 'plan'>,
  name: string,
  content: string | Uint8Array,
  type: string,
): MadeFile {
  return { name: `${fileStem(plan)}-${name}`, content: content as BlobPart, type };
}
