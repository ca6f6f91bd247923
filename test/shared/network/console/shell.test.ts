import { describe, expect, it } from 'vitest';
import { complete } from '../../../../shared/network/console/complete.ts';
import { humanOctets } from '../../../../shared/network/console/ifconfig.ts';
import { commands, runCommand } from '../../../../shared/network/console/shell.ts';
import { buildNetwork, isLabMistake, readLab } from '../../../../shared/network/lab.ts';
import { advance, type Network, schedule } from '../../../../shared/network/network.ts';
import { draw, drawOne, randomFrom } from '../../../../shared/random.ts';
import { networkOfFixture } from './transcript.ts';

function labNetwork(lab: unknown): Network {
  const read = readLab(lab);
  if (isLabMistake(read)) throw new Error(`${read.path}: ${read.mistake}`);
  return buildNetwork(read);
}

function type(on: Network, device: string, line: string): string {
  const { output, changes } = runCommand(on, device, line, 'change');
  for (const change of changes) schedule(on, on.nowUs, device, { kind: 'configure', change });
  advance(on, on.nowUs);
  return output;
}

describe('a line', () => {
  const own = networkOfFixture();
  it('is split as a shell splits it', () => {
    const plain = runCommand(own, 'A', 'ip link show eth0').output;
    for (const line of [
      '  ip   link show  eth0 ',
      'ip "link" show \'eth0\'',
      'sudo ip link show eth0',
      '/usr/sbin/ip link show eth0',
    ])
      expect(runCommand(own, 'A', line).output).toBe(plain);
  });

  it('goes through pipes', () => {
    expect(runCommand(own, 'A', "ip addr | grep 'inet ' | grep -v 127").output).toBe(
      '    inet 192.168.1.101/24 brd 192.168.1.255 scope global eth0\n    inet 10.0.0.1/8 brd 10.255.255.255 scope global eth1\n',
    );
    expect(runCommand(own, 'A', 'ip -br link | wc -l').output).toBe('4\n');
    expect(runCommand(own, 'A', 'ip link | grep nothing')).toMatchObject({ output: '', status: 1 });
    expect(runCommand(own, 'A', 'ip link | less').output).toBe('bash: less: command not found\n');
  });

  it('without words does nothing, and a repeater has no console', () => {
    expect(runCommand(own, 'A', '   ')).toEqual({ output: '', status: 0, changes: [] });
    const hub = labNetwork({ devices: { H: { kind: 'hub', ports: { p1: {} } } } });
    expect(runCommand(hub, 'H', 'ip link').status).toBe(127);
  });
});

describe('without the right to change', () => {
  const lines = [
    'ip link set eth0 down',
    'ip addr del 192.168.1.101/24 dev eth0',
    'ip route del default',
    'ip neigh replace 192.168.1.7 lladdr 02:00:00:00:00:07 dev eth0',
    'ifconfig eth0 down',
    'route del default',
    'arp -s 192.168.1.7 02:00:00:00:00:07',
    'sudo ip link set eth0 down',
  ];
  it.each(lines)('%s is refused, and nothing changes', (line) => {
    const own = networkOfFixture();
    const denied = runCommand(own, 'A', line, 'read');
    expect(denied.changes).toEqual([]);
    expect(denied.output).toContain('Operation not permitted');
    expect(denied.status).not.toBe(0);
    expect(runCommand(own, 'A', line, 'change').changes).not.toEqual([]);
  });
});

describe('tables of addresses', () => {
  it('say nothing of what is too old, on a device on which nothing has happened since', () => {
    const network = buildNetwork({
      devices: {
        A: { kind: 'host', interfaces: { eth0: { mac: '02:00:00:00:00:0a', ipv4: '10.0.0.1/24' } } },
        B: { kind: 'host', interfaces: { eth0: { mac: '02:00:00:00:00:0b', ipv4: '10.0.0.2/24' } } },
        S: { kind: 'switch', ports: { p1: {} } },
        V: {
          kind: 'vtep',
          interfaces: { eth0: { mac: '02:00:00:00:21:01', ipv4: '172.16.0.1/24' } },
          ports: { p1: { vni: 100 } },
        },
      },
      links: [
        ['A.eth0', 'S.p1'],
        ['B.eth0', 'V.p1'],
      ],
      traffic: [
        { on: 'A', ping: { to: '10.0.0.9' } },
        { on: 'B', ping: { to: '10.0.0.9' } },
      ],
    });
    const seen = [290, 310].map((seconds) => {
      advance(network, seconds * 1_000_000);
      return [
        type(network, 'S', 'brctl showmacs br0').includes('02:00:00:00:00:0a'),
        type(network, 'V', 'bridge fdb').includes('02:00:00:00:00:0b'),
      ];
    });
    expect(seen).toEqual([
      [true, true],
      [false, false],
    ]);
  });
});

