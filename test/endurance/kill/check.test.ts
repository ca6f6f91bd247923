/** What the look at a journal has to find: each kind of damage, made by hand. */
import { expect, it } from 'vitest';
import { RULES } from '../../../shared/game/match.ts';
import { check, type Findings } from './check.ts';
import type { Kept, KeptRound, Row } from './journals.ts';
import { newNotes, type Sent, type Sight } from './notes.ts';

const outbox = 'AAAAAAAAAAA';
const ready = (seq: number, isReady: boolean): Row => ({
  seq,
  atUs: 0,
  input: { kind: 'ready', seat: 'S1', ready: isReady },
  mark: `${outbox} ${seq}`,
});
const rows: readonly Row[] = [
  { seq: 0, atUs: 0, input: { kind: 'occupy', seat: 'S1', occupant: 'person', person: 'ann' }, mark: null },
  ready(1, true),
  ready(2, false),
];
const sent = (number: number, changes: Partial<Sent> = {}): Sent => ({
  room: 'BCDFGH',
  act: { outbox, number, round: 1 },
  name: 'ready',
  message: { ready: number === 1 },
  times: 1,
  seq: number,
  refused: null,
  ...changes,
});
const sight = (changes: Partial<Sight>): Sight => ({
  room: 'BCDFGH',
  round: 1,
  seq: 1,
  atUs: 0,
  untilUs: 0,
  puzzle: 'vlan',
  device: 'S1',
  hashes: {},
  ...changes,
});

function found(kept: readonly Row[], sentOnes: readonly Sent[] = [sent(1), sent(2)], sights: readonly Sight[] = []) {
  const round: KeptRound = { room: 'BCDFGH', number: 1, puzzle: 'vlan', seed: 'seed', rules: RULES, rows: kept };
  const whole: Kept = { rounds: [round], classes: new Map(), snapshots: 0 };
  const { findings } = check(whole, { ...newNotes(), sent: [...sentOnes], sights: [...sights] });
  return Object.keys(findings).filter((kind) => findings[kind as keyof Findings].length > 0);
}

it('a journal as it was acknowledged is whole', () => {
  expect(found(rows)).toEqual([]);
  // What was written and not answered, or answered only with the second sending, is nobody's fault.
  expect(found(rows, [sent(1, { seq: null }), sent(2, { times: 2, refused: 'not-your-card' })])).toEqual([]);
});

it.each<[string, readonly Row[], readonly Sent[] | undefined, readonly Sight[], readonly (keyof Findings)[]]>([
  ['the last input is missing', rows.slice(0, 2), undefined, [], ['lost']],
  ['one in the middle is missing', [rows[0]!, rows[2]!], undefined, [], ['lost', 'gaps']],
  ['one is there twice', [...rows, { ...ready(3, false), mark: `${outbox} 2` }], undefined, [], ['doubled']],
  ['one is at another place', rows, [sent(1, { seq: 2 }), sent(2)], [], ['lost']],
  ['it was another input', [rows[0]!, ready(1, false), rows[2]!], undefined, [], ['foreign']],
  ['nobody has sent it', rows, [sent(1)], [], ['foreign']],
  ['it was refused', rows, [sent(1), sent(2, { seq: null, refused: 'traffic-runs' })], [], ['foreign']],
  ['the rules refuse one', rows.slice(1).map((row, seq) => ({ ...row, seq })), [], [], ['refused', 'foreign']],
  ['more was seen than is written', rows, undefined, [sight({ seq: 4 })], ['lost']],
  ['a round was seen that is not there', rows, undefined, [sight({ round: 2 })], ['lost']],
  ['something else was seen', rows, undefined, [sight({ hashes: { 'own tables': 'other' } })], ['differing']],
])('%s', (_what, kept, sentOnes, sights, kinds) => {
  expect(found(kept, sentOnes, sights).toSorted()).toEqual([...kinds].toSorted());
});
