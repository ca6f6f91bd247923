import { describe, expect, it } from 'vitest';
import { runView } from '../../../shared/game/configuration-view.ts';
import { goalViews } from '../../../shared/game/goal.ts';
import { isWon, type Match } from '../../../shared/game/match.ts';
import { puzzleIds } from '../../../shared/game/puzzle.ts';
import { flightsNow, mapView, seatView, seenBy } from '../../../shared/game/seat-view.ts';
import { wireView } from '../../../shared/game/seat-wire.ts';
import { stormView } from '../../../shared/game/storm-view.ts';
import { carryOut } from '../../../shared/network/console-run.ts';
import { runCommand } from '../../../shared/network/console/shell.ts';
import { advance } from '../../../shared/network/network.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
import type { Happening } from '../../../shared/game/view.ts';
import { matchWith, must, nextCable, nextCard, rightAnswers, runUntilDecision, runTraffic, setUp } from './play.ts';

/** Every address of a device: link-layer and IP. */
function addressesOf(match: Match, id: string): string[] {
  const device = match.network.devices[id];
  return device !== undefined && 'interfaces' in device
    ? Object.values(device.interfaces).flatMap(({ mac, address }) => [mac, address])
    : [];
}

/** Everything that reaches the browser of a seat during a match played by people, as one text. */
function seenDuring(match: Match, seat: string): { seen: string; readHere: string } {
  const seen: string[] = [];
  const readHere: string[] = [];
  const keep = (happenings: readonly Happening[]): void => {
    for (const happening of [...happenings, ...flightsNow(match)])
      seen.push(JSON.stringify(seenBy(match, happening, seat)));
    const everybodys = [mapView(match), goalViews(match), runView(match), wireView(match), stormView(match)];
    seen.push(JSON.stringify([seatView(match, seat), ...everybodys]));
    readHere.push(JSON.stringify(match.network.devices[seat]));
    for (const { device, event } of match.configuration?.passages ?? [])
      if (device === seat && event.kind === 'frame') readHere.push(Buffer.from(event.frame.bytes).toString('hex'));
    for (const card of match.seats[seat]?.inbox ?? [])
      if (card.event.kind === 'frame') readHere.push(Buffer.from(card.event.frame.bytes).toString('hex'));
      // An answer goes to whom the question came from, and that was read here.
      else if (card.event.kind === 'originate' && card.event.datagram.icmp?.type === 0)
        readHere.push(card.event.datagram.destination);
  };
  if (match.configuration !== null) {
    // Once with nothing set, so that what a failed run tells is seen, too.
    setUp(match, () => []);
    keep(runTraffic(match));
    keep(setUp(match));
  }
  while (!isWon(match)) {
    keep(runUntilDecision(match));
    const next = nextCard(match);
    const cable = nextCable(match);
    if (next === undefined && cable !== undefined) keep(must(match, cable));
    if (next !== undefined)
      keep(
        must(match, {
          kind: 'play',
          seat: next.seat,
          card: next.card.id,
          answers: rightAnswers(match, next.seat, next.card),
        }),
      );
  }
  return { seen: seen.join('\n'), readHere: readHere.join('\n') };
}

