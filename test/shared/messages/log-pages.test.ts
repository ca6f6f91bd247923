/** A log on its way to a browser: it comes as it is, and a new entry sends little. */
import { expect, it } from 'vitest';
import { joinLog, logPlaces, splitLog, type Log } from '../../../shared/messages/log-pages.ts';
import type { ToldEntry } from '../../../shared/game/view.ts';

/** As a seat keeps it: a hundred entries at most. `mended`: the places, from the end, of those that were mended since. */
function logAfter(logged: number, mended: readonly number[] = []): Log {
  const first = Math.max(0, logged - 100);
  const log = Array.from({ length: logged - first }, (_, index) => ({
    atUs: first + index,
    mended: mended.includes(logged - first - 1 - index),
  }));
  return { log: log as unknown as readonly ToldEntry[], logged };
}

const parsed = (texts: readonly string[]): readonly unknown[] =>
  texts.map((text): unknown => JSON.parse(text || 'null'));
const changed = (before: readonly string[], after: readonly string[]): readonly string[] =>
  after.filter((text, place) => text !== before[place]);

it('comes whole, however long it was', () => {
  for (let logged = 0; logged <= 500; logged++) {
    const texts = splitLog(logAfter(logged));
    expect(texts).toHaveLength(logPlaces.length);
    expect(joinLog(parsed(texts))).toEqual(logAfter(logged));
  }
});

it('comes in order, whichever text is read first', () => {
  expect(joinLog(parsed(splitLog(logAfter(333))).toReversed())).toEqual(logAfter(333));
});

it('changes in two texts at most when an entry is added, one at its end and one at its front', () => {
  for (let logged = 0; logged < 500; logged++) {
    const texts = changed(splitLog(logAfter(logged)), splitLog(logAfter(logged + 1)));
    expect(texts.length).toBeLessThanOrEqual(logged < 100 ? 1 : 2);
    const entries = joinLog(parsed(texts)).log;
    expect(entries.length).toBeLessThanOrEqual(8);
    expect(entries).toContainEqual(logAfter(logged + 1).log.at(-1));
  }
});

it('changes in one text when an entry is mended', () => {
  for (const back of [0, 1, 17, 99]) {
    expect(changed(splitLog(logAfter(250)), splitLog(logAfter(250, [back])))).toHaveLength(1);
  }
});

it('tells the latest hundred of what somebody has decided on several seats', () => {
  const { log } = logAfter(100);
  const both = { log: [...log, ...log], logged: 230 };
  expect(joinLog(parsed(splitLog(both)))).toEqual({ log, logged: 230 });
});
