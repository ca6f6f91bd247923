/** The built page: every file is read once, at the start, and answered from memory; what is not in the list does not exist. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import type { RequestHandler } from 'express';

interface Page {
  readonly type: string;
  readonly etag: string;
  /** By Content-Encoding; '' is the plain file. */
  readonly bodies: ReadonlyMap<Encoding, Buffer>;
}

type Encoding = 'br' | 'gzip' | '';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** Names below /assets/ change with their contents. */
const FOREVER = 'public, max-age=31536000, immutable';

/** Answers with the files of a folder. Addresses without a file, such as /room/CODE, get the page itself, which knows what they mean. */
export function createPages(folder: string): RequestHandler {
  const pages = readPages(folder);
  if (!pages.has('/index.html')) console.error(`There is no page in ${folder}: build it with "npm run build".`);
  return (request, response, next) => {
    const isAddress = extname(request.path) === '';
    const page = pages.get(isAddress ? '/index.html' : request.path);
    if (page === undefined) {
      if (!isAddress) return next();
      response.status(503).type('text/plain').send('The page has not been built: npm run build\n');
      return;
    }
    const encoding = encodingFor(page, request.headers['accept-encoding']);
    response.setHeader('Cache-Control', request.path.startsWith('/assets/') ? FOREVER : 'no-cache');
    response.setHeader('Vary', 'Accept-Encoding');
    response.setHeader('ETag', page.etag);
    if (request.headers['if-none-match'] === page.etag) {
      response.status(304).end();
      return;
    }
    response.setHeader('Content-Type', page.type);
    if (encoding !== '') response.setHeader('Content-Encoding', encoding);
    const body = page.bodies.get(encoding);
    response.setHeader('Content-Length', body?.length ?? 0);
    response.end(request.method === 'HEAD' ? undefined : body);
  };
}

function readPages(folder: string): ReadonlyMap<string, Page> {
  const pages = new Map<string, Page>();
  if (!existsSync(folder)) return pages;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    const type = TYPES[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    pages.set(`/${relative(folder, file).split(sep).join('/')}`, readPage(file, type));
  }
  return pages;
}

function readPage(file: string, type: string): Page {
  const plain = readFileSync(file);
  const bodies = new Map<Encoding, Buffer>([['', plain]]);
  if (existsSync(`${file}.br`)) bodies.set('br', readFileSync(`${file}.br`));
  if (existsSync(`${file}.gz`)) bodies.set('gzip', readFileSync(`${file}.gz`));
  // Weak: the same tag for every encoding.
  const etag = `W/"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
  return { type, etag, bodies };
}

/** The smallest form that the browser takes. */
function encodingFor(page: Page, accepted: string | undefined): Encoding {
  const names = (accepted ?? '').split(',').map((item) => item.split(';')[0]?.trim());
  for (const encoding of ['br', 'gzip'] as const) {
    if (names.includes(encoding) && page.bodies.has(encoding)) return encoding;
  }
  return '';
}
