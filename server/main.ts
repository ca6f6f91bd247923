/** The server: configuration → store → app. The only wiring. `--dev`: the page comes from Vite and reloads itself. */
import type { Server } from 'node:http';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import type { RequestHandler } from 'express';
import { startApp, type App } from './app.ts';
import { ConfigError, readConfig, type Config } from './config.ts';
import { logOnce } from './log.ts';
import { createPages } from './pages.ts';
import { startRetention } from './retention.ts';
import { openSqlite } from './store/sqlite.ts';
import type { Store } from './store/store.ts';

/** A shutdown that takes longer is cut short, milliseconds. */
const SHUTDOWN_MAX_MS = 5000;

const root = join(import.meta.dirname, '..');
const dev = process.argv.includes('--dev');

// A mistake in one place must not end every room; what is written is written before it is answered.
process.on('unhandledRejection', (reason) => logOnce('unhandled rejection', reason));
await main();

async function main(): Promise<void> {
  const config = configOrExit();
  const store = storeOrExit(config);
  startRetention(store);
  try {
    const pages = dev ? vitePages : () => createPages(join(root, 'dist/client'));
    const app = await startApp({ config, store, pages, dev });
    process.on('uncaughtException', (error) => logOnce('uncaught exception', error));
    stopBySignal(app, store);
    for (const line of addresses(config, app.port)) console.log(line);
  } catch (error) {
    await store.close();
    exit(1, listenError(config, error));
  }
}

function configOrExit(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (error instanceof ConfigError) return exit(2, error.message);
    throw error;
  }
}

function storeOrExit({ dataDir }: Config): Store {
  try {
    return openSqlite(dataDir);
  } catch (error) {
    return exit(2, `DATA_DIR=${JSON.stringify(dataDir)} does not work: ${messageOf(error)}`);
  }
}

function listenError({ port, host }: Config, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return `Port ${port} is in use already. Choose another one: PORT=${port + 1} npm start`;
  if (code === 'EACCES')
    return `Port ${port} may not be used by this account. Choose one from 1024 on: PORT=2567 npm start`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `HOST=${JSON.stringify(host)} is no address of this machine.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** The page straight from its sources. Vite is loaded only here. */
async function vitePages(upgrades: Server): Promise<RequestHandler> {
  const { createServer } = await import('vite');
  const vite = await createServer({
    configFile: join(root, 'vite.config.ts'),
    configLoader: 'native',
    server: { middlewareMode: true, hmr: { server: upgrades }, cors: false },
  });
  return vite.middlewares;
}

/** Where the page can be opened, on this machine and from the room's network. */
function addresses({ host }: Config, port: number): readonly string[] {
  const here = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  const lines = ['', '  Hop by Hop', '', `  On this machine   http://${here}:${port}`];
  if (host !== '0.0.0.0' && host !== '::') return [...lines, ''];
  const outside = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const others = outside.filter(({ family, internal }) => family === 'IPv4' && !internal);
  return [...lines, ...others.map(({ address }) => `  In this network   http://${address}:${port}`), ''];
}

function stopBySignal(app: App, store: Store): void {
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => exit(1, 'The shutdown took too long.'), SHUTDOWN_MAX_MS).unref();
    void app
      .close()
      .catch((error: unknown) => console.error('shutdown:', error))
      .then(() => store.close())
      .then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function exit(status: number, message: string): never {
  console.error(message);
  process.exit(status);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
