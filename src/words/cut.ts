import { numberWords } from '../base/language/formats.ts';
import { say } from '../base/language/say.ts';
import { LIMITS_SHORT } from '../base/limits.ts';
import type { Cut, CutDot } from '../engine/cut/cut.ts';
import { lotWorks } from '../engine/lots.ts';
import { TEST_KIND } from '../engine/structs.ts';

/** What a cut shows, for the line below it and for those who cannot see it. */
export function cutSentences(cut: Cut, dot: CutDot | undefined): string[] {
  const { dots, hairs, line, plan } = cut;
  const shown = dots.filter(({ isThere }) => isThere).length;
  const middle = cut.layers[Math.floor(cut.layers.length / 2)]!;
  const layers = say(
    'Skin here: epidermis to {epidermisMm}, papillary dermis to {papillaryMm}, dermis to {skinBaseMm} mm.',
    {
      epidermisMm: mm(middle.epidermisMm),
      papillaryMm: mm(middle.papillaryMm),
      skinBaseMm: mm(middle.skinBaseMm),
    },
  );
  const among = say(
    'Cut {lengthMm} mm long, to scale: {count, plural, one {# dot} other {# dots}}, {count2, plural, one {# follicle} other {# follicles}}.',
    { lengthMm: numberWords(line.lengthMm, 1), count: shown, count2: hairs.length },
  );
  if (!dot) return [say('{among} No dot here.', { among }), layers];
  return [dotSentence(cut, dot), among, layers, ...assumptions(plan)];
}

function dotSentence({ plan }: Cut, dot: CutDot): string {
  const plannedMm = lotWorks(plan)[dot.session - 1]!.depositDepthMm;
  const depth = say('{depthMm} mm deep (planned {plannedMm})', {
    depthMm: mm(dot.depthMm),
    plannedMm: mm(plannedMm),
  });
  const who = say('Dot {id}, {visit}', { id: dot.id, visit: visit(dot) });
  if (!dot.isThere) return say('{who}: still to come, {depth}.', { who, depth });
  const age =
    dot.ageDays < 1
      ? say('fresh')
      : say('{ageDays} days old', { ageDays: Math.round(dot.ageDays) });
  return say('{who}, {age}: {depth}, {radiusMm} mm wide, {left} % of its pigment left.', {
    who,
    age,
    depth,
    radiusMm: mm(2 * dot.radiusMm),
    left: Math.round(100 * dot.left),
  });
}

function visit({ session }: CutDot): string {
  if (session < TEST_KIND) return say('session {session}', { session });
  return session === TEST_KIND ? say('test patch') : say('earlier work');
}

function assumptions({ technique }: Cut['plan']): string[] {
  return [
    say(
      'Assumed: {extensionToDeposit} % of the needle out goes into the skin; band that heals crisp (dashed); spread and healing of pigment.',
      { extensionToDeposit: Math.round(100 * technique.extensionToDeposit) },
    ),
  ];
}

/** Text for a cut's PNG: what stands below it, and what stands in the file. */
export function cutCaption(cut: Cut, dot: CutDot | undefined): readonly string[] {
  return [...cutSentences(cut, dot), say(LIMITS_SHORT)];
}

function mm(value: number): string {
  return numberWords(value, 2);
}
