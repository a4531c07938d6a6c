/** The part of cli-progress we use; the package ships no types. */
declare module 'cli-progress' {
  export interface BarOptions {
    readonly stream: NodeJS.WritableStream;
    readonly format: string;
    readonly clearOnComplete: boolean;
    readonly hideCursor: boolean;
    readonly barsize: number;
    readonly barCompleteChar: string;
    readonly barIncompleteChar: string;
  }

  export class SingleBar {
    constructor(options: BarOptions);
    start(total: number, value: number, payload: object): void;
    update(value: number, payload: object): void;
    stop(): void;
  }
}
