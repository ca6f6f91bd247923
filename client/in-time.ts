/** A promise that does not wait for ever. */

/** Rejects when it takes longer, milliseconds, or is given up. */
export function inTime<Value>(
  { later }: { later(delayMs: number, callback: () => void): () => void },
  waitMs: number,
  until: AbortSignal,
  work: Promise<Value>,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      cancel();
      reject(new Error('no answer in time'));
    };
    const cancel = later(waitMs, giveUp);
    until.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(cancel);
  });
}
