// A worker of a study without a GPU: what becomes of a run stands in its plan's title.
import { existsSync, writeFileSync } from 'node:fs';
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
  } else process.send({ kind: 'done', id, bytes: process.pid });
});
