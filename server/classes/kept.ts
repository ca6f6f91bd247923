/** Things that are kept while they are used, up to a size in all. */
export interface Kept<Value> {
  get(key: string): Value | undefined;
  put(key: string, value: Value): void;
  drop(isGone: (key: string) => boolean): void;
}

/** Keeps what was used last; `most` and sizes in any unit. */
export function createKept<Value>(most: number, sizeOf: (value: Value) => number): Kept<Value> {
  const values = new Map<string, Value>();
  let size = 0;
  const remove = (key: string): void => {
    const value = values.get(key);
    if (value === undefined) return;
    values.delete(key);
    size -= sizeOf(value);
  };
  return {
    get: (key) => {
      const value = values.get(key);
      // Set anew, so that a Map's order of insertion is the order of use.
      if (value === undefined) return undefined;
      values.delete(key);
      values.set(key, value);
      return value;
    },
    put: (key, value) => {
      remove(key);
      if (sizeOf(value) > most) return;
      values.set(key, value);
      size += sizeOf(value);
      for (const oldest of values.keys()) if (size > most) remove(oldest);
    },
    drop: (isGone) => {
      for (const key of values.keys()) if (isGone(key)) remove(key);
    },
  };
}
