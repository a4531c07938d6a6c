import type { CutDot } from '../../engine/cut/cut.ts';
import { type CutLightResult, LIGHT_DEPTH_MM, LIGHT_DEPTHS } from '../../engine/cut/cut-light.ts';
import { roleOf } from './light-shapes.ts';
import type { Place, Role, Shape } from './shape.ts';

/** Lines of depth, mm. */
const SCALE_MM = [0, 0.5, 1, 1.5, 2] as const;

/** A drawing by itself. */
export interface ProfileSheet {
  readonly heightPx: number;
  readonly shapes: readonly Shape[];
}

/**
 * Light by depth at one dot, for where a cut has no room beside it: fluence at each wavelength over the
 * layers of the skin there, with the mean depth that comes back marked at the edge.
 *
 * @param sizePx - Of letters.
 */
export function lightProfile(
  results: readonly CutLightResult[],
  dot: CutDot,
  widthPx: number,
  sizePx: number,
): ProfileSheet {
  const [left, top] = [2.9 * sizePx, 1.8 * sizePx];
  const [wide, high] = [widthPx - left - 0.3 * sizePx, 13 * sizePx];
  const most = Math.max(1e-9, ...results.flatMap(({ fluence }) => fluence));
  const y = (depthMm: number) => top + (high * Math.min(LIGHT_DEPTH_MM, depthMm)) / LIGHT_DEPTH_MM;
  const x = (fluence: number) => left + (0.8 * wide * fluence) / most;
  const band = (role: Role, fromMm: number, toMm: number, [a, b] = [left, left + wide]): Shape => ({
    ...{ kind: 'area', role },
    points: [
      [a!, y(fromMm)],
      [b!, y(fromMm)],
      [b!, y(toMm)],
      [a!, y(toMm)],
    ],
  });
  const write = (text: string, at: Place, role: Role, more: object = {}): Shape =>
    ({ kind: 'text', role, text, at, sizePx, ...more }) as Shape;
  const { epidermisMm, papillaryMm, skinBaseMm } = dot;
  const layers: readonly (readonly [Role, number])[] = [
    ['epidermis', epidermisMm],
    ['papillary', papillaryMm],
    ['reticular', skinBaseMm],
    ['fat', LIGHT_DEPTH_MM],
  ];
  const scale = SCALE_MM.map((mm) =>
    write(mm.toFixed(1), [left - 0.5 * sizePx, y(mm) + 0.35 * sizePx], 'scale', { align: 'right' }),
  );
  const curves = results.map(
    ({ nm, fluence }): Shape => ({
      ...{ kind: 'line', role: roleOf(nm), widthPx: 0.2 * sizePx },
      points: fluence.map((value, i): Place => {
        return [x(value), y(((i + 0.5) * LIGHT_DEPTH_MM) / LIGHT_DEPTHS)];
      }),
    }),
  );
  const seen = results.flatMap(({ nm, meanDepthMm }, row): Shape[] => {
    const at = y(meanDepthMm.value);
    const edge = left + wide;
    return [
      {
        ...{ kind: 'area', role: roleOf(nm) },
        points: [
          [edge - 0.9 * sizePx, at],
          [edge, at - 0.45 * sizePx],
          [edge, at + 0.45 * sizePx],
        ],
      },
      write(
        `${nm} nm`,
        [edge - 0.5 * sizePx, top + high - (3.6 - 1.3 * row) * sizePx],
        roleOf(nm),
        { align: 'right', bold: true, halo: true },
      ),
    ];
  });
  const shapes: Shape[] = [
    ...layers.map(([role, toMm], i) => band(role, i === 0 ? 0 : layers[i - 1]![1], toMm)),
    ...(dot.isThere ? [band('pigment', 0, dot.depthMm, [left, left + 0.35 * sizePx])] : []),
    ...scale,
    ...curves,
    ...seen,
    write('mm', [left - 0.5 * sizePx, top - 0.6 * sizePx], 'scale', { align: 'right' }),
    write('Light by depth', [left, top - 0.6 * sizePx], 'words', { bold: true }),
    write(`${most.toFixed(1)} times what goes in`, [x(most), top + high + 1.3 * sizePx], 'scale', {
      align: 'right',
    }),
  ];
  return { heightPx: Math.ceil(top + high + 2 * sizePx), shapes };
}
