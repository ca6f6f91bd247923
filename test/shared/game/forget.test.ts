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

/** Everybody knows everybody, so that nobody has a reason to ask; but the host that is pinged answers to somebody else. */
function taughtWrong(state: State): Match {
  const match = createMatch(puzzles['who-has'], 'forget');
  const { on, to } = match.traffic[0]!;
  const { seats } = match.puzzle;
  for (const at of seats) for (const of of seats) if (at !== of) write(match, at, of, of, 'reachable');
  const third = seats.find((seat) => seat !== on && seat !== to)!;
  write(match, to!, on, third, state);
  return match;
}

/** The rows of the host that was pinged which are not true, when the ping is sent again: what it has heard since then it may have learned anew. */
function falseAfterwards(match: Match): readonly string[] {
  const { to } = match.traffic[0]!;
  while (match.traces[0]!.lastSequence < 2) advance(match, nextAtUs(match)!);
  const stations = Object.values(match.network.devices).filter(isStation);
  const macsOf = (address: string) =>
    stations.flatMap(({ interfaces }) =>
      Object.values(interfaces).flatMap((card) =>
        card.addresses.some((one) => one.address === address) ? [card.mac] : [],
      ),
    );
  const table = stations.find(({ id }) => id === to)?.neighbors['eth0'] ?? {};
  return Object.entries(table).flatMap(([address, row]) =>
    row.state !== 'incomplete' && !macsOf(address).includes(row.mac) ? [address] : [],
  );
}

describe('a ping without an answer', () => {
  it('makes hosts forget what they have learned wrong, so that it comes through in the end (RFC 1122 2.3.2.1)', () => {
    const match = taughtWrong('reachable');
    expect(falseAfterwards(match)).toEqual([]);
    advance(match, 60_000_000);
    expect(isWon(match)).toBe(true);
  });

  it('leaves alone what was written by hand', () => {
    const match = taughtWrong('permanent');
    expect(falseAfterwards(match)).toHaveLength(1);
  });
});
