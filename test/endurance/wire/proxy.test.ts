/** What the proxy does, as plain sockets of Node see it. */
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../../server/harness.ts';
import { startProxy, type Proxy, type ProxyLine } from './proxy.ts';

/** One end of a connection, and all that it has seen. */
interface End {
  readonly socket: Socket;
  readonly pieces: Buffer[];
  readonly events: string[];
}

let server: Server;
let proxy: Proxy;
let line: ProxyLine;
let serverEnds: End[];
const opened: Socket[] = [];

beforeEach(async () => {
  serverEnds = [];
  server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => serverEnds.push(watch(socket)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  proxy = startProxy((server.address() as AddressInfo).port, 'proxy');
  line = await proxy.line();
});

afterEach(async () => {
  for (const socket of opened.splice(0)) socket.destroy();
  await proxy.close();
  await new Promise((resolve) => server.close(resolve));
});

function watch(socket: Socket): End {
  opened.push(socket);
  const end: End = { socket, pieces: [], events: [] };
  socket.on('data', (piece: Buffer) => end.pieces.push(piece));
  socket.on('end', () => end.events.push('end'));
  socket.on('error', (error: NodeJS.ErrnoException) => end.events.push(error.code ?? error.message));
  socket.on('close', () => end.events.push('close'));
  return end;
}

async function open(through = line): Promise<{ client: End; served: End }> {
  const count = serverEnds.length;
  const client = watch(connect({ port: through.port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true }));
  await until(() => serverEnds.length > count);
  return { client, served: serverEnds.at(-1)! };
}

function textOf({ pieces }: End): string {
  return Buffer.concat(pieces).toString('latin1');
}

/** Something has got through on another line that was sent later, so what has not come by now does not come. */
async function afterwards(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) {
    const { client, served } = await open(await proxy.line());
    client.socket.write('?');
    await until(() => textOf(served) === '?');
  }
}

describe('without a toxic', () => {
  it('every byte goes both ways, and the end of each', async () => {
    const { client, served } = await open();
    const all = Buffer.alloc(3_000_000, 'abcdefg');
    client.socket.end(all);
    await until(() => served.events.includes('end'));
    expect(Buffer.concat(served.pieces).equals(all)).toBe(true);
    served.socket.end(all);
    await until(() => client.events.includes('close'));
    expect(Buffer.concat(client.pieces).equals(all)).toBe(true);
    expect(client.events).toEqual(['end', 'close']);
    await until(() => line.connections.length === 0);
    expect(line.counts).toEqual({ opened: 1, ended: 0, refused: 0 });
  });

  it('a reset goes through as a reset', async () => {
    const { client, served } = await open();
    served.socket.resetAndDestroy();
    await until(() => client.events.length === 2);
    expect(client.events).toEqual(['ECONNRESET', 'close']);
  });
});

