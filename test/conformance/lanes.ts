/** Many things that wait for real time, a few at once. */

/**
 * Runs `work` for each item, at most `atOnce` at a time, those first that come first; a promise for each. One that fails is only its own failure.
 */
export function inLanes<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): Map<Item, Promise<Result>> {
  const starts: (() => Promise<unknown>)[] = [];
  const results = new Map<Item, Promise<Result>>();
  for (const item of items) {
    const result = new Promise<Result>((resolve, reject) => {
      starts.push(() => work(item).then(resolve, reject));
    });
    // A failure is reported by whoever awaits it; until then it is no unhandled one.
    result.catch(() => undefined);
    results.set(item, result);
  }
  const lane = async (): Promise<void> => {
    for (let start = starts.shift(); start !== undefined; start = starts.shift()) await start();
  };
  for (let count = 0; count < atOnce; count++) void lane();
  return results;
}
