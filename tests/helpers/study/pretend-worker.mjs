// A worker of a study without a GPU: what becomes of a run stands in its plan's title.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

let folder;
process.on('disconnect', () => process.exit(0));
process.on('message', (message) => {
  if (message.kind === 'begin') {
    folder = message.task.folder;
    process.send({ kind: 'ready' });
    return;
  }
  const { id, plan } = message.run;
  const [what] = plan.title.split(' ');
  if (what === 'breaks') process.exit(9);
  if (what === 'once' && !existsSync(join(folder, id))) {
    writeFileSync(join(folder, id), '');
    process.kill(process.pid, 'SIGKILL');
  } else if (what === 'hangs') {
    return;
  } else if (what === 'wrong') {
    process.send({ kind: 'failed', id, reason: 'No such head.', again: false });
  } else if (what === 'full') {
    process.send({ kind: 'useless', reason: 'The disk is full.', code: 'file' });
  } else if (what === 'slow') setTimeout(() => done(id, plan), 100);
  else done(id, plan);
});

/** Keeps a result as a worker does. */
function done(id, plan) {
  mkdirSync(join(folder, 'runs'), { recursive: true });
  const kept = { id, row: { title: plan.title }, files: [], sha256: `sha of ${plan.title}` };
  writeFileSync(join(folder, 'runs', `${id}.json`), JSON.stringify(kept));
  process.send({ kind: 'done', id, bytes: process.pid });
}
