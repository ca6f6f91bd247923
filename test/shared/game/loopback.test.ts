/** What a station at a seat says to itself: no cable carries it, nobody else learns of it, and nobody is asked. */
import { describe, expect, it } from 'vitest';
import { isStation } from '../../../shared/device/device.ts';
import type { DeviceEvent } from '../../../shared/device/event.ts';
import { advance, type Match } from '../../../shared/game/match.ts';
import { runOnConsole } from '../../../shared/game/seat-console.ts';
import { flightsNow, lettersOf, seatView } from '../../../shared/game/seat-view.ts';
import type { Happening } from '../../../shared/game/view.ts';
import { loopBack } from '../../../shared/network/loopback.ts';
import { deviceOf, schedule } from '../../../shared/network/network.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
import { acts, ping } from '../device/vocabulary.ts';
import { matchWith, nextCard, runUntilDecision } from './play.ts';

/** People on all seats of a puzzle that asks how an echo request is answered. */
function newMatch(): Match {
  return matchWith(puzzles.ping, 'loopback', puzzles.ping.seats);
}

function pingToItself(match: Match, seat: string): DeviceEvent {
  const device = deviceOf(match.network, seat);
  const own = isStation(device) ? Object.values(device.interfaces)[0]?.address : undefined;
  if (own === undefined) throw new Error(`${seat} has no address`);
  return ping(own);
}

function shownOnConsole(match: Match, seat: string): string {
  const reply = runOnConsole(match, seat, 'cat /sys/class/net/lo/statistics/rx_bytes');
  return typeof reply === 'string' ? reply : reply.output;
}

describe('a station at a seat that pings itself', () => {
  const [seat = '', other = ''] = Object.values(newMatch().seats)
    .map(({ device }) => device)
    .filter((id) => isStation(deviceOf(newMatch().network, id)));

  it('is answered at once; its own console counts two packets, no map shows them, and no other console', () => {
    const match = newMatch();
    schedule(match.network, match.network.nowUs, seat, pingToItself(match, seat));
    const happenings: readonly Happening[] = advance(match, match.network.nowUs);
    expect(match.network.loopbacks).toEqual({ [seat]: { packets: 2, octets: 168 } });
    expect(happenings).toEqual([]);
    expect(flightsNow(match)).toEqual([]);
    expect(nextCard(match)).toBeUndefined();
    expect([shownOnConsole(match, seat), shownOnConsole(match, other)]).toEqual(['168\n', '0\n']);
  });

  it('finds no letter about it, even behind one that waits', () => {
    const match = newMatch();
    runUntilDecision(match);
    const waiting = nextCard(match)?.seat ?? '';
    const before = seatView(match, waiting)?.cards.map(({ id }) => id);
    const { frame } = acts(deviceOf(match.network, waiting), pingToItself(match, waiting));
    if (frame === undefined) throw new Error('nothing is said');
    loopBack(match.network, waiting, frame, {});
    expect(flightsNow(match)).toEqual([]);
    advance(match, match.network.nowUs + 1000);
    expect(seatView(match, waiting)?.cards.map(({ id }) => id)).toEqual(before);
    expect(
      lettersOf(match.seats[waiting]!).filter(({ event }) => event.kind === 'frame' && event.port === 'lo'),
    ).toEqual([]);
  });
});
