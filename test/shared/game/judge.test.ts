import { expect, it } from 'vitest';
import type { Thinking } from '../../../shared/device/decision.ts';
import type { Part, Quality } from '../../../shared/device/rule.ts';
import { judge } from '../../../shared/game/judge.ts';

const thought = (part: Part, quality: Quality): Thinking => ({
  part,
  quality,
  rule: 'host.accept',
  expected: '',
  played: '',
  facts: {},
});
const blamed = (...thinking: Thinking[]) => judge({ actions: [], thinking })?.part;

it('blames nobody for a right move', () => {
  expect(blamed(thought('fcs', 'right'), thought('accept', 'right'))).toBeUndefined();
});

it('blames the worst point, wherever it stands', () => {
  expect(blamed(thought('fcs', 'wasteful'), thought('accept', 'unsafe'), thought('ttl', 'broken'))).toBe('accept');
});

it('blames the first of several that are equally bad: the others may follow from it', () => {
  expect(blamed(thought('fcs', 'right'), thought('accept', 'broken'), thought('ttl', 'broken'))).toBe('accept');
});
