import { dotMaps } from '../../engine/maps/dot-maps.ts';
import { dotTable } from '../../engine/report/dot-table.ts';
import { dotsCsv, separatorOf } from '../../io/dots/dots-csv.ts';
import { fileStem } from '../frame/plan-files.ts';
import { el } from '../parts/dom.ts';
import { errorWords } from '../parts/toast.ts';
import type { Page } from '../state/page.ts';
import { handOver } from './hand-over.ts';

/** Hands over the table of dots, written as spreadsheets of this machine's locale read it. */
export function makeDotsButton(page: Page): HTMLElement {
  const save = async (): Promise<void> => {
    const { rig } = page.engine;
    if (!rig) return;
    try {
      page.engine.letGo();
      await page.engine.idle();
      const table = await dotTable(rig.simulator);
      const maps = await dotMaps(rig.simulator);
      const content = [...dotsCsv(table, separatorOf(navigator.language), maps)].join('');
      // The mark tells spreadsheets that it is UTF-8.
      const name = `${fileStem(rig.simulator.plan)}-dots.csv`;
      await handOver(page, { name, content: `\ufeff${content}`, type: 'text/csv' });
    } catch (error) {
      page.toast(errorWords(error), 'error');
    }
  };
  return el('button', { onClick: () => void save() }, 'Save the dots as a table (CSV)');
}
