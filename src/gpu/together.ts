/**
 * Waits for work that goes on side by side, and for all of it even where some fails: kernels still
 * compiling must not outlive the error scopes around them. Then rejects with the first of
 * the list that failed.
 */
export async function together<const T extends readonly unknown[]>(
  work: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const settled = await Promise.allSettled(work);
  const failed = settled.find(({ status }) => status === 'rejected');
  if (failed) throw (failed as PromiseRejectedResult).reason;
  return Promise.all(work);
}
