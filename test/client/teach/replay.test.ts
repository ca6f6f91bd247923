/** A replay against the server's own functions and against what RFC 791 and IEEE 802.3 say of a packet on its way. */
import { describe, expect, it } from 'vitest';
import { endOf, happeningsIn, roomAt, stillAt, stretchesIn } from '../../../client/teach/replay/film.ts';
import { wireRows } from '../../../client/teach/replay/life.ts';
import { createReplayPlayer } from '../../../client/teach/replay/player.ts';
import type { ReplaySource } from '../../../client/teach/replay/source.ts';
import { markOf, stepText } from '../../../client/teach/replay/steps.ts';
import type { Replay, ReplayMoment } from '../../../shared/class/report.ts';
import { momentOf, replayOf } from '../../../shared/game/replay.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
import { replayWords } from '../../../shared/text/replay.ts';
import { but, play, seated } from '../../shared/class/lesson.ts';
import { formFor, journalOf, playOut } from '../../shared/game/play.ts';
import { matchStore } from '../panels/match-store.ts';
import type { PageStore } from '../../../client/store.ts';

/** Ann makes one mistake once she is not guided any more; Bob makes none. */
function played() {
  const match = seated('the-gateway', 'wires', { ann: 'A', bob: 'B' });
  let isMade = false;
  play(match, (seat, card, right) => {
    if (seat !== 'A' || isMade || (match.seats['A']?.guidedLeft ?? 0) > 0) return undefined;
    const step = formFor(match, seat, card).find(
      ({ many, choices }) => !many && choices.every((one) => one.then.length === 0),
    );
    const wrong = step?.choices.find(({ value }) => value !== right[step.part]);
    if (step === undefined || wrong === undefined) return undefined;
    isMade = true;
    return but(right, step.part, wrong.value);
  });
  const journal = journalOf(match);
  const told = replayOf(match.puzzle, journal, { ann: 'Ann', bob: '小鲍' });
  const replay: Replay = { room: 'BCDFGH', round: 1, ...told };
  return { match, journal, replay };
}

const { match, journal, replay } = played();

describe('the life of a frame', () => {
  const pings = replay.frames.filter(({ hops }) => hops.some(({ look }) => look === 'icmp'));

  it('keeps the IP addresses from end to end, and each router takes one from the TTL and writes new MACs (RFC 1812, 5.2)', () => {
    const routers = new Set(replay.map.devices.filter(({ kind }) => kind === 'router').map(({ id }) => id));
    let crossings = 0;
    for (const frame of pings) {
      const rows = wireRows(frame);
      expect(new Set(rows.map(({ values }) => `${values.sourceIp} ${values.destinationIp}`)).size).toBe(1);
      for (const row of rows) {
        const before = rows.find(({ hop }) => hop.to === row.hop.from && hop.arriveUs <= row.hop.departUs);
        if (before === undefined) continue;
        const isRouted = routers.has(row.hop.from);
        expect(row.changed.length > 0).toBe(isRouted);
        if (!isRouted) continue;
        crossings++;
        expect(Number(row.values.ttl)).toBe(Number(before.values.ttl) - 1);
        expect(row.changed).toContain('ttl');
        expect(row.changed).toContain('destinationMac');
      }
    }
    expect(crossings).toBeGreaterThan(1);
  });

  it('says nothing of IP where there is an ARP message', () => {
    const arp = replay.frames.flatMap(wireRows).find(({ hop }) => hop.look === 'arp');
    expect(arp?.values).toMatchObject({ sourceIp: '', ttl: '', vlan: '' });
    expect(arp?.values.sourceMac).toMatch(/^02:/);
  });
});

