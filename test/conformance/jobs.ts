/** What runs both ways: the project's labs, and random ones. */
import { basename } from 'node:path';
import { endOfScriptUs } from '../../shared/network/export/export.ts';
import type { Lab } from '../../shared/network/lab.ts';
import type { Features } from '../random/features.ts';
import { randomLab } from '../random/random-lab.ts';
import type { Leniency } from './compare.ts';
import { labFiles, labOf, whyNotOnLinux } from './labs.ts';
import { leniencies } from './leniency.ts';

export interface Job {
  readonly name: string;
  readonly lab: Lab;
  readonly leniency: Leniency;
}

/** What random labs are made of, in turn. Nothing that a real machine cannot do (rates) or should not (storms). */
const features: readonly Features[] = [
  {},
  { udp: true, filter: true },
  { nat: true, udp: true },
  { vlan: true },
  { vxlan: true, udp: true },
  { changes: true },
];

export function fileJobs(): Job[] {
  const jobs = labFiles().map((file) => ({
    name: file,
    lab: labOf(file),
    leniency: leniencies[basename(file, '.json')] ?? {},
  }));
  return jobs.filter(({ lab }) => whyNotOnLinux(lab) === undefined);
}

/** The first `count` seeds whose labs this Linux can do. */
export function randomJobs(count: number): Job[] {
  const jobs: Job[] = [];
  for (let seed = 1; jobs.length < count; seed++) {
    const kind = features[seed % features.length] ?? {};
    const lab = randomLab(seed, kind);
    if (whyNotOnLinux(lab) !== undefined) continue;
    jobs.push({ name: `seed ${seed} (${Object.keys(kind).join(', ') || 'plain'})`, lab, leniency: {} });
  }
  return jobs;
}

/** The longest first: a spanning tree needs a minute. */
export function longestFirst(jobs: readonly Job[]): Job[] {
  return jobs.toSorted((a, b) => endOfScriptUs(b.lab) - endOfScriptUs(a.lab));
}