describe('settings have their effect', () => {
  it('VLAN interfaces come and go, and stand in /proc/net/vlan', () => {
    const own = networkOfFixture();
    expect(type(own, 'A', 'cat /proc/net/vlan/config')).toContain('No such file or directory');
    expect(type(own, 'A', 'ip link add link eth0 name eth0.10 type vlan id 10')).toBe('');
    expect(type(own, 'A', 'ip link add link eth0 name a/b type vlan id 11')).toBe(
      'Error: argument "a/b" is wrong: "name" not a valid ifname\n',
    );
    expect(type(own, 'A', 'ip link add link eth0 name __proto__ type vlan id 11')).toMatch(/not supported/);
    expect(type(own, 'A', 'ip link add link eth0 name eth0.11 type vlan id 10')).toBe(
      'Error: 8021q: VLAN device already exists.\n',
    );
    expect(type(own, 'A', 'ip link add link eth0 name eth0.10 type vlan id 12')).toBe(
      'RTNETLINK answers: File exists\n',
    );
    expect(type(own, 'A', 'ip link show eth0.10')).toBe(
      '5: eth0.10@eth0: <BROADCAST,MULTICAST> mtu 1500 qdisc noop state DOWN mode DEFAULT group default qlen 1000\n' +
        '    link/ether 02:00:00:00:01:01 brd ff:ff:ff:ff:ff:ff\n',
    );
    expect(type(own, 'A', 'ip link set eth0.10 up')).toBe('');
    expect(type(own, 'A', 'ip addr add 10.1.0.1/24 dev eth0.10')).toBe('');
    expect(type(own, 'A', 'ip -d link show eth0.10')).toContain('vlan protocol 802.1Q id 10 <REORDER_HDR> ');
    expect(type(own, 'A', 'ip -br addr show eth0.10')).toBe('eth0.10@eth0     UP             10.1.0.1/24 \n');
    // net/8021q/vlanproc.c
    expect(type(own, 'A', 'cat /proc/net/vlan/config')).toBe(
      'VLAN Dev name\t | VLAN ID\nName-Type: VLAN_NAME_TYPE_RAW_PLUS_VID_NO_PAD\neth0.10        | 10  | eth0\n',
    );
    expect(type(own, 'A', 'vconfig rem eth0.10')).toContain('Warning: vconfig is deprecated');
    expect(type(own, 'A', 'ip link show eth0.10')).toBe('Device "eth0.10" does not exist.\n');
  });

  it('an abbreviated command is the whole one', () => {
    const own = networkOfFixture();
    for (const [short, whole] of [
      ['ip r', 'ip route'],
      ['ip a', 'ip address'],
      ['ip n', 'ip neighbor'],
      ['ip l', 'ip link'],
      ['ip ro sh', 'ip route show'],
    ] as const)
      expect(runCommand(own, 'A', short).output).toBe(runCommand(own, 'A', whole).output);
  });
});

describe('a switch that knows VLANs', () => {
  const own = labNetwork({
    devices: {
      S1: {
        kind: 'switch',
        mac: '02:00:00:00:05:00',
        ports: { p1: { vlan: { access: 10 } }, p2: { vlan: { trunk: [10, 20], native: 1 } }, p3: {} },
      },
    },
  });
  it('shows and changes what a port belongs to', () => {
    // As iproute2 6.1 prints it on a bridge with vlan_filtering.
    expect(type(own, 'S1', 'bridge vlan')).toBe(
      [
        'port              vlan-id  ',
        'p1                10 PVID Egress Untagged',
        'p2                1 PVID Egress Untagged',
        '                  10',
        '                  20',
        'p3                1 PVID Egress Untagged',
        'br0               1 PVID Egress Untagged',
        '',
      ].join('\n'),
    );
    expect(type(own, 'S1', 'bridge vlan del vid 1 dev p3')).toBe('');
    expect(type(own, 'S1', 'bridge vlan add vid 20 dev p3 pvid untagged')).toBe('');
    expect(own.devices['S1']).toMatchObject({ vlans: { p3: { mode: 'access', vlan: 20 } } });
    expect(type(own, 'S1', 'ovs-vsctl set port p3 trunks=10,20')).toBe('');
    expect(own.devices['S1']).toMatchObject({ vlans: { p3: { mode: 'trunk', vlans: [10, 20] } } });
    expect(type(own, 'S1', 'ovs-vsctl show')).toContain('        Port p1\n            tag: 10\n');
  });
});

