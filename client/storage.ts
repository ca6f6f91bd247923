/** What this browser keeps. Storage may be full, blocked or written by something else, so nothing here throws and nothing read is trusted. */

export interface Keeper {
  read(key: string): string | null;
  write(key: string, value: string): void;
}

/** A storage of the browser; while that is closed to us, the memory of this page. `storage` may throw. */
export function browserKeeper(storage: () => Pick<Storage, 'getItem' | 'setItem'> = () => localStorage): Keeper {
  const memory = new Map<string, string>();
  return {
    read: (key) => {
      try {
        return storage().getItem(key) ?? memory.get(key) ?? null;
      } catch {
        return memory.get(key) ?? null;
      }
    },
    write: (key, value) => {
      memory.set(key, value);
      try {
        storage().setItem(key, value);
      } catch {
        // Kept for as long as the page is open.
      }
    },
  };
}

/** The JSON under a key; undefined where there is none. */
export function readJson(keeper: Keeper, key: string): unknown {
  const text = keeper.read(key);
  if (text === null) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
