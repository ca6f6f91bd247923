/** The thread that plays journals again: begun when it is first needed, and anew when it has died. */
import { Worker } from 'node:worker_threads';
import type { Made, Task } from './afterwards-task.ts';
import type { Answer, Order } from './afterwards-worker.ts';

export interface Thread {
  /** Rejects when the journal does not fit these rules, or the thread has died. */
  carryOut(task: Task): Promise<Made>;
  /** Tasks that have been given and not answered. */
  readonly waiting: number;
  close(): Promise<void>;
}

interface Waiting {
  resolve(made: Made): void;
  reject(error: Error): void;
}

export function createThread(): Thread {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let orders = 0;
  const begin = (): Worker => {
    const begun = new Worker(new URL('afterwards-worker.ts', import.meta.url));
    // It must not keep a process that has nothing else to do.
    begun.unref();
    begun.on('message', (answer: Answer) => {
      const asked = waiting.get(answer.number);
      waiting.delete(answer.number);
      if ('made' in answer) asked?.resolve(answer.made);
      else asked?.reject(new Error(answer.error));
    });
    const end = (why: Error): void => {
      if (worker === begun) worker = null;
      for (const { reject } of waiting.values()) reject(why);
      waiting.clear();
    };
    begun.on('error', end);
    begun.on('exit', () => end(new Error('the thread has ended')));
    return begun;
  };
  return {
    carryOut: (task) =>
      new Promise((resolve, reject) => {
        worker ??= begin();
        const order: Order = { number: ++orders, task };
        waiting.set(order.number, { resolve, reject });
        worker.postMessage(order);
      }),
    get waiting() {
      return waiting.size;
    },
    close: async () => {
      await worker?.terminate();
    },
  };
}
