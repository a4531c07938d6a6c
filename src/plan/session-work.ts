import type { Plan } from './schema.ts';

/** How the dots of one visit are put in: needle, ink and depth. */
export interface Work {
  readonly pigment: Plan['pigment']['kind'];
  /** Of the undiluted ink, by mass. */
  readonly stockShare: number;
  /** Parts of water to one of ink. */
  readonly dilution: number;
  readonly needle: string;
  readonly hairlineNeedle: string;
  readonly depositDepthMm: number;
  readonly perforationsPerDot: number;
}

/** What a session does that has nothing of its own but water. */
export function planWork({ pigment, needle, technique }: Plan): Omit<Work, 'dilution'> {
  return {
    pigment: pigment.kind,
    stockShare: pigment.stockShare,
    needle: needle.code,
    hairlineNeedle: needle.hairlineCode,
    depositDepthMm: technique.depositDepthMm,
    perforationsPerDot: technique.perforationsPerDot,
  };
}

/** What a session does: its own where it says so, the plan's where it does not. */
export function sessionWork(plan: Plan, session: Plan['sessions'][number]): Work {
  const usual = planWork(plan);
  return {
    pigment: session.pigment ?? usual.pigment,
    stockShare: session.stockShare ?? usual.stockShare,
    dilution: session.dilution,
    needle: session.needle ?? usual.needle,
    hairlineNeedle: session.hairlineNeedle ?? usual.hairlineNeedle,
    depositDepthMm: session.depositDepthMm ?? usual.depositDepthMm,
    perforationsPerDot: session.perforationsPerDot ?? usual.perforationsPerDot,
  };
}

/** The fields of a session that may be left out. */
export const OWN_WORK = [
  'pigment',
  'stockShare',
  'needle',
  'hairlineNeedle',
  'depositDepthMm',
  'perforationsPerDot',
] as const satisfies readonly (keyof Plan['sessions'][number])[];
