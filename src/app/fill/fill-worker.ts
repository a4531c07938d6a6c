import { wasmFiller } from '../../engine/placement/cpu/wasm-filler.ts';
import { fillDesk } from './fill-desk.ts';
import type { FillRequest } from './fill-messages.ts';

const take = fillDesk(wasmFiller);

addEventListener('message', ({ data }: MessageEvent<FillRequest>) => void take(data));
