import { describe, expect, it } from 'vitest';
import { buildNetwork, endOfTrafficUs, isLabMistake, type Lab, readLab } from '../../../shared/network/lab.ts';
import { pending } from '../../../shared/network/queue.ts';
import { allLabs, labOf } from './labs.ts';

/** A right lab; each case spoils one thing in it. */
function rightLab() {
  return {
    name: 'a lab',
    devices: {
      A: {
        kind: 'host',
        interfaces: { eth0: { mac: '02:00:00:00:01:01', ipv4: '192.168.1.101/24' } },
        routes: [{ to: 'default', via: '192.168.1.1' }],
        neigh: { '192.168.1.9': '02:00:00:00:09:09' },
      },
      R: {
        kind: 'router',
        interfaces: {
          eth0: { mac: '02:00:00:00:02:01', ipv4: '192.168.1.1/24' },
          eth1: { mac: '02:00:00:00:02:02', ipv4: '192.168.56.1/24' },
        },
      },
      S: { kind: 'switch', mac: '02:00:00:00:0a:00', ports: { p1: {}, p2: {} } },
      H: { kind: 'hub', ports: { p1: {}, p2: {} } },
    },
    links: [
      ['A.eth0', 'S.p1'],
      ['S.p2', 'R.eth0'],
    ],
    traffic: [{ at: 0, on: 'A', ping: { to: '192.168.56.1', count: 2, intervalMs: 1000, ttl: 64 } }],
  };
}

/** The right lab with the value at the path replaced, or taken away by `undefined`. */
function spoilt(path: string, value: unknown): unknown {
  const lab: unknown = rightLab();
  const steps = path.split('/');
  const last = steps.pop() ?? '';
  let place = lab as Record<string, unknown>;
  for (const step of steps) place = place[step] as Record<string, unknown>;
  if (value === undefined) delete place[last];
  else place[last] = value;
  return JSON.parse(JSON.stringify(lab));
}

const eth0 = 'devices/A/interfaces/eth0';

