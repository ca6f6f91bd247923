/**
 * A TCP proxy that does to connections what bad networks do to them. Toxics have the names of Toxiproxy (github.com/Shopify/toxiproxy); they are given to single connections or
 * to a whole line, with a chance, and changed while it runs. Chance is drawn from a seed. Everybody who is to be troubled apart gets a line of their own: a port that leads to the same server.
 */
import { createServer, type AddressInfo, type Server } from 'node:net';
import { draw, type Random, randomFrom } from '../../../shared/random.ts';
import { bothWays, join, type Connection, type Toxics, type Troubled, type Way } from './proxied.ts';

export { bothWays, type Connection, type Toxics, type Way };

export interface ProxyLine extends Troubled {
  /** As the origin of an address. */
  readonly origin: string;
  readonly port: number;
  /** Those that are open. */
  readonly connections: readonly Connection[];
  /** How many there have been, and how many were ended by a toxic or by `cut`. */
  readonly counts: { readonly opened: number; readonly ended: number; readonly refused: number };
  /** Likewise, but each connection, of now and later, gets them by chance only. `chance`: 0 to 1. */
  poison(toxics: Toxics, ways?: readonly Way[], chance?: number): void;
  /** Whoever wants to connect is reset at once. What is open stays open. */
  refuse(isRefusing: boolean): void;
}

export interface Proxy {
  /** Opens one more line to the server. */
  line(): Promise<ProxyLine>;
  close(): Promise<void>;
}

/** `port`: that of the server, on this machine. */
export function startProxy(port: number, seed: string): Proxy {
  const random = randomFrom(seed);
  const lines: { server: Server; line: ProxyLine }[] = [];
  return {
    line: async () => {
      const opened = await openLine(port, random);
      lines.push(opened);
      return opened.line;
    },
    close: async () => {
      for (const { server, line } of lines) {
        line.cut();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

async function openLine(target: number, random: Random): Promise<{ server: Server; line: ProxyLine }> {
  const open = new Set<Connection>();
  const counts = { opened: 0, ended: 0, refused: 0 };
  let isRefusing = false;
  let dose: readonly [toxics: Toxics, ways: readonly Way[], chance: number] | null = null;
  const give = (connection: Connection): void => {
    if (dose === null) return connection.cure();
    const [toxics, ways, chance] = dose;
    if (draw(random, 1000) < chance * 1000) connection.poison(toxics, ways);
  };
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    if (isRefusing) {
      counts.refused++;
      client.on('error', () => {}).resetAndDestroy();
      return;
    }
    counts.opened++;
    const connection = join(client, target, random, (isByToxic) => {
      open.delete(connection);
      if (isByToxic) counts.ended++;
    });
    open.add(connection);
    give(connection);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const forAll = (tell: (connection: Connection) => void): void => [...open].forEach(tell);
  const line: ProxyLine = {
    port,
    origin: `http://127.0.0.1:${port}`,
    counts,
    get connections() {
      return [...open];
    },
    poison: (toxics, ways = bothWays, chance = 1) => {
      dose = [toxics, ways, chance];
      forAll(give);
    },
    cure: () => {
      dose = null;
      forAll(give);
    },
    cut: () => forAll((connection) => connection.cut()),
    halfClose: (way) => forAll((connection) => connection.halfClose(way)),
    refuse: (now) => (isRefusing = now),
  };
  return { server, line };
}
