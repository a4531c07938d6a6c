import type { Simulator } from '../../engine/simulator.ts';
import { headWords } from '../../plan/remarks/scene-words.ts';
import { DEFAULT_LOOK } from '../../view/view-api.ts';
import { mapOf } from '../../words/maps/map-of.ts';
import { recordCaption } from '../../words/picture-caption.ts';
import { checkWritable, printJson, printPieces, STDOUT, writeWhole } from '../output.ts';
import { type PictureRequest, pictureRequest, type RenderFlags } from '../picture/render-flags.ts';
import { type GlobalOptions, simulatePlan } from '../simulate-plan.ts';

/** `dotwork render`: the head as a PNG with the honest sentence burnt in. */
export async function render(
  plan: string,
  options: GlobalOptions & RenderFlags & { readonly output: string },
): Promise<void> {
  const request = pictureRequest(options);
  checkWritable(options.output, plan, options.head);
  const change = options.age === undefined ? [] : [`healing.ageDays=${options.age}`];
  const answer = await simulatePlan(
    plan,
    options,
    async (simulator, progress) => {
      progress.step('drawing the picture');
      const png = await pngOf(simulator, request);
      simulator.gpu.assertHealthy('writing the picture');
      return { png, plan: simulator.plan };
    },
    change,
    (gpu) =>
      void drawing().then(
        ({ preparePictures }) => preparePictures(gpu),
        () => undefined,
      ),
  );
  const { png, plan: shown } = answer;
  if (options.output === STDOUT) return printPieces([png]);
  const bytes = writeWhole(options.output, [png]);
  const { widthPx, heightPx } = request;
  const ageDays = shown.healing.ageDays;
  await printJson({
    file: options.output,
    bytes,
    widthPx,
    heightPx,
    seed: shown.seed,
    title: shown.title,
    head: headWords(shown.head),
    ageDays,
  });
}

/** Loaded late: three.js costs half a second that no other command needs. */
async function drawing() {
  const [{ captionedPng }, { preparePictures }] = await Promise.all([
    import('../../view/captioned-png.ts'),
    import('../../view/picture.ts'),
  ]);
  return { captionedPng, preparePictures };
}

/** A picture of what is simulated, with the line every picture carries. */
export async function pngOf(
  simulator: Simulator,
  { look, map, ...picture }: PictureRequest,
): Promise<Uint8Array> {
  const { captionedPng } = await drawing();
  const shown = map && (await mapOf(simulator, map));
  const whole = { ...picture, look: { ...DEFAULT_LOOK, ...look }, map: shown };
  return captionedPng(simulator, whole, recordCaption);
}