/** What is spoilt, how, the path that is named, and what is said. */
const mistakes: readonly (readonly [place: string, value: unknown, path: string, says: RegExp])[] = [
  ['nmae', 'x', 'nmae', /unknown field/],
  ['devices', undefined, 'devices', /missing/],
  ['devices', [], 'devices', /object/],
  ['name', 7, 'name', /text/],
  ['devices/A/kind', 'hots', 'devices.A.kind', /"host", "hub", "switch", "router" or "vtep"/],
  ['devices/A/kind', undefined, 'devices.A.kind', /missing|host/],
  ['devices/A/ports', {}, 'devices.A.ports', /unknown field/],
  ['devices/A/interfaces', undefined, 'devices.A.interfaces', /missing/],
  ['devices/A/interfaces', {}, 'devices.A.interfaces', /at least one/],
  [`${eth0}/speed`, 1500, 'devices.A.interfaces.eth0.speed', /unknown field/],
  [`${eth0}/mtu`, 100, 'devices.A.interfaces.eth0.mtu', /576 to 9216/],
  [`${eth0}/vlan`, { of: 'eth7', id: 10 }, 'devices.A.interfaces.eth0.vlan.of', /no card/],
  ['devices/S/ports/p2/vlan', {}, 'devices.S.ports.p2.vlan', /access.*trunk/],
  ['devices/S/ports/p2/vlan', { access: 4095 }, 'devices.S.ports.p2.vlan.access', /1 to 4094/],
  ['devices/S/ports/p2/vlan', { trunk: [1], native: 0 }, 'devices.S.ports.p2.vlan.native', /1 to 4094/],
  ['devices/S/ports/p2/vni', 100, 'devices.S.ports.p2.vni', /unknown field/],
  ['devices/S/stp', { priority: 65536 }, 'devices.S.stp.priority', /0 to 65535/],
  ['devices/S/stp', { priority: 1, maxAgeSeconds: 40 }, 'devices.S.stp', /must hold/],
  ['devices/S/ageingSeconds', 0, 'devices.S.ageingSeconds', /1 to 1000000/],
  ['devices/R/nat', { outside: 'eth9' }, 'devices.R.nat.outside', /no interface eth9/],
  ['devices/A/nat', { outside: 'eth0' }, 'devices.A.nat', /does not forward/],
  ['devices/A/ospf', { interfaces: {} }, 'devices.A.ospf', /only a router/],
  ['devices/R/ospf', { interfaces: { eth9: {} } }, 'devices.R.ospf.interfaces.eth9', /no interface eth9/],
  ['devices/R/ospf', { interfaces: {}, helloSeconds: 5, deadSeconds: 5 }, 'devices.R.ospf.deadSeconds', /more than/],
  ['devices/A/listen', { udp: { '0': 'echo' } }, 'devices.A.listen.udp.0', /1 to 65535/],
  ['devices/A/listen', { udp: { '7': 'shout' } }, 'devices.A.listen.udp.7', /"echo" or "sink"/],
  ['devices/A/filter', { input: { rules: [{ do: 'eat' }] } }, 'devices.A.filter.input.rules[0].do', /"accept" or/],
  [
    'devices/A/filter',
    { input: { rules: [{ out: 'eth0', do: 'drop' }] } },
    'devices.A.filter.input.rules[0].out',
    /not known yet/,
  ],
  [
    'devices/A/filter',
    { input: { rules: [{ port: 7, do: 'drop' }] } },
    'devices.A.filter.input.rules[0].port',
    /"protocol": "udp"/,
  ],
  ['devices/V', { kind: 'vtep', interfaces: {}, ports: {} }, 'devices.V.interfaces', /needs an address/],
  ['devices/H/rateMbps', 0, 'devices.H.rateMbps', /0\.001 to/],
  ['links/0', { ends: ['A.eth0', 'S.p1'], duplex: 'half' }, 'links[0].duplex', /needs a rateMbps/],
  ['links/0', { ends: ['A.eth0', 'S.p9'] }, 'links[0].ends[1]', /no port p9/],
  ['changes', [{ at: 1 }], 'changes[0]', /needs a "cut"/],
  ['changes', [{ at: 1, cut: 'S.p9' }], 'changes[0].cut', /no port p9/],
  ['changes', [{ at: 1, cut: 'H.p1' }], 'changes[0].cut', /no cable/],
  ['changes', [{ at: 1, move: ['A.eth0', 'S.p2'] }], 'changes[0].move[1]', /has a cable already/],
  [`${eth0}/mac`, '02:00:00:00:01', 'devices.A.interfaces.eth0.mac', /mac-length/],
  [`${eth0}/mac`, '03:00:00:00:01:01', 'devices.A.interfaces.eth0.mac', /group address/],
  [`${eth0}/mac`, '00:00:00:00:00:00', 'devices.A.interfaces.eth0.mac', /zeros/],
  [`${eth0}/ipv4`, '192.168.1.101', 'devices.A.interfaces.eth0.ipv4', /192\.168\.1\.1\/24/],
  [`${eth0}/ipv4`, '192.168.1.0/24', 'devices.A.interfaces.eth0.ipv4', /network address/],
  [`${eth0}/ipv4`, '192.168.1.255/24', 'devices.A.interfaces.eth0.ipv4', /broadcast address/],
  [`${eth0}/ipv4`, '127.0.0.1/8', 'devices.A.interfaces.eth0.ipv4', /cannot be/],
  [`${eth0}/ipv4`, '224.0.0.1/24', 'devices.A.interfaces.eth0.ipv4', /cannot be/],
  ['devices/R/interfaces/eth1/ipv4', '192.168.1.1/25', 'devices.R.interfaces.eth1.ipv4', /another interface/],
  [`${eth0}/ipv4`, ['192.168.1.101/24', '10.0.0/8'], 'devices.A.interfaces.eth0.ipv4[1]', /address and a length/],
  [`${eth0}/ipv4`, ['192.168.1.2/24', '192.168.1.2/25'], 'devices.A.interfaces.eth0.ipv4[1]', /this interface already/],
  [`${eth0}/ipv4`, ['192.168.1.101/24', 7], 'devices.A.interfaces.eth0.ipv4[1]', /text/],
  ['devices/A/routes', {}, 'devices.A.routes', /list/],
  ['devices/A/routes/0/dev', 'eth7', 'devices.A.routes[0].dev', /no interface eth7/],
  ['devices/A/routes/0', { to: 'default' }, 'devices.A.routes[0]', /"via" or a "dev"/],
  ['devices/A/routes/0/to', '10.0.0.1/8', 'devices.A.routes[0].to', /prefix-host-bits/],
  ['devices/A/routes/0/to', '192.168.1.0/24', 'devices.A.routes[0].to', /already/],
  ['devices/A/routes/1', { to: '0.0.0.0/0', via: '192.168.1.2' }, 'devices.A.routes[1].to', /already/],
  ['devices/A/routes/0/via', '192.168.2.1', 'devices.A.routes[0].via', /none of this device's subnets/],
  ['devices/A/routes/0/via', '192.168.1.101', 'devices.A.routes[0].via', /own address/],
  ['devices/A/routes/0/via', '192.168.1.255', 'devices.A.routes[0].via', /broadcast/],
  ['devices/A/routes/0/via', '192.168.1.256', 'devices.A.routes[0].via', /ipv4-octet-range/],
  ['devices/A/neigh/10.0.0.1', '02:00:00:00:09:09', 'devices.A.neigh["10.0.0.1"]', /none of this device's subnets/],
  ['devices/A/neigh/192.168.1.9', 'nobody', 'devices.A.neigh["192.168.1.9"]', /MAC address/],
  ['devices/A.1', { kind: 'hub', ports: {} }, 'devices.A.1', /letters, digits/],
  ['devices/S/ports/p 1', {}, 'devices.S.ports.p 1', /letters, digits/],
  ['devices/constructor', { kind: 'hub', ports: {} }, 'devices.constructor', /reserved/],
  ['devices/S/mac', 'ff:ff:ff:ff:ff:ff', 'devices.S.mac', /group address/],
  ['devices/S/ports/p1', [], 'devices.S.ports.p1', /object/],
  ['devices/S/ports/p1/speed', 10, 'devices.S.ports.p1.speed', /unknown field/],
  ['links/0', ['A.eth0'], 'links[0][1]', /missing|two texts/],
  ['links/0', ['A.eth0', 'S.p1', 'H.p1'], 'links[0][2]', /two texts|unknown/],
  ['links/0/1', 'X.p1', 'links[0][1]', /no device X/],
  ['links/0/1', 'S.p9', 'links[0][1]', /no port p9/],
  ['links/0/1', 'S', 'links[0][1]', /such as "A\.eth0"/],
  ['links/0/1', 'S.p1.p2', 'links[0][1]', /such as "A\.eth0"/],
  ['links/1/1', 'S.p1', 'links[1][1]', /has a cable already \(links\[0\]\)/],
  ['links/1/1', 'S.p2', 'links[1]', /to itself/],
  ['traffic/0/on', 'S', 'traffic[0].on', /switch/],
  ['traffic/0/on', 'Z', 'traffic[0].on', /no device Z/],
  ['traffic/0/at', -1, 'traffic[0].at', /0 to 86400/],
  ['traffic/0/at', '0', 'traffic[0].at', /number/],
  ['traffic/0/udp', {}, 'traffic[0].udp', /unknown field/],
  ['traffic/0', { on: 'A' }, 'traffic[0]', /needs a "ping"/],
  ['traffic/0', { on: 'A', run: ' ' }, 'traffic[0].run', /a command/],
  ['traffic/0', { on: 'H', run: 'ip a' }, 'traffic[0].on', /no console/],
  ['traffic/0', { on: 'A', udp: { to: '192.168.1.1', port: 0 } }, 'traffic[0].udp.port', /1 to 65535/],
  ['traffic/0', { on: 'A', udp: { to: '192.168.1.1', port: 7, text: 'ä' } }, 'traffic[0].udp.text', /ASCII/],
  ['traffic/0/ping/to', 'B', 'traffic[0].ping.to', /IPv4 address/],
  ['traffic/0/ping/to', '224.0.0.1', 'traffic[0].ping.to', /pinged/],
  ['traffic/0/ping/count', 0, 'traffic[0].ping.count', /1 to 65535/],
  ['traffic/0/ping/count', 1.5, 'traffic[0].ping.count', /whole number/],
  [
    'traffic',
    Array.from({ length: 16 }, () => ({ on: 'A', ping: { to: '192.168.1.1', count: 65_535 } })),
    'traffic[15]',
    /more than 1000000 packets/,
  ],
  ['traffic/0/ping/intervalMs', 0, 'traffic[0].ping.intervalMs', /1 to 3600000/],
  ['traffic/0/ping/ttl', 256, 'traffic[0].ping.ttl', /1 to 255/],
];

describe('readLab', () => {
  it('accepts the lab that the cases spoil', () => {
    expect(readLab(rightLab())).toEqual(rightLab());
  });

  it.each(mistakes)('refuses %s = %j', (place, value, path, says) => {
    const result = readLab(spoilt(place, value));
    expect(result).toMatchObject({ path, mistake: expect.stringMatching(says) });
  });

  it.each([[null], [[]], ['lab'], [7], [true]])('refuses %j', (value) => {
    expect(readLab(value)).toMatchObject({ path: '', mistake: expect.stringMatching(/object/) });
  });

  it('does not stumble over names that mean something to JavaScript', () => {
    const text = JSON.stringify(rightLab()).replace('"S":', '"__proto__":');
    expect(readLab(JSON.parse(text))).toMatchObject({ path: 'devices.__proto__' });
  });

  it('is not impressed by nesting', () => {
    const deep: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
    expect(readLab({ ...rightLab(), deep })).toMatchObject({ path: 'deep', mistake: 'unknown field' });
  });

  it.each(allLabs)('accepts %s', (file) => {
    expect(isLabMistake(labOf(file))).toBe(false);
  });
});

describe('buildNetwork', () => {
  const read = (value: unknown) => readLab(value) as Lab;

  it('puts connected routes first, and each route on the interface that has its gateway', () => {
    const lab = read(spoilt('devices/R/routes', [{ to: 'default', via: '192.168.56.2' }]));
    expect(buildNetwork(lab).devices['R']).toMatchObject({
      routes: [
        { to: '192.168.1.0/24', via: undefined, interface: 'eth0' },
        { to: '192.168.56.0/24', via: undefined, interface: 'eth1' },
        { to: '0.0.0.0/0', via: '192.168.56.2', interface: 'eth1' },
      ],
    });
  });

  it('puts a permanent neighbour on the interface whose subnet has it', () => {
    const lab = read(spoilt('devices/R/neigh', { '192.168.56.2': '02:00:00:00:09:09' }));
    expect(buildNetwork(lab).devices['R']).toMatchObject({
      neighbors: { eth1: { '192.168.56.2': { state: 'permanent', mac: '02:00:00:00:09:09' } } },
    });
  });

  it('gives a switch without an address a locally administered one, always the same', () => {
    const macOf = (id: string) => {
      const lab: Lab = { devices: { [id]: { kind: 'switch', ports: { p1: {} } } } };
      return (buildNetwork(lab).devices[id] as { mac: string }).mac;
    };
    expect(macOf('S1')).toMatch(/^02:5b:/);
    expect(macOf('S1')).toBe(macOf('S1'));
    expect(macOf('S1')).not.toBe(macOf('S2'));
  });

  it('schedules the traffic: one identifier an item, one request an interval', () => {
    const lab = read(spoilt('traffic/1', { at: 0.5, on: 'R', ping: { to: '192.168.1.101' } }));
    const network = buildNetwork(lab);
    const due = pending(network.queue)
      .toSorted((a, b) => a.atUs - b.atUs)
      .map(({ atUs, device, event }) => {
        const icmp = event.kind === 'originate' ? event.datagram.icmp : undefined;
        return [atUs, device, icmp];
      });
    expect(due).toEqual([
      [0, 'A', { type: 8, code: 0, identifier: 1, sequence: 1 }],
      [500_000, 'R', { type: 8, code: 0, identifier: 2, sequence: 1 }],
      [1_000_000, 'A', { type: 8, code: 0, identifier: 1, sequence: 2 }],
    ]);
    expect(endOfTrafficUs(lab)).toBe(1_000_000);
    expect(endOfTrafficUs({ devices: {} })).toBe(0);
  });
});
