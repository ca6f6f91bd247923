/** The proof of a puzzle in which something breaks: every fault occurs and shows, every wrong name is contradicted truly, and without the right one nobody wins. */
import { describe, expect, it } from 'vitest';
import { contains } from '../../../shared/address/prefix.ts';
import { isStation, type Station } from '../../../shared/device/device.ts';
import { cableFaults, hostFaults, type FaultName } from '../../../shared/game/fault-kind.ts';
import { faultView, type Naming } from '../../../shared/game/fault.ts';
import { parAt } from '../../../shared/game/score.ts';
import { goalViews } from '../../../shared/game/goal.ts';
import { accept, advance, createMatch, isWon, type Match } from '../../../shared/game/match.ts';
import { nextAtUs } from '../../../shared/game/run.ts';
import { runOnConsole } from '../../../shared/game/seat-console.ts';
import { mapView, seatView, seenBy } from '../../../shared/game/seat-view.ts';
import type { Happening } from '../../../shared/game/view.ts';
import { changeHappens } from '../../../shared/network/changes.ts';
import { deviceOf } from '../../../shared/network/network.ts';
import { bossLocal } from '../../../shared/puzzles/boss-local.ts';
import { matchWith, must, nameRightly, nextCard, playOut, rightAnswers, runUntilDecision } from '../game/play.ts';
import { seeds } from './proof.ts';

const stationOf = (match: Match, id: string): Station => {
  const device = deviceOf(match.network, id);
  if (!isStation(device)) throw new Error(`${id} is no station`);
  return device;
};
const hosts = Object.entries(bossLocal.devices).flatMap(([id, { kind }]) => (kind === 'host' ? [id] : []));

const isStill = (match: Match): boolean =>
  match.fault?.phase === 'open' && nextAtUs(match) === null && nextCard(match) === undefined;

/** Played rightly until the ping has failed, and nothing happens any more. Collects what every seat sees. */
function untilBroken(match: Match, keep: (happenings: readonly Happening[]) => void = () => {}): Match {
  for (let steps = 0; !isStill(match); steps++) {
    if (steps === 5000) throw new Error(`${match.seed}: it does not come to rest`);
    const next = nextCard(match);
    const atUs = nextAtUs(match) ?? match.network.nowUs;
    if (next === undefined) keep(advance(match, atUs));
    else
      keep(
        must(match, {
          kind: 'play',
          seat: next.seat,
          card: next.card.id,
          answers: rightAnswers(match, next.seat, next.card),
        }),
      );
  }
  return match;
}

const brokenMatch = (seed: string, people: readonly string[] = ['A']): Match =>
  untilBroken(matchWith(bossLocal, seed, people));

/** All that can be named. */
const names: readonly FaultName[] = [
  ...bossLocal.links.flatMap((_link, index) =>
    cableFaults.map((fault): FaultName => ({ fault, place: { kind: 'link', id: `l${index}` } })),
  ),
  ...hosts.flatMap((id) => hostFaults.map((fault): FaultName => ({ fault, place: { kind: 'device', id } }))),
];

const isRight = ({ fault }: Match, name: FaultName): boolean =>
  fault?.dealt.fault === name.fault && fault.dealt.place.id === name.place.id;

const type = (match: Match, device: string, line: string): string => {
  const reply = runOnConsole(match, device, line);
  if (typeof reply === 'string') throw new Error(reply);
  return reply.output;
};

const endsOf = ({ links }: Match, link: string): readonly (readonly [device: string, port: string])[] =>
  links[Number(link.slice(1))]!.map((end) => end.split('.') as [string, string]);

/** Does the console show it? By the words of the real programs. */
function shows(match: Match, { fault, place }: FaultName): boolean {
  const flags = (device: string, port: string) => /<(.*)>/.exec(type(match, device, `ip link show dev ${port}`))![1]!;
  const errors = (device: string, port: string) =>
    Number(/RX:.*\n +\d+ +\d+ +(\d+)/.exec(type(match, device, `ip -s link show dev ${port}`))![1]);
  switch (fault) {
    case 'damages':
      return endsOf(match, place.id).some(([device, port]) => errors(device, port) > 0);
    case 'cut':
      return endsOf(match, place.id).every(([device, port]) => /NO-CARRIER.*\bUP\b/.test(flags(device, port)));
    case 'off':
      return !flags(place.id, 'eth0').split(',').includes('UP');
    case 'mask':
      return !/inet [0-9.]+\/24 /.test(type(match, place.id, 'ip addr show dev eth0'));
    case 'neighbor': {
      const macs = hosts.map((id) => stationOf(match, id).interfaces['eth0']?.mac);
      const rows = type(match, place.id, 'ip neigh').matchAll(/lladdr (\S+)/g);
      return [...rows].some(([, mac]) => !(macs as readonly unknown[]).includes(mac));
    }
  }
}

