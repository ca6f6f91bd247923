import { describe, expect, it } from 'vitest';
import { ipv4 as ip } from '../../../shared/address/ipv4.ts';
import { apply } from '../../../shared/device/apply.ts';
import type { Device, Station } from '../../../shared/device/device.ts';
import type { DeviceEvent } from '../../../shared/device/event.ts';
import { layer, parseFrame } from '../../../shared/wire/frame.ts';
import {
  A,
  acts,
  arp,
  arrival,
  B,
  C,
  does,
  echo,
  errorFrame,
  ethernet,
  EVERYBODY,
  expectFrame,
  FAR,
  hostA,
  icmp,
  ipv4,
  isAt,
  loopedBack,
  NOBODY,
  ping,
  R1,
  R2,
  routerR,
  whoHas,
} from './vocabulary.ts';

const knowsGateway = { [R1.ip]: R1.mac };

/** The device after it has done what it must. */
function after<Kind extends Device>(device: Kind, ...events: DeviceEvent[]): Kind {
  const copy = structuredClone(device);
  for (const event of events) apply(copy, acts(copy, event).actions, 0);
  return copy;
}

describe('a host and the frames that come in', () => {
  it('[host.accept] takes a frame to its own MAC', () => {
    const { actions } = acts(hostA(), arrival('eth0', echo({ from: B, toMac: A.mac, to: A.ip })));
    expect(does(actions, 'deliver')).toHaveLength(1);
  });

  it('[host.accept] leaves a frame to another MAC, whatever the packet says', () => {
    const { actions } = acts(hostA(), arrival('eth0', echo({ from: B, toMac: C.mac, to: A.ip })));
    expect(actions).toEqual([{ do: 'drop', why: 'not-for-me' }]);
  });

  it('[host.fcs] drops a damaged frame without an answer', () => {
    const sound = echo({ from: B, toMac: A.mac, to: A.ip });
    const damaged = parseFrame(sound.bytes, 0xdeadbeef);
    expect(acts(hostA(), arrival('eth0', damaged)).actions).toEqual([{ do: 'drop', why: 'bad-fcs' }]);
  });

  it('leaves a tagged frame (rule 8)', () => {
    const { bytes } = echo({ from: B, toMac: A.mac, to: A.ip });
    const tagged = parseFrame(new Uint8Array([...bytes.slice(0, 12), 0x81, 0x00, 0x00, 0x0a, ...bytes.slice(12)]));
    expect(acts(hostA(), arrival('eth0', tagged)).actions).toEqual([{ do: 'drop', why: 'unknown-vlan' }]);
  });

  it('drops a packet for somebody else in silence, even if it came to its own MAC (rule 10)', () => {
    const { actions } = acts(hostA(), arrival('eth0', echo({ from: B, toMac: A.mac, to: C.ip })));
    expect(actions.map((action) => action.do)).toEqual(['drop']);
  });

  it('answers an echo request from the address that was pinged, with the same identifier, sequence and data', () => {
    const request = echo({ from: B, toMac: A.mac, to: A.ip, ttl: 1 });
    const [up] = does(acts(hostA(), arrival('eth0', request)).actions, 'originate');
    expect(up?.datagram).toMatchObject({
      source: A.ip,
      destination: B.ip,
      ttl: 64,
      icmp: { type: 0, identifier: 7, sequence: 3 },
    });
    expect(up?.datagram.data).toEqual(new Uint8Array(56).fill(0xa5));
  });

  it('delivers a ping to everybody and does not answer it (rule 9)', () => {
    const { actions } = acts(hostA(), arrival('eth0', echo({ from: B, toMac: EVERYBODY, to: '192.168.1.255' })));
    expect(actions.map((action) => action.do)).toEqual(['deliver']);
  });
});