describe('ls', () => {
  it('fills columns from top to bottom, as `ls -C -w 80 -T 0` of coreutils 9.1', () => {
    const names = runCommand(networkOfFixture(), 'A', 'ls /sys/class/net/eth0/statistics').output;
    expect(names).toBe(
      [
        'collisions     rx_errors         rx_over_errors     tx_dropped',
        'multicast      rx_fifo_errors    rx_packets         tx_errors',
        'rx_bytes       rx_frame_errors   tx_aborted_errors  tx_fifo_errors',
        'rx_compressed  rx_length_errors  tx_bytes           tx_heartbeat_errors',
        'rx_crc_errors  rx_missed_errors  tx_carrier_errors  tx_packets',
        'rx_dropped     rx_nohandler      tx_compressed      tx_window_errors',
        '',
      ].join('\n'),
    );
  });

  it('knows which cards are virtual', () => {
    const own = networkOfFixture();
    expect(runCommand(own, 'A', 'ls /sys/class/net').output).toBe('eth0  eth1  eth2  lo\n');
    expect(runCommand(own, 'A', 'ls /sys/devices/virtual/net').output).toBe('eth0  lo\n');
  });
});

/** From the course's own output. */
it.each([
  [2202, '2.1 KiB'],
  [12_421_319, '11.8 MiB'],
  [417_833_816, '398.4 MiB'],
  [6_131_166_764, '5.7 GiB'],
  [0, '0.0 B'],
  [784, '784.0 B'],
])('%d octets are %s', (octets, text) => {
  expect(humanOctets(octets)).toBe(text);
});

describe('completion', () => {
  const own = networkOfFixture();
  it.each([
    ['i', ['ifconfig', 'ip']],
    ['ip li', ['link']],
    ['ip link show et', ['eth0', 'eth1', 'eth2']],
    ['ip link set eth0 d', ['down']],
    ['ip r g 192.168.1.1', ['192.168.1.1', '192.168.1.101', '192.168.1.102']],
    ['sudo brctl st', ['stp']],
    [
      'cat /sys/class/net/eth0/ad',
      ['/sys/class/net/eth0/addr_assign_type', '/sys/class/net/eth0/addr_len', '/sys/class/net/eth0/address'],
    ],
    ['nothing ', []],
  ])('%s', (line, words) => {
    expect(complete(own, 'A', line)).toEqual(words);
  });

  it('knows the ports of a bridge', () => {
    expect(complete(own, 'S1', 'bridge fdb show dev ')).toEqual(['p1', 'p2', 'p3']);
  });
});

it('never throws and never prints without end, whatever is typed', () => {
  const own = networkOfFixture();
  const random = randomFrom('typing');
  const words = [
    ...commands.map((command) => command.name),
    ...'link addr route neigh show set add del dev via eth0 eth9 lo br0 p1 up down type vlan id 10 vid -c -n -t -i 1 0 -1 99999999999 1.2.3.4 10.0.0.0/8 /33 | grep " \' \\ * /sys/class/net/* /proc/net -a -s -d hw ether 02:00:00:00:00:01 constructor __proto__ toString'.split(
      ' ',
    ),
  ];
  for (let round = 0; round < 5000; round++) {
    const line = Array.from({ length: 1 + draw(random, 7) }, () => drawOne(random, words)).join(' ');
    for (const device of ['A', 'S1', 'R']) {
      const { output, status } = runCommand(own, device, line, 'change');
      expect(output.length).toBeLessThan(70_000);
      expect(status).toBeGreaterThanOrEqual(0);
      complete(own, device, line);
    }
  }
});