/** Is what the judge says against a name true of the network? */
function isTrueOf(match: Match, { why, place, frames }: Naming): boolean {
  const ends =
    place.kind === 'link' ? endsOf(match, place.id).map(([id, port]) => match.network.cables[id]![port]!) : [];
  switch (why) {
    case 'undamaged':
      return (
        ends.every(({ counts }) => counts.receivedErrors === 0) &&
        frames === ends[0]!.counts.receivedFrames + ends[1]!.counts.receivedFrames &&
        frames > 0
      );
    case 'has-link':
      return ends.every(({ up }) => up);
    case 'not-the-cable':
      return ends.every(({ up, cut }) => !up && !cut);
    case 'is-up':
      return stationOf(match, place.id).interfaces['eth0']?.up === true;
    case 'mask-fits':
      return hosts.every((id) =>
        contains(
          stationOf(match, place.id).interfaces['eth0']!.subnet,
          stationOf(match, id).interfaces['eth0']!.address,
        ),
      );
    case 'rows-true':
      return Object.entries(stationOf(match, place.id).neighbors['eth0'] ?? {}).every(([address, row]) =>
        hosts.some((id) => {
          const own = stationOf(match, id).interfaces['eth0'];
          return own?.address === address && (row.state === 'incomplete' || row.mac === own.mac);
        }),
      );
    case 'right':
      return false;
  }
}

