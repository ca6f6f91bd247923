/** Files that a page saves, and what stands in them. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Download, Page } from 'playwright-core';

/** What a press saves to the disk. */
export async function downloaded(page: Page, press: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const waiting: Promise<Download> = page.waitForEvent('download');
  await press();
  const download = await waiting;
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** A reader of CSV that is not ours. Throws where RFC 4180 is broken. */
export function readCsv(bytes: Buffer): string[][] {
  return parse(bytes, { bom: true, record_delimiter: '\r\n' });
}
