import { checkPlan } from '../../engine/check/check-plan.ts';
import { simulationReport } from '../../engine/report/report.ts';
import type { SheetName } from '../../paper/units.ts';
import { quoteOf } from '../../quote/quote.ts';
import { linkIfShort } from '../../share/link.ts';
import type { SheetDetails } from '../../sheet/details.ts';
import { quoteRows } from '../../words/work/quote-words.ts';
import { fileStem } from '../frame/plan-files.ts';
import type { MadeFile } from '../keep/hand-over.ts';
import { keptRates } from '../plan/quote/kept-rates.ts';
import type { Page } from '../state/page.ts';
import { withSimulatorBeside } from '../take/beside.ts';

/**
 * The treatment sheet of the plan that is shown, in the light it is looked at. It carries the clinic's
 * rates where there are any, and a link to this very page.
 *
 * @param onPicture - Told after each of its pictures.
 */
export function sheetFile(
  page: Page,
  details: SheetDetails,
  sheet: SheetName,
  onPicture: (done: number, of: number) => void,
): Promise<MadeFile> {
  return withSimulatorBeside(page, async ({ simulator, look }) => {
    const [{ treatmentSheet }, { sheetPictures }] = await Promise.all([
      import('../../sheet/treatment-sheet.ts'),
      import('../../view/series/sheet-pictures.ts'),
    ]);
    const { plan, head } = simulator;
    const { hairline } = simulator.scalp;
    const report = await simulationReport(simulator);
    const findings = await checkPlan(simulator);
    const rates = await keptRates();
    const pictures = await sheetPictures(simulator, plan, { look, onPicture });
    const quote = quoteOf(report, rates);
    const pdf = await treatmentSheet({
      ...{ plan, report, findings, head, hairline, details, sheet },
      pictures: { kind: 'pictures', ...pictures },
      // Without rates there is nothing to ask for.
      quote: quote.price.planned > 0 ? quoteRows(quote) : undefined,
      link: linkIfShort(location.href, { plan }),
    });
    return {
      name: `${fileStem(plan)}-sheet.pdf`,
      content: pdf as BlobPart,
      type: 'application/pdf',
    };
  });
}
