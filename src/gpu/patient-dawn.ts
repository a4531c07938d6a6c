/** What Dawn polls with: Node's `setImmediate`, looked up on the global object at every poll. */
type Immediate = (callback: (...args: unknown[]) => void, ...args: unknown[]) => unknown;

/** Clock and timer, given from outside so that the rule can be tested. */
interface Clock {
  now(): number;
  later(callback: () => void, ms: number): unknown;
}

/** A wait goes on being polled at once for so long; most answers that are ready come within. */
const EAGER_MS = 1;
/** After that it is looked at as often as this. */
const PATIENT_MS = 2;
/** A pause in polling longer than this ends a wait. */
const PAUSE_MS = 20;

const PATIENT = Symbol.for('dotwork.patientDawn');

/**
 * Makes Dawn's Node binding wait without a busy loop. While anything is awaited from the GPU
 * (`webgpu` 0.6.2) it asks again by `setImmediate`, some 26,000 times a second, and keeps a core
 * busy that the software GPU could use: half of the CPU time of filling a head. Only its own polls
 * wait, native functions without a name or arguments; what others ask for runs as ever.
 */
export function pollPatiently(): void {
  const scope = globalThis as unknown as { setImmediate: Immediate & { [PATIENT]?: true } };
  if (scope.setImmediate[PATIENT]) return;
  const clock = { now: () => performance.now(), later: setTimeout };
  const before = scope.setImmediate;
  const after: Immediate & { [PATIENT]?: true } = patient(before, clock);
  // What `util.promisify` looks for comes along.
  Object.defineProperties(after, Object.getOwnPropertyDescriptors(before));
  after[PATIENT] = true;
  scope.setImmediate = after;
}

/** `immediate`, but native polls wait once they have gone on for a while. */
export function patient(immediate: Immediate, { now, later }: Clock): Immediate {
  let began = Number.NEGATIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  return (callback, ...args) => {
    if (args.length > 0 || !isNative(callback)) return immediate(callback, ...args);
    const here = now();
    if (here - last > PAUSE_MS) began = here;
    last = here;
    return here - began < EAGER_MS ? immediate(callback) : later(callback, PATIENT_MS);
  };
}

function isNative(callback: (...args: unknown[]) => void): boolean {
  return callback.name === '' && /\[native code\]/.test(Function.prototype.toString.call(callback));
}