describe('toxics', () => {
  it('latency: later, by so much at least, in the same order; nothing in the other direction', async () => {
    const { client, served } = await open();
    line.poison({ latency: { ms: 80, jitterMs: 40 } }, ['up']);
    const sentMs = performance.now();
    for (const letter of 'abcdefghij') client.socket.write(letter);
    served.socket.write('at once');
    await until(() => textOf(client) === 'at once');
    const downMs = performance.now() - sentMs;
    await until(() => textOf(served).length > 0);
    expect(performance.now() - sentMs).toBeGreaterThanOrEqual(40);
    expect(performance.now() - sentMs).toBeGreaterThan(downMs);
    await until(() => textOf(served).length === 10);
    expect(textOf(served)).toBe('abcdefghij');
  });

  it('slicer: the same bytes, one by one', async () => {
    const { client, served } = await open();
    line.poison({ slicer: { bytes: 1, delayMs: 1 } });
    client.socket.write('one by one');
    await until(() => textOf(served) === 'one by one');
    expect(served.pieces.length).toBeGreaterThan(5);
    line.poison({ slicer: { bytes: 7 } });
    const all = Buffer.alloc(20_000, 'klmnopqrstu');
    served.socket.end(all);
    await until(() => client.events.includes('end'));
    expect(Buffer.concat(client.pieces).equals(all)).toBe(true);
  });

  it('bandwidth: not faster than it says', async () => {
    const { client, served } = await open();
    line.poison({ bandwidth: { bytesPerSecond: 100_000 } });
    const sentMs = performance.now();
    client.socket.end(Buffer.alloc(30_000));
    await until(() => served.events.includes('end'));
    expect(Buffer.concat(served.pieces)).toHaveLength(30_000);
    expect(performance.now() - sentMs).toBeGreaterThanOrEqual(200);
  });

  it('clog: nothing, then all of it', async () => {
    const { client, served } = await open();
    line.poison({ clog: true });
    client.socket.write('early');
    client.socket.end(' and late');
    await afterwards();
    expect([served.pieces, served.events]).toEqual([[], []]);
    line.cure();
    await until(() => served.events.includes('end'));
    expect(textOf(served)).toBe('early and late');
  });

  it('timeout 0, a black hole: nothing arrives and nobody is told, not even of an end or a reset, not even afterwards', async () => {
    const { client, served } = await open();
    client.socket.write('before');
    await until(() => textOf(served) === 'before');
    line.poison({ timeout: { ms: 0 } });
    client.socket.write('swallowed');
    served.socket.write('swallowed');
    await afterwards();
    line.cure();
    client.socket.write('into the gap');
    await afterwards();
    expect([textOf(served), textOf(client)]).toEqual(['before', '']);
    client.socket.end();
    await afterwards();
    expect(served.events).toEqual([]);
    served.socket.resetAndDestroy();
    await afterwards();
    expect([client.events, served.events]).toEqual([[], ['close']]);
  });

  it('timeout: closed after so long', async () => {
    const { client, served } = await open();
    line.poison({ timeout: { ms: 30 } });
    client.socket.write('swallowed');
    await until(() => client.events.includes('end') && served.events.includes('end'));
    expect(textOf(served)).toBe('');
    expect(line.counts.ended).toBe(1);
  });

  it('reset_peer: a reset for both, after so long', async () => {
    const { client, served } = await open();
    line.poison({ resetPeer: { ms: 10 } });
    await until(() => client.events.includes('close') && served.events.includes('close'));
    expect([client.events, served.events]).toEqual([
      ['ECONNRESET', 'close'],
      ['ECONNRESET', 'close'],
    ]);
  });

  it('limit_data: so many bytes and no more', async () => {
    const { client, served } = await open();
    line.poison({ limitData: { bytes: 5 } }, ['up']);
    client.socket.write('in the middle of a word');
    await until(() => served.events.includes('end'));
    expect(textOf(served)).toBe('in th');
  });

  it('slow_close: the end is told so much later', async () => {
    const { client, served } = await open();
    line.poison({ slowClose: { ms: 60 } });
    const sentMs = performance.now();
    client.socket.end('bye');
    await until(() => served.events.includes('end'));
    expect(performance.now() - sentMs).toBeGreaterThanOrEqual(60);
  });

  it('idle: closed when nothing has come for so long, not while something comes', async () => {
    const { client, served } = await open();
    line.poison({ idle: { ms: 600 } });
    for (let count = 1; count <= 8; count++) {
      const sentMs = performance.now();
      (count % 2 === 0 ? client : served).socket.write('.');
      await until(() => performance.now() - sentMs >= 100);
    }
    expect([textOf(served), textOf(client), served.events]).toEqual(['....', '....', []]);
    await until(() => served.events.includes('end'));
  });
});

describe('at once', () => {
  it('cut: both sides see a reset', async () => {
    const { client, served } = await open();
    line.cut();
    await until(() => client.events.includes('close') && served.events.includes('close'));
    expect([client.events[0], served.events[0]]).toEqual(['ECONNRESET', 'ECONNRESET']);
  });

  it.each(['up', 'down'] as const)('half-close %s: one side sees the end, the other direction goes on', async (way) => {
    const { client, served } = await open();
    line.halfClose(way);
    const [told, untold] = way === 'down' ? [client, served] : [served, client];
    await until(() => told.events.includes('end'));
    told.socket.write('still here');
    await until(() => textOf(untold) === 'still here');
    untold.socket.write('lost');
    await afterwards();
    expect([textOf(told), told.events, untold.events]).toEqual(['', ['end'], []]);
  });

  it('refuse: who comes is reset, who is there stays', async () => {
    const { client, served } = await open();
    line.refuse(true);
    const second = watch(connect({ port: line.port, host: '127.0.0.1' }));
    await until(() => second.events.includes('close'));
    expect(second.events[0]).toBe('ECONNRESET');
    client.socket.write('still here');
    await until(() => textOf(served) === 'still here');
    expect(line.counts.refused).toBe(1);
  });

  it('a server that is not there is a reset', async () => {
    const nobody = startProxy(1, 'nobody');
    const there = await nobody.line();
    const client = watch(connect({ port: there.port, host: '127.0.0.1' }));
    await until(() => client.events.includes('close'));
    expect(client.events[0]).toBe('ECONNRESET');
    await nobody.close();
  });

  it('a chance is drawn for each connection, from the seed: the same ones are hit again', async () => {
    const hits = async (seed: string): Promise<string> => {
      const other = startProxy((server.address() as AddressInfo).port, seed);
      const lucky = await other.line();
      lucky.poison({ limitData: { bytes: 0 } }, ['up'], 0.5);
      let seen = '';
      for (let count = 0; count < 16; count++) {
        const { client, served } = await open(lucky);
        client.socket.write('x');
        await until(() => served.pieces.length > 0 || served.events.length > 0);
        seen += served.pieces.length > 0 ? '.' : 'x';
      }
      await other.close();
      return seen;
    };
    const first = await hits('one');
    expect(first).toMatch(/\..*x|x.*\./);
    expect(await hits('one')).toBe(first);
    expect(await hits('two')).not.toBe(first);
  });
});
