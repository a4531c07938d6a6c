import { parentPort } from 'node:worker_threads';
import { type PhotonTask, walkTask } from '../engine/dot/dot-photons.ts';

// A thread of `photon-threads.ts`: tasks in, sums out, one at a time.
parentPort!.on('message', (task: PhotonTask) => {
  const steps = walkTask(task);
  let step = steps.next();
  while (!step.done) step = steps.next();
  parentPort!.postMessage(step.value);
});
