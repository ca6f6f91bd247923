import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe } from 'vitest';
import { openSqlite } from '../../../server/store/sqlite.ts';
import { itKeepsTheContract } from './contract.ts';
import { createMemoryStore } from './memory-store.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function clock() {
  let now = 0;
  return { nowMs: () => now, setNow: (ms: number) => void (now = ms) };
}

describe('SQLite in a folder', () => {
  itKeepsTheContract(() => {
    const { nowMs, setNow } = clock();
    const folder = mkdtempSync(join(tmpdir(), 'hop-by-hop-contract-'));
    folders.push(folder);
    const store = openSqlite(folder, nowMs);
    return { store, setNow, reopened: () => store.close().then(() => openSqlite(folder, nowMs)) };
  });
});

describe('SQLite in memory', () => {
  itKeepsTheContract(() => {
    const { nowMs, setNow } = clock();
    return { store: openSqlite(':memory:', nowMs), setNow, reopened: null };
  });
});

describe('plain maps', () => {
  itKeepsTheContract(() => {
    const { nowMs, setNow } = clock();
    const store = createMemoryStore({ nowMs });
    return { store, setNow, reopened: () => store.close().then(() => store.crash()) };
  });
});
