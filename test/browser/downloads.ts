/** Files that a page saves, and what stands in them. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Download, Page } from 'playwright-core';

/** What a press saves to the disk. */
export async function downloaded(page: Page, press: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const waiting: Promise<Download> = page.waitForEvent('download');
  await press();
  const download = await waiting;
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** A reader of CSV that is not ours: Python's. */
export function readCsv(bytes: Buffer): string[][] {
  const script =
    "import csv,json,sys,io; t=sys.stdin.buffer.read().decode('utf-8-sig'); print(json.dumps(list(csv.reader(io.StringIO(t,newline=''),strict=True))))";
  const { stdout, stderr, status } = spawnSync('python3', ['-c', script], { input: bytes });
  if (status !== 0) throw new Error(String(stderr));
  return JSON.parse(String(stdout)) as string[][];
}
