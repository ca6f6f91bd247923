/** One connection through the proxy: what has come in is kept until it is due, and goes on in the form that the toxics give it. */
import { connect, type Socket } from 'node:net';
import { draw, type Random } from '../../../shared/random.ts';

export interface Toxics {
  /** Everything comes so much later, give or take the jitter; the order stays. */
  readonly latency?: { readonly ms: number; readonly jitterMs?: number };
  readonly bandwidth?: { readonly bytesPerSecond: number };
  /** In pieces of so many bytes on average, with so long between two. */
  readonly slicer?: { readonly bytes: number; readonly delayMs?: number };
  /** That one side has closed is told to the other so much later. */
  readonly slowClose?: { readonly ms: number };
  /** Nothing gets through any more and nobody is told; after `ms` the connection is closed, with 0 never. What was swallowed once is missing for good, even when the toxic is gone. */
  readonly timeout?: { readonly ms: number };
  /** Reset (RST) to both sides after so long. */
  readonly resetPeer?: { readonly ms: number };
  /** Closed after so many bytes of this way. */
  readonly limitData?: { readonly bytes: number };
  /** Nothing gets through as long as this lasts, then all of it: packets that are sent again and again. */
  readonly clog?: true;
  /** Closed when nothing has come from either side for so long, as proxies of schools do. */
  readonly idle?: { readonly ms: number };
}

/** From the client to the server is up. */
export type Way = 'up' | 'down';
export const bothWays: readonly Way[] = ['up', 'down'];

/** What both a connection and a whole line understand. */
export interface Troubled {
  /** In place of the toxics that were there. */
  poison(toxics: Toxics, ways?: readonly Way[]): void;
  cure(): void;
  /** Resets all at once, on both sides. */
  cut(): void;
  /** Tells one side that nothing more will come (FIN), and goes on in the other direction. */
  halfClose(way: Way): void;
}

export interface Connection extends Troubled {
  /** Bytes that have gone through. */
  readonly bytes: Readonly<Record<Way, number>>;
  readonly isOver: boolean;
  /** What the client has said first, as text of Latin-1 signs. */
  readonly opening: string;
}

/** More than this waits on the sender's side, bytes. */
const QUEUE_MAX = 1 << 20;

/** One way of a connection. */
interface Flow {
  readonly from: Socket;
  readonly to: Socket;
  readonly queue: { bytes: Buffer | 'end'; dueMs: number }[];
  toxics: Toxics;
  /** Since when it has them, and when something has come last, from either side. */
  sinceMs: number;
  heardMs: number;
  /** When the last piece will have left, at this bandwidth. */
  freeMs: number;
  passed: number;
  waiting: number;
  /** The first piece that came. */
  opening: string;
  /** Ends the present pause. */
  wake: () => void;
}

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  readonly flows: Readonly<Record<Way, Flow>>;
  readonly random: Random;
  isOver: boolean;
  /** Something was swallowed: what comes after it can never be delivered, and neither side hears of the other again. */
  isDead: boolean;
  over(isByToxic: boolean): void;
}

/** Connects on to the server and carries everything both ways, until it is `over`. */
export function join(client: Socket, port: number, random: Random, over: (isByToxic: boolean) => void): Connection {
  const server = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
  const flows = { up: newFlow(client, server), down: newFlow(server, client) };
  const pair: Pair = { client, server, flows, random, isOver: false, isDead: false, over };
  for (const way of bothWays) listen(pair, flows[way]);
  return {
    bytes: {
      get up() {
        return flows.up.passed;
      },
      get down() {
        return flows.down.passed;
      },
    },
    get isOver() {
      return pair.isOver;
    },
    get opening() {
      return flows.up.opening;
    },
    poison: (toxics, ways = bothWays) => ways.forEach((way) => dose(flows[way], toxics)),
    cure: () => bothWays.forEach((way) => dose(flows[way], {})),
    cut: () => finish(pair, 'reset', true),
    halfClose: (way) => void flows[way].to.end(),
  };
}

function newFlow(from: Socket, to: Socket): Flow {
  const nowMs = performance.now();
  return {
    from,
    to,
    queue: [],
    toxics: {},
    sinceMs: nowMs,
    heardMs: nowMs,
    freeMs: 0,
    passed: 0,
    waiting: 0,
    opening: '',
    wake: () => {},
  };
}

function dose(flow: Flow, toxics: Toxics): void {
  flow.toxics = toxics;
  flow.sinceMs = performance.now();
  flow.heardMs = flow.sinceMs;
  flow.wake();
}

