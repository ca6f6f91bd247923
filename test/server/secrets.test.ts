import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashToken, isSameHash } from '../../server/secrets.ts';
import { token } from '../../shared/messages.ts';
import { safeParse } from 'valibot';
import { newToken } from './harness.ts';

const root = join(import.meta.dirname, '../..');

/** Where two hashes that are kept are compared with each other, neither of them sent by anybody who may be guessing. */
const KEPT_BOTH: readonly string[] = ['server/rooms/lesson.ts'];

/** A comparison that ends at the first sign that differs. */
const QUICK = /\w*[hH]ash\s*[!=]==(?!\s*(?:''|undefined|null))|[!=]==\s*[\w.]*[hH]ash\b/;

describe('hashes of tokens', () => {
  it('are those of SHA-256 (FIPS 180-4, the message "abc")', () => {
    expect(hashToken('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('are the same, or are not; of another length they are not either', () => {
    const hash = hashToken('one');
    expect(isSameHash(hash, hashToken('one'))).toBe(true);
    expect(isSameHash(hash, hashToken('two'))).toBe(false);
    expect(isSameHash(hash, '')).toBe(false);
    expect(isSameHash('', '')).toBe(true);
  });

  it('are compared in constant time wherever the server compares them', () => {
    const files = globSync('server/**/*.ts', { cwd: root }).filter(
      (path) => !KEPT_BOTH.includes(path.replaceAll('\\', '/')),
    );
    expect(files.length).toBeGreaterThan(30);
    const quick = files.flatMap((path) =>
      readFileSync(join(root, path), 'utf8')
        .split('\n')
        .filter((line) => QUICK.test(line))
        .map((line) => `${path}: ${line.trim()}`),
    );
    expect(quick).toEqual([]);
  });

  it.each([
    ['person.tokenHash === ticket.tokenHash', true],
    ['hash !== kept', true],
    ['other === known.secretHash', true],
    ["tokenHash !== ''", false],
    ['isSameHash(one, other) === true', false],
  ])('%s is such a comparison: %s', (line, is) => {
    expect(QUICK.test(line)).toBe(is);
  });
});

it('a token has 128 bits, no more and no less', () => {
  const one = newToken();
  expect(Buffer.from(one, 'base64url')).toHaveLength(16);
  expect(safeParse(token, one).success).toBe(true);
  for (const wrong of [one.slice(1), `${one}A`, `${one.slice(1)}=`, ''])
    expect(safeParse(token, wrong).success).toBe(false);
});
