/** The first half of the seeds; see lessons.ts. */
import { it } from 'vitest';
import { playAll, seedsOf } from './lessons.ts';

it('lessons with faults keep what was promised: one half', { timeout: 3_600_000 }, () => playAll(seedsOf(0, 2)));
