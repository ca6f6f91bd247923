/** One wire for all: the times of IEEE 802.3-2022 4.4.2 at 10 Mbit/s, where a bit lasts 0.1 µs, worked out by hand. */
import { describe, expect, it } from 'vitest';
import { buildNetwork, endsOf, isLabMistake, type Lab, readLab } from '../../../shared/network/lab.ts';
import { advance, type Network, type Observer } from '../../../shared/network/network.ts';
import { transmit } from '../../../shared/network/transmit.ts';
import { draw, randomFrom } from '../../../shared/random.ts';
import { parseFrame } from '../../../shared/wire/frame.ts';

/** (8 + 60 + 4) octets are 576 bits: 57.6 µs, rounded up. */
const SHORTEST_US = 58;
/** 96 bits: 9.6 µs. */
const GAP_US = 10;
/** Two cables of 25 bit times (2.5 µs, rounded up to 3) lie between two cards on a hub. */
const WAY_US = 6;
/** 32 bits: 3.2 µs. */
const JAM_US = 4;
/** 512 bits: 51.2 µs. */
const SLOT_US = 52;

interface Sighting {
  readonly what: 'sent' | 'received' | 'collided';
  readonly at: string;
  readonly timeUs: number;
}

function hubLab(cards: number, extra: Partial<Lab['devices']> = {}): Lab {
  const devices: Record<string, unknown> = { ...extra };
  const ports: Record<string, object> = {};
  const links: [string, string][] = [];
  for (let index = 1; index <= cards; index++) {
    devices[`M${index}`] = {
      kind: 'host',
      interfaces: { eth0: { mac: `02:00:00:00:00:0${index}`, ipv4: `10.0.0.${index}/24` } },
    };
    ports[`p${index}`] = {};
    links.push([`M${index}.eth0`, `H.p${index}`]);
  }
  devices['H'] = { kind: 'hub', ports, rateMbps: 10 };
  const lab = readLab({ name: 'medium', devices, links });
  if (isLabMistake(lab)) throw new Error(`${lab.path}: ${lab.mistake}`);
  return lab;
}

function watched(): { seen: Sighting[]; observer: Observer } {
  const seen: Sighting[] = [];
  const observer: Observer = {
    sent: (device, port, _frame, timeUs) => seen.push({ what: 'sent', at: `${device}.${port}`, timeUs }),
    received: (device, port, _frame, timeUs) => seen.push({ what: 'received', at: `${device}.${port}`, timeUs }),
    collided: (device, port, timeUs) => seen.push({ what: 'collided', at: `${device}.${port}`, timeUs }),
  };
  return { seen, observer };
}

/** A frame that nobody takes or answers. */
function frameFrom(index: number, octets = 60) {
  const bytes = new Uint8Array(octets);
  bytes.set([2, 0, 0, 0, 9, 9, 2, 0, 0, 0, 0, index, 0x88, 0xb5]);
  return parseFrame(bytes);
}

function sendAt(network: Network, index: number, octets = 60): void {
  transmit(network, `M${index}`, 'eth0', frameFrom(index, octets), {});
}

const times = (seen: readonly Sighting[], what: Sighting['what'], at: string): number[] =>
  seen.flatMap((one) => (one.what === what && one.at === at ? [one.timeUs] : []));

