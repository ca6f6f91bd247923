import { describe, expect, it } from 'vitest';
import type { ReplayFrame, ReplayHop } from '../../../shared/game/replay-view.ts';
import { interfaceOf, isStation } from '../../../shared/device/device.ts';
import type { DeviceEvent } from '../../../shared/device/event.ts';
import { accept, advance, type Match } from '../../../shared/game/match.ts';
import { puzzleIds, type PuzzleId } from '../../../shared/game/puzzle.ts';
import { captureOfMatch } from '../../../shared/game/replay-capture.ts';
import { momentOf, replayOf } from '../../../shared/game/replay.ts';
import { seatView } from '../../../shared/game/seat-view.ts';
import { deviceOf } from '../../../shared/network/network.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
import { layer, parseFrame, type Frame } from '../../../shared/wire/frame.ts';
import { askTshark, canAskTshark, type TsharkRow } from '../wire/captures.ts';
import { journalOf, matchWith, must, nextCard, playOut, rightAnswers, runUntilDecision } from './play.ts';

function played(id: PuzzleId, seed = 'replay'): Match {
  const match = matchWith(puzzles[id], seed, puzzles[id].seats);
  playOut(match);
  return match;
}

function again(match: Match) {
  return replayOf(match.puzzle, journalOf(match));
}

function frameIn(hop: ReplayHop): Frame {
  return parseFrame(Uint8Array.from(hop.bytes.match(/../g) ?? [], (octet) => Number.parseInt(octet, 16)));
}

function portOf(event: DeviceEvent): string {
  return event.kind === 'frame' ? event.port : '';
}

/** The table of the course notes: what stands in the headers on each cable. */
function headersOn(hop: ReplayHop): readonly (string | number | undefined)[] {
  const [ethernet, packet] = [layer(frameIn(hop), 'ethernet')?.header, layer(frameIn(hop), 'ipv4')?.header];
  const macs = [ethernet?.source, ethernet?.destination];
  return [hop.from, hop.to, ...macs, packet?.source, packet?.destination, packet?.ttl];
}

function lifeOf(frames: readonly ReplayFrame[], devices: string): readonly ReplayFrame[] {
  return frames.filter(({ hops }) => [hops[0]?.from, ...hops.map(({ to }) => to)].join(' ') === devices);
}

describe('a packet from hop to hop', () => {
  it('goes through two routers with new link-layer addresses, the same IP addresses, and one less to live each time', () => {
    const match = played('two-routers');
    const card = (id: string, name: string) => {
      const device = deviceOf(match.network, id);
      if (!isStation(device)) throw new Error(`${id} has no cards`);
      return interfaceOf(device, name);
    };
    const [a, r1a, r1b] = [card('A', 'eth0'), card('R1', 'eth0'), card('R1', 'eth1')];
    const [r2a, r2b, b] = [card('R2', 'eth0'), card('R2', 'eth1'), card('B', 'eth0')];
    const { frames } = again(match);
    const [request] = lifeOf(frames, 'A R1 R2 B');
    // RFC 1812 5.2.1, and the table of the course notes.
    expect(request?.hops.map(headersOn)).toEqual([
      ['A', 'R1', a.mac, r1a.mac, a.address, b.address, 64],
      ['R1', 'R2', r1b.mac, r2a.mac, a.address, b.address, 63],
      ['R2', 'B', r2b.mac, b.mac, a.address, b.address, 62],
    ]);
    const [reply] = lifeOf(frames, 'B R2 R1 A');
    expect(reply?.because).toBe(request?.id);
    const asked = frames.filter(({ because, hops }) => because === request?.id && hops[0]?.look === 'arp');
    expect(asked.map(({ hops }) => `${hops[0]?.from}>${hops[0]?.to}`)).toEqual(['A>R1', 'R1>R2', 'R2>B']);
  });

  it('keeps its life through a translation, tags, and a second try after a mistake', () => {
    const nat = again(played('nat')).frames;
    const [out] = lifeOf(nat, 'A S1 N1 X P').filter(({ hops }) => hops.length === 4);
    const sources = out?.hops.map((hop) => layer(frameIn(hop), 'ipv4')?.header.source);
    expect(new Set(sources).size).toBe(2);
    expect(new Set(out?.hops.map((hop) => layer(frameIn(hop), 'ipv4')?.header.identification)).size).toBe(1);
    const tags = again(played('trunk')).frames.map(({ hops }) =>
      hops.map((hop) => layer(frameIn(hop), 'vlan')?.header.id),
    );
    expect(tags.some((ids) => ids.includes(undefined) && ids.some((id) => id !== undefined))).toBe(true);

    const match = matchWith(puzzles['flood-forward-filter'], 'replay', ['A']);
    let isWrong = false;
    playOut(match, (seat, card) => {
      const right = rightAnswers(match, seat, card);
      const elsewhere = ['p1', 'p2', 'p3'].find((port) => port !== right.ports && port !== portOf(card.event)) ?? '';
      const isKnown = right.ports !== undefined && /^p\d$/.test(right.ports);
      if (isWrong || card.tries > 0 || !isKnown || match.seats[seat]?.guidedLeft !== 0) return undefined;
      isWrong = true;
      return { ...right, ports: elsewhere };
    });
    const { steps, frames } = again(match);
    const tries = steps.flatMap(({ what, frame }) =>
      what.kind === 'move' && what.verdict !== null ? [{ what, frame }] : [],
    );
    const wrong = tries.findIndex(({ what }) => what.quality === 'broken');
    expect(tries[wrong]?.what.quality).toBe('broken');
    expect(tries[wrong + 1]).toMatchObject({ frame: tries[wrong]?.frame, what: { quality: 'right' } });
    // By the wrong port, and then by the right one.
    const hops = frames.find(({ id }) => id === tries[wrong]?.frame)?.hops.filter(({ from }) => from === 'A') ?? [];
    expect(new Set(hops.map(({ link }) => link)).size).toBe(2);
  });
});