describe('a host that sends', () => {
  it('[host.on-link] [host.arp-ask] asks everybody on the link for a target in its own subnet', () => {
    const { actions, frame, ports } = acts(hostA(), ping(B.ip));
    expect(ports).toEqual(['eth0']);
    expect(does(actions, 'hold')).toMatchObject([{ nextHop: B.ip, ask: true }]);
    expectFrame(
      frame,
      ethernet({ destination: EVERYBODY, source: A.mac }),
      arp({ operation: 1, senderMac: A.mac, senderIp: A.ip, targetMac: NOBODY, targetIp: B.ip }),
    );
  });

  it('[host.next-hop] asks for the gateway when the target is elsewhere', () => {
    expectFrame(acts(hostA(), ping(FAR.ip)).frame, arp({ targetIp: R1.ip }));
  });

  it('[host.next-hop] frame to the gateway, packet to the target', () => {
    expectFrame(
      acts(hostA(knowsGateway), ping(FAR.ip)).frame,
      ethernet({ destination: R1.mac, source: A.mac }),
      ipv4({ source: A.ip, destination: FAR.ip, ttl: 64 }),
      icmp({ type: 8, identifier: 7, sequence: 1 }),
    );
  });

  it('[host.arp-ask] lets further packets wait without asking again (rule 4)', () => {
    const waiting = after(hostA(), ping(B.ip));
    const { actions, sends } = acts(waiting, ping(B.ip));
    expect(sends).toEqual([]);
    expect(does(actions, 'hold')).toMatchObject([{ ask: false }]);
  });

  it('sends the broadcast address of its subnet to everybody, without asking (rule 12)', () => {
    const { frame, sends } = acts(hostA(), ping('192.168.1.255'));
    expect(sends).toHaveLength(1);
    expectFrame(frame, ethernet({ destination: EVERYBODY }), ipv4({ destination: '192.168.1.255' }));
  });

  it('sends by its loopback interface to its own address, and is answered inside (rule 12)', () => {
    const { actions, sends, frame } = acts(hostA(), ping(A.ip));
    expect(actions.map((action) => action.do)).toEqual(['number-packet', 'send']);
    expect(sends.map(({ port }) => port)).toEqual(['lo']);
    expectFrame(frame, ethernet({ source: NOBODY, destination: NOBODY }), ipv4({ source: A.ip, destination: A.ip }));
    const back = acts(hostA(), loopedBack(hostA(), ping(A.ip)));
    expect(back.actions.map((action) => action.do)).toEqual(['deliver', 'originate']);
    expect(does(back.actions, 'originate')[0]?.datagram).toMatchObject({ destination: A.ip, icmp: { type: 0 } });
  });

  it('pings everybody in itself, and does not answer (RFC 1122 3.2.2.6; Linux: 127.255.255.255 is the broadcast address of lo)', () => {
    const { frame, sends } = acts(hostA(), ping('127.255.255.255'));
    expect(sends.map(({ port }) => port)).toEqual(['lo']);
    expectFrame(frame, ipv4({ source: '127.0.0.1', destination: '127.255.255.255' }));
    expect(acts(hostA(), loopedBack(hostA(), ping('127.255.255.255'))).actions.map((action) => action.do)).toEqual([
      'deliver',
    ]);
  });

  it('does not pad what it says to itself: no cable asks for it', () => {
    const udp = { sourcePort: 40_000, destinationPort: 5000 };
    const datagram = {
      destination: A.ip,
      source: undefined,
      ttl: 64,
      dscp: 0,
      dontFragment: true,
      udp,
      data: Uint8Array.of(97),
    };
    const { frame } = acts(hostA(), { kind: 'originate', datagram });
    // Ethernet, IPv4, UDP, one octet; tcpdump on a real lo prints "length 43".
    expect(frame?.bytes).toHaveLength(43);
    expect(frame?.layers.map(({ protocol }) => protocol)).toEqual(['ethernet', 'ipv4', 'udp', 'data']);
  });

  it('sends nothing without a route (rule 12)', () => {
    const noGateway: Station = { ...hostA(), routes: hostA().routes.filter((route) => route.via === undefined) };
    expect(acts(noGateway, ping(FAR.ip)).actions).toEqual([{ do: 'drop', why: 'no-route' }]);
  });
});