describe('a shared medium', () => {
  it('carries a frame in its time to every other card', () => {
    const network = buildNetwork(hubLab(3));
    const { seen, observer } = watched();
    sendAt(network, 1);
    expect(advance(network, 1_000_000, observer)).toBe(true);
    expect(times(seen, 'received', 'M2.eth0')).toEqual([SHORTEST_US + WAY_US]);
    expect(times(seen, 'received', 'M3.eth0')).toEqual([SHORTEST_US + WAY_US]);
    expect(times(seen, 'received', 'M1.eth0')).toEqual([]);
  });

  it('keeps the gap between two frames of one card', () => {
    const network = buildNetwork(hubLab(2));
    const { seen, observer } = watched();
    sendAt(network, 1);
    sendAt(network, 1);
    advance(network, 1_000_000, observer);
    expect(times(seen, 'received', 'M2.eth0')).toEqual([SHORTEST_US + WAY_US, 2 * SHORTEST_US + GAP_US + WAY_US]);
  });

  it('lets whoever hears another one wait for the end and the gap', () => {
    const network = buildNetwork(hubLab(2));
    const { seen, observer } = watched();
    sendAt(network, 1);
    advance(network, 20, observer);
    sendAt(network, 2);
    advance(network, 1_000_000, observer);
    expect(seen.filter(({ what }) => what === 'collided')).toEqual([]);
    const heardEndUs = SHORTEST_US + WAY_US;
    expect(times(seen, 'received', 'M1.eth0')).toEqual([heardEndUs + GAP_US + SHORTEST_US + WAY_US]);
  });

  it('does not know of a frame that has not reached it yet: both collide, jam and try again', () => {
    const network = buildNetwork(hubLab(2));
    const { seen, observer } = watched();
    sendAt(network, 1);
    advance(network, WAY_US - 2, observer);
    sendAt(network, 2);
    advance(network, 1_000_000, observer);
    // Card 2 hears card 1 when its bits arrive, card 1 hears card 2 a whole way after that one began.
    expect(times(seen, 'collided', 'M2.eth0')[0]).toBe(WAY_US);
    expect(times(seen, 'collided', 'M1.eth0')[0]).toBe(WAY_US - 2 + WAY_US);
    expect(times(seen, 'received', 'M1.eth0')).toHaveLength(1);
    expect(times(seen, 'received', 'M2.eth0')).toHaveLength(1);
  });

  it('collides with the next frame of the card for whose end it waited: both have kept the gap', () => {
    const network = buildNetwork(hubLab(2));
    const { seen, observer } = watched();
    sendAt(network, 1);
    sendAt(network, 1);
    advance(network, 20, observer);
    sendAt(network, 2);
    const secondUs = SHORTEST_US + GAP_US;
    advance(network, secondUs + WAY_US, observer);
    // The second frame of card 1 arrives at the very moment at which card 2 begins.
    expect(times(seen, 'collided', 'M2.eth0')).toEqual([secondUs + WAY_US]);
    advance(network, 1_000_000, observer);
    expect(times(seen, 'collided', 'M1.eth0')[0]).toBe(secondUs + 2 * WAY_US);
    expect(times(seen, 'received', 'M2.eth0')).toHaveLength(2);
    expect(times(seen, 'received', 'M1.eth0')).toHaveLength(1);
  });

  it('waits 0 to 2^k - 1 slot times after the k-th collision, k at most 10', () => {
    const slots = new Map<number, Set<number>>();
    for (let seed = 0; seed < 400; seed++) {
      const network = buildNetwork(hubLab(2));
      network.random.state = seed * 7919;
      const card = network.mediums['M1.eth0']?.transceivers['M1.eth0'];
      if (card === undefined) throw new Error('no card on the medium');
      const before = seed % 12;
      sendAt(network, 1);
      card.collisions = before;
      sendAt(network, 2);
      const { seen, observer } = watched();
      advance(network, WAY_US + JAM_US, observer);
      expect(seen.filter(({ what }) => what === 'collided')).toHaveLength(2);
      const backedOffUs = network.queue.heap.flatMap((item) =>
        item.event.kind === 'medium' && item.event.what === 'backed-off' && item.event.at === 'M1.eth0'
          ? [item.atUs]
          : [],
      )[0];
      // Who draws 0 does not wait at all.
      expect(card.state).toBe(backedOffUs === undefined ? 'waiting' : 'backing-off');
      const drawn = backedOffUs === undefined ? 0 : (backedOffUs - WAY_US - JAM_US) / SLOT_US;
      expect(Number.isInteger(drawn)).toBe(true);
      const of = slots.get(before + 1) ?? new Set();
      slots.set(before + 1, of.add(drawn));
    }
    expect([...(slots.get(1) ?? [])].toSorted((a, b) => a - b)).toEqual([0, 1]);
    expect([...(slots.get(2) ?? [])].toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3]);
    for (const [collisions, drawn] of slots) expect(Math.max(...drawn)).toBeLessThan(2 ** Math.min(collisions, 10));
    expect(Math.max(...(slots.get(12) ?? []))).toBeGreaterThan(511);
  });

  it('gives a frame up after the sixteenth collision, and goes on with the next', () => {
    const network = buildNetwork(hubLab(2));
    const card = network.mediums['M1.eth0']?.transceivers['M1.eth0'];
    if (card === undefined) throw new Error('no card on the medium');
    sendAt(network, 1);
    sendAt(network, 1);
    // IEEE 802.3-2022 table 4-2: attemptLimit is 16.
    card.collisions = 15;
    sendAt(network, 2);
    const { seen, observer } = watched();
    advance(network, 10_000_000, observer);
    expect(network.cables['M1']?.['eth0']?.counts).toMatchObject({ sentFrames: 1, sentDropped: 1 });
    expect(times(seen, 'received', 'M2.eth0')).toHaveLength(1);
  });

  it('tries fifteen times again, no fewer', () => {
    const network = buildNetwork(hubLab(2));
    const card = network.mediums['M1.eth0']?.transceivers['M1.eth0'];
    if (card === undefined) throw new Error('no card on the medium');
    sendAt(network, 1);
    card.collisions = 14;
    sendAt(network, 2);
    advance(network, 10_000_000);
    expect(network.cables['M1']?.['eth0']?.counts).toMatchObject({ sentFrames: 1, sentDropped: 0, collisions: 1 });
    // The next frame begins to count anew (4.2.3.2.5).
    expect(card.collisions).toBe(0);
  });

  it('holds no more frames than its queue, the one that it is sending among them', () => {
    const lab = hubLab(2);
    const links = (lab.links ?? []).map((link) => ({ ends: endsOf(link), queue: 5 }));
    const network = buildNetwork({ ...lab, links });
    for (let index = 0; index < 8; index++) sendAt(network, 1);
    advance(network, 1_000_000);
    expect(network.cables['M1']?.['eth0']?.counts).toMatchObject({ sentFrames: 5, sentDropped: 3 });
  });

  it('never has two frames on the wire at once, and loses none without saying so', () => {
    for (let seed = 0; seed < 30; seed++) {
      const random = randomFrom(`medium ${seed}`);
      const network = buildNetwork(hubLab(5));
      network.random.state = seed;
      const { seen, observer } = watched();
      const offered = 60;
      for (let index = 0; index < offered; index++) {
        advance(network, network.nowUs + draw(random, 200), observer);
        sendAt(network, 1 + draw(random, 5), 60 + draw(random, 1000));
      }
      expect(advance(network, network.nowUs + 60_000_000, observer)).toBe(true);
      const counts = [1, 2, 3, 4, 5].map((index) => network.cables[`M${index}`]?.['eth0']?.counts);
      const sum = (of: 'sentFrames' | 'sentDropped' | 'collisions'): number =>
        counts.reduce((total, one) => total + (one?.[of] ?? 0), 0);
      expect(sum('sentFrames') + sum('sentDropped')).toBe(offered);
      expect(sum('collisions')).toBeGreaterThan(0);
      // Each frame that got through is heard by the four others, at times that are a whole frame apart.
      const heard = times(seen, 'received', 'H.p1').length + times(seen, 'received', 'M1.eth0').length;
      expect(heard).toBe(sum('sentFrames'));
      const arrivals = seen.flatMap((one) => (one.what === 'received' && one.at.startsWith('H.') ? [one.timeUs] : []));
      const sorted = arrivals.toSorted((a, b) => a - b);
      const distances = sorted.slice(1).map((timeUs, index) => timeUs - (sorted[index] ?? 0));
      expect(Math.min(...distances)).toBeGreaterThanOrEqual(SHORTEST_US);
    }
  });
});