describe('boss-local', () => {
  it('breaks in every way, at the asking and at the answering end, and exactly one ping fails, over 100 seeds', () => {
    const seen = new Set<string>();
    for (const seed of seeds(100)) {
      const match = createMatch(bossLocal, seed);
      const happenings = advance(match, 60_000_000);
      const [failed, ...more] = happenings.filter((it) => it.kind === 'ping' && it.outcome === 'no-answer');
      expect(failed).toMatchObject({ on: match.traffic[4]?.on, to: match.traffic[4]?.to });
      expect(more).toEqual([]);
      const { fault, place } = match.fault!.dealt;
      const at = place.kind === 'link' ? endsOf(match, place.id)[0]![0] : place.id;
      seen.add(`${fault} ${at === match.traffic[4]?.on ? 'asks' : 'answers'}`);
    }
    const all = bossLocal.fault!.among.map(({ kind, at }) => `${kind} ${at === '$1' ? 'asks' : 'answers'}`);
    expect([...seen].toSorted()).toEqual(all.toSorted());
  });

  it('shows on the consoles what is broken, and nothing else that could be', () => {
    for (const seed of seeds(40)) {
      const match = brokenMatch(seed);
      const shown = names.filter((name) => shows(match, name));
      expect(shown.map(({ fault, place }) => `${fault} ${place.id}`)).toEqual([
        `${match.fault?.dealt.fault} ${match.fault?.dealt.place.id}`,
      ]);
    }
  });

  it('contradicts every wrong name by what is true, blames it on fault.find, and counts it once a place', () => {
    const contradictions = new Set<string>();
    for (const seed of seeds(30)) {
      const match = brokenMatch(seed, ['M3', 'B']);
      const places = new Set<string>();
      for (const name of names.filter((one) => !isRight(match, one))) {
        must(match, { kind: 'name-fault', seat: 'M3', ...name });
        places.add(name.place.id);
        const naming = match.fault!.named.at(-1)!;
        contradictions.add(naming.why);
        expect({ naming, isTrue: isTrueOf(match, naming) }).toEqual({ naming, isTrue: true });
        expect(match.seats['M3']?.log.at(-1)).toMatchObject({ rule: 'fault.find', quality: 'broken', naming: name });
        expect(match.seats['M3']?.counts.broken).toBe(places.size);
        expect(accept(match, { kind: 'name-fault', seat: 'B', ...name })).toEqual({ refused: 'named-already' });
        expect(match.fault?.phase).toBe('open');
      }
      expect(match.seats['B']?.counts.broken).toBe(0);
      expect(seatView(match, 'M3')?.score.stars).toBe(1);
      nameRightly(match);
      expect(match.fault?.phase).toBe('mended');
      playOut(match);
      expect(isWon(match)).toBe(true);
      expect(
        match.seats['M3']?.log
          .filter(({ quality, naming }) => quality !== 'right' && naming !== undefined)
          .every(({ mended }) => mended),
      ).toBe(true);
    }
    expect([...contradictions].toSorted()).toEqual(
      ['has-link', 'is-up', 'mask-fits', 'not-the-cable', 'rows-true', 'undamaged'].toSorted(),
    );
  });

  it('counts one decision more for who has named it, and none for a bot', () => {
    const match = brokenMatch('par', ['M1', 'M2']);
    const before = { ...match.par };
    const { fault, place } = match.fault!.dealt;
    must(match, { kind: 'name-fault', seat: 'M2', fault, place });
    expect(match.seats['M2']?.log.at(-1)).toMatchObject({ quality: 'right', rule: null, naming: { fault } });
    playOut(match);
    expect([parAt(match, 'M1'), parAt(match, 'M2')]).toEqual([before['M1'], (before['M2'] ?? 0) + 1]);
    const bots = createMatch(bossLocal, 'par');
    advance(bots, 60_000_000);
    expect(bots.fault?.named).toMatchObject([{ isBot: true, why: 'right' }]);
    for (const seat of bossLocal.seats) {
      expect(bots.seats[seat]?.counts.decisions).toBe(bots.par[seat]);
      expect(parAt(bots, seat)).toBe(bots.par[seat]);
    }
  });

  it('leaves the name to people: who changes seats loses nothing, and only when nobody is there bots name it', () => {
    const match = brokenMatch('seats', ['M1']);
    for (const seat of ['M2', 'B', 'M5']) {
      const from = Object.values(match.seats).find(({ occupant }) => occupant === 'person')!.device;
      must(match, { kind: 'occupy', seat: from, occupant: 'bot' });
      advance(match, match.network.nowUs + 1_000_000);
      must(match, { kind: 'occupy', seat, occupant: 'person' });
      advance(match, match.network.nowUs + 60_000_000);
      expect(match.fault).toMatchObject({ phase: 'open', named: [] });
    }
    must(match, { kind: 'occupy', seat: 'M5', occupant: 'bot' });
    advance(match, match.network.nowUs + 60_000_000);
    expect(isWon(match)).toBe(true);
  });

  it('cannot be named before it is seen, from nowhere, or as what a thing cannot be', () => {
    const early = matchWith(bossLocal, 'early', ['M1']);
    const name = { fault: early.fault!.dealt.fault, place: early.fault!.dealt.place };
    expect(accept(early, { kind: 'name-fault', seat: 'M1', ...name })).toEqual({ refused: 'nothing-to-name' });
    expect(accept(early, { kind: 'hint', seat: 'M1', card: 0, part: 'fault', step: 1 })).toEqual({
      refused: 'no-such-hint',
    });
    const match = brokenMatch('early', ['M1']);
    const say = (seat: string, other: Partial<FaultName>) =>
      accept(match, { kind: 'name-fault', seat, ...name, ...other });
    expect(say('M9', {})).toEqual({ refused: 'no-such-seat' });
    expect(say('M2', {})).toEqual({ refused: 'not-seated' });
    expect(say('M1', { fault: 'cut', place: { kind: 'device', id: 'M1' } })).toEqual({ refused: 'no-such-fault' });
    expect(say('M1', { fault: 'off', place: { kind: 'device', id: 'A' } })).toEqual({ refused: 'no-such-fault' });
    expect(say('M1', { fault: 'off', place: { kind: 'device', id: 'constructor' } })).toEqual({
      refused: 'no-such-fault',
    });
    expect(say('M1', { fault: 'cut', place: { kind: 'link', id: 'l6' } })).toEqual({ refused: 'no-such-fault' });
    expect(say('M1', { fault: 'mask', place: { kind: 'link', id: 'l0' } })).toEqual({ refused: 'no-such-fault' });
    expect(match.fault?.named).toEqual([]);
  });

  it('tells by three hints in order, and only the third what it is', () => {
    const match = brokenMatch('hints', ['M1', 'M2']);
    const hint = (step: 1 | 2 | 3) => accept(match, { kind: 'hint', seat: 'M1', card: 0, part: 'fault', step });
    expect(hint(2)).toEqual({ refused: 'no-such-hint' });
    hint(1);
    hint(2);
    expect(seatView(match, 'M1')?.faultHints).toMatchObject([
      { step: 1, expected: '', facts: {} },
      { step: 2, expected: '', facts: {} },
    ]);
    expect(JSON.stringify(seatView(match, 'M1')?.faultHints)).not.toContain(match.fault!.dealt.place.id);
    hint(3);
    expect(seatView(match, 'M1')?.faultHints.at(-1)).toMatchObject({
      expected: match.fault?.dealt.fault,
      facts: { place: match.fault?.dealt.place.id },
    });
    expect(seatView(match, 'M2')?.faultHints).toEqual([]);
    expect(seatView(match, 'M1')?.score.hintCost).toBe(1.5);
  });

  it('tells nobody else until it is named: whatever is broken, everybody is told the same, and so is each host that it does not touch', () => {
    const { among } = bossLocal.fault!;
    const masks = seeds(100).filter((seed) => createMatch(bossLocal, seed).fault?.dealt.fault === 'mask');
    for (const seed of masks.slice(0, 8)) {
      const natural = createMatch(bossLocal, seed).fault!.dealt.place.id;
      const on = createMatch(bossLocal, seed).traffic[4]!.on;
      const maskAt = natural === on ? '$1' : '$2';
      const told = among
        .filter(({ kind, at }) => kind !== 'mask' || at === maskAt)
        .map((one) => {
          const match = untilBroken(
            matchWith({ ...bossLocal, fault: { item: 4, among: [one] } }, seed, bossLocal.seats),
          );
          expect(match.fault?.dealt.fault).toBe(one.kind);
          const { to } = match.traffic[4]!;
          const others = hosts.filter((id) => id !== on && id !== to);
          const tables = others.map((id) => [seatView(match, id)?.tables, seatView(match, id)?.faultHints]);
          return JSON.stringify([faultView(match), goalViews(match), mapView(match), tables]);
        });
      expect(told).toHaveLength(9);
      expect(new Set(told).size).toBe(1);
    }
  });

  it('seals what others see of a damaged frame', () => {
    const seed = seeds(100).find((one) => createMatch(bossLocal, one).fault?.dealt.fault === 'damages')!;
    const match = matchWith(bossLocal, seed, bossLocal.seats);
    const all: Happening[] = [];
    untilBroken(match, (happenings) => all.push(...happenings));
    const ends = endsOf(match, match.fault!.dealt.place.id).map(([device]) => device);
    for (const seat of bossLocal.seats.filter((id) => !ends.includes(id)))
      expect(JSON.stringify(all.map((one) => seenBy(match, one, seat)))).not.toContain('damaged');
    expect(JSON.stringify(all)).toContain('damaged');
  });
});

