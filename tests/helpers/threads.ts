import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { Ask, Reply, Skills } from '../../src/app/workers/protocol.ts';
import { answering } from '../../src/app/workers/serve.ts';
import type { Thread } from '../../src/app/workers/worker-line.ts';

/** Stands in for workers: clones and hands over as their messages do, and keeps what crossed. */
export class TestThreads {
  readonly asked: Ask[] = [];
  readonly replies: Reply[] = [];
  readonly opened: Thread[] = [];
  readonly #ports: MessagePort[] = [];
  readonly #skills: () => Skills;

  /** @param skills - Made anew for each thread, as a worker's own memory is. */
  constructor(skills: () => Skills) {
    this.#skills = skills;
  }

  /** To be handed in where a worker is made. */
  readonly open = (): Thread => {
    const { port1: page, port2: worker } = new MessageChannel();
    this.#ports.push(page, worker);
    const take = answering(this.#skills(), (reply, transfer) =>
      worker.postMessage(reply, transfer as never),
    );
    worker.on('message', (ask: Ask) => {
      this.asked.push(ask);
      take(ask);
    });
    const thread: Thread = {
      onmessage: null,
      onerror: null,
      postMessage: (ask: Ask) => page.postMessage(ask),
      terminate: () => page.close(),
    };
    page.on('message', (data: Reply) => {
      this.replies.push(data);
      thread.onmessage?.({ data } as MessageEvent<Reply>);
    });
    this.opened.push(thread);
    return thread;
  };

  close(): void {
    for (const port of this.#ports) port.close();
  }
}
