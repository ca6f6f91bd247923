import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { captureOf } from '../../shared/network/capture.ts';
import { buildNetwork } from '../../shared/network/lab.ts';
import { advance } from '../../shared/network/network.ts';
import { writePcapng } from '../../shared/wire/pcapng.ts';
import { skipReason } from '../setup/requirements.ts';
import { hasTool } from '../setup/tools.ts';
import { allLabs, labOf, shippedLabs } from '../shared/network/labs.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'hop-lab-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function lab(...args: string[]) {
  const run = spawnSync(process.execPath, ['server/lab.ts', ...args], { cwd: root, encoding: 'utf8' });
  return { status: run.status, stdout: run.stdout, stderr: run.stderr };
}

function write(name: string, value: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
  return path;
}

const card = (ipv4: string) => ({ kind: 'host', interfaces: { eth0: { mac: '02:00:00:00:00:01', ipv4 } } });

describe('the lab command', () => {
  it('prints a trace that reads, and the pings at the end', () => {
    const { status, stdout, stderr } = lab('run', 'labs/two-routers.json');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const lines = stdout.trimEnd().split('\n');
    expect(lines[0]).toBe('  0.000000  A.eth0   out   ARP who-has 192.168.1.1 tell 192.168.1.101');
    expect(lines.at(-1)).toBe('ping A > 192.168.4.101: 2 sent, 2 received');
    expect(
      new Set(lines.slice(0, -1).map((line) => /^ {2}\d\.\d{6} {2}\S+ +(?:in|out) +/.exec(line)?.[0].length)),
    ).toEqual(new Set([27]));
  });

  it('runs a switch of very many ports', () => {
    const ports = Object.fromEntries(Array.from({ length: 200_000 }, (_, index) => [`p${index}`, {}]));
    const { status, stderr } = lab('run', write('ports.json', { devices: { S: { kind: 'switch', ports } } }));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('says when cards on one wire have heard each other', () => {
    const devices = { A: card('10.0.0.1/24'), B: card('10.0.0.2/24') };
    const links = [{ ends: ['A.eth0', 'B.eth0'], rateMbps: 10, duplex: 'half' }];
    const traffic = [
      { on: 'A', ping: { to: '10.0.0.2' } },
      { on: 'B', ping: { to: '10.0.0.1' } },
    ];
    const { stdout } = lab('run', write('half.json', { devices, links, traffic }));
    expect(stdout).toMatch(/^ +0\.00000\d {2}A\.eth0 {2}jam /m);
    expect(stdout).toMatch(/^ +0\.00000\d {2}B\.eth0 {2}jam /m);
  });

  it('says what was dropped and why', () => {
    const { stdout } = lab('run', 'test/fixtures/labs/no-route.json');
    expect(stdout).toMatch(/R\.eth0 +drop +no-route: 192\.168\.1\.1 > 10\.9\.9\.9: ICMP echo request/);
    expect(stdout).toMatch(/R {7}drop +no-route: ICMP type 8 to 10\.9\.9\.9/);
  });

  it('follows packets inside a device, in the order of netfilter, and up to the rule that dropped one', () => {
    const { status, stdout } = lab('run', 'test/fixtures/labs/filter-input.json', '--follow', 'B', '--follow', 'R1');
    expect(status).toBe(0);
    const ways = stdout.split(/^ {2}\d.*\n/m).map((way) => way.replaceAll(/^ +(\S+) +(\S+).*\n/gm, '$1 $2 '));
    const up = 'card passes fcs passes mac passes stack passes prerouting passes routing passes';
    expect(ways).toContain(`${up} ttl passes forward passes postrouting passes neighbor waits `);
    expect(ways).toContain(`${up} input dropped `);
    expect(stdout).toMatch(/input +dropped +rule=1\n.*B\.eth0 +drop +filtered/);
    for (const name of ['S9', 'constructor'])
      expect(lab('run', 'labs/two-routers.json', '--follow', name)).toMatchObject({
        status: 2,
        stdout: '',
        stderr: `labs/two-routers.json: --follow ${name}: no host, router or vtep has this name\n`,
      });
  });

  it('shows what a station says to itself at its lo, and the way of it inside', () => {
    const own = { ...card('10.0.0.1/24'), listen: { udp: { 7: 'echo' } } };
    const traffic = [{ on: 'A', udp: { to: '127.0.0.1', port: 9, text: 'x' } }];
    const { status, stdout } = lab('run', write('own.json', { devices: { A: own }, traffic }), '--follow', 'A');
    expect(status).toBe(0);
    expect(stdout.split('\n').filter((line) => line.includes('A.lo'))).toEqual([
      '  0.000000  A.lo    out   127.0.0.1.40000 > 127.0.0.1.9: UDP, length 1, ttl 64',
      '  0.000000  A.lo    in    127.0.0.1.40000 > 127.0.0.1.9: UDP, length 1, ttl 64',
      '  0.000000  A.lo    drop  no-listener: 127.0.0.1.40000 > 127.0.0.1.9: UDP, length 1, ttl 64',
      '  0.000000  A.lo    out   127.0.0.1 > 127.0.0.1: ICMP 127.0.0.1 udp port 9 unreachable, ttl 64',
      '  0.000000  A.lo    in    127.0.0.1 > 127.0.0.1: ICMP 127.0.0.1 udp port 9 unreachable, ttl 64',
    ]);
    expect(stdout).toMatch(/ in {4}.*\n +card +passes.*\n +stack .*\n +prerouting .*\n +input .*\n +socket +rejected/);
  });

  it('says when a cable is cut, mended, moved or damages frames, and when a queue is full', () => {
    expect(lab('run', 'test/fixtures/labs/changes-cut-and-mend.json').stdout).toMatch(
      /^ +\d+\.\d{6} {2}\S+ +cut +the cable\n[^]*^ +\d+\.\d{6} {2}\S+ +mend +the cable$/m,
    );
    expect(lab('run', 'test/fixtures/labs/changes-damage.json').stdout).toMatch(
      / damage {2}the next \d+ that arrive here$/m,
    );
    expect(lab('run', 'test/fixtures/labs/changes-move-in-silence.json').stdout).toMatch(
      / move +the cable is now at \S+\.\S+$/m,
    );
    const [A, B] = [card('10.0.0.1/24'), card('10.0.0.2/24')];
    B.interfaces.eth0.mac = '02:00:00:00:00:02';
    const narrow = write('narrow.json', {
      devices: { A, B },
      links: [{ ends: ['A.eth0', 'B.eth0'], rateMbps: 0.1, queue: 2 }],
      traffic: [{ on: 'A', ping: { to: '10.0.0.2', count: 9, intervalMs: 1 } }],
    });
    expect(lab('run', narrow).stdout).toMatch(
      /A\.eth0 +drop +queue-full: 10\.0\.0\.1 > 10\.0\.0\.2: ICMP echo request/,
    );
  });

  it('writes a capture and the state', () => {
    const pcapng = join(folder, 'one.pcapng');
    const state = join(folder, 'one.json');
    expect(lab('run', 'labs/one-subnet.json', '--pcapng', pcapng, '--state', state).status).toBe(0);
    expect(readFileSync(pcapng).readUInt32LE(0)).toBe(0x0a0d0d0a);
    expect(JSON.parse(readFileSync(state, 'utf8'))).toEqual({
      fdb: {},
      neigh: { A: { '192.168.1.2': '02:00:00:00:02:01' }, B: { '192.168.1.1': '02:00:00:00:01:01' } },
      ping: [{ on: 'A', to: '192.168.1.2', sent: 3, received: 3 }],
    });
  });

  it('runs several files into a folder', () => {
    const out = join(folder, 'out');
    expect(lab('run', ...shippedLabs, '--out', out).status).toBe(0);
    expect(readdirSync(out).toSorted()).toEqual(
      ['one-subnet', 'two-routers', 'two-switches'].flatMap((name) => [`${name}.pcapng`, `${name}.state.json`]),
    );
  });

  it('stops two seconds after the last ping, or when told', () => {
    const questions = (...more: string[]) =>
      lab('run', 'test/fixtures/labs/nobody-answers.json', ...more).stdout.match(/A\.eth0 +out +ARP who-has/g)?.length;
    expect(questions()).toBe(3);
    expect(questions('--until', '0.5')).toBe(1);
  });

  it('says of two echo services that answer each other that they never come to rest', { timeout: 60_000 }, () => {
    const devices = { A: { ...card('10.0.0.1/24'), listen: { udp: { 7: 'echo', 9: 'echo' } } } };
    const loop = write('loop.json', { devices, traffic: [{ on: 'A', udp: { to: '127.0.0.1', port: 7, from: 9 } }] });
    const stdio = ['ignore', 'ignore', 'pipe'] as const;
    const run = spawnSync(process.execPath, ['server/lab.ts', 'run', loop], {
      cwd: root,
      encoding: 'utf8',
      stdio: [...stdio],
    });
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(/^\S+loop\.json: stopped at 0\.000000 s after \d+ events: [^\n]+\n$/);
  });

  it('says of a storm that it never comes to rest, and ends', { timeout: 60_000 }, () => {
    const ports = { p1: {}, p2: {}, p3: {}, p4: {} };
    const storm = write('storm.json', {
      devices: { A: card('10.0.0.1/24'), S: { kind: 'switch', ports }, T: { kind: 'switch', ports } },
      links: [
        ['A.eth0', 'S.p4'],
        ['S.p1', 'T.p1'],
        ['S.p2', 'T.p2'],
        ['S.p3', 'T.p3'],
      ],
      traffic: [{ at: 0, on: 'A', ping: { to: '10.0.0.2', count: 1 } }],
    });
    const run = spawnSync(process.execPath, ['server/lab.ts', 'run', storm], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(/^\S+storm\.json: stopped at 0\.0\d+ s after \d+ events: [^\n]+\n$/);
  });
});

describe('what is wrong', () => {
  const mistakes: readonly (readonly [what: string, value: unknown, says: RegExp])[] = [
    ['no JSON', '{ "devices": ', /^\S+no-JSON\.json: .*JSON.*\n$/],
    [
      'a mistake',
      { devices: { A: card('10.0.0.300/24') } },
      /^\S+a-mistake\.json: devices\.A\.interfaces\.eth0\.ipv4: .+\n$/,
    ],
  ];

  it('what is quoted tells the terminal nothing, and is not without end', () => {
    const names = ['\u001b[31m\u0007', '\u009b2J', '\u202egnp\u2028', 'x'.repeat(100_000)];
    for (const name of names) {
      const { status, stderr } = lab('run', write('quoted.json', { devices: { [name]: card('10.0.0.1/24') } }));
      expect(status).toBe(2);
      expect(stderr).toMatch(/^\S+quoted\.json: devices\.[^\p{Cc}\p{Cf}\u2028]{1,400}: a name is [^\n]+\n$/u);
    }
  });

  it.each(mistakes)('%s: one line with the file, the place and the mistake', (what, value, says) => {
    const { status, stdout, stderr } = lab('run', write(`${what.replaceAll(' ', '-')}.json`, value));
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(says);
  });

  it('a file that is not there', () => {
    const { status, stderr } = lab('run', join(folder, 'none.json'));
    expect(status).toBe(2);
    expect(stderr).toMatch(/^\S+none\.json: ENOENT[^\n]*\n$/);
  });

  it('a wrong file among right ones: these run, and the exit says it', () => {
    const { status, stdout } = lab('run', write('wrong.json', {}), 'labs/one-subnet.json');
    expect(status).toBe(2);
    expect(stdout).toContain('ping A > 192.168.1.2: 3 sent, 3 received');
  });

  it.each([
    [[]],
    [['run']],
    [['walk', 'labs/one-subnet.json']],
    [['run', 'labs/one-subnet.json', '--colour']],
    [['run', 'labs/one-subnet.json', '--until', 'soon']],
    [['run', 'labs/one-subnet.json', '--until', '']],
    [['run', 'labs/one-subnet.json', '--until=-1']],
    [['run', 'labs/one-subnet.json', 'labs/two-routers.json', '--pcapng', '/dev/null']],
    [['run', 'labs/one-subnet.json', 'labs/one-subnet.json', '--out', folder]],
  ])('the command line %j: usage', (args) => {
    const { status, stdout, stderr } = lab(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('usage: npm run -s lab -- run');
  });
});

const noTshark = skipReason(
  'what Wireshark says of our labs',
  hasTool('tshark') ? undefined : 'tshark is not installed',
);

describe.skipIf(noTshark !== undefined)('tshark', { timeout: 120_000 }, () => {
  const out = join(folder, 'captures');

  const checks = ['ip.check_checksum:TRUE', 'icmp.check_checksum:TRUE', 'eth.check_fcs:TRUE'];
  // Not every tshark knows every one of these settings.
  const options = () => checks.filter((check) => knows(check)).flatMap((check) => ['-o', check]);
  const bad = '_ws.malformed || ip.checksum.status == 0 || icmp.checksum.status == 0 || _ws.expert.severity >= 6291456';

  it('finds no wrong checksum and nothing malformed in what the command writes', () => {
    expect(lab('run', ...shippedLabs, '--out', out).status).toBe(0);
    for (const file of readdirSync(out).filter((name) => name.endsWith('.pcapng'))) {
      expect({ file, found: tshark(join(out, file), ...options(), '-Y', bad) }).toEqual({ file, found: '' });
    }
  });

  it('finds nothing wrong in any other lab either', () => {
    const captures = allLabs.map((file) => {
      const network = buildNetwork(labOf(file));
      const capture = captureOf(network);
      advance(network, 60_000_000, capture.observer);
      return capture;
    });
    const packets = captures.flatMap((capture) => capture.packets.map((packet) => ({ ...packet, interface: 0 })));
    expect(packets.length).toBeGreaterThan(1000);
    const path = join(folder, 'all.pcapng');
    writeFileSync(path, writePcapng({ interfaces: ['all'], packets }));
    // Different labs have the same addresses, of which tshark warns; only errors (0x800000) count here.
    expect(tshark(path, ...options(), '-Y', bad.replace('6291456', '8388608'))).toBe('');
  });

  it('can see a wrong checksum at all', () => {
    const bytes = readFileSync(join(out, 'two-routers.pcapng'));
    // The TTL of the first echo request: its header checksum no longer fits.
    const at = bytes.indexOf(Buffer.from([0x40, 0x01]));
    bytes[at] = 0x3f;
    const path = join(folder, 'spoilt.pcapng');
    writeFileSync(path, bytes);
    expect(tshark(path, '-o', 'ip.check_checksum:TRUE', '-Y', 'ip.checksum.status == 0')).not.toBe('');
  });

  it('sees what a station says to itself at its lo, once out and once in, and no lo that is not used', () => {
    const path = join(folder, 'loopback.pcapng');
    expect(lab('run', 'test/fixtures/labs/own-address.json', '--pcapng', path).status).toBe(0);
    const fields = [
      'frame.interface_name',
      'frame.packet_flags_direction',
      'eth.dst',
      'eth.src',
      'frame.len',
      'icmp.type',
    ];
    const rows = tshark(path, '-T', 'fields', ...fields.flatMap((field) => ['-e', field]))
      .trim()
      .split('\n');
    const own = rows.map((row) => row.replace(/0x0*/, '')).filter((row) => row.includes('.lo'));
    const nobody = '00:00:00:00:00:00';
    const frames = [8, 0].flatMap((type) => [2, 1].map((way) => `A.lo\t${way}\t${nobody}\t${nobody}\t98\t${type}`));
    expect(own).toEqual([...frames, ...frames]);
  });

  it('sees every port by its name and both directions', () => {
    const fields = ['-T', 'fields', '-e', 'frame.interface_name', '-e', 'frame.packet_flags_direction'];
    const rows = new Set(
      tshark(join(out, 'one-subnet.pcapng'), ...fields)
        .trim()
        .split('\n'),
    );
    expect([...rows].map((row) => row.replace(/0x0*/, '')).toSorted()).toEqual([
      'A.eth0\t1',
      'A.eth0\t2',
      'B.eth0\t1',
      'B.eth0\t2',
    ]);
  });
});

function knows(preference: string): boolean {
  return spawnSync('tshark', ['-o', preference, '-v']).status === 0;
}

function tshark(file: string, ...args: string[]): string {
  const run = spawnSync('tshark', ['-n', '-r', file, ...args], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout;
}
