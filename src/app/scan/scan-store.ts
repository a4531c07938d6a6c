import type { ScanFile } from '../../io/scan/scan-file.ts';
import { deviceStore } from '../state/device-store.ts';

const files = deviceStore<readonly ScanFile[]>('dotwork-scans', 'files');

/** Keeps the files of a scan on this device, under the hash of their bytes. */
export const keepScan = files.put;

/** The files of a scan, if they are kept here. */
export const keptScan = files.get;
