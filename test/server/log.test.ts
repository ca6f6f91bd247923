import { expect, it } from 'vitest';
import { createLog } from '../../server/log.ts';

it('writes a mistake once an hour, and no more than a hundred different ones', () => {
  let now = 0;
  const lines: string[] = [];
  const log = createLog(
    (line) => lines.push(line),
    () => now,
  );
  for (let index = 0; index < 50; index++) log('here', 'the same');
  expect(lines).toEqual(['here: the same']);
  for (let index = 0; index < 500; index++) log('there', `number ${index}`);
  expect(lines).toHaveLength(100);
  now = 60 * 60 * 1000;
  log('here', 'the same');
  log('there', 'something new');
  expect(lines.slice(100)).toEqual(['here: the same', 'there: something new']);
});

it('writes where an error was thrown, and its cause rather than what wraps it', () => {
  const lines: string[] = [];
  const log = createLog((line) => lines.push(line));
  log('here', new Error('outer', { cause: new Error('inner') }));
  expect(lines[0]).toMatch(/^here: Error: inner\n\s+at .*log\.test\.ts/);
});
