/** Page, API and rooms on one port. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type RequestHandler } from 'express';
import { createApi } from './api.ts';
import { createAfterwards } from './classes/afterwards.ts';
import type { Config } from './config.ts';
import { PATIENCE, serverOptions, type Patience } from './connections.ts';
import { createGate } from './gate.ts';
import { createRooms } from './rooms/service.ts';
import type { Store } from './store/store.ts';

export interface App {
  /** The TCP port on which it listens. */
  readonly port: number;
  /** Tells everybody, waits for what is being written, and frees the port. */
  close(): Promise<void>;
}

export interface AppOptions {
  readonly config: Config;
  readonly store: Store;
  /** Answers everything but the API; gets a server that listens to nothing but the upgrades that the gate lets through to it. */
  readonly pages: (upgrades: Server) => Promise<RequestHandler> | RequestHandler;
  readonly dev: boolean;
  /** How long clients may take. */
  readonly patience?: Patience;
}

/** Starts to listen. Rejects with Node's error when the port cannot be had. */
export async function startApp({ config, store, pages, dev, patience = PATIENCE }: AppOptions): Promise<App> {
  const server = createServer(serverOptions(patience, config.trustProxy));
  const afterwards = createAfterwards(store);
  const gate = createGate({ ...config, dev });
  const rooms = await createRooms(server, {
    store,
    roomsMax: config.roomsMax,
    forget: (codes) => afterwards.forget(codes),
    isRoomUpgrade: (request) => gate.isRoomUpgrade(request),
  });
  const app = express();
  app.disable('x-powered-by');
  if (config.trustProxy) app.set('trust proxy', 1);
  app.use('/api', (_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  app.use('/api', createApi({ ...config, rooms, store, afterwards }));
  const upgrades = createServer();
  app.use(await pages(upgrades));
  gate.guard(server, {
    request: app,
    pageUpgrade: (...upgrade) => void upgrades.emit('upgrade', ...upgrade),
  });
  await listen(server, config);
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      await rooms.close();
      await afterwards.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listen(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      server.on('error', (error) => console.error('server:', error));
      resolve();
    });
  });
}
