/** How often an address may do something: windows of fixed length, kept in memory only and bounded in size. */
export interface Limit {
  /** Has this address used up what it may do in the present window? */
  isReached(address: string): boolean;
  /** Counts one. */
  count(address: string): void;
}

export interface LimitOptions {
  readonly most: number;
  readonly windowMs: number;
  /** Addresses that are remembered; beyond, the oldest are forgotten. */
  readonly addressesMax?: number;
  /** The clock, milliseconds. */
  readonly nowMs?: () => number;
}

export function createLimit({ most, windowMs, addressesMax = 10_000, nowMs = Date.now }: LimitOptions): Limit {
  const windows = new Map<string, { untilMs: number; count: number }>();
  const current = (address: string) => {
    const window = windows.get(network(address));
    return window !== undefined && window.untilMs > nowMs() ? window : undefined;
  };
  return {
    isReached: (address) => (current(address)?.count ?? 0) >= most,
    count: (address) => {
      const window = current(address);
      if (window !== undefined) return void window.count++;
      // Set anew, so that a Map's order of insertion is the order of age.
      windows.delete(network(address));
      windows.set(network(address), { untilMs: nowMs() + windowMs, count: 1 });
      const oldest = windows.keys().next().value;
      if (windows.size > addressesMax && oldest !== undefined) windows.delete(oldest);
    },
  };
}

/** An IPv6 host owns 2^64 addresses, so its network is what counts. */
function network(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter((group) => group !== '');
  const tailGroups = (tail ?? '').split(':').filter((group) => group !== '');
  const zeros = tail === undefined ? 0 : 8 - groups.length - tailGroups.length;
  return [...groups, ...Array.from({ length: Math.max(0, zeros) }, () => '0'), ...tailGroups].slice(0, 4).join(':');
}