describe('what full duplex changes', () => {
  const pair = (duplex?: 'half'): Network => {
    const card = (index: number) => ({
      kind: 'host' as const,
      interfaces: { eth0: { mac: `02:00:00:00:00:0${index}`, ipv4: `10.0.0.${index}/24` } },
    });
    const cable = { ends: ['M1.eth0', 'M2.eth0'] as const, rateMbps: 10, delayUs: 3 };
    return buildNetwork({
      devices: { M1: card(1), M2: card(2) },
      links: [duplex === undefined ? cable : { ...cable, duplex }],
    });
  };

  it('both ends send at once, and both frames arrive', () => {
    const network = pair();
    const { seen, observer } = watched();
    sendAt(network, 1);
    sendAt(network, 2);
    advance(network, 1_000_000, observer);
    // The gap behind a frame keeps the next one waiting, but not the frame itself.
    const arrivesUs = SHORTEST_US + 3;
    expect(times(seen, 'received', 'M1.eth0')).toEqual([arrivesUs]);
    expect(times(seen, 'received', 'M2.eth0')).toEqual([arrivesUs]);
    expect(seen.some(({ what }) => what === 'collided')).toBe(false);
  });

  it('on a half-duplex cable they collide first', () => {
    const network = pair('half');
    const { seen, observer } = watched();
    sendAt(network, 1);
    sendAt(network, 2);
    advance(network, 1_000_000, observer);
    expect(seen.filter(({ what }) => what === 'collided').length).toBeGreaterThanOrEqual(2);
    expect(seen.filter(({ what }) => what === 'received')).toHaveLength(2);
  });
});

