import { latinHypercube } from './latin.ts';
import { type Draw, drawAt, UNKNOWN_NAMES } from './table.ts';

/** Members that share one skin: a skin's light takes as long to work out as its members' dots. */
export const PER_SKIN = 5;

/** A Latin hypercube; members that follow each other share what is drawn of the skin's colour. */
export function drawnShares(members: number, seed: number): number[][] {
  const rows = latinHypercube(members, UNKNOWN_NAMES.length, seed);
  const skins = latinHypercube(Math.ceil(members / PER_SKIN), SKIN_COLUMNS.length, seed + 1);
  rows.forEach((row, member) => {
    const skin = skins[Math.floor(member / PER_SKIN)]!;
    SKIN_COLUMNS.forEach((column, i) => {
      row[column] = skin[i]!;
    });
  });
  return rows;
}

const SKIN_COLUMNS = (['melanin', 'blood', 'oxygen'] as const).map((name) =>
  UNKNOWN_NAMES.indexOf(name),
);

/** The draws of an ensemble of that size; the last ones asked for are kept. */
export function drawsOf(members: number, seed: number): readonly Draw[] {
  if (last?.members !== members || last.seed !== seed) {
    last = { members, seed, draws: drawnShares(members, seed).map(drawAt) };
  }
  return last.draws;
}

let last: { members: number; seed: number; draws: readonly Draw[] } | undefined;