describe('the film', () => {
  it('shows every hop in some stretch, and no time in which nothing moves', () => {
    const endUs = endOf(replay, replay.steps.length - 1);
    const stretches = stretchesIn(replay, 0, endUs);
    const hops = replay.frames.flatMap((frame) => frame.hops);
    for (const { fromUs, toUs, ratePerMs } of stretches) {
      expect((toUs - fromUs) / ratePerMs).toBeLessThanOrEqual(6000);
      expect(hops.some(({ departUs, arriveUs }) => departUs <= fromUs && arriveUs > fromUs)).toBe(true);
    }
    const isShown = (us: number): boolean => stretches.some(({ fromUs, toUs }) => fromUs <= us && us <= toUs);
    expect(hops.every(({ departUs, arriveUs }) => isShown(departUs) && isShown(arriveUs))).toBe(true);
  });

  it('stands where the frame of a step is on its cable', () => {
    const sent = replay.steps.find(({ step, what }) => {
      return (
        what.kind === 'move' &&
        replay.frames.some(({ hops }) =>
          hops.some(
            (hop) =>
              hop.from === what.device &&
              hop.departUs >= replay.steps[step]!.atUs &&
              hop.departUs < endOf(replay, step),
          ),
        )
      );
    })!;
    const atUs = stillAt(replay, sent.step);
    const flights = happeningsIn(replay, sent, atUs, atUs).filter(({ kind }) => kind === 'flight');
    expect(flights.length).toBeGreaterThan(0);
    const isOn = flights.map((one) => one.kind === 'flight' && one.departUs <= atUs && atUs < one.arriveUs);
    expect(isOn).toEqual(flights.map(() => true));
  });

  it('has the goals met that were met by then, and names only where they are wanted', () => {
    const last = replay.steps.length - 1;
    const moment = momentOf(match.puzzle, journal, last);
    const named = roomAt(replay, last, moment, { seat: null, isNamed: true });
    expect(named.goals.every(({ met }) => met)).toBe(true);
    expect(roomAt(replay, 0, moment, { seat: null, isNamed: true }).goals.some(({ met }) => met)).toBe(false);
    expect(named.seats.find(({ device }) => device === 'A')?.player?.name).toBe('Ann');
    const nameless = roomAt(replay, last, moment, { seat: null, isNamed: false });
    expect(JSON.stringify(nameless)).not.toMatch(/Ann|小鲍/);
    expect(nameless.seats.find(({ device }) => device === 'A')?.occupant).toBe('person');
  });
});

describe('a replay that is looked at', () => {
  const source: ReplaySource = {
    replay: () => Promise.resolve({ value: replay }),
    moment: (step) => Promise.resolve({ value: momentOf(match.puzzle, journal, step) as ReplayMoment }),
    capture: () => Promise.resolve({ refused: 'no-such-room' }),
    file: 'x.pcapng',
  };

  it('goes from step to step, not beyond the ends, and tells each in both languages', async () => {
    for (const code of ['en', 'zh-CN'] as const) {
      const { store } = await matchStore('the-gateway', 'A', code);
      const player = createReplayPlayer({
        store: store as PageStore,
        around: { nowMs: () => 0, later: () => () => {} },
        source,
        isNamed: true,
        first: 0,
      });
      await player.load();
      await new Promise((done) => setImmediate(done));
      player.go(-5);
      expect(player.step.value).toBe(0);
      player.go(10_000);
      expect(player.step.value).toBe(replay.steps.length - 1);
      const telling = { store: player.store, words: replayWords[code], isNamed: true };
      const told = replay.steps.map((step) => stepText(replay, step, telling));
      expect(told.filter((text) => text.trim() === '' || /undefined|\[object/.test(text))).toEqual([]);
      const wrong = replay.steps.findIndex((step) => ['wasteful', 'broken', 'unsafe'].includes(markOf(step)));
      expect(wrong).toBeGreaterThan(-1);
      const { rules, puzzles } = store.language.value;
      const { what } = replay.steps[wrong]!;
      const rule = what.kind === 'move' ? what.verdict!.rule : 'fault.find';
      expect(told[wrong]).toContain(rules[rule].name);
      expect(told[wrong]).toContain(puzzles['the-gateway'].names['A']!.name);
      expect(told[wrong]).toContain('Ann');
      const secret = replay.steps.map((step) => stepText(replay, step, { ...telling, isNamed: false })).join();
      expect(secret).not.toMatch(/Ann|小鲍/);
      player.stop();
    }
  });

  it.each([
    'taking-turns',
    'boss-local',
    'broadcast-storm',
    'spanning-tree',
    'static-routes',
    'nat',
    'vlan',
    'trunk',
  ] as const)('has words for every step of %s', async (id) => {
    const seats = puzzles[id].seats;
    const one = seated(id, 'words', { ann: seats[0]!, bob: seats[1]! });
    playOut(one);
    const again: Replay = {
      room: 'BCDFGH',
      round: 1,
      ...replayOf(one.puzzle, journalOf(one), { ann: 'Ann', bob: '小鲍' }),
    };
    for (const code of ['en', 'zh-CN'] as const) {
      const { store } = await matchStore(id, seats[0]!, code);
      const telling = { store, words: replayWords[code], isNamed: true };
      const told = again.steps.map((step) => stepText(again, step, telling));
      expect(told.length).toBeGreaterThan(0);
      expect(told.filter((text) => text.trim() === '' || /undefined|null|\[object/.test(text))).toEqual([]);
    }
    const last = again.steps.length - 1;
    expect(stretchesIn(again, 0, endOf(again, last)).length).toBeGreaterThan(0);
  });
});
