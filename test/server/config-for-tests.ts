/** The configuration of servers that tests start in their own process. */
import type { Config } from '../../server/config.ts';

export const config: Config = {
  port: 0,
  host: '127.0.0.1',
  dataDir: ':memory:',
  origins: [],
  roomsMax: 50,
  roomsPerMinute: 1000,
  connectionsPerAddress: 10_000,
  webSocketsPerAddress: 10_000,
  apiBurst: 1_000_000,
  apiPerSecond: 1_000_000,
  joinsBurst: 1_000_000,
  trustProxy: false,
};
