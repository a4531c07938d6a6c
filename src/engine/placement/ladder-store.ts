/** Keeps ladders from one opening to the next; whoever runs the engine may bring one. */
export interface LadderStore {
  /** What was kept under a name, if it is still there. */
  get(name: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Takes bytes to keep, and writes them when it suits: a picture may be waited for. */
  put(name: string, bytes: Uint8Array<ArrayBuffer>): void;
}
