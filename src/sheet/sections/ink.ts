import { say } from '../../base/language/say.ts';
import type { SimulationReport } from '../../engine/report/report.ts';
import { PIGMENT_WORDS, sureWords } from '../../words/work/needs-words.ts';
import type { Section, SheetRow } from '../blocks.ts';
import type { SheetDetails } from '../details.ts';

/** Each ink with what its label has to say, for the client's own file. */
export function inkSection(report: SimulationReport, { bottles = [] }: SheetDetails): Section {
  const rows = report.needs.pigments.flatMap(({ pigment, stockMl }): SheetRow[] => {
    const own = bottles.filter((bottle) => bottle.pigment === pigment);
    return (own.length > 0 ? own : [undefined]).flatMap((bottle) => [
      {
        name: say(PIGMENT_WORDS[pigment]),
        value: say('{stockMl} ml, undiluted, to pour', {
          stockMl: sureWords(stockMl, (ml) => String(Number(ml.toPrecision(2)))),
        }),
      },
      { name: say('Brand and shade'), value: bottle?.brand },
      { name: say('Maker, address'), value: bottle?.maker },
      { name: say('Batch (lot) number'), value: bottle?.lot },
      { name: say('Best before'), value: bottle?.expires },
      { name: say('Ingredients, as on the label'), value: bottle?.ingredients },
    ]);
  });
  return {
    title: say('Ink record'),
    blocks: [
      { kind: 'rows', rows },
      {
        kind: 'text',
        small: true,
        text: say(
          'In the EU an ink’s label has to say that it is a mixture for use in tattoos or permanent make-up, its batch number and its ingredients, and warn of nickel and chromium (VI) where they are in it; the client has to be given this before the first needle (Regulation (EU) 2020/2081, REACH annex XVII, entry 75, points 7 and 8). Elsewhere local rules apply. The model knows kinds of pigment, no brands.',
        ),
      },
    ],
  };
}
