import { DotworkError } from '../../base/errors.ts';
import { say } from '../../base/language/say.ts';
import type { ScanReference } from '../../engine/head/plan-head.ts';
import { isLeftover } from '../../io/scan/archive/expand.ts';
import { type ImportedScan, scanReference } from '../../io/scan/import-scan.ts';
import type { ScanFile } from '../../io/scan/scan-file.ts';
import { isScanName } from '../../io/scan/scan-formats.ts';
import type { Plan } from '../../plan/schema.ts';
import { mirroredPlacing, PLACED, type Placing } from '../../scan/placing.ts';
import { fileSentence, PLACED_WORDS, placingSentences } from '../../words/scan.ts';
import { openDialog } from '../parts/dialog.ts';
import { el } from '../parts/dom.ts';
import type { Page } from '../state/page.ts';
import { pathOf } from './dropped-files.ts';
import { findingList } from './finding-list.ts';
import { rememberHead } from './scan-heads.ts';
import { ScanImport } from './scan-import.ts';
import { makeScanPicture } from './scan-picture.ts';
import { makeSizeControls } from './scan-size.ts';
import { keepScan } from './scan-store.ts';
import type { ScanPreview } from './scan-worker.ts';

/**
 * Imports a scan, shows what was made of it, and puts it into the open plan once it is accepted.
 * The scan that the plan names already starts from the plan's own unit and points.
 */
export async function openScanFiles(page: Page, files: readonly File[]): Promise<void> {
  const status = el('p', { class: 'scan-status', role: 'status' }, say('Reading the file'));
  const body = el('div', { class: 'scan-review' }, status);
  const work = new ScanImport((words) => {
    const step = say(words);
    status.textContent = `${step[0]!.toUpperCase()}${step.slice(1)} \u2026`;
  });
  let end: () => void = () => undefined;
  const closed = openDialog(
    say('Use a scan as the head'),
    (close) => {
      end = close;
      return [body];
    },
    'wide',
  ).then(() => work.stop());
  try {
    const read = await Promise.all(files.filter(isOfAScan).map(readFile));
    const preview = await work.open(read);
    const { base } = page.document.get().head;
    const review = makeReview(preview, page.document.get().head.scan, {
      cancel: end,
      finish: async (placing) => {
        const finished = await work.finish(placing, base);
        status.textContent = '';
        return finished;
      },
      accept: async ({ head, placing, findings }) => {
        const scan: ScanReference = scanReference(preview, placing);
        rememberHead(scan, base, { head, findings });
        const plan = page.document.get();
        // Taken only once there is a picture of it: with a hairline of its own if need be.
        await page.engine.tryOut(
          { ...plan, head: { ...plan.head, scan } },
          (shown) => shown.head.scan.kind === 'file',
        );
        const kept = await keepScan(preview.sha256, read).then(
          () => true,
          () => false,
        );
        end();
        page.replace(say('Scan {name}', { name: preview.name }), (plan) => ({
          ...plan,
          head: { ...plan.head, scan },
        }));
        // A plan that was waiting for this scan is the same plan still, and is shown anew.
        page.engine.show(page.document.get());
        page.toast(
          kept
            ? say('{name} is the head now. It stays on this device.', { name: preview.name })
            : say(
                '{name} is the head now, but this browser could not keep it: open it again next time.',
                { name: preview.name },
              ),
          kept ? 'note' : 'error',
        );
      },
    });
    body.replaceChildren(...review, status);
    status.textContent = '';
  } catch (error) {
    body.replaceChildren(
      el('p', { role: 'alert', class: 'scan-error' }, wordsOf(error)),
      el('div', { class: 'dialog-actions' }, el('button', { onClick: end }, say('Close'))),
    );
  }
  await closed;
}

/** Of a folder only what may belong to a scan is read: pictures may be many and large. */
function isOfAScan(file: File): boolean {
  const path = pathOf(file);
  return !path.includes('/') || (isScanName(file.name) && !isLeftover(path));
}

async function readFile(file: File): Promise<ScanFile> {
  return { name: pathOf(file), bytes: new Uint8Array(await file.arrayBuffer()) };
}

interface Decisions {
  readonly cancel: () => void;
  readonly finish: (placing: Placing) => Promise<ImportedScan>;
  readonly accept: (finished: ImportedScan) => Promise<void>;
}