describe('a sabotaged boss fails its proof', () => {
  it('with a second thing broken that nobody names', () => {
    const match = createMatch(bossLocal, 'two');
    while (match.fault?.phase === 'coming') advance(match, nextAtUs(match) ?? 0);
    const { to } = match.traffic[4]!;
    const at = { device: to!, port: 'eth0' };
    changeHappens(match.network, { change: 'damage', at, frames: 1_000_000 });
    advance(match, 60_000_000);
    expect(isWon(match)).toBe(false);
  });

  it('with nothing that mends it', () => {
    const match = createMatch(bossLocal, 'unmendable');
    (match.fault!.dealt.mends as unknown[]).length = 0;
    advance(match, 60_000_000);
    expect(match.fault?.phase).toBe('mended');
    expect(isWon(match)).toBe(false);
  });

  it('without the fault: the ping is answered, and nothing can be named', () => {
    const { fault: _fault, ...rest } = bossLocal;
    const match = createMatch(rest, 'whole');
    const happenings = advance(match, 60_000_000);
    expect(happenings.some((it) => it.kind === 'ping' && it.outcome === 'no-answer')).toBe(false);
    expect(isWon(match)).toBe(true);
    expect(faultView(match)).toBeNull();
  });

  it('and people who never name it never win, though they play everything rightly', () => {
    const match = brokenMatch('silent', bossLocal.seats);
    expect(runIsStuck(match)).toBe(true);
    expect(() => runUntilDecision({ ...match, fault: null })).toThrow(/nothing happens/);
  });

  function runIsStuck(match: Match): boolean {
    advance(match, match.network.nowUs + 600_000_000);
    return nextAtUs(match) === null && !isWon(match);
  }
});
