import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { LIMITS_SHORT } from '../../../base/limits.ts';
import type { Study } from '../../../study/document/study-schema.ts';
import type { Column } from '../../../study/run/table.ts';
import css from './report-page.css?raw';
import script from './report-page.js?raw';

/** Rows of the table shown; all of them are in the CSV. */
const ROWS_SHOWN = 500;

/** What the report says beside plots and table. */
export interface ReportFacts {
  readonly done: number;
  readonly of: number;
  readonly version: string;
  readonly failed: readonly { readonly index: number; readonly reason: string }[];
  /** Pictures beside the report. */
  readonly sheets: readonly string[];
}

/** The report of a study as one page that needs nothing from anywhere: plots, sheets, table. */
export function reportPage(study: Study, columns: readonly Column[], facts: ReportFacts): string {
  const plots = readPlots();
  const { done, of, failed, sheets, version } = facts;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(study.title)}</title>
<style>${plots.css}${css}</style>
<h1>${escaped(study.title)}</h1>
<p>${escaped(study.about)}</p>
<p><strong>${escaped(LIMITS_SHORT)}</strong></p>
<p class="quiet">${done} of ${of} runs · Dotwork ${escaped(version)} · <a href="results.csv">results.csv</a> · <a href="results.parquet">results.parquet</a></p>
${failed.length > 0 ? `<h2>Failed</h2><ul>${failed.map(({ index, reason }) => `<li>Run ${index + 1}: ${escaped(reason)}</li>`).join('')}</ul>` : ''}
<h2>Plots</h2>
<p id="choices"><label>Over <select id="x"></select></label> <label>a line for each <select id="group"></select></label></p>
<div id="plots"></div>
${sheets.length > 0 ? `<h2>Pictures</h2>${sheets.map((name) => `<p><a href="${encodeURI(name)}"><img loading="lazy" src="${encodeURI(name)}" alt="${escaped(name)}"></a></p>`).join('\n')}` : ''}
<h2>Table</h2>
${tableOf(columns)}
<script type="application/json" id="data">${inScript({ columns: columns.filter(({ name }) => name !== 'run') })}</script>
<script>${plots.js}</script>
<script>${script}</script>
</html>
`;
}

function tableOf(columns: readonly Column[]): string {
  const count = columns[0]?.values.length ?? 0;
  const shown = Math.min(count, ROWS_SHOWN);
  const head = columns.map(({ name }) => `<th scope="col">${escaped(name)}</th>`).join('');
  const rows = Array.from(
    { length: shown },
    (_, i) =>
      `<tr>${columns.map(({ values }) => `<td>${escaped(String(values[i] ?? ''))}</td>`).join('')}</tr>`,
  );
  const more = shown < count ? `<p class="quiet">The first ${shown} of ${count} runs.</p>` : '';
  return `<div class="table" tabindex="0" role="region" aria-label="Results"><table><thead><tr>${head}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>${more}`;
}

/** uPlot, as its package ships it for pages. */
function readPlots(): { js: string; css: string } {
  const require = createRequire(import.meta.url);
  const read = (file: string) => readFileSync(require.resolve(`uplot/dist/${file}`), 'utf8');
  return { js: read('uPlot.iife.min.js'), css: read('uPlot.min.css') };
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** JSON that no text in it can end the script with. */
function inScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
