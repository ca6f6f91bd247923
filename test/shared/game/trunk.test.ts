/** What becomes of mistakes with VLANs is carried out, and a goal about keeping apart is met by a clean run only. */
import { describe, expect, it } from 'vitest';
import type { Part } from '../../../shared/device/rule.ts';
import { advance, isWon, type Match } from '../../../shared/game/match.ts';
import { flightsNow, seatView, seenBy } from '../../../shared/game/seat-view.ts';
import type { Card } from '../../../shared/game/score.ts';
import type { Happening } from '../../../shared/game/view.ts';
import { deviceOf } from '../../../shared/network/network.ts';
import { trunk } from '../../../shared/puzzles/trunk.ts';
import { layer } from '../../../shared/wire/frame.ts';
import { matchWith, must, nextCard, playOut, rightAnswers, runUntilDecision } from './play.ts';

interface Played {
  readonly match: Match;
  /** What happened from the mistake on, while it waited to be mended. */
  readonly after: readonly Happening[];
  readonly goals: readonly boolean[];
}

const ends = (happenings: readonly Happening[]): readonly string[] =>
  happenings.flatMap((it) => (it.kind === 'lost' ? [it.device] : []));

/** The number of each VLAN of the deal. */
function vlansOf(match: Match) {
  const bridge = deviceOf(match.network, 'BR1');
  if (bridge.kind !== 'switch') throw new Error('no switch');
  const numberAt = (port: string): number => {
    const setting = bridge.vlans?.[port];
    return setting?.mode === 'access' ? setting.vlan : 0;
  };
  return { a: numberAt('p1'), b: numberAt('p2'), house: numberAt('p4') };
}

/** Plays by the rules but for the first card that `isIt` finds, which is played wrongly once, and then mended. */
function withMistake(
  seat: string,
  isIt: (card: Card, match: Match) => boolean,
  wrong: (match: Match) => Partial<Record<Part, string>>,
): Played {
  const match = matchWith(trunk, 'mistake', [seat]);
  for (const own of Object.values(match.seats)) own.guidedLeft = 0;
  runUntilDecision(match);
  for (let next = nextCard(match); next !== undefined && !isIt(next.card, match); next = nextCard(match)) {
    const answers = rightAnswers(match, seat, next.card);
    must(match, { kind: 'play', seat, card: next.card.id, answers });
    runUntilDecision(match);
  }
  const card = nextCard(match)?.card;
  if (card === undefined) throw new Error('no such card');
  const answers = { ...rightAnswers(match, seat, card), ...wrong(match) };
  const after = [...must(match, { kind: 'play', seat, card: card.id, answers })];
  must(match, { kind: 'retry', seat, card: card.id });
  // Frames go on their way while the card waits.
  after.push(...advance(match, match.network.nowUs + 400_000));
  return { match, after, goals: match.goalsMetUs.map((metUs) => metUs !== null) };
}

const cameInBy =
  (port: string) =>
  ({ event }: Card): boolean =>
    event.kind === 'frame' && event.port === port;

describe('mistakes with tags', () => {
  it('a tag to a machine: it drops the frame, which falls there for all to see', () => {
    const { match, after } = withMistake('BR2', cameInBy('p3'), () => ({ ports: 'p1', tags: 'p1' }));
    expect(match.seats['BR2']?.verdict).toMatchObject({ quality: 'broken', rule: 'switch.vlan', part: 'tags' });
    expect(ends(after)).toEqual(['A2']);
  });

  it('no tag on the trunk: it lands in the native VLAN, where Admin PC gets it; the run does not count', () => {
    const { match, after } = withMistake('BR1', cameInBy('p1'), () => ({ ports: 'p5', tags: '' }));
    expect(match.seats['BR1']?.verdict).toMatchObject({ quality: 'unsafe', rule: 'switch.vlan', part: 'tags' });
    const flights = after.flatMap((it) =>
      it.kind === 'flight' ? [[it.from, match.links[Number(it.link.slice(1))]]] : [],
    );
    expect(flights).toContainEqual(['S', ['L.eth0', 'S.p3']]);
    expect(match.traces[0]?.strayed).toEqual([1]);
    playOut(match);
    // Answered in both runs, but only the second one kept apart.
    expect(match.network.pings[0]?.answered).toEqual([1, 2]);
    expect(match.traces[0]?.strayed).toEqual([1]);
    expect(isWon(match)).toBe(true);
  });

  it('a tag in the native VLAN: it arrives, and counts as wasteful', () => {
    const { match } = (() => {
      const played = matchWith(trunk, 'mistake', ['S']);
      for (const own of Object.values(played.seats)) own.guidedLeft = 0;
      playOut(played, (seat, card) => {
        const right = rightAnswers(played, seat, card);
        const { house } = vlansOf(played);
        return right.vlan === String(house) && right.ports === 'p1' ? { ...right, tags: 'p1' } : undefined;
      });
      return { match: played };
    })();
    expect(match.seats['S']?.counts).toMatchObject({ broken: 0, unsafe: 0 });
    expect(match.seats['S']?.counts.wasteful).toBeGreaterThan(0);
    expect(match.network.pings[1]?.answered).toEqual([1]);
  });
});

