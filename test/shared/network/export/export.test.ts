import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { consoleWords } from '../../../../shared/network/export/console.ts';
import { exportLab } from '../../../../shared/network/export/export.ts';
import { interfaceOf, quoted } from '../../../../shared/network/export/names.ts';
import { wiringOf } from '../../../../shared/network/export/wiring.ts';
import type { Lab, LabDevice } from '../../../../shared/network/lab.ts';
import { skipReason } from '../../../setup/requirements.ts';
import { hasTool } from '../../../setup/tools.ts';
import { labFiles, labOf } from '../../../conformance/labs.ts';

const host = (number: number, ipv4: string): LabDevice => ({
  kind: 'host',
  interfaces: { eth0: { mac: `02:00:00:00:00:0${number}`, ipv4 } },
});
const pair: Lab = {
  devices: { A: host(1, '10.0.0.1/24'), B: host(2, '10.0.0.2/24') },
  links: [['A.eth0', 'B.eth0']],
};

/** The lines that a shell would carry out. */
function commands(script: string): string[] {
  return script.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('#'));
}

const noBash = skipReason('reading scripts with bash', hasTool('bash') ? undefined : 'bash is not installed');

describe.skipIf(noBash !== undefined)('bash', () => {
  it('can read the script of every lab', { timeout: 60_000 }, () => {
    const unreadable = labFiles().filter((file) => {
      return spawnSync('bash', ['-n'], { input: exportLab(labOf(file)) }).status !== 0;
    });
    expect(unreadable).toEqual([]);
  });

  it.each(["it's", '$(reboot)', '`id`', '"', '\\', "'; reboot; '", '', 'two words', '*', '~', '-n', '#'])(
    'takes %j as one word, unchanged',
    (text) => {
      const run = spawnSync('bash', ['-c', `printf '<%s>' ${quoted(text)}`], { encoding: 'utf8' });
      expect(run.stdout).toBe(`<${text}>`);
    },
  );
});

describe('the script of a lab', () => {
  it('has nothing of the name but in a comment', () => {
    const name = 'two\nreboot $(reboot) `reboot`\r\u2028reboot\u001b[2J';
    const script = exportLab({ ...pair, name });
    expect(script).toContain('# two reboot $(reboot) `reboot` reboot [2J\n');
    expect(commands(script).filter((line) => line.includes('reboot'))).toEqual([]);
  });

  it('quotes the text of a datagram', () => {
    const udp = { to: '10.0.0.2', port: 7, text: "'; reboot; echo '" };
    const script = exportLab({ ...pair, traffic: [{ on: 'A', udp }] });
    expect(script).toContain(`send.pl" 10.0.0.2 7 40000 1 1 ''\\''; reboot; echo '\\'''`);
  });

  it('asks for the programs that it calls, and for no others', () => {
    expect(exportLab(pair)).not.toMatch(/need (?:ping|perl|nft|bird|ethtool|ovs)/);
    const script = exportLab(labOf('test/fixtures/labs/nat-datagrams.json'));
    for (const program of ['perl', 'nft', 'ethtool']) expect(script).toContain(`\nneed ${program} `);
  });

  it('says what it does not build', () => {
    const cable = { ends: ['A.eth0', 'B.eth0'], rateMbps: 10 } as const;
    const traffic = [{ on: 'A', run: 'rm -rf /' }];
    const script = exportLab({ ...pair, links: [cable], traffic });
    expect(script).toContain('#   - rate, queue and delay of the cable A.eth0 to B.eth0');
    expect(script).toContain('#   - the command "rm -rf /" on A');
    expect(commands(script).filter((line) => line.includes('rm -rf'))).toEqual(['  rm -rf "$work"']);
  });
});

describe('a console command', () => {
  const words = (run: string) => consoleWords(pair, { on: 'A', run });

  it.each([
    ['ip  neigh', 'ip neigh'],
    ['ip -br addr', 'ip -br addr'],
    ['ip route add 10.1.0.0/16 via 10.0.0.2', 'ip route add 10.1.0.0/16 via 10.0.0.2'],
    ['cat /sys/class/net/*/address', "sh -c 'cat /sys/class/net/*/address'"],
    ['ls -l /sys/devices/virtual/net', "sh -c 'ls -l /sys/devices/virtual/net'"],
    ['ping -c 1 10.0.0.2', 'ping -c 1 10.0.0.2'],
  ])('that looks at the network is run: %s', (run, expected) => expect(words(run)).toBe(expected));

  it.each([
    'rm -rf /',
    'sh',
    'ip netns exec x rm -rf /',
    'ip -batch /etc/shadow',
    'ip -force -b x',
    'ip vrf exec x reboot',
    'nft -f /etc/x',
    'cat /etc/shadow',
    'cat /sys/../etc/shadow',
    'cat /sys/x; reboot',
    'ls /proc/net/$(reboot)',
    'ping -I /etc/x 10.0.0.2',
    'reboot',
  ])('that could do anything else is not: %s', (run) => expect(words(run)).toBeUndefined());
});

describe('an interface', () => {
  it('is called as its port, wherever Linux can have such a name', () => {
    const device = { kind: 'switch', ports: { p1: {}, 'a-port-with-a-long-name': {}, br0: {}, '-x': {} } } as const;
    const names = Object.keys(device.ports).map((port) => interfaceOf('S', device, port));
    expect(names[0]).toBe('p1');
    expect(new Set(names).size).toBe(4);
    for (const name of names) expect(name).toMatch(/^[a-z][^ /]{0,14}$/);
    expect(names).not.toContain('br0');
  });

  it('of a switch with VLANs has the name of its switch too: they share a namespace', () => {
    const device = { kind: 'switch', ports: { p1: { vlan: { access: 10 } } } } as const;
    expect(interfaceOf('S1', device, 'p1')).toBe('S1.p1');
  });
});

describe('the wiring', () => {
  const device: LabDevice = { kind: 'switch', ports: { p1: {}, p2: {}, p3: {} } };
  const lab: Lab = {
    devices: { ...pair.devices, S: device },
    links: [
      ['A.eth0', 'S.p1'],
      ['B.eth0', 'S.p2'],
    ],
  };

  it('keeps cables apart that something happens to', () => {
    const wiring = wiringOf({ ...lab, changes: [{ at: 1, cut: 'S.p1' }] });
    expect(wiring.fixed).toEqual([['B.eth0', 'S.p2']]);
    expect(wiring.loose).toEqual([{ number: 1, ends: ['A.eth0', 'S.p1'] }]);
  });

  it('follows a cable that moves', () => {
    const changes = [
      { at: 3, cut: 'S.p3' },
      { at: 1, move: ['S.p2', 'S.p3'] },
    ] as const;
    const wiring = wiringOf({ ...lab, changes });
    expect(wiring.loose.map(({ number }) => number)).toEqual([2]);
    expect(wiring.looseEnds.toSorted()).toEqual(['B.eth0', 'S.p2', 'S.p3']);
  });

  it('leaves damaged cables as they are', () => {
    expect(wiringOf({ ...lab, changes: [{ at: 1, damage: 'S.p1' }] }).loose).toEqual([]);
  });
});