describe('what a seat must not know never leaves the server', () => {
  it.each(puzzleIds)('%s: no address of others but those that its own frames and tables hold', (id) => {
    const puzzle = puzzles[id];
    const leaks: string[] = [];
    for (const seat of puzzle.seats) {
      const match = matchWith(puzzle, 'secret', puzzle.seats);
      const own = JSON.stringify(match.network.devices[seat]);
      const pinged = match.traffic.flatMap((ping) => (ping.on === seat ? [ping.address] : []));
      const { seen, readHere } = seenDuring(match, seat);
      for (const other of Object.keys(match.network.devices).filter((device) => device !== seat)) {
        for (const address of addressesOf(match, other)) {
          const inFrames = tells(readHere, address);
          const known = inFrames || own.includes(address) || pinged.includes(address as never);
          if (!known && tells(seen, address)) leaks.push(`${seat} sees ${address} of ${other}`);
        }
      }
    }
    expect(leaks).toEqual([]);
  });

  it('two-routers: A never sees the cards of the second router and of B, and the test would notice', () => {
    const match = matchWith(puzzles['two-routers'], 'secret', puzzles['two-routers'].seats);
    const hidden = [...addressesOf(match, 'R2'), ...addressesOf(match, 'B').filter((address) => address.includes(':'))];
    const { seen } = seenDuring(match, 'A');
    expect(hidden.length).toBeGreaterThanOrEqual(5);
    expect(hidden.filter((address) => tells(seen, address))).toEqual([]);
    const { seen: atRouter } = seenDuring(
      matchWith(puzzles['two-routers'], 'secret', puzzles['two-routers'].seats),
      'R2',
    );
    expect(hidden.filter((address) => tells(atRouter, address))).toEqual(hidden);
  });

  it('a frame on a cable of others is sealed; on the own cable it shows its kind', () => {
    const match = matchWith(puzzles['learning-switch'], 'sealed', ['M1']);
    const flight = (link: string): Happening => ({
      kind: 'flight',
      id: 1,
      link,
      from: 'A',
      departUs: 0,
      arriveUs: 1,
      look: 'arp',
    });
    expect(seenBy(match, flight('l0'), 'M1')).toMatchObject({ look: 'arp' });
    expect(seenBy(match, flight('l7'), 'M1')).toMatchObject({ look: 'sealed' });
    expect(seenBy(match, flight('l0'), null)).toMatchObject({ look: 'sealed' });
  });

  it('a hub reads nothing: it has ports and no table, and every frame is sealed to it, also at the ends of its own cables', () => {
    const match = matchWith(puzzles['loud-hub'], 'bits', ['H']);
    runUntilDecision(match);
    const view = seatView(match, 'H');
    expect(view?.tables).toEqual({
      kind: 'hub',
      ports: ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'].map((name) => ({ name, cabled: name !== 'p6' })),
    });
    expect(view?.cards.map(({ look }) => look)).toEqual(['sealed']);
    const flight: Happening = { kind: 'flight', id: 1, link: 'l0', from: 'M1', departUs: 0, arriveUs: 1, look: 'icmp' };
    expect(seenBy(match, flight, 'H')).toMatchObject({ look: 'sealed' });
    expect(seenBy(match, flight, 'M1')).toMatchObject({ look: 'icmp' });
    must(match, { kind: 'play', seat: 'H', card: view?.cards[0]?.id ?? 0, answers: { ports: '' } });
    expect(seatView(match, 'H')?.verdict).toMatchObject({ look: 'sealed', rule: 'hub.repeat' });
  });

  it('a form holds choices and never which of them is expected', () => {
    const match = matchWith(puzzles['who-has'], 'form', ['M1']);
    runUntilDecision(match);
    const text = JSON.stringify(seatView(match, 'M1')?.cards);
    expect(text).not.toContain('expected":"');
    expect(text).not.toContain('facts');
  });
});

/** Does the text hold the address, as people write it (as a whole) or as octets? */
function tells(text: string, address: string): boolean {
  return new RegExp(`(?<![0-9.])${address.replaceAll('.', '\\.')}(?![0-9])`).test(text) || text.includes(hex(address));
}

function hex(address: string): string {
  return address.includes(':')
    ? address.replaceAll(':', '')
    : address
        .split('.')
        .map((octet) => Number(octet).toString(16).padStart(2, '0'))
        .join('');
}

describe('the tables of a seat', () => {
  it('show every address of a card, and routes that lead nowhere as such', () => {
    const match = matchWith(puzzles['two-routers'], 'secret', puzzles['two-routers'].seats);
    for (const line of ['ip addr add 10.77.0.1/24 dev eth0', 'ip route add blackhole 10.78.0.0/16'])
      carryOut(match.network, 'A', runCommand(match.network, 'A', line, 'change'));
    advance(match.network, match.network.nowUs);
    const tables = seatView(match, 'A')?.tables;
    if (tables === undefined || !('interfaces' in tables)) throw new Error('no station');
    const printed = runCommand(match.network, 'A', 'ip -o -4 addr show dev eth0').output;
    const told = [...printed.matchAll(/inet (\S+)\/(\d+)/g)].map(([, address, length]) => `${address}/${length}`);
    expect(told).toHaveLength(2);
    expect(tables.interfaces[0]?.addresses.map(({ address, length }) => `${address}/${length}`)).toEqual(told);
    expect(tables.routes).toContainEqual({ to: '10.78.0.0/16', via: 'blackhole', interface: '' });
  });
});
