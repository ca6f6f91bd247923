/**
 * The same lab on a real Linux and in the simulation: every frame at every port in the same order, and the same tables and counts at the end.
 * What runs on Linux is the script that `npm run lab -- export` prints. One lab alone: `node test/conformance/one.ts LAB.json`.
 */
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { endOfScriptUs } from '../../shared/network/export/export.ts';
import { skipReason } from '../setup/requirements.ts';
import type { Both } from './compare.ts';
import { fileJobs, type Job, longestFirst, randomJobs } from './jobs.ts';
import { labFiles } from './labs.ts';
import { inLanes } from './lanes.ts';
import { whyNotLinux } from './linux.ts';
import { runUntilSame } from './retry.ts';
import { labsOfRules } from './rules.ts';
import type { Seen } from './sighting.ts';
import { complaints } from './tshark.ts';

/** Labs at once: they wait for real seconds, so they wait together. Those that wait for long do next to nothing. */
const SHORT_AT_ONCE = 12;
const LONG_AT_ONCE = 30;
const LONG_US = 20_000_000;
const RANDOM_LABS = 72;

const reason = skipReason('building labs on a real Linux', whyNotLinux());
const files = fileJobs();
const random = reason === undefined ? randomJobs(RANDOM_LABS) : [];

describe('the labs', () => {
  it('are enough of them', () => {
    expect(files.length).toBeGreaterThanOrEqual(60);
  });

  it('show each rule of the lab format', () => {
    const names = new Set(labFiles().map((file) => basename(file, '.json')));
    expect(Object.keys(labsOfRules).map(Number)).toEqual(Array.from({ length: 26 }, (_, index) => index + 1));
    expect(Object.values(labsOfRules).filter((labs) => labs.length === 0)).toEqual([]);
    expect(Object.values(labsOfRules).flatMap((labs) => labs.filter((name) => !names.has(name)))).toEqual([]);
  });
});

describe.skipIf(reason !== undefined)('a lab is the same on Linux', { timeout: 300_000 }, () => {
  const running = reason === undefined ? runAll([...files, ...random]) : new Map<string, Promise<Both>>();

  it.each(files.map(({ name }) => name))('%s', (name) => expectSame(name));

  it.each(random.map(({ name }) => name))('%s', (name) => expectSame(name));

  it.each(['real', 'simulated'] as const)('tshark finds nothing wrong in the %s frames', async (side) => {
    const all: Seen[] = [];
    for (const [name, both] of running) {
      for (const frame of (await both).frames[side]) {
        // On lo the kernel leaves the checksum of UDP open, for nobody could have damaged the datagram; ours are whole.
        if (side === 'simulated' || !frame.place.endsWith('.lo'))
          all.push({ ...frame, place: `${name} ${frame.place}` });
      }
    }
    expect(complaints(all)).toEqual([]);
    // It does look: one octet of an address changed, and the header's checksum is wrong.
    const ping = all.find(({ bytes }) => bytes[12] === 8 && bytes[13] === 0 && bytes[23] === 1);
    const broken = Uint8Array.from(ping?.bytes ?? []).with(29, 1 + ((ping?.bytes[29] ?? 0) % 200));
    expect(complaints([{ place: 'broken', direction: 'out', atUs: 0, bytes: broken }])).toHaveLength(1);
  });

  async function expectSame(name: string): Promise<void> {
    const both = await running.get(name);
    expect(both?.simulated).toEqual(both?.real);
  }
});

function runAll(jobs: readonly Job[]): Map<string, Promise<Both>> {
  const run = ({ lab, leniency }: Job): Promise<Both> => runUntilSame(lab, leniency);
  const isLong = ({ lab }: Job): boolean => endOfScriptUs(lab) > LONG_US;
  const long = inLanes(longestFirst(jobs.filter(isLong)), LONG_AT_ONCE, run);
  const short = inLanes(longestFirst(jobs.filter((job) => !isLong(job))), SHORT_AT_ONCE, run);
  return new Map([...long, ...short].map(([job, result]) => [job.name, result]));
}
