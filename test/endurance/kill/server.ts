/**
 * The server as `main.ts` wires it, with a store that does not keep its word: `MUTANT` says how. Whoever looks at what it leaves behind has to find it out; only that tells
 * that the look at the real one means anything.
 */
import { startApp } from '../../../server/app.ts';
import { readConfig } from '../../../server/config.ts';
import { openSqlite } from '../../../server/store/sqlite.ts';
import type { Store } from '../../../server/store/store.ts';

export type Mutant = 'early' | 'late' | 'unnumbered' | 'forgetful';

/** What is said to be written is written within this time, milliseconds. */
const EARLY_BY_MS = 200;

const mutants: Readonly<Record<Mutant, (store: Store) => Store>> = {
  /** Says "written" before it is. */
  early: (store) => {
    let waiting: (() => Promise<void>)[] = [];
    const writeAll = () => {
      // None of them waits for another one, so they stay in order.
      for (const write of waiting) write().catch((error: unknown) => console.error('early:', error));
      waiting = [];
    };
    const later = (write: () => Promise<void>): Promise<void> => {
      if (waiting.length === 0) setTimeout(writeAll, EARLY_BY_MS);
      waiting.push(write);
      return Promise.resolve();
    };
    return {
      ...store,
      addInput: (...input) => later(() => store.addInput(...input)),
      putSnapshot: (...snapshot) => later(() => store.putSnapshot(...snapshot)),
    };
  },
  /** Writes an input as if it had come a moment later. */
  late: (store) => ({
    ...store,
    addInput: (code, round, seq, input) => store.addInput(code, round, seq, { ...input, atUs: input.atUs + 1 }),
  }),
  /** Does not write who has sent an input. */
  unnumbered: (store) => ({
    ...store,
    addInput: (code, round, seq, input) => store.addInput(code, round, seq, { ...input, mark: null }),
  }),
  /** Does not remember over a restart what has been carried out, and then writes it once more. */
  forgetful: (store) => ({
    ...store,
    game: async (...room) => {
      const game = await store.game(...room);
      return game === null ? null : { ...game, marks: [] };
    },
    addInput: (code, round, seq, input) =>
      store.addInput(code, round, seq, input).catch(() => store.addInput(code, round, seq, { ...input, mark: null })),
  }),
};

const name = process.env['MUTANT'] as Mutant;
const config = readConfig(process.env);
const pages = () => (_request: unknown, response: { status(code: number): { end(): void } }) =>
  response.status(404).end();
await startApp({ config, store: mutants[name](openSqlite(config.dataDir)), pages, dev: false });
