import { speak } from '../../base/language/say.ts';
import { type Ask, plainError, type Reply, type Skills, type Speak } from './protocol.ts';

type Send = (reply: Reply, transfer: ArrayBufferLike[]) => void;

/** Takes what a page asks of these skills, one question after another in their order. */
export function answering(skills: Skills, send: Send): (ask: Ask) => void {
  let turn = Promise.resolve();
  const take = async ({ id, skill, question }: Ask): Promise<void> => {
    try {
      const work = skills[skill] as (...asked: [unknown, (news: unknown) => void]) => unknown;
      const answer = await work(question, (news) => send({ id, news }, []));
      send({ id, answer }, [...buffersIn(answer)]);
    } catch (error) {
      send({ id, error: plainError(error) }, []);
    }
  };
  return (ask) => {
    turn = turn.then(() => take(ask));
  };
}

/** Makes this thread, a worker, answer with these skills; see {@link WorkerLine} for its page. */
export function serve(skills: Skills): void {
  // The page's types stand for the worker's here, whose postMessage takes what it hands over.
  const take = answering(skills, postMessage as unknown as Send);
  addEventListener('message', ({ data }: MessageEvent<Ask | Speak>) => {
    if ('speak' in data) speak(data.speak, data.messages);
    else take(data);
  });
}

/** The memory of all arrays in a value. */
function buffersIn(value: unknown, found = new Set<ArrayBufferLike>()): Set<ArrayBufferLike> {
  if (ArrayBuffer.isView(value)) found.add(value.buffer);
  else if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) buffersIn(part, found);
  }
  return found;
}