describe('ARP', () => {
  it('[host.arp-answer] answers a question for its address, to the asker alone', () => {
    expectFrame(
      acts(hostA(), arrival('eth0', whoHas(B, A.ip))).frame,
      ethernet({ destination: B.mac, source: A.mac }),
      arp({ operation: 2, senderMac: A.mac, senderIp: A.ip, targetMac: B.mac, targetIp: B.ip }),
    );
  });

  it('[host.arp-answer] keeps quiet on a question for somebody else', () => {
    expect(acts(hostA(), arrival('eth0', whoHas(B, C.ip))).actions).toEqual([{ do: 'drop', why: 'not-asked' }]);
  });

  it('[host.arp-answer] answers for the address of the very card it was asked on, no other (rule 6)', () => {
    expect(acts(routerR(), arrival('eth0', whoHas(A, R2.ip))).sends).toEqual([]);
  });

  it('[host.arp-learn] enters the asker before it answers, even from another subnet', () => {
    const stranger = { mac: B.mac, ip: '10.9.9.9' };
    const { actions } = acts(hostA(), arrival('eth0', whoHas(stranger, A.ip)));
    expect(actions.map((action) => action.do)).toEqual(['learn-neighbor', 'send']);
    expect(actions[0]).toMatchObject({ address: '10.9.9.9', mac: B.mac });
  });

  it('[host.arp-learn] overhearing makes no entry', () => {
    expect(after(hostA(), arrival('eth0', whoHas(B, C.ip))).neighbors).toEqual({});
    expect(after(hostA(), arrival('eth0', isAt(B, A))).neighbors).toEqual({});
  });

  it('[host.arp-learn] overhearing changes an entry that is there (rule 7)', () => {
    const knowsB = after(hostA(), arrival('eth0', whoHas(B, A.ip)));
    const moved = after(knowsB, arrival('eth0', whoHas({ mac: C.mac, ip: B.ip }, R1.ip)));
    expect(moved.neighbors['eth0']?.[B.ip]).toEqual({ state: 'reachable', mac: C.mac });
  });

  it('[host.arp-learn] an answer releases what waited, in order', () => {
    const waiting = after(hostA(), ping(B.ip), ping(B.ip));
    const effects = apply(waiting, acts(waiting, arrival('eth0', isAt(B, A))).actions, 0);
    expect(effects.next.map((event) => event.kind)).toEqual(['resolved', 'resolved']);
    const [first] = effects.next;
    expectFrame(first && acts(waiting, first).frame, ethernet({ destination: B.mac }), icmp({ type: 8 }));
  });

  it('[host.arp-learn] a permanent entry is not overwritten', () => {
    const host = after(hostA({ [B.ip]: B.mac }), arrival('eth0', whoHas({ mac: C.mac, ip: B.ip }, A.ip)));
    expect(host.neighbors['eth0']?.[B.ip]).toEqual({ state: 'permanent', mac: B.mac });
  });

  it('asks three times, a second apart, and gives up; only its own program is told (rules 4 and 5)', () => {
    const host = hostA();
    const waits: number[] = [];
    let questions = 0;
    let effects = apply(host, acts(host, ping(B.ip)).actions, 0);
    for (;;) {
      questions += effects.sends.length;
      const [timer] = effects.timers;
      if (timer === undefined) break;
      waits.push(timer.afterUs);
      effects = apply(host, acts(host, timer.event).actions, 0);
    }
    expect({ questions, waits }).toEqual({ questions: 3, waits: [1_000_000, 1_000_000, 1_000_000] });
    expect(host.neighbors['eth0']).toEqual({});
    const [told] = effects.next;
    expect(effects.next).toHaveLength(1);
    if (told?.kind !== 'originate') throw new Error('nobody is told');
    expect(told.datagram).toMatchObject({ destination: A.ip, icmp: { type: 3, code: 1 } });
    // ping: "From 192.168.1.1 icmp_seq=1 Destination Host Unreachable", and nothing on the cable.
    expectFrame(
      does(acts(host, loopedBack(host, told)).actions, 'deliver')[0]?.frame,
      ipv4({ source: A.ip, destination: A.ip }),
      icmp({ type: 3, code: 1 }),
    );
  });

  it('keeps the newest 101 packets that wait for one next hop (Linux: unres_qlen)', () => {
    const pings = Array.from({ length: 105 }, (_, index) => ping(B.ip, 100 + index));
    const host = after(hostA(), ...pings);
    const released = apply(host, acts(host, arrival('eth0', isAt(B, A))).actions, 0).next;
    const lives = released.map((event) => event.kind === 'resolved' && layer(event.held.packet, 'ipv4')?.header.ttl);
    expect(lives).toEqual(Array.from({ length: 101 }, (_, index) => 104 + index));
  });

  it('a timer of an earlier round does nothing to a later one', () => {
    const host = hostA();
    const [timer] = apply(host, acts(host, ping(B.ip)).actions, 0).timers;
    const down = { kind: 'carrier', port: 'eth0', up: false } as const;
    const asksAgain = after(host, arrival('eth0', isAt(B, A)), down, { ...down, up: true }, ping(B.ip));
    expect(asksAgain.neighbors['eth0']?.[B.ip]?.state).toBe('incomplete');
    expect(timer && acts(asksAgain, timer.event).actions).toEqual([]);
  });

  it('a timer of a round that was answered does nothing', () => {
    const host = hostA();
    const [timer] = apply(host, acts(host, ping(B.ip)).actions, 0).timers;
    const answered = after(host, arrival('eth0', isAt(B, A)));
    expect(timer && acts(answered, timer.event).actions).toEqual([]);
  });
});

