import { say } from '../base/language/say.ts';
import { LIMITS_SHORT } from '../base/limits.ts';
import { plural } from '../base/quantity-words.ts';
import type { Cut, CutDot } from '../engine/cut/cut.ts';
import { lotWorks } from '../engine/lots.ts';
import { TEST_KIND } from '../engine/structs.ts';

/** What a cut shows, for the line below it and for those who cannot see it. */
export function cutSentences(cut: Cut, dot: CutDot | undefined): string[] {
  const { dots, hairs, line, plan } = cut;
  const shown = dots.filter(({ isThere }) => isThere).length;
  const middle = cut.layers[Math.floor(cut.layers.length / 2)]!;
  const layers = `Skin here: epidermis to ${mm(middle.epidermisMm)}, papillary dermis to ${mm(middle.papillaryMm)}, dermis to ${mm(middle.skinBaseMm)} mm.`;
  const among = `Cut ${line.lengthMm.toFixed(1)} mm long, to scale: ${plural(shown, 'dot')}, ${plural(hairs.length, 'follicle')}.`;
  if (!dot) return [`${among} No dot here.`, layers];
  return [dotSentence(cut, dot), among, layers, ...assumptions(plan)];
}

function dotSentence({ plan }: Cut, dot: CutDot): string {
  const plannedMm = lotWorks(plan)[dot.session - 1]!.depositDepthMm;
  const depth = `${mm(dot.depthMm)} mm deep (planned ${mm(plannedMm)})`;
  const who = `Dot ${dot.id}, ${visit(dot)}`;
  if (!dot.isThere) return `${who}: still to come, ${depth}.`;
  const age = dot.ageDays < 1 ? 'fresh' : `${Math.round(dot.ageDays)} days old`;
  return `${who}, ${age}: ${depth}, ${mm(2 * dot.radiusMm)} mm wide, ${Math.round(100 * dot.left)} % of its pigment left.`;
}

function visit({ session }: CutDot): string {
  if (session < TEST_KIND) return `session ${session}`;
  return session === TEST_KIND ? say('test patch') : say('earlier work');
}

function assumptions({ technique }: Cut['plan']): string[] {
  return [
    `Assumed: ${Math.round(100 * technique.extensionToDeposit)} % of the needle out goes into the skin; band that heals crisp (dashed); spread and healing of pigment.`,
  ];
}

/** Text for a cut's PNG: what stands below it, and what stands in the file. */
export function cutCaption(cut: Cut, dot: CutDot | undefined): readonly string[] {
  return [...cutSentences(cut, dot), LIMITS_SHORT];
}

function mm(value: number): string {
  return value.toFixed(2);
}
