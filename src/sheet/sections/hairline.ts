import { say } from '../../base/language/say.ts';
import { shortMm, tenthsWords, wholeWords } from '../../base/quantity-words.ts';
import type { SimulationReport } from '../../engine/report/report.ts';
import type { Head } from '../../head/head.ts';
import type { Paper } from '../../paper/paper.ts';
import type { Hairline } from '../../scalp/hairline/hairline.ts';
import { lineWords } from '../../words/hairline.ts';
import type { DrawingBlock, Section } from '../blocks.ts';

/** The line as a tape reads it, and a drawing of it from the front. */
export function hairlineSection(report: SimulationReport, head: Head, line: Hairline): Section {
  const { hairline } = report.scalp;
  const side = ({ recessionMm }: { readonly recessionMm: number }) => shortMm(tenth(recessionMm));
  return {
    title: say('Hairline'),
    blocks: [
      drawing(head, line, lineWords(hairline)),
      {
        kind: 'rows',
        rows: [
          {
            name: say('Brow to hairline'),
            value: say('{midFrontalMm} mm along the skin', {
              midFrontalMm: tenthsWords(hairline.midFrontalMm),
            }),
          },
          {
            name: say('Corners behind it'),
            value: `left ${side(hairline.left)}, right ${side(hairline.right)}`,
          },
          {
            name: say('Between both corners'),
            value: say('{cornerSpanMm} mm straight', {
              cornerSpanMm: tenthsWords(hairline.cornerSpanMm),
            }),
          },
          {
            name: say('Thirds of the face'),
            value: say('{thirdsMm} mm, straight', {
              thirdsMm: hairline.thirdsMm.map((mm) => wholeWords(mm)).join(' : '),
            }),
            note: say('hairline to between the brows, to the base of the nose, to the chin'),
          },
        ],
      },
    ],
  };
}

function tenth(mm: number): number {
  return Number(mm.toFixed(1));
}

/** Half life size: a forehead then is about 8 cm wide. */
const SCALE = 0.5;
/** Below the brows nothing of the line is measured, mm. */
const BELOW_BROW_MM = 12;
const ROOM_MM = 6;
const LETTERS = { sizePt: 7.5, colour: '#333333' };
const THIN = { widthMm: 0.15, colour: '#8a94a0', dashMm: [1, 1] as const };

/**
 * The front of the line as it is seen straight from the front: flat, so that what lies on the
 * temples looks shorter than it is along the skin.
 */
function drawing(head: Head, line: Hairline, words: string): DrawingBlock {
  const { glabella, pupilLeft, pupilRight } = head.landmarks;
  const front = Array.from({ length: line.frontCount }, (_, i) => [
    line.boundary[3 * i]!,
    line.boundary[3 * i + 1]! - glabella[1],
  ]).filter(([, y]) => y! > -BELOW_BROW_MM) as [number, number][];
  const topMm = Math.max(...front.map(([, y]) => y)) + ROOM_MM;
  const point = (name: string) => line.controlPoints.find((one) => one.name === name)!.positionMm;
  return {
    kind: 'drawing',
    heightMm: (topMm + BELOW_BROW_MM) * SCALE + 10,
    alt: say('Drawing of the hairline from the front, half life size. {words}.', { words }),
    draw(paper, leftMm, yMm, widthMm) {
      const middleMm = leftMm + widthMm / 2;
      // The person's left is at the right of the drawing, as it is for whoever looks at them.
      const at = ([x, y]: readonly [number, number]) =>
        [middleMm + SCALE * x, yMm + SCALE * (topMm - y)] as const;
      const label = (
        text: string,
        place: readonly [number, number],
        align: 'left' | 'right' | 'center',
        downMm: number,
      ) => {
        const [xMm, topOfText] = at(place);
        paper.line(text, xMm, topOfText + downMm, { ...LETTERS, align });
      };
      const reach = Math.max(...front.map(([x]) => Math.abs(x))) + ROOM_MM;
      paper.path([at([-reach, 0]), at([reach, 0])], THIN);
      paper.path([at([0, -BELOW_BROW_MM]), at([0, topMm])], THIN);
      for (const [x] of [pupilLeft, pupilRight]) {
        paper.path([at([x, -6]), at([x, topMm - ROOM_MM])], THIN);
      }
      paper.path(front.map(at), { widthMm: 0.5 });
      const mid = point('midFrontal');
      const midAt = [mid[0], mid[1] - glabella[1]] as const;
      for (const name of ['midFrontal', 'cornerLeft', 'cornerRight']) {
        const [x, y] = point(name);
        dot(paper, at([x, y - glabella[1]]));
      }
      label(
        say('{midAt} mm up, straight', { midAt: tenthsWords(midAt[1]) }),
        [midAt[0] + 3, midAt[1] / 2],
        'left',
        -1.5,
      );
      label(say('between the brows'), [reach + 2, 0], 'left', -1.5);
      label('pupil', [pupilLeft[0], -6], 'center', 0.4);
      label('pupil', [pupilRight[0], -6], 'center', 0.4);
      for (const [name, align, beside] of [
        ['cornerLeft', 'left', 3],
        ['cornerRight', 'right', -3],
      ] as const) {
        const [x, y] = point(name);
        label(
          say('{x} mm from the midline', { x: tenthsWords(Math.abs(x)) }),
          [x + beside, y - glabella[1]],
          align,
          -1.5,
        );
      }
      ruler(paper, leftMm, yMm + (topMm + BELOW_BROW_MM) * SCALE + 5.5);
    },
  };
}

function dot(paper: Paper, [x, y]: readonly [number, number]): void {
  const r = 0.7;
  const round = Array.from({ length: 16 }, (_, i) => {
    const angle = (i / 16) * 2 * Math.PI;
    return [x + r * Math.cos(angle), y + r * Math.sin(angle)] as const;
  });
  paper.path(round, { fill: '#000000', widthMm: 0, closed: true });
}

/** 50 mm of the head, with centimetres. */
function ruler(paper: Paper, xMm: number, yMm: number): void {
  paper.path([
    [xMm, yMm],
    [xMm + 50 * SCALE, yMm],
  ]);
  for (let cm = 0; cm <= 5; cm++) {
    const x = xMm + 10 * cm * SCALE;
    paper.path([
      [x, yMm],
      [x, yMm - (cm % 5 === 0 ? 2 : 1.2)],
    ]);
  }
  paper.line(
    '50 mm on the head; drawn at 1 : 2, no stencil',
    xMm + 50 * SCALE + 2,
    yMm - 2.4,
    LETTERS,
  );
}
