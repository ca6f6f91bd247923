import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { CONSOLE_LINE_MAX_LENGTH, nickname, roomMessages, token } from '../../shared/messages.ts';

describe('a nickname', () => {
  it.each(['Mei', 'Zoë', "O'Neil", 'Jean-Luc', '小明', 'न्यूटन', 'Ali 7', '  Ann  '])('%s is taken', (name) => {
    expect(v.safeParse(nickname, name).success).toBe(true);
  });

  // Code points by name, so that a reader of this file sees what is not to be seen on a screen.
  it.each([
    ['nothing', ''],
    ['spaces', '   '],
    ['HANGUL FILLER', '\u3164'],
    ['HANGUL CHOSEONG and JUNGSEONG FILLER', '\u115f\u1160'],
    ['COMBINING GRAPHEME JOINER', 'A\u034f'],
    ['a variation selector', 'A\ufe0f'],
    ['ZERO WIDTH JOINER', 'A\u200dB'],
    ['RIGHT-TO-LEFT OVERRIDE', 'A\u202eB'],
    ['a heap of combining marks', 'A' + '\u0301'.repeat(5)],
    ['a leading mark', '\u0301A'],
    ['a line end', 'A\nB'],
    ['markup', '<b>'],
    ['too long', 'A'.repeat(17)],
  ])('with %s is refused', (_what, name) => {
    expect(v.safeParse(nickname, name).success).toBe(false);
  });
});

describe('messages', () => {
  it('with one field too many, or of another kind, are refused', () => {
    expect(v.safeParse(roomMessages.play, { card: 1, answers: { accept: 'take' } }).success).toBe(true);
    expect(v.safeParse(roomMessages.play, { card: 1, answers: { accept: 'take' }, seat: 'A' }).success).toBe(false);
    expect(v.safeParse(roomMessages.play, { card: -1, answers: {} }).success).toBe(false);
    expect(v.safeParse(roomMessages.play, { card: 1, answers: { nonsense: 'take' } }).success).toBe(false);
    expect(v.safeParse(roomMessages.sit, { device: 'A B' }).success).toBe(false);
    expect(v.safeParse(roomMessages.pace, { speed: 3 }).success).toBe(false);
    expect(v.safeParse(roomMessages.pace, { speed: 4 }).success).toBe(true);
    expect(v.safeParse(token, 'short').success).toBe(false);
    const at = { kind: 'device', id: 'R1' };
    expect(v.safeParse(roomMessages.say, { phrase: 'look', at: null }).success).toBe(true);
    expect(v.safeParse(roomMessages.say, { phrase: 'look', at }).success).toBe(true);
    expect(v.safeParse(roomMessages.say, { phrase: 'look' }).success).toBe(false);
    expect(v.safeParse(roomMessages.say, { phrase: 'Look at 10.0.0.1', at }).success).toBe(false);
    expect(v.safeParse(roomMessages.say, { phrase: 'look', at: { ...at, kind: 'table' } }).success).toBe(false);
    expect(v.safeParse(roomMessages.say, { phrase: 'look', at: { ...at, text: 'x' } }).success).toBe(false);
    expect(v.safeParse(roomMessages.say, { phrase: 'look', at, text: 'x' }).success).toBe(false);
    const said = { device: 'A1', addressee: { kind: 'device', id: 'R' } };
    for (const prediction of [
      { device: 'A', port: 'p1', ports: [] },
      said,
      { ...said, addressee: { kind: 'everybody' } },
      { ...said, addressee: { kind: 'nobody' } },
    ])
      expect(v.safeParse(roomMessages.predict, prediction).success).toBe(true);
    for (const prediction of [
      { device: 'A' },
      { device: 'A', port: 'p1' },
      { ...said, port: 'p1', ports: [] },
      { ...said, device: 'A 1' },
      { ...said, seat: 'D' },
      { ...said, addressee: 'R' },
      { ...said, addressee: { kind: 'device' } },
      { ...said, addressee: { kind: 'device', id: '02:00:00:00:00:01' } },
      { ...said, addressee: { kind: 'everybody', id: 'R' } },
      { ...said, addressee: { kind: 'somebody' } },
    ])
      expect(v.safeParse(roomMessages.predict, prediction).success).toBe(false);
    const row = { set: 'route', how: 'add', to: '10.0.0.0/8', via: '10.9.0.1' };
    const port = { set: 'port-vlan', port: 'p1', vlan: { mode: 'access', vlan: 10 } };
    for (const setting of [row, { ...row, via: null }, port, { ...port, vlan: null }])
      expect(v.safeParse(roomMessages.configure, { setting }).success).toBe(true);
    for (const setting of [
      { ...row, how: 'flush' },
      { ...row, to: '1'.repeat(19) },
      { ...row, metric: 1 },
      { ...port, vlan: { mode: 'access', vlan: 4095 } },
      { ...port, vlan: { mode: 'trunk', vlans: [0] } },
      { ...port, vlan: { mode: 'trunk', vlans: Array.from({ length: 33 }, () => 1) } },
      { set: 'address', port: 'eth0', address: '10.0.0.1', length: 8 },
    ])
      expect(v.safeParse(roomMessages.configure, { setting }).success).toBe(false);
    expect(v.safeParse(roomMessages.configure, { setting: row, seat: 'R2' }).success).toBe(false);
    expect(v.safeParse(roomMessages.ready, { ready: 'yes' }).success).toBe(false);
    for (const name of ['console', 'complete'] as const) {
      expect(v.safeParse(roomMessages[name], { line: 'ip neigh | grep 网' }).success).toBe(true);
      expect(v.safeParse(roomMessages[name], { line: 'a'.repeat(CONSOLE_LINE_MAX_LENGTH + 1) }).success).toBe(false);
      expect(v.safeParse(roomMessages[name], { line: 'ip\tneigh' }).success).toBe(false);
      expect(v.safeParse(roomMessages[name], { line: 'ip neigh', device: 'B' }).success).toBe(false);
    }
  });
});
