/** The oldest Node on which the code has to run comes to the same states, bit for bit. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { OLDEST_NODE } from '../setup/oldest-node.ts';
import { skipReason } from '../setup/requirements.ts';
import { firstDifference, hashes } from './replay.ts';

const LABS = 200;
const missing = existsSync(OLDEST_NODE) ? undefined : 'there is no package of Node 24 for this machine';
const reason = skipReason('the same states on Node 24', missing);

describe.skipIf(reason !== undefined)('Node 24', { timeout: 60_000 }, () => {
  it(`ends ${LABS} random labs as this Node does`, async () => {
    const script = join(import.meta.dirname, 'print-hashes.ts');
    const version = await promisify(execFile)(OLDEST_NODE, ['--version']);
    expect(version.stdout).toMatch(/^v24\./);
    const { stdout } = await promisify(execFile)(OLDEST_NODE, [script, String(LABS)], { maxBuffer: 2 ** 24 });
    const ours = hashes(LABS);
    expect(firstDifference(ours, JSON.parse(stdout) as string[])).toBe('none');
    // They are not all the same by being nothing.
    expect(new Set(ours).size).toBe(LABS);
  });
});
