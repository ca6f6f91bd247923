/** A folder of its own for each test of a file. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';

export const FILE = 'hop-by-hop.sqlite';

export function folderForEach(): { readonly path: () => string; readonly file: () => string } {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hop-by-hop-store-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  return { path: () => folder, file: () => join(folder, FILE) };
}

/** Files of the folder in whose bytes the text stands, in UTF-8 or UTF-16. */
export function filesWith(folder: string, text: string): readonly string[] {
  const bytes = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
  return readdirSync(folder).filter((file) => bytes.some((one) => readFileSync(join(folder, file)).includes(one)));
}
