import { ensembleOf } from '../../engine/ensemble/ensemble.ts';
import { encodePng } from '../../io/png.ts';
import { timeSheet } from '../../io/time-sheet.ts';
import { uncertaintyReport } from '../../words/uncertainty/report.ts';
import { fileStem } from '../frame/plan-files.ts';
import type { MadeFile } from '../keep/hand-over.ts';
import type { Page } from '../state/page.ts';
import { footprintLine, PAGE_SIZE, unlessAborted } from '../sure/footprint-line.ts';
import { withSimulatorBeside } from './beside.ts';
import type { Going } from './make.ts';

/** How sure the plan is over twenty years, and what that hangs on, as one PNG. */
export function makeTimeSheet(page: Page, { signal, progress }: Going): Promise<MadeFile> {
  return withSimulatorBeside(page, async ({ simulator }) => {
    const { plan } = simulator;
    const line = footprintLine();
    try {
      const ensemble = await ensembleOf(simulator, {
        ...PAGE_SIZE,
        seed: plan.seed,
        signal,
        footprint: (skin) => unlessAborted(signal, line.ask('footprint', skin)),
        onProgress: (share) => progress(Math.round(share * PAGE_SIZE.members), PAGE_SIZE.members),
      });
      const report = uncertaintyReport(ensemble, plan);
      const png = await encodePng(await timeSheet(report), {
        Title: report.title,
        Description: report.limits,
        Software: 'Dotwork',
      });
      const name = `${fileStem(plan)}-how-sure.png`;
      return { name, content: png as BlobPart, type: 'image/png' };
    } finally {
      line.stop();
    }
  });
}
