import { describe, expect, it } from 'vitest';
import { isStation } from '../../../shared/device/device.ts';
import { advance, createMatch, isWon, type Match } from '../../../shared/game/match.ts';
import { nextAtUs } from '../../../shared/game/run.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';

type State = 'reachable' | 'permanent';

function write(match: Match, at: string, of: string, macOf: string, state: State): void {
  const [own, right, wrong] = [at, of, macOf].map((id) => {
    const device = match.network.devices[id];
    if (device === undefined || !isStation(device)) throw new Error(`no host ${id}`);
    return device;
  });
  const { mac } = wrong!.interfaces['eth0']!;
  (own!.neighbors['eth0'] ??= {})[right!.interfaces['eth0']!.addresses[0]!.address] = { state, mac };
}

/** The pinging host knows the other one, which answers to somebody else: so nobody has a reason to ask. */
function taughtWrong(state: State): Match {
  const match = createMatch(puzzles['who-has'], 'forget');
  const { on, to } = match.traffic[0]!;
  const third = match.puzzle.seats.find((seat) => seat !== on && seat !== to)!;
  write(match, on, to!, to!, 'reachable');
  write(match, to!, on, third, state);
  return match;
}

/** Who is written at the host that was pinged, when the ping is sent again. */
function writtenAfterwards(match: Match): readonly string[] {
  const { to } = match.traffic[0]!;
  while (match.traces[0]!.lastSequence < 2) advance(match, nextAtUs(match)!);
  const target = match.network.devices[to!]!;
  return isStation(target) ? Object.keys(target.neighbors['eth0'] ?? {}) : [];
}

describe('a ping without an answer', () => {
  it('makes hosts forget what they have learned wrong, so that it comes through in the end (RFC 1122 2.3.2.1)', () => {
    const match = taughtWrong('reachable');
    expect(writtenAfterwards(match)).toEqual([]);
    advance(match, 60_000_000);
    expect(isWon(match)).toBe(true);
  });

  it('leaves alone what was written by hand', () => {
    const match = taughtWrong('permanent');
    expect(writtenAfterwards(match)).toHaveLength(1);
  });
});
