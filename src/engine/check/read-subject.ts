import type { CheckedSkinAndDots } from '../../check/subject.ts';
import { vertexAreasMm2 } from '../../surface/vertex-areas.ts';
import { FIRST_MANUAL_ID } from '../report/dot-table.ts';
import type { Simulator } from '../simulator.ts';
import { Choice, CROWDED_KIND, Deposit, Dot, HAIR_KIND } from '../structs.ts';

/** Reads all planned dots and the hair among them back from the GPU. Not for the frame loop. */
export async function readSubject(simulator: Simulator): Promise<CheckedSkinAndDots> {
  const { gpu, plan, head, scalp } = simulator;
  const buffers = simulator.dotBuffers();
  const { count, ladderCount } = buffers;
  // Asked for in one go, so that no update comes between them.
  const [dotBytes, choiceBytes, depositBytes] = await Promise.all([
    gpu.read(buffers.dots, Dot.bytes * count),
    gpu.read(buffers.choices, Choice.bytes * count),
    gpu.read(buffers.deposits, Deposit.bytes * count),
  ]);
  gpu.assertHealthy('reading the dots back');
  const at = Dot.columns(dotBytes);
  const { kind } = Choice.columns(choiceBytes);
  const put = Deposit.columns(depositBytes);
  const placed: number[] = [];
  const hair: number[] = [];
  kind.forEach((of, dot) => {
    if (of > 0 && of < CROWDED_KIND) placed.push(dot);
    else if (of === HAIR_KIND) hair.push(dot);
  });
  const per = (column: ArrayLike<number>) => Float64Array.from(placed, (dot) => column[dot]!);
  const { mesh } = head;
  return {
    plan,
    dots: {
      count: placed.length,
      id: Uint32Array.from(placed, (dot) =>
        dot < ladderCount ? dot : FIRST_MANUAL_ID + dot - ladderCount,
      ),
      placeMm: Float64Array.from(placed.flatMap((dot) => [put.x[dot]!, put.y[dot]!, put.z[dot]!])),
      session: Uint8Array.from(placed, (dot) => kind[dot]!),
      depthMm: per(put.depthMm),
      radiusMm: per(put.radiusMm),
      doseUg: per(put.massUg),
      skinBaseMm: per(put.skinBaseMm),
      scar: per(put.scar),
    },
    hairMm: Float64Array.from(
      hair.flatMap((dot) => [at.x[dot]! / 1000, at.y[dot]! / 1000, at.z[dot]! / 1000]),
    ),
    skin: {
      placeMm: Float64Array.from(mesh.positionsUm, (um) => um / 1000),
      areaMm2: vertexAreasMm2(mesh),
      frontMm: Float64Array.from(scalp.frontDistance64, (steps) => steps / 64),
      inside: Uint8Array.from(scalp.boundaryDistance64, (steps) => (steps > 0 ? 1 : 0)),
    },
    spots: plan.zones.flatMap(({ name, shape, melaninScale = 1 }) =>
      shape.kind === 'disc' && shape.radiusMm <= LARGEST_MOLE_MM && melaninScale >= DARK_SPOT
        ? [{ name, middleMm: head.landmarks[shape.at], radiusMm: shape.radiusMm }]
        : [],
    ),
  };
}

/** A round zone no larger, with so many times the melanin, is a mole or the like. Assumed. */
const LARGEST_MOLE_MM = 12;
const DARK_SPOT = 2;
