import { beforeAll, describe, expect, it } from 'vitest';
import type { RoomModel } from '../../../client/model.ts';
import { boardModel, happeningKey } from '../../../client/pages/board-model.ts';
import type { BoardScene } from '../../../client/pages/board-model.ts';
import type { Said } from '../../../client/said.ts';
import { portLabel } from '../../../client/panels/seat.ts';
import { createRoomReader } from '../../../client/room-reader.ts';
import type { CardView, Happening, Verdict } from '../../../shared/game/view.ts';
import { loadLanguage } from '../../../shared/text/index.ts';
import type { Language } from '../../../shared/text/language.ts';
import { deviceOf } from '../../../shared/network/network.ts';
import { boardWords } from '../../../client/pages/board-feed.ts';
import { matchStore } from '../panels/match-store.ts';
import { snapshot } from '../snapshot.ts';

let language: Language;
let room: RoomModel;

beforeAll(async () => {
  language = await loadLanguage('en');
  const read = createRoomReader().readRoom(snapshot({}));
  if (read === null) throw new Error('no room');
  room = read;
});

function scene(changes: Partial<BoardScene> = {}): BoardScene {
  const happenings = changes.happenings ?? [];
  return {
    room,
    language,
    happenings,
    anchor: {
      clock: { atUs: 0, receivedMs: 0, ratePerMs: 1 / 9, untilUs: 100 },
      boardUs: 0,
      speed: 1,
      isOver: false,
    },
    seenUs: new Map(happenings.map((it) => [happeningKey(it), 0])),
    newSinceUs: -Infinity,
    chosenPorts: [],
    pointing: false,
    dark: false,
    reducedMotion: false,
    compact: false,
    ...changes,
  };
}

const lost: Happening = { kind: 'lost', id: 7, device: 'M1', port: 'eth0', look: 'icmp', atUs: 10, by: 'move' };
const card = { id: 4, port: 'eth0', look: 'arp' } as CardView;

function withSeat(changes: Partial<NonNullable<RoomModel['you']>>): RoomModel {
  return { ...room, you: { ...room.you!, ...changes } };
}

describe('ports in a spanning tree', () => {
  it('carry what they are, at the own bridge only, and their button says it in words', async () => {
    const { store, match, playRight } = await matchStore('spanning-tree', 'D');
    for (let turn = 0; turn < 60 && match.goalsMetUs[1] === null; turn++) await playRight(1);
    const { devices } = boardModel(scene({ room: store.room.value! }));
    const own = devices.find((device) => device.own)!;
    const bridge = deviceOf(match.network, 'D');
    const tree = 'stp' in bridge ? bridge.stp : undefined;
    expect(own.ports.filter(({ role }) => role === 'root').map(({ id }) => id)).toEqual([tree!.rootPort]);
    const closed = Object.entries(tree!.ports).flatMap(([id, port]) => (port.state === 'blocking' ? [id] : []));
    expect(closed.length).toBeGreaterThan(0);
    expect(own.ports.filter(({ role }) => role === 'blocked').map(({ id }) => id)).toEqual(closed);
    expect(devices.filter((device) => !device.own).flatMap((device) => device.ports.map(({ role }) => role))).toEqual(
      expect.not.arrayContaining(['root', 'designated', 'blocked']),
    );
    const port = own.ports.find(({ id }) => id === closed[0])!;
    expect(boardWords(language).port(port, 1)).toBe(`Port ${port.label}, blocked, 1 frame waits here`);
  });
});

describe('devices', () => {
  it('carry their names, who plays them and which is the own one', () => {
    const { devices } = boardModel(scene());
    expect(devices.map(({ name, note, own, eyes, seatColour }) => [name, note, own, eyes, seatColour])).toEqual([
      ['Hub', '', false, 'bot', null],
      ['Machine 1', 'you', true, 'person', 2],
      ['Machine 2', 'bot', false, 'bot', null],
    ]);
    expect(devices.map(({ shortName }) => shortName)).toEqual(['H', '1', '2']);
  });

  it('sleep while their player is away', () => {
    const seats = room.seats.map((seat) => ({ ...seat, occupant: 'autopilot' as const }));
    const me = { ...room.me, id: 'q', device: 'M2' };
    const [, first] = boardModel(scene({ room: { ...room, me, seats } })).devices;
    expect(first?.eyes).toBe('asleep');
    expect(first?.note).toBe('autopilot for Mei');
  });

  it('say where they were before they were moved, if nobody plays them', () => {
    const devices = room.map.devices.map((it) => (it.id === 'M2' ? { ...it, movedFrom: 'X' } : it));
    const map = { ...room.map, devices };
    const notes = (seats: typeof room.seats): string[] =>
      boardModel(scene({ room: { ...room, seats, map } })).devices.map(({ note }) => note);
    expect(notes(room.seats)).toEqual(['', 'you', 'bot']);
    expect(notes(room.seats.slice(0, 1))).toEqual(['', 'you', 'was at X']);
  });

  it('number the ports of boxes and name the cards of hosts', () => {
    expect([portLabel('p12'), portLabel('eth0'), portLabel('p')]).toEqual(['12', 'eth0', 'p']);
  });
});

describe('letters that wait', () => {
  it('show their looks only at the own seat', () => {
    const seats = room.seats.map((seat) => ({ ...seat, waiting: 2 }));
    const { waiting } = boardModel(scene({ room: { ...withSeat({ cards: [card] }), seats } }));
    expect(waiting).toEqual([
      { id: 'card 4', device: 'M1', port: 'eth0', look: 'arp', own: true },
      { id: 'seat M2', device: 'M2', port: null, look: 'sealed', own: false },
    ]);
  });
});

