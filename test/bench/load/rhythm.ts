/** Actors that each act at an even rhythm, whatever the others do. */

export interface Actor {
  /** Acts once, and resolves when it was answered. `sinceMs`: the moment from which somebody waits for the answer. */
  act(sinceMs: number): Promise<void>;
}

/** Each acts once in `everyMs` milliseconds, until `forMs` are over and the last one has its answer; their beats are spread evenly. */
export async function inRhythm(actors: readonly Actor[], everyMs: number, forMs: number): Promise<void> {
  const beginMs = performance.now();
  await Promise.all(
    actors.map(async (actor, index) => {
      let dueMs = beginMs + (index / actors.length) * everyMs;
      for (; dueMs < beginMs + forMs; dueMs += everyMs) {
        const aheadMs = dueMs - performance.now();
        if (aheadMs > 0) await new Promise((resolve) => setTimeout(resolve, aheadMs));
        // Who was kept waiting by the answer before waits since the own beat: else a slow server would be asked less, and look quick.
        await actor.act(aheadMs > 0 ? performance.now() : dueMs);
      }
    }),
  );
}