describe('a router', () => {
  const transit = (more: { to?: string; ttl?: number; toMac?: string } = {}): DeviceEvent =>
    arrival('eth0', echo({ from: A, toMac: R1.mac, to: FAR.ip, ...more }));
  const knowsFar = { [FAR.ip]: FAR.mac };

  it('[router.accept] leaves a frame that is not for the card it came in by', () => {
    expect(acts(routerR(), transit({ toMac: R2.mac })).actions).toEqual([{ do: 'drop', why: 'not-for-me' }]);
  });

  it('[router.accept] never forwards what came as a broadcast', () => {
    expect(acts(routerR(knowsFar), transit({ toMac: EVERYBODY })).sends).toEqual([]);
  });

  it('[router.rewrite] [router.ttl] new MACs, old IP addresses, one hop less', () => {
    const { frame, ports } = acts(routerR(knowsFar), transit());
    expect(ports).toEqual(['eth1']);
    expectFrame(
      frame,
      ethernet({ source: R2.mac, destination: FAR.mac }),
      ipv4({ source: A.ip, destination: FAR.ip, ttl: 63 }),
      icmp({ type: 8, identifier: 7, sequence: 3 }),
    );
  });

  it('[router.ttl] does not forward a packet on its last hop, and tells its source', () => {
    const { actions, sends } = acts(routerR(knowsFar), transit({ ttl: 1 }));
    expect(sends).toEqual([]);
    const [told] = does(actions, 'originate');
    expect(told?.datagram).toMatchObject({ destination: A.ip, source: undefined, icmp: { type: 11, code: 0 } });
    expect(
      parseFrame(new Uint8Array([...new Uint8Array(12), 8, 0, ...(told?.datagram.data ?? [])])).layers[1],
    ).toMatchObject({
      header: { ttl: 1, source: A.ip, destination: FAR.ip },
    });
  });

  it('[router.ttl] does not look at the TTL of a packet for itself, on whichever card (rule 9)', () => {
    const { actions } = acts(routerR(), transit({ to: R2.ip, ttl: 1 }));
    expect(actions.map((action) => action.do)).toEqual(['deliver', 'originate']);
  });

  it('[router.no-route] tells the source that the net is unreachable, before it looks at the TTL', () => {
    const [told] = does(acts(routerR(), transit({ to: '10.9.9.9', ttl: 1 })).actions, 'originate');
    expect(told?.datagram.icmp).toEqual({ type: 3, code: 0 });
  });

  it('[router.no-route] no error about an error (rule 17)', () => {
    const frame = errorFrame({ from: A, toMac: R1.mac, to: '10.9.9.9' });
    expect(acts(routerR(), arrival('eth0', frame)).actions).toEqual([{ do: 'drop', why: 'no-route' }]);
  });

  it('[router.no-route] an error about a reply, for a reply is no error (rule 17)', () => {
    const reply = echo({ from: A, toMac: R1.mac, to: '10.9.9.9', type: 0 });
    expect(does(acts(routerR(), arrival('eth0', reply)).actions, 'originate')).toHaveLength(1);
  });

  it('[router.lpm] the longest prefix wins, in whatever order the routes stand', () => {
    const routes = [
      { to: 'default', via: '192.168.2.1' },
      { to: '10.1.1.0/24', via: '192.168.2.3' },
      { to: '10.1.0.0/16', via: '192.168.2.4' },
      { to: '192.168.2.2/32', via: '192.168.2.9' },
    ];
    const asksFor = (to: string, list: typeof routes) => acts(routerR({}, list), transit({ to })).frame;
    for (const list of [routes, routes.toReversed()]) {
      expectFrame(asksFor('10.1.1.7', list), arp({ targetIp: '192.168.2.3' }));
      expectFrame(asksFor('10.1.2.7', list), arp({ targetIp: '192.168.2.4' }));
      expectFrame(asksFor('11.0.0.1', list), arp({ targetIp: '192.168.2.1' }));
      // A route of 32 bits beats the connected subnet of 24 (rule 10).
      expectFrame(asksFor(FAR.ip, list), arp({ targetIp: '192.168.2.9' }));
    }
  });

  it('[router.lpm] of two routes of the same length the smaller metric wins, in whatever order they stand', () => {
    const [eth0, eth1] = ['192.168.1.9', '192.168.2.9'];
    const routes = [
      { to: '10.0.0.0/8', via: eth0, metric: 20 },
      { to: '10.0.0.0/8', via: eth1, metric: 10 },
      { to: '10.0.0.0/8', via: R2.ip.replace('254', '8'), metric: 30 },
    ];
    for (const list of [routes, routes.toReversed()]) {
      expectFrame(acts(routerR({}, list), transit({ to: '10.1.1.7' })).frame, arp({ targetIp: eth1 }));
    }
  });

  it('[router.arp] asks for the target itself on the last hop, from the card by which it will leave', () => {
    const { frame, ports } = acts(routerR(), transit());
    expect(ports).toEqual(['eth1']);
    expectFrame(frame, ethernet({ source: R2.mac }), arp({ senderIp: R2.ip, targetIp: FAR.ip }));
  });

  it('[router.arp] tells the senders of what waited, in order, when nobody answers (rule 5)', () => {
    const router = routerR();
    const other = echo({ from: B, toMac: R1.mac, to: FAR.ip });
    const events = [transit(), arrival('eth0', other)];
    const [timer] = events.flatMap((event) => apply(router, acts(router, event).actions, 0).timers);
    expect(timer?.event.kind).toBe('arp-timer');
    if (timer?.event.kind !== 'arp-timer') return;
    const { actions } = acts(router, { ...timer.event, asked: 3 });
    const told = does(actions, 'originate').map(({ datagram }) => [datagram.destination, datagram.icmp]);
    expect(told).toEqual([
      [A.ip, { type: 3, code: 1 }],
      [B.ip, { type: 3, code: 1 }],
    ]);
  });

  it('forwards by the interface it came in by, without a redirect (rule 10)', () => {
    const router = routerR({ [C.ip]: C.mac }, [{ to: '10.0.0.0/8', via: C.ip }]);
    const { actions, frame, ports } = acts(router, transit({ to: '10.9.9.9' }));
    expect(ports).toEqual(['eth0']);
    expectFrame(frame, ethernet({ source: R1.mac, destination: C.mac }), ipv4({ ttl: 63 }));
    expect(does(actions, 'originate')).toEqual([]);
  });

  it("an error's source is the address of the card by which it leaves (rule 15)", () => {
    const router = routerR({ [FAR.ip]: FAR.mac }, [{ to: '10.0.0.0/8', via: FAR.ip }]);
    const stranger = { mac: A.mac, ip: ip('10.0.0.1') };
    const request = echo({ from: stranger, toMac: R1.mac, to: '172.16.0.1' });
    const [told] = does(acts(router, arrival('eth0', request)).actions, 'originate');
    expect(told).toBeDefined();
    if (told === undefined) return;
    const { frame, ports } = acts(router, { kind: 'originate', datagram: told.datagram });
    expect(ports).toEqual(['eth1']);
    expectFrame(frame, ipv4({ source: R2.ip, destination: '10.0.0.1', ttl: 64 }), icmp({ type: 3, code: 0 }));
  });

  it('quotes at most 548 octets of the packet (rule 16)', () => {
    const [told] = does(acts(routerR(), arrival('eth0', packetOf(1400))).actions, 'originate');
    expect(told?.datagram.data.length).toBe(548);
  });
});

/** A packet of that many octets to a net without a route. */
function packetOf(octets: number) {
  const frame = echo({ from: A, toMac: R1.mac, to: '10.9.9.9' });
  const bytes = new Uint8Array(14 + octets);
  bytes.set(frame.bytes.slice(0, 34));
  // The length, some other protocol, and the header checksum of RFC 1071.
  bytes[16] = octets >> 8;
  bytes[17] = octets & 0xff;
  bytes[23] = 17;
  bytes[24] = 0;
  bytes[25] = 0;
  let sum = 0;
  for (let at = 14; at < 34; at += 2) sum += ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  const folded = ~((sum & 0xffff) + (sum >>> 16)) & 0xffff;
  bytes[24] = folded >> 8;
  bytes[25] = folded & 0xff;
  return parseFrame(bytes);
}
