import type { Simulator } from '../../engine/simulator.ts';
import { drawCaption, LIMITS_SHORT } from '../../io/caption.ts';
import { encodePng } from '../../io/png.ts';
import { headWords, pictureWords } from '../../plan/remarks/scene-words.ts';
import { DEFAULT_LOOK, type Look } from '../../view/view-api.ts';
import { checkWritable, printJson, printPieces, STDOUT, writeWhole } from '../output.ts';
import { type PictureRequest, pictureRequest, type RenderFlags } from '../render-flags.ts';
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

async function pngOf(simulator: Simulator, request: PictureRequest): Promise<Uint8Array> {
  // Loaded late: three.js costs half a second that no other command needs.
  const { renderPicture } = await import('../../view/picture.ts');
  const { plan } = simulator;
  const look: Look = { ...DEFAULT_LOOK, ...request.look };
  const picture = await renderPicture(simulator, { ...request, look });
  const shows = pictureWords(plan, look);
  drawCaption(picture, [LIMITS_SHORT, `${plan.title} | seed ${plan.seed} | ${shows}`]);
  return encodePng(picture, {
    Title: plan.title,
    Description: `${LIMITS_SHORT} Seed ${plan.seed}, ${shows}.`,
    Software: 'Dotwork',
    Seed: String(plan.seed),
    AgeDays: String(plan.healing.ageDays),
  });
}
