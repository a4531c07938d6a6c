import { scalpSolver } from '../../engine/scalp/scalp-solver.ts';
import type { Head } from '../../head/head.ts';
import type { ScalpFields } from '../../scalp/fields.ts';
import { plainError, type ScalpAnswer, type ScalpRequest } from './scalp-messages.ts';

type Tell = (answer: ScalpAnswer, transfer: ArrayBufferLike[]) => void;

/** The worker's side of {@link WorkerSolver}: takes requests one after another, answers each. */
export function scalpDesk(tell: Tell): (request: ScalpRequest) => Promise<void> {
  const solver = scalpSolver();
  let head: Head | undefined;
  let sent: Partial<ScalpFields> = {};
  let turn = Promise.resolve();

  const answer = async (request: ScalpRequest): Promise<void> => {
    if (request.kind === 'take-head') {
      head = request.head;
      return;
    }
    const { id } = request;
    try {
      if (request.kind === 'head') {
        head = await solver.head(request.spec);
        const transfer: ArrayBufferLike[] = [];
        tell({ kind: 'head', id, head: handedOver(head, transfer) }, transfer);
      } else if (!head) {
        throw new Error('A plan came before its head.');
      } else if (request.kind === 'report') {
        tell({ kind: 'report', id, report: await solver.report(head, request.plan) }, []);
      } else {
        const fields = await solver.fields(head, request.plan);
        const transfer: ArrayBufferLike[] = [];
        const changed = handedOver(difference(sent, fields), transfer);
        sent = fields;
        tell({ kind: 'fields', id, changed }, transfer);
      }
    } catch (error) {
      tell({ kind: 'failed', id, error: plainError(error) }, []);
    }
  };
  return (request) => {
    turn = turn.then(() => answer(request));
    return turn;
  };
}

/** The parts that are not the very same objects as before. */
function difference(before: Partial<ScalpFields>, now: ScalpFields): Partial<ScalpFields> {
  const entries = Object.entries(now).filter(
    ([key, value]) => before[key as keyof ScalpFields] !== value,
  );
  return Object.fromEntries(entries);
}

/** A copy whose arrays can be handed over; what they are taken from stays for the next plan. */
function handedOver<T>(value: T, transfer: ArrayBufferLike[]): T {
  if (ArrayBuffer.isView(value)) {
    const copy = (value as unknown as Uint8Array).slice();
    transfer.push(copy.buffer);
    return copy as T;
  }
  if (Array.isArray(value)) return value.map((item) => handedOver(item, transfer)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, handedOver(item, transfer)]),
  ) as T;
}