function listen(pair: Pair, flow: Flow): void {
  const arrived = (bytes: Buffer | 'end', delayMs: number): void => {
    const nowMs = performance.now();
    for (const way of bothWays) pair.flows[way].heardMs = nowMs;
    const last = flow.queue.at(-1)?.dueMs ?? 0;
    flow.queue.push({ bytes, dueMs: Math.max(last, nowMs + delayMs) });
    flow.wake();
  };
  flow.from.on('data', (bytes: Buffer) => {
    flow.waiting += bytes.length;
    if (flow.opening === '') flow.opening = bytes.toString('latin1');
    if (flow.waiting > QUEUE_MAX) flow.from.pause();
    const { ms = 0, jitterMs = 0 } = flow.toxics.latency ?? {};
    arrived(bytes, ms + (jitterMs === 0 ? 0 : draw(pair.random, 2 * jitterMs + 1) - jitterMs));
  });
  flow.from.on('end', () => arrived('end', flow.toxics.slowClose?.ms ?? 0));
  flow.from.on('error', () => {
    if (isSwallowing(pair, flow)) pair.isDead = true;
    else finish(pair, 'reset', false);
  });
  flow.from.on('close', () => {
    if (pair.client.destroyed && pair.server.destroyed) finish(pair, 'close', false);
  });
  void carry(pair, flow);
}

function isSwallowing(pair: Pair, flow: Flow): boolean {
  return pair.isDead || flow.toxics.timeout !== undefined;
}

/** Carries from one side to the other what is there, when it is due, as long as the connection lasts. */
async function carry(pair: Pair, flow: Flow): Promise<void> {
  while (!pair.isOver) {
    const nowMs = performance.now();
    const how = isEndDue(flow, nowMs);
    if (how !== null) return finish(pair, how, true);
    const next = flow.toxics.clog === true ? undefined : flow.queue[0];
    const untilMs = next === undefined ? Infinity : Math.max(next.dueMs, flow.freeMs);
    if (next === undefined || untilMs > nowMs) await pause(flow, Math.min(untilMs, endMs(flow)) - nowMs);
    else if (next.bytes === 'end') passEnd(pair, flow);
    else await pass(pair, flow, next.bytes, nowMs);
  }
}

function passEnd(pair: Pair, flow: Flow): void {
  flow.queue.shift();
  if (isSwallowing(pair, flow)) pair.isDead = true;
  else flow.to.end();
}

/** Passes on the first part of what waits: a slice, as much as the bandwidth allows for a tenth of a second, or what is left of the limit. */
async function pass(pair: Pair, flow: Flow, bytes: Buffer, nowMs: number): Promise<void> {
  const { slicer, bandwidth, limitData } = flow.toxics;
  const slice = slicer === undefined ? Infinity : 1 + draw(pair.random, 2 * slicer.bytes - 1);
  const portion = bandwidth === undefined ? Infinity : Math.ceil(bandwidth.bytesPerSecond / 10);
  const left = limitData === undefined ? Infinity : limitData.bytes - flow.passed;
  const part = bytes.subarray(0, Math.min(slice, portion, left));
  const rest = bytes.subarray(part.length);
  const first = flow.queue[0];
  if (rest.length === 0 || first === undefined) flow.queue.shift();
  else Object.assign(first, { bytes: rest, dueMs: nowMs + (slicer?.delayMs ?? 0) });
  flow.waiting -= part.length;
  if (flow.waiting <= QUEUE_MAX) flow.from.resume();
  if (isSwallowing(pair, flow)) {
    pair.isDead = true;
    return;
  }
  flow.passed += part.length;
  flow.freeMs = bandwidth === undefined ? 0 : nowMs + (part.length / bandwidth.bytesPerSecond) * 1000;
  if (!flow.to.writable) return;
  await new Promise<void>((resolve) => flow.to.write(part, () => resolve()));
}

/** How the connection has to end now because of a toxic; null: it need not. */
function isEndDue(flow: Flow, nowMs: number): 'close' | 'reset' | null {
  const { resetPeer, limitData } = flow.toxics;
  if (limitData !== undefined && flow.passed >= limitData.bytes) return 'close';
  if (nowMs < endMs(flow)) return null;
  return resetPeer === undefined ? 'close' : 'reset';
}

/** When the toxics end it; Infinity if they do not by time. */
function endMs({ toxics: { timeout, resetPeer, idle }, sinceMs, heardMs }: Flow): number {
  const timeoutMs = timeout === undefined || timeout.ms === 0 ? Infinity : sinceMs + timeout.ms;
  const resetMs = resetPeer === undefined ? Infinity : sinceMs + resetPeer.ms;
  return Math.min(timeoutMs, resetMs, idle === undefined ? Infinity : heardMs + idle.ms);
}

/** Waits so long, or until something changes. */
function pause(flow: Flow, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = Number.isFinite(ms) ? setTimeout(resolve, Math.ceil(ms)) : undefined;
    flow.wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}

function finish(pair: Pair, how: 'close' | 'reset', isByToxic: boolean): void {
  if (pair.isOver) return;
  pair.isOver = true;
  for (const socket of [pair.client, pair.server]) {
    if (how === 'reset' && !socket.connecting) socket.resetAndDestroy();
    else if (how === 'reset') socket.destroy();
    else socket.destroySoon();
  }
  for (const way of bothWays) pair.flows[way].wake();
  pair.over(isByToxic);
}
