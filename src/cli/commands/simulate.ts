import { simulationReport } from '../../engine/report/report.ts';
import { quoteOf } from '../../quote/quote.ts';
import { marginWords, quoteRows } from '../../words/work/quote-words.ts';
import { reportLines } from '../../words/work/report-text.ts';
import { printJson, printPieces } from '../output.ts';
import { ratesFile } from '../rates-file.ts';
import { type GlobalOptions, simulatePlan } from '../simulate-plan.ts';

/** Flags of `dotwork simulate`. */
interface SimulateFlags {
  readonly text?: boolean;
  readonly rates?: string;
}

/** `dotwork simulate`: the numbers of a plan as one JSON object, or as lines of text. */
export async function simulate(
  plan: string,
  options: GlobalOptions & SimulateFlags,
): Promise<void> {
  const rates = options.rates === undefined ? undefined : ratesFile(options.rates);
  const report = await simulatePlan(plan, options, simulationReport);
  const quote = rates && quoteOf(report, rates);
  if (!options.text) {
    await printJson({
      ...report,
      ...(quote && { quote: { ...quote, margin: marginWords(quote) } }),
    });
    return;
  }
  const blocks = quote
    ? [
        {
          title: `Quote${quote.name ? `, ${quote.name}` : ''}`,
          rows: quoteRows(quote),
          words: marginWords(quote),
        },
      ]
    : [];
  await printPieces([`${reportLines(report, blocks).join('\n')}\n`]);
}
