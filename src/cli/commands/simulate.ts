import { DotworkError } from '../../base/errors.ts';
import { simulationReport } from '../../engine/report/report.ts';
import { quoteOf } from '../../quote/quote.ts';
import { reportCsv } from '../../study/run/report-row.ts';
import { marginWords, quoteRows } from '../../words/work/quote-words.ts';
import { reportLines } from '../../words/work/report-text.ts';
import { printJson, printPieces } from '../output.ts';
import { ratesFile } from '../rates-file.ts';
import { type GlobalOptions, simulatePlan } from '../simulate-plan.ts';

/** Flags of `dotwork simulate`. */
interface SimulateFlags {
  readonly text?: boolean;
  readonly rates?: string;
  readonly csv?: boolean;
}

/** `dotwork simulate`: the numbers of a plan as one JSON object, a row of CSV, or lines of text. */
export async function simulate(
  plan: string,
  options: GlobalOptions & SimulateFlags,
): Promise<void> {
  if (options.csv && (options.text || options.rates !== undefined)) {
    throw new DotworkError(
      'usage',
      '--csv prints the numbers alone.',
      'Leave --text and --rates out, or leave --csv out.',
    );
  }
  const rates = options.rates === undefined ? undefined : ratesFile(options.rates);
  const report = await simulatePlan(plan, options, simulationReport);
  if (options.csv) return printPieces([reportCsv(report)]);
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