describe('frames', () => {
  it('fly on the clock of the board', () => {
    const flight: Happening = {
      kind: 'flight',
      id: 1,
      link: 'l0',
      from: 'H',
      departUs: 0,
      arriveUs: 100,
      look: 'sealed',
    };
    const [shown] = boardModel(scene({ happenings: [flight] })).flights;
    expect(shown).toMatchObject({ id: '1', link: 'l0', from: 'H', look: 'sealed', departUs: 0 });
    expect(shown?.arriveUs).toBeCloseTo(900_000, 0);
  });

  it('fall when they were first seen to be lost, and lie while the verdict about them is open', () => {
    const seenUs = new Map([['lost 7', 123]]);
    const [fallen] = boardModel(scene({ happenings: [lost], seenUs })).fallen;
    expect(fallen).toMatchObject({ id: '7', device: 'M1', port: 'eth0', atUs: 123, stays: false });
    const verdict = { shouldLeave: [] as readonly string[] } as Verdict;
    const open = withSeat({ verdict, verdictOpen: true });
    expect(boardModel(scene({ room: open, happenings: [lost], seenUs })).fallen[0]?.stays).toBe(true);
  });

  it('end as the rules want it, or are lost by a move', () => {
    const labels = (by: 'move' | 'rule'): string[] =>
      boardModel(scene({ happenings: [{ ...lost, by }] })).fallen.map(({ label }) => label);
    expect([labels('move'), labels('rule')]).toEqual([['lost here'], ['ends here']]);
  });

  it('show where they should have left instead of what is chosen, while a verdict is open', () => {
    const verdict = { shouldLeave: ['p2'] } as unknown as Verdict;
    const open = withSeat({ verdict, verdictOpen: true });
    expect(boardModel(scene({ room: open, chosenPorts: ['p1'] }))).toMatchObject({
      chosenPorts: [],
      shouldLeave: ['p2'],
    });
    const closed = withSeat({ verdict, verdictOpen: false });
    expect(boardModel(scene({ room: closed, chosenPorts: ['p1'] }))).toMatchObject({
      chosenPorts: ['p1'],
      shouldLeave: [],
    });
  });
});

describe('phrases', () => {
  const said = (number: number, changes: Partial<Said> = {}): Said => ({
    kind: 'said',
    number,
    player: 'p',
    device: 'M1',
    phrase: 'look',
    at: null,
    atUs: 5,
    ...changes,
  });

  it('stand at the device of the speaker, the latest only, with a ring in the colour of the speaker', () => {
    const happenings = [said(1), said(2, { at: { kind: 'device', id: 'M2' } })];
    const { bubbles, pointers } = boardModel(scene({ happenings }));
    expect(bubbles).toEqual([{ id: 'said 2', device: 'M1', text: 'Mei points at Machine 2: Look here', tone: 'said' }]);
    expect(pointers).toEqual([{ id: 'said 2', kind: 'device', at: 'M2', seatColour: 2 }]);
  });

  it('can point at a cable, and take the ring away with the next one', () => {
    const onWire = said(1, { at: { kind: 'link', id: 'l1' }, phrase: 'port' });
    const first = boardModel(scene({ happenings: [onWire] }));
    expect(first.bubbles[0]?.text).toBe('Mei points at the cable Machine 2 – Hub: Which port?');
    expect(first.pointers).toMatchObject([{ kind: 'link', at: 'l1' }]);
    expect(boardModel(scene({ happenings: [onWire, said(2)] })).pointers).toEqual([]);
  });

  it('go when they are old', () => {
    const { bubbles, pointers } = boardModel(
      scene({ happenings: [said(1, { at: { kind: 'device', id: 'M2' } })], newSinceUs: 1 }),
    );
    expect([bubbles, pointers]).toEqual([[], []]);
  });
});

describe('outcomes on screens', () => {
  const ping = (outcome: 'answered' | 'no-answer', atUs: number): Happening => ({
    kind: 'ping',
    on: 'M1',
    to: 'M2',
    outcome,
    atUs,
  });

  it('tell the latest one of a device, and call the own one so', () => {
    const { bubbles } = boardModel(scene({ happenings: [ping('no-answer', 1), ping('answered', 2)] }));
    expect(bubbles).toEqual([
      { id: 'ping M1 M2 2', device: 'M1', text: 'Your ping to Machine 2: answered', tone: 'right' },
    ]);
  });

  it('name the player of another device', () => {
    const room = { ...scene().room, me: { ...scene().room.me, device: 'M2' } };
    expect(boardModel(scene({ room, happenings: [ping('no-answer', 1)] })).bubbles[0]?.text).toBe(
      'Mei pings Machine 2: no answer',
    );
  });

  it('go when they are old', () => {
    expect(boardModel(scene({ happenings: [ping('answered', 1)], newSinceUs: 1 })).bubbles).toEqual([]);
  });

  it('speak of everybody where a ping was for all', () => {
    const toAll: Happening = { kind: 'ping', on: 'M2', to: '', outcome: 'answered', atUs: 1 };
    expect(boardModel(scene({ happenings: [toAll] })).bubbles[0]?.text).toBe(
      `Machine 2 pings ${language.words.panels.notes.everybody}: answered`,
    );
  });
});
