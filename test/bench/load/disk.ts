/** What a promise costs that something is on the disk: nothing that a server does can make an acknowledgement quicker than that. */
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';

const BYTES = 4096;

/** How long it takes to append 4 KiB to a file in the folder and to have it on the disk, by fsync(2) as SQLite does it, so many times, milliseconds. */
export async function syncTimes(folder: string, count: number): Promise<readonly number[]> {
  const path = join(folder, 'sync-probe');
  const file = await open(path, 'w');
  const tookMs: number[] = [];
  try {
    for (let time = 0; time < count; time++) {
      const beganMs = performance.now();
      await file.write(Buffer.alloc(BYTES, time));
      await file.sync();
      tookMs.push(performance.now() - beganMs);
    }
  } finally {
    await file.close();
    await rm(path);
  }
  return tookMs;
}