describe('mistakes with VLANs', () => {
  it('a port of the other tenant: its machine has seen the frame, and the goal waits for a clean run', () => {
    const { match, goals } = withMistake('BR1', cameInBy('p1'), () => ({ ports: 'p2 p5', tags: 'p5' }));
    expect(match.seats['BR1']?.verdict).toMatchObject({ quality: 'unsafe', rule: 'switch.vlan', part: 'ports' });
    expect(match.traces[0]?.strayed).toEqual([1]);
    expect(goals[0]).toBe(false);
    playOut(match);
    expect(isWon(match)).toBe(true);
    expect(match.network.pings[0]?.answered).toContain(2);
  });

  it('believing a tag at an access port: the others hear it, and only a later frame that is dropped meets the goal', () => {
    const isTagged = ({ event }: Card): boolean =>
      event.kind === 'frame' && event.port === 'p3' && layer(event.frame, 'vlan') !== undefined;
    const { match, goals } = withMistake('BR1', isTagged, (played) => ({
      vlan: String(vlansOf(played).a),
      lookup: 'broadcast',
      ports: 'p1 p5',
      tags: 'p5',
    }));
    expect(match.seats['BR1']?.verdict).toMatchObject({ quality: 'unsafe', rule: 'switch.vlan', part: 'vlan' });
    expect(match.traces[3]?.readBy.toSorted()).toEqual(['A1', 'A2']);
    expect(goals[3]).toBe(false);
    playOut(match);
    expect(match.traces[3]?.droppedAt).toEqual(['BR1 1', 'BR1 2']);
    expect(match.traces[3]?.leftSwitch.filter((it) => it === 'BR1 2')).toEqual([]);
    expect(isWon(match)).toBe(true);
  });

  it('the same address in two VLANs: two rows, two ports, and the view says which VLAN', () => {
    const match = matchWith(trunk, 'twins', ['BR1']);
    playOut(match);
    const { a, b } = vlansOf(match);
    const twin = deviceOf(match.network, 'B1');
    const own = 'interfaces' in twin ? twin.interfaces['eth0']?.mac : '';
    const tables = seatView(match, 'BR1')?.tables;
    const rows = tables?.kind === 'switch' ? tables.macs.filter(({ mac }) => mac === own) : [];
    expect(rows.map(({ vlan, port }) => `${vlan} ${port}`).toSorted()).toEqual([`${a} p5`, `${b} p2`].toSorted());
  });
});

it('shows a tag only to the two ends of the cable, and the ports with what they are set to only to their own seat', () => {
  const match = matchWith(trunk, 'looks', trunk.seats);
  const looks = { BR1: new Set<string>(), BR2: new Set<string>() };
  const onFirstTrunk = match.links.findIndex((it) => it.includes('BR1.p5'));
  let played: readonly Happening[] = [];
  while (!isWon(match)) {
    for (const happening of [...played, ...runUntilDecision(match), ...flightsNow(match)]) {
      if (happening.kind !== 'flight' || happening.link !== `l${onFirstTrunk}`) continue;
      for (const seat of ['BR1', 'BR2'] as const) {
        const seen = seenBy(match, happening, seat);
        if ('look' in seen) looks[seat].add(seen.look);
      }
    }
    const next = nextCard(match);
    played = [];
    if (next === undefined) continue;
    played = must(match, {
      kind: 'play',
      seat: next.seat,
      card: next.card.id,
      answers: rightAnswers(match, next.seat, next.card),
    });
  }
  // The native VLAN goes without a tag.
  expect(looks.BR1).toEqual(new Set(['arp-tagged', 'icmp-tagged', 'arp', 'icmp']));
  expect(looks.BR2).toEqual(new Set(['sealed']));
  const { a, b, house } = vlansOf(match);
  const tables = seatView(match, 'S')?.tables;
  expect(tables?.kind === 'switch' ? tables.ports.map(({ vlan }) => vlan) : []).toEqual([
    { mode: 'trunk', vlans: [a, b].toSorted((one, other) => one - other), native: house },
    { mode: 'trunk', vlans: [a, b].toSorted((one, other) => one - other), native: house },
    { mode: 'access', vlan: house },
  ]);
});
