/** How often an address may do something, and how much of it at once. All of it is kept in memory only, and bounded in size. */

/** Counts what an address has done in windows of fixed length. */
export interface Limit {
  /** Has this address used up what it may do in the present window? */
  isReached(address: string): boolean;
  /** Counts one. */
  count(address: string): void;
  /** Takes one back that was counted before it was known whether it had to be. */
  uncount(address: string): void;
}

export interface LimitOptions {
  readonly most: number;
  readonly windowMs: number;
  /** Bits of an IPv6 address that are one network: 64 for one host's, 48 for what a site or a provider's customer has at most. */
  readonly networkBits?: 48 | 64;
  /** Addresses that are remembered; beyond, the oldest are forgotten. */
  readonly addressesMax?: number;
  /** The clock, milliseconds. */
  readonly nowMs?: () => number;
}

const ADDRESSES_MAX = 10_000;

export function createLimit({
  most,
  windowMs,
  networkBits = 64,
  addressesMax = ADDRESSES_MAX,
  nowMs = Date.now,
}: LimitOptions): Limit {
  const windows = new Map<string, { untilMs: number; count: number }>();
  const current = (key: string) => {
    const window = windows.get(key);
    return window !== undefined && window.untilMs > nowMs() ? window : undefined;
  };
  return {
    isReached: (address) => (current(networkOf(address, networkBits))?.count ?? 0) >= most,
    count: (address) => {
      const key = networkOf(address, networkBits);
      const window = current(key);
      if (window !== undefined) return void window.count++;
      putLast(windows, key, { untilMs: nowMs() + windowMs, count: 1 }, addressesMax);
    },
    uncount: (address) => {
      const window = current(networkOf(address, networkBits));
      if (window !== undefined && window.count > 0) window.count--;
    },
  };
}

/** Both count, and the first that is reached holds. */
export function bothOf(one: Limit, other: Limit): Limit {
  return {
    isReached: (address) => one.isReached(address) || other.isReached(address),
    count: (address) => {
      one.count(address);
      other.count(address);
    },
    uncount: (address) => {
      one.uncount(address);
      other.uncount(address);
    },
  };
}

/** Something that is used up and comes back by and by: a token bucket. */
export interface Tank {
  /** Takes so much if there is any left; else in how many milliseconds there is. */
  take(amount?: number): number;
}

export interface Flow {
  /** As much at once. */
  readonly burst: number;
  /** As much in the long run. */
  readonly perSecond: number;
}

export function createTank({ burst, perSecond }: Flow, nowMs: () => number): Tank {
  let [left, atMs] = [burst, nowMs()];
  return {
    take: (amount = 1) => {
      const now = nowMs();
      left = Math.min(burst, left + (Math.max(0, now - atMs) / 1000) * perSecond);
      atMs = now;
      if (left < 1) return Math.ceil(((1 - left) / perSecond) * 1000);
      left -= amount;
      return 0;
    },
  };
}

/** A tank for each address. */
export interface Buckets {
  /** Takes one for this address: 0, or in how many milliseconds there is one again. */
  take(address: string): number;
}

export interface BucketsOptions extends Flow {
  readonly addressesMax?: number;
  /** A clock that only goes forward, milliseconds. */
  readonly nowMs?: () => number;
}

export function createBuckets(options: BucketsOptions): Buckets {
  const { addressesMax = ADDRESSES_MAX, nowMs = () => performance.now() } = options;
  const tanks = new Map<string, Tank>();
  return {
    take: (address) => {
      const key = networkOf(address, 64);
      const tank = tanks.get(key) ?? createTank(options, nowMs);
      // Who has taken last is forgotten last.
      putLast(tanks, key, tank, addressesMax);
      return tank.take();
    },
  };
}

/** How many of something each address has at the moment. */
export interface Tally {
  /** Counts one more, unless the address has the most already. */
  enter(address: string): boolean;
  /** One less. */
  leave(address: string): void;
}

/** As large as what is counted, which has a limit of its own. */
export function createTally(most: number): Tally {
  const counts = new Map<string, number>();
  return {
    enter: (address) => {
      const key = networkOf(address, 64);
      const count = counts.get(key) ?? 0;
      if (count >= most) return false;
      counts.set(key, count + 1);
      return true;
    },
    leave: (address) => {
      const key = networkOf(address, 64);
      const count = counts.get(key) ?? 0;
      if (count > 1) counts.set(key, count - 1);
      else counts.delete(key);
    },
  };
}

/** Sets it anew, so that a Map's order of insertion is the order of age, and forgets the oldest beyond so many. */
function putLast<Value>(map: Map<string, Value>, key: string, value: Value, most: number): void {
  map.delete(key);
  map.set(key, value);
  const oldest = map.keys().next().value;
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}

/** An IPv6 host owns 2^64 addresses, so its network is what counts. */
function networkOf(address: string, bits: 48 | 64): string {
  if (!address.includes(':') || address.includes('.')) return address.replace(/^::ffff:/i, '');
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter((group) => group !== '');
  const tailGroups = (tail ?? '').split(':').filter((group) => group !== '');
  const zeros = tail === undefined ? 0 : 8 - groups.length - tailGroups.length;
  const all = [...groups, ...Array.from({ length: Math.max(0, zeros) }, () => '0'), ...tailGroups];
  return all.slice(0, bits / 16).join(':');
}
