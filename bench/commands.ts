import { openFill } from '../src/engine/placement/open-fill.ts';
import { Simulator } from '../src/engine/simulator.ts';
import type { AdapterChoice } from '../src/gpu/adapter-choice.ts';
import { requestGpu } from '../src/gpu/request.ts';
import { CASES, GESTURES } from './gestures.ts';
import { caseOf, skinOf } from './placement/case.ts';
import { Surface } from './statistics/surface.ts';

/** What a GPU was told. */
export interface Commands {
  submits: number;
  passes: number;
  dispatches: number;
  copies: number;
  writtenBytes: number;
  readbacks: number;
}

export interface CommandsRow extends Commands {
  readonly work: string;
}

const NOTHING: Commands = {
  ...{ submits: 0, passes: 0, dispatches: 0, copies: 0, writtenBytes: 0, readbacks: 0 },
};

/** Counts what fills, first plans and gestures tell the GPU: each dispatch waits for the one before. */
export async function commandsBench(
  adapter: AdapterChoice,
  say: (line: string) => void,
): Promise<readonly CommandsRow[]> {
  const gpu = await requestGpu(adapter);
  const taken = countCommands(gpu.device);
  const rows: CommandsRow[] = [];
  const row = (work: string): void => {
    rows.push({ work, ...taken() });
    say(work);
  };
  const skin = await skinOf('head');
  const surface = new Surface(skin);
  const fill = await gpu.checked('compile', () => openFill(gpu, { fill: 'gpu' }));
  for (const dots of [20_000, 100_000]) {
    const { spacingUm } = caseOf('head', skin, surface, dots);
    taken();
    const ladder = await gpu.checked('fill', () => fill.run(skin, skin.treated, 1, spacingUm));
    row(`ladder of ${ladder.count} dots by kernels`);
    gpu.free(ladder.dots);
  }
  const plan = CASES.default!;
  const simulator = await Simulator.create(gpu, { fill: 'cpu' });
  taken();
  await simulator.update(plan);
  row('a first plan, without its fill');
  for (const [gesture, step] of Object.entries(GESTURES)) {
    // The first step of a drag may do what the others need not.
    await simulator.update(step(plan, 0));
    taken();
    await simulator.update(step(plan, 1));
    row(gesture);
    await simulator.update(plan);
  }
  simulator.destroy();
  gpu.destroy();
  return rows;
}

/** Listens to a device; each call tells what it was told since the last. */
function countCommands(device: GPUDevice): () => Commands {
  let counts = { ...NOTHING };
  const makeEncoder = device.createCommandEncoder.bind(device);
  device.createCommandEncoder = (options) => {
    const encoder = makeEncoder(options);
    const beginPass = encoder.beginComputePass.bind(encoder);
    encoder.beginComputePass = (descriptor) => {
      counts.passes++;
      const pass = beginPass(descriptor);
      const dispatch = pass.dispatchWorkgroups.bind(pass);
      const dispatchIndirect = pass.dispatchWorkgroupsIndirect.bind(pass);
      pass.dispatchWorkgroups = (...size) => {
        counts.dispatches++;
        return dispatch(...size);
      };
      pass.dispatchWorkgroupsIndirect = (...from) => {
        counts.dispatches++;
        return dispatchIndirect(...from);
      };
      return pass;
    };
    const copy = encoder.copyBufferToBuffer.bind(encoder) as (...args: unknown[]) => undefined;
    encoder.copyBufferToBuffer = ((...args: unknown[]) => {
      counts.copies++;
      return copy(...args);
    }) as GPUCommandEncoder['copyBufferToBuffer'];
    return encoder;
  };
  const { queue } = device;
  const submit = queue.submit.bind(queue);
  queue.submit = (buffers) => {
    counts.submits++;
    return submit(buffers);
  };
  const write = queue.writeBuffer.bind(queue);
  queue.writeBuffer = (buffer, offset, data, from = 0, size) => {
    counts.writtenBytes += data.byteLength;
    return size === undefined
      ? write(buffer, offset, data as BufferSource, from)
      : write(buffer, offset, data as BufferSource, from, size);
  };
  const makeBuffer = device.createBuffer.bind(device);
  device.createBuffer = (descriptor) => {
    const buffer = makeBuffer(descriptor);
    const map = buffer.mapAsync.bind(buffer);
    buffer.mapAsync = (...how) => {
      counts.readbacks++;
      return map(...how);
    };
    return buffer;
  };
  return () => {
    const taken = counts;
    counts = { ...NOTHING };
    return taken;
  };
}

/** The rows as a Markdown table. */
export function commandsTable(rows: readonly CommandsRow[]): string {
  return [
    '| | submits | passes | dispatches | copies | written kB | readbacks |',
    '|---|---|---|---|---|---|---|',
    ...rows.map(
      (row) =>
        `| ${row.work} | ${row.submits} | ${row.passes} | ${row.dispatches} | ${row.copies} | ${(row.writtenBytes / 1000).toFixed(0)} | ${row.readbacks} |`,
    ),
  ].join('\n');
}