describe('a cable with a rate', () => {
  it('sends one frame after the other, and loses what does not fit into the queue', () => {
    const card = (index: number) => ({
      kind: 'host' as const,
      interfaces: { eth0: { mac: `02:00:00:00:00:0${index}`, ipv4: `10.0.0.${index}/24` } },
    });
    const network = buildNetwork({
      devices: { M1: card(1), M2: card(2) },
      links: [{ ends: ['M1.eth0', 'M2.eth0'], rateMbps: 1, queue: 5, delayUs: 10 }],
    });
    const { seen, observer } = watched();
    for (let index = 0; index < 8; index++) transmit(network, 'M1', 'eth0', frameFrom(1), observer);
    advance(network, 1_000_000, observer);
    // 72 octets and a gap of 12 at 1 Mbit/s: 672 µs each, and 576 µs until the last bit has left.
    expect(times(seen, 'sent', 'M1.eth0')).toEqual([0, 672, 1344, 2016, 2688]);
    expect(times(seen, 'received', 'M2.eth0')).toEqual([586, 1258, 1930, 2602, 3274]);
    expect(network.cables['M1']?.['eth0']?.counts).toMatchObject({ sentFrames: 5, sentDropped: 3, busyUs: 5 * 672 });
  });

  it('throws away what waits when it is cut, and carries what comes after it is mended', () => {
    const card = (index: number) => ({
      kind: 'host' as const,
      interfaces: { eth0: { mac: `02:00:00:00:00:0${index}`, ipv4: `10.0.0.${index}/24` } },
    });
    const network = buildNetwork({
      devices: { M1: card(1), M2: card(2) },
      links: [{ ends: ['M1.eth0', 'M2.eth0'], rateMbps: 1, delayUs: 10 }],
      changes: [
        { at: 0.001, cut: 'M1.eth0' },
        { at: 0.002, mend: 'M1.eth0' },
      ],
    });
    const { seen, observer } = watched();
    for (let index = 0; index < 4; index++) transmit(network, 'M1', 'eth0', frameFrom(1), observer);
    advance(network, 10_000, observer);
    transmit(network, 'M1', 'eth0', frameFrom(1), observer);
    advance(network, 20_000, observer);
    // The second was under way: it is lost on the cable.
    expect(times(seen, 'sent', 'M1.eth0')).toEqual([0, 672, 10_000]);
    expect(times(seen, 'received', 'M2.eth0')).toEqual([586, 10_586]);
    expect(network.cables['M1']?.['eth0']?.counts).toMatchObject({ sentFrames: 3, sentDropped: 2 });
  });
});