describe.skipIf(!canAskTshark())('the capture of a match, by tshark', { timeout: 120_000 }, () => {
  const FIELDS = [
    'frame.interface_name',
    'frame.time_epoch',
    'frame.packet_flags_direction',
    'frame.packet_flags_crc_error',
    'ip.src',
    'ip.dst',
    'ip.id',
    'ip.proto',
    'icmp.seq',
    'icmp.type',
    'ip.checksum.status',
    'icmp.checksum.status',
    '_ws.malformed',
  ];
  const first = (text: string | undefined): string => text?.split(',')[0] ?? '';
  const isOut = (row: TsharkRow): boolean => Number(row['frame.packet_flags_direction']) === 2;
  const timeUs = (row: TsharkRow): number => Math.round(Number(row['frame.time_epoch']) * 1e6);

  it.each(puzzleIds.filter((id) => id !== 'broadcast-storm'))(
    '%s: a packet for each end of each hop, all sound',
    (id) => {
      const match = played(id);
      const { frames, untold } = again(match);
      const rows = askTshark(captureOfMatch(match.puzzle, journalOf(match)), FIELDS);
      const cabled = rows.filter((row) => !row['frame.interface_name']?.endsWith('.lo'));
      const hops = frames.flatMap((frame) => frame.hops.map((hop) => ({ ...hop, life: frame.id })));
      expect(untold).toBe(0);
      expect(cabled.filter(isOut).length).toBe(hops.length);
      expect(cabled.length).toBe(2 * hops.length - hops.filter(({ outcome }) => outcome === 'lost').length);
      const damaged = rows.filter((row) => /1|True/.test(row['frame.packet_flags_crc_error'] ?? ''));
      expect(damaged.filter((row) => !isOut(row)).length).toBeGreaterThanOrEqual(
        hops.filter(({ outcome }) => outcome === 'damaged').length,
      );
      for (const row of rows.filter((one) => !damaged.includes(one))) {
        expect(row['_ws.malformed']).toBe('');
        expect(row['ip.checksum.status']).toMatch(/^(1(,1)*)?$/);
        expect(row['icmp.checksum.status']).toMatch(/^(1(,[12])*)?$/);
      }
      // Each packet that left is the hop that left there then; by what RFC 791 says of a datagram's identity all hops of a life are one packet.
      const left = hops.toSorted((one, other) => one.departUs - other.departUs);
      const keys = new Map<number, Set<string>>();
      const lives = new Map<string, Set<number>>();
      for (const row of cabled.filter(isOut)) {
        const at = left.findIndex(
          (hop) => hop.departUs === timeUs(row) && isEnd(match, hop, row['frame.interface_name']),
        );
        const [hop] = left.splice(at, 1);
        if (at === -1 || hop === undefined) throw new Error(`no hop for ${JSON.stringify(row)}`);
        if (first(row['ip.id']) === '' || hop.outcome === 'damaged') continue;
        const ends = id === 'nat' ? [] : [first(row['ip.src']), first(row['ip.dst'])];
        const key = [...ends, ...['ip.id', 'ip.proto', 'icmp.type', 'icmp.seq'].map((name) => first(row[name]))].join(
          ' ',
        );
        keys.set(hop.life, (keys.get(hop.life) ?? new Set()).add(key));
        lives.set(key, (lives.get(key) ?? new Set()).add(hop.life));
      }
      expect([...keys.values()].filter(({ size }) => size > 1)).toEqual([]);
      // Two homes number their packets alike, and a translator hides which is which.
      const mixed = [...lives.values()].filter(({ size }) => size > 1);
      expect(id === 'nat' ? [] : mixed).toEqual([]);
    },
  );

  function isEnd(match: Match, hop: ReplayHop, port: string | undefined): boolean {
    const [device] = (port ?? '').split('.');
    // A cable may have been moved: only the device is the same then.
    return hop.from === device && match.links[Number(hop.link.slice(1))] !== undefined;
  }

  it('keeps damaged frames as they came out, with the mark of a wrong FCS', () => {
    const match = played('bad-bits');
    const damaged = again(match).frames.flatMap(({ hops }) => hops.filter(({ outcome }) => outcome === 'damaged'));
    expect(damaged.length).toBeGreaterThan(3);
    const file = captureOfMatch(match.puzzle, journalOf(match));
    const rows = askTshark(file, [
      'frame.interface_name',
      'frame.packet_flags_crc_error',
      'frame.packet_flags_direction',
    ]);
    const marked = rows.filter((row) => /1|True/.test(row['frame.packet_flags_crc_error'] ?? '') && !isOut(row));
    const cameIn = damaged.map(({ to }) => to).toSorted();
    expect(cameIn.every((to) => marked.some((row) => row['frame.interface_name']?.startsWith(`${to}.`)))).toBe(true);
    expect(damaged.every(({ look }) => look === 'damaged')).toBe(true);
  });
});