/** The head is made while people look, a while after the last change. */
const CALM_MS = 500;

function makeReview(
  preview: ScanPreview,
  named: Plan['head']['scan'],
  { cancel, finish, accept }: Decisions,
): HTMLElement[] {
  const known = named.kind === 'file' ? named : undefined;
  const isNamed = known?.sha256 === preview.sha256;
  let placing: Placing = isNamed ? placingOf(known) : preview.guess;
  let chosen: (typeof PLACED)[number] = 'nasion';
  const sizes = el('p', { class: 'scan-sizes' });
  const alert = el('p', { role: 'alert', class: 'scan-error' });
  const picture = makeScanPicture(preview, placing, (point) => {
    placing = { ...placing, landmarks: { ...placing.landmarks, [chosen]: point } };
    show();
  });
  let made: { readonly of: Placing; readonly head: Promise<ImportedScan> } | undefined;
  const finished = (): Promise<ImportedScan> => {
    if (made?.of !== placing) made = { of: placing, head: finish(placing) };
    return made.head;
  };
  const points = PLACED.map((name) =>
    el(
      'button',
      {
        class: 'scan-point',
        'data-point': name,
        onClick: () => {
          chosen = name;
          picture.turnTo(name);
          show();
        },
      },
      say(PLACED_WORDS[name]),
    ),
  );
  const size = makeSizeControls(
    placing,
    (said) => {
      placing = { ...placing, ...said };
      show();
    },
    (words) => {
      alert.textContent = words;
    },
  );
  const mirror = el('input', { type: 'checkbox', checked: placing.mirrored === true });
  mirror.addEventListener('change', () => {
    placing = mirroredPlacing(placing);
    show();
  });
  const report = el('div', {}, findingList(preview.findings));
  /** Makes the head ahead of "Use": what is found on the way is told before it is accepted. */
  const judge = async (): Promise<void> => {
    const asked = placing;
    try {
      const { placing: last, findings } = await finished();
      if (placing !== asked) return;
      // A tape has the last word on the unit.
      size.show(last);
      sizes.textContent = placingSentences(last);
      report.replaceChildren(findingList(findings));
    } catch (error) {
      if (placing === asked) alert.textContent = wordsOf(error);
    }
  };
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const show = (): void => {
    sizes.textContent = placingSentences(placing);
    size.show(placing);
    clearTimeout(waiting);
    waiting = setTimeout(judge, CALM_MS);
    for (const button of points) {
      button.setAttribute('aria-pressed', String(button.dataset.point === chosen));
    }
    alert.textContent = '';
    picture.show(placing, chosen);
  };
  const use = el(
    'button',
    {
      class: 'primary',
      onClick: async () => {
        use.disabled = true;
        try {
          clearTimeout(waiting);
          await accept(await finished());
        } catch (error) {
          alert.textContent = wordsOf(error);
        }
        use.disabled = false;
      },
    },
    say('Use this head'),
  );
  show();
  return [
    el(
      'div',
      { class: 'scan-columns' },
      picture.element,
      el(
        'div',
        { class: 'scan-side' },
        el('p', {}, fileSentence(preview)),
        known &&
          el(
            'p',
            { class: 'scan-look' },
            isNamed
              ? say(
                  'The scan this plan names, by its content. Unit and points are the plan\u2019s.',
                )
              : say(
                  'Another file than "{name}", the scan this plan names. It takes that one\u2019s place.',
                  { name: known.name },
                ),
          ),
        ...size.elements,
        sizes,
        el(
          'label',
          {},
          mirror,
          ' ',
          say('Mirror image: left and right are exchanged in this file'),
        ),
        el('h3', {}, say('Four points')),
        el(
          'p',
          { class: 'quiet' },
          say('Choose a point, then click where it belongs. Drag to turn.'),
        ),
        el(
          'div',
          { class: 'scan-points', role: 'group', 'aria-label': say('Four points') },
          ...points,
        ),
        el('h3', {}, say('What was found and repaired')),
        report,
      ),
    ),
    alert,
    el('div', { class: 'dialog-actions' }, el('button', { onClick: cancel }, say('Cancel')), use),
  ];
}

function wordsOf(error: unknown): string {
  return error instanceof DotworkError ? error.message : String(error);
}

function placingOf({ kind: _, name: _name, sha256: _sha256, ...placing }: ScanReference): Placing {
  return placing;
}
