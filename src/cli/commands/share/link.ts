import { leftBehind, OWN_MACHINE_URL, shareLink } from '../../../share/link.ts';
import { planHash } from '../../../share/plan-hash.ts';
import { qrModules } from '../../../share/qr.ts';
import { qrSvg } from '../../../share/qr-svg.ts';
import { checkWritable, printJson, writeWhole } from '../../output.ts';
import { readPlanArgument } from '../../plan-input.ts';
import type { GlobalOptions } from '../../simulate-plan.ts';

/** Flags of `dotwork link` as commander hands them over. */
export interface LinkFlags extends GlobalOptions {
  readonly baseUrl: string;
  readonly qr?: string;
}

/** `dotwork link`: a plan as a link that opens it in the page, and as a QR code. */
export async function link(argument: string, flags: LinkFlags): Promise<void> {
  const { baseUrl, qr, quiet } = flags;
  if (qr !== undefined) checkWritable(qr, argument);
  const plan = readPlanArgument(argument, flags);
  const url = shareLink(baseUrl, { plan });
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
