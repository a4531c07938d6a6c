import type { SimulationReport } from '../../engine/report/report.ts';
import { assumedMark } from '../parts/assumed.ts';
import { el } from '../parts/dom.ts';

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** Areas of the scalp and the hairline as a tape reads it. */
export function scalpBlock({ areaCm2, scalp }: SimulationReport): HTMLElement {
  const { hairLoss, hairline, zonesCm2 } = scalp;
  const recession = (hairline.left.recessionMm + hairline.right.recessionMm) / 2;
  return el(
    'section',
    { class: 'number-block' },
    el('h3', {}, 'Scalp'),
    el(
      'dl',
      { class: 'rows' },
      ...row('Inside the hairline', cm2(areaCm2)),
      ...row(
        'Bald, thin',
        `${whole.format(hairLoss.baldCm2)}, ${cm2(hairLoss.thinCm2)}`,
        assumedMark('the areas of each pattern are our reading of its drawings'),
      ),
      ...row('SALT score', `${whole.format(hairLoss.saltScore)} of 100, ${hairLoss.saltClass}`),
      ...(hairLoss.scarCm2 >= 0.5 ? row('Scar', cm2(hairLoss.scarCm2)) : []),
      ...zonesCm2.flatMap((zone) => row(`Zone “${zone.name}”`, cm2(zone.cm2))),
      ...row('Brow to hairline', `${whole.format(hairline.midFrontalMm)} mm along the skin`),
      ...row('Corners behind it', `${whole.format(recession)} mm`),
    ),
  );
}

function cm2(area: number): string {
  return `${whole.format(area)} cm²`;
}

function row(name: string, value: string, ...marks: Node[]): Node[] {
  return [el('dt', {}, name), el('dd', {}, ...marks, value)];
}
