/** The configuration of the server. This is the only reader of the environment. */
import { resolve } from 'node:path';

export interface Config {
  /** TCP port, 0 to 65535; 0 takes any free one. */
  readonly port: number;
  /** Address to listen on. */
  readonly host: string;
  /** Folder of the database, absolute. */
  readonly dataDir: string;
  /** Origins besides the server's own whose pages may talk to it: "https://school.example". */
  readonly origins: readonly string[];
  /** Most rooms that are live at the same time. */
  readonly roomsMax: number;
  /** Most rooms that one address may make in a minute. */
  readonly roomsPerMinute: number;
  /** Most connections that one address may have open; behind a proxy they are not counted. A school is one address. */
  readonly connectionsPerAddress: number;
  /** Most WebSockets that one address may have open. */
  readonly webSocketsPerAddress: number;
  /** Requests of the API that one address may make at once, and each second in the long run. */
  readonly apiBurst: number;
  readonly apiPerSecond: number;
  /** How often one person, by the token, may come in at once; in the long run it is once a second. */
  readonly joinsBurst: number;
  /** Is there a reverse proxy in front that writes X-Forwarded-For? Its last entry is then the address of a client. */
  readonly trustProxy: boolean;
}

/** A variable that does not fit; `message` is one line for the person who set it. */
export class ConfigError extends Error {
  constructor(name: string, value: string, allowed: string) {
    super(`${name}=${JSON.stringify(value)} does not work: ${allowed}`);
    this.name = 'ConfigError';
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the configuration. Throws ConfigError for the first variable that does not fit; an empty variable counts as not set. */
export function readConfig(environment: Environment): Config {
  return {
    port: integer(environment, 'PORT', 2567, 0, 65535),
    host: host(environment),
    dataDir: resolve(text(environment, 'DATA_DIR') ?? 'data'),
    origins: origins(environment),
    roomsMax: integer(environment, 'ROOMS_MAX', 500, 1, 10_000),
    roomsPerMinute: integer(environment, 'ROOMS_PER_MINUTE', 60, 1, 100_000),
    connectionsPerAddress: integer(environment, 'CONNECTIONS_PER_ADDRESS', 2000, 10, 100_000),
    webSocketsPerAddress: integer(environment, 'WEBSOCKETS_PER_ADDRESS', 1000, 10, 100_000),
    apiBurst: integer(environment, 'API_BURST', 3000, 10, 1_000_000),
    apiPerSecond: integer(environment, 'API_PER_SECOND', 100, 1, 1_000_000),
    joinsBurst: integer(environment, 'JOINS_BURST', 10, 1, 1_000_000),
    trustProxy: integer(environment, 'TRUST_PROXY', 0, 0, 1) === 1,
  };
}

function text(environment: Environment, name: string): string | undefined {
  const value = environment[name]?.trim();
  return value === '' ? undefined : value;
}

function integer(environment: Environment, name: string, preset: number, least: number, most: number): number {
  const value = text(environment, name);
  if (value === undefined) return preset;
  const number = /^\d{1,9}$/.test(value) ? Number(value) : NaN;
  if (number >= least && number <= most) return number;
  throw new ConfigError(name, value, `allowed is a whole number from ${least} to ${most}`);
}

function host(environment: Environment): string {
  const value = text(environment, 'HOST') ?? '0.0.0.0';
  if (/^[A-Za-z0-9.:-]+$/.test(value)) return value;
  throw new ConfigError('HOST', value, 'allowed is an IP address or a host name, such as 0.0.0.0 or 127.0.0.1');
}

function origins(environment: Environment): readonly string[] {
  const list = (text(environment, 'ORIGINS') ?? '').split(',').map((item) => item.trim());
  return list
    .filter((item) => item !== '')
    .map((item) => {
      const url = URL.canParse(item) ? new URL(item) : null;
      if (url !== null && /^https?:$/.test(url.protocol) && url.origin === item.replace(/\/$/, '')) return url.origin;
      throw new ConfigError(
        'ORIGINS',
        item,
        'allowed are origins with commas between them, such as https://hop.example',
      );
    });
}
