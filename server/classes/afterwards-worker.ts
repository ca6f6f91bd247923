/** The thread in which journals are played again, so that no live room waits for it. */
import { parentPort } from 'node:worker_threads';
import { carryOut, type Made, type Task } from './afterwards-task.ts';

export interface Order {
  readonly number: number;
  readonly task: Task;
}

export type Answer = { readonly number: number } & ({ readonly made: Made } | { readonly error: string });

parentPort?.on('message', ({ number, task }: Order) => {
  parentPort?.postMessage(answerTo(number, task));
});

function answerTo(number: number, task: Task): Answer {
  try {
    return { number, made: carryOut(task) };
  } catch (error) {
    return { number, error: error instanceof Error ? error.message : String(error) };
  }
}
