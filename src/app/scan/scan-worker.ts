import dracoWasm from 'draco3dgltf/draco_decoder_gltf.wasm?url';
import { DotworkError } from '../../base/errors.ts';
import { openDraco } from '../../io/scan/draco.ts';
import { finishOpened, type OpenedScan, openScan } from '../../io/scan/import-scan.ts';
import { simplified } from '../../io/scan/simplify.ts';
import type { ScanAnswer, ScanPreview, ScanRequest } from './scan-messages.ts';

/** Enough to click a tragion on, few enough to turn at once. */
const PREVIEW_TRIANGLES = 40_000;

let opened: OpenedScan | undefined;

addEventListener('message', ({ data }: MessageEvent<ScanRequest>) => void answer(data));

async function answer(request: ScanRequest): Promise<void> {
  try {
    if (request.kind === 'open') await open(request);
    else await finish(request);
  } catch (error) {
    const known = error instanceof DotworkError;
    if (!known) console.error(error);
    const message = known
      ? error.message
      : 'The scan could not be imported: a fault of this program.';
    tell({ kind: 'failed', message, fix: known ? error.fix : undefined });
  }
}

async function open({ files }: Extract<ScanRequest, { kind: 'open' }>): Promise<void> {
  const draco = async () => openDraco(await (await fetch(dracoWasm)).arrayBuffer());
  opened = await openScan(files, { draco, tell: step });
  const { mesh, ...facts } = opened;
  const light =
    mesh.triangles.length / 3 > PREVIEW_TRIANGLES
      ? (await simplified(mesh, PREVIEW_TRIANGLES)).mesh
      : { positions: mesh.positions, triangles: mesh.triangles.slice() };
  const positions = Float32Array.from(light.positions);
  const preview: ScanPreview = { ...facts, positions, triangles: light.triangles };
  tell({ kind: 'opened', preview }, [positions.buffer, light.triangles.buffer]);
}

async function finish({ placing, base }: Extract<ScanRequest, { kind: 'finish' }>): Promise<void> {
  if (!opened) throw new Error('No scan was opened before it was placed.');
  const scan = await finishOpened(opened, placing, { base, tell: step });
  const { positionsUm, triangles, normals, occlusion } = scan.head.mesh;
  const arrays = [positionsUm, triangles, normals, occlusion, scan.head.scalp];
  tell(
    { kind: 'finished', scan },
    arrays.map((array) => array.buffer),
  );
}

function step(words: string): void {
  tell({ kind: 'step', words });
}

function tell(message: ScanAnswer, transfer: ArrayBufferLike[] = []): void {
  // The page's types stand for the worker's here, whose postMessage takes what it hands over.
  (postMessage as (message: unknown, transfer: ArrayBufferLike[]) => void)(message, transfer);
}
