import type { Plan } from '../../../plan/schema.ts';
import { leftBehind, OWN_MACHINE_URL, shareLink } from '../../../share/link.ts';
import { planHash } from '../../../share/plan-hash.ts';
import { qrModules } from '../../../share/qr.ts';
import { qrSvg } from '../../../share/qr-svg.ts';
import type { SharedCamera } from '../../../share/shared.ts';
import { namedPose } from '../../../view/poses.ts';
import type { NamedView } from '../../../view/view-api.ts';
import { checkWritable, printJson, writeWhole } from '../../output.ts';
import { poseOf } from '../../picture/render-flags.ts';
import { readPlanArgument } from '../../plan-input.ts';
import { type GlobalOptions, simulatePlan } from '../../simulate-plan.ts';

/** Flags of `dotwork link` as commander hands them over. */
export interface LinkFlags extends GlobalOptions {
  readonly baseUrl: string;
  readonly qr?: string;
  readonly view?: NamedView;
  readonly eye?: string;
  readonly target?: string;
  readonly fov: string;
}

/** `dotwork link`: a plan as a link that opens it in the page, and as a QR code. */
export async function link(argument: string, flags: LinkFlags): Promise<void> {
  const { baseUrl, qr, quiet } = flags;
  if (qr !== undefined) checkWritable(qr, argument);
  const plan = readPlanArgument(argument, flags);
  const camera = await cameraOf(plan, flags);
  const url = shareLink(baseUrl, { plan, ...(camera && { camera }) });
  const left = leftBehind(plan);
  if (left && !quiet) process.stderr.write(`note: ${left}\n`);
  if (baseUrl === OWN_MACHINE_URL && !quiet) {
    process.stderr.write(
      'note: The link opens where "npm start" runs, on this machine alone; --base-url names another page.\n',
    );
  }
  if (qr !== undefined) writeWhole(qr, [qrSvg(qrModules(url))]);
  await printJson({
    link: url,
    characters: url.length,
    planHash: planHash(plan),
    ...(qr !== undefined && { qr }),
  });
}

/** From where the link looks; undefined leaves that to the page. A named view stands by head and hairline, which takes a simulation. */
async function cameraOf(plan: Plan, flags: LinkFlags): Promise<SharedCamera | undefined> {
  const pose = poseOf(flags.view, flags);
  if (typeof pose !== 'string') return pose;
  return simulatePlan(plan, flags, async ({ head, scalp }) =>
    namedPose(pose, head, scalp.hairline),
  );
}