describe('the steps of a match', () => {
  it.each(puzzleIds)(
    '%s: every decision, every goal once, in the order of time; a moment is what the seats saw',
    (id) => {
      const match = played(id);
      const { steps, won } = again(match);
      expect(won).toBe(true);
      expect(steps.map(({ step }) => step)).toEqual(steps.map((_step, index) => index));
      expect(steps.map(({ atUs }) => atUs)).toEqual(steps.map(({ atUs }) => atUs).toSorted((a, b) => a - b));
      const goals = steps.flatMap(({ what }) => (what.kind === 'goal' ? [what.goal] : []));
      expect(goals.toSorted((a, b) => a - b)).toEqual(match.puzzle.goals.map((_goal, index) => index));
      const moves = steps.filter(({ what }) => what.kind === 'move').length;
      const plays = journalOf(match).inputs.filter(({ input }) => input.kind === 'play').length;
      expect(moves).toBe(plays);
      const last = momentOf(match.puzzle, journalOf(match), steps.length - 1);
      expect(last?.seats.map(({ score }) => score.decisions)).toEqual(
        match.puzzle.seats.map((seat) => seatView(match, seat)?.score.decisions),
      );
      expect(momentOf(match.puzzle, journalOf(match), steps.length)).toBeNull();
    },
  );

  it('bots decide, too, as often as they are counted for', () => {
    const match = matchWith(puzzles['learning-switch'], 'replay', []);
    advance(match, 30_000_000);
    must(match, { kind: 'occupy', seat: match.puzzle.seats[0] ?? '', occupant: 'bot' });
    const { steps } = again(match);
    for (const { device, counts } of Object.values(match.seats))
      expect(steps.filter(({ what }) => what.kind === 'move' && what.device === device).length).toBe(counts.decisions);
  });

  it('a moment in the middle is what the seat saw when it was played', () => {
    const match = matchWith(puzzles['two-routers'], 'replay', puzzles['two-routers'].seats);
    const seen: unknown[] = [];
    runUntilDecision(match);
    for (let move = 0; move < 6; move++) {
      const next = nextCard(match);
      if (next === undefined) throw new Error('nobody is asked');
      must(match, {
        kind: 'play',
        seat: next.seat,
        card: next.card.id,
        answers: rightAnswers(match, next.seat, next.card),
      });
      seen.push(structuredClone(match.puzzle.seats.map((seat) => seatView(match, seat))));
      runUntilDecision(match);
    }
    const journal = journalOf(match);
    const moves = replayOf(match.puzzle, journal).steps.filter(({ what }) => what.kind === 'move');
    expect(moves.map(({ step }) => momentOf(match.puzzle, journal, step)?.seats)).toEqual(seen);
  });

  it('ends where a storm that was not won was left, and says how many hops it does not tell', () => {
    const puzzle = puzzles['broadcast-storm'];
    const match = matchWith(puzzle, 'replay', puzzle.seats);
    while (match.storm?.liveSinceUs === null) {
      const next = nextCard(match);
      if (next === undefined) advance(match, match.network.nowUs + 1000);
      else
        must(match, {
          kind: 'play',
          seat: next.seat,
          card: next.card.id,
          answers: rightAnswers(match, next.seat, next.card),
        });
    }
    advance(match, match.network.nowUs + 10_000_000);
    const sent = match.storm?.frames ?? 0;
    must(match, { kind: 'occupy', seat: puzzle.seats[0] ?? '', occupant: 'bot' });
    const { frames, untold, won, steps } = again(match);
    const hops = frames.reduce((sum, frame) => sum + frame.hops.length, 0);
    expect([won, hops + untold]).toEqual([false, sent]);
    expect(untold).toBeGreaterThan(1000);
    expect(Math.max(...steps.map(({ atUs }) => atUs))).toBeLessThanOrEqual(match.network.nowUs);
  });

  it('refuses a journal of other rules, and an input that was never accepted', () => {
    const match = played('first-frame');
    const journal = journalOf(match);
    expect(() => replayOf(match.puzzle, { ...journal, rules: 0 })).toThrow('journal of rules 0');
    const bad = { atUs: 0, input: { kind: 'retry', seat: match.puzzle.seats[0] ?? '', card: 99 } } as const;
    expect(accept(match, bad.input)).toHaveProperty('refused');
    expect(() => replayOf(match.puzzle, { ...journal, inputs: [bad] })).toThrow('input 0 (retry at 0 µs) is refused');
  });
});
