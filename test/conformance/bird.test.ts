/**
 * Our router and a real one at the two ends of a cable: BIRD on a Linux of its own (a network namespace), and the simulation, which runs at the
 * pace of the wall clock. Between them lies a TAP device, so that every octet of ours is read by Linux and BIRD. They become fully adjacent,
 * and Linux can ping a simulated host by the routes that came of it.
 */
import { execFile, spawn, spawnSync } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Station } from '../../shared/device/device.ts';
import { buildNetwork, isLabMistake, readLab } from '../../shared/network/lab.ts';
import { advance, type Network, schedule } from '../../shared/network/network.ts';
import { parseFrame } from '../../shared/wire/frame.ts';
import { skipReason } from '../setup/requirements.ts';
import { hasTool } from '../setup/tools.ts';
import { whyNotLinux } from './linux.ts';

const run = promisify(execFile);
/** Real time between two looks at the simulation, milliseconds. */
const STEP_MS = 10;
/** Two hellos, five seconds until an LSA may be made again, and BIRD's own pace of a second. */
const CONVERGED_MS = 14_000;

const obstacle = whyNotLinux() ?? (hasTool('socat') ? undefined : 'socat not installed');
const reason = skipReason('a conversation with a real BIRD', obstacle);

describe.skipIf(reason !== undefined)('BIRD and our router', { timeout: 60_000 }, () => {
  let partner: Partner;
  /** With a lower router id, so that ours leads the exchange of databases. */
  let follower: Partner;
  beforeAll(async () => {
    [partner, follower] = await Promise.all([beginPartner('a', '10.2.0.1'), beginPartner('b', '10.0.0.2')]);
    await Promise.all([partner.letRun(CONVERGED_MS), follower.letRun(CONVERGED_MS)]);
  }, 60_000);
  afterAll(() => Promise.all([partner.end(), follower.end()]));

  it.each(['higher', 'lower'])('are fully adjacent, both say, if BIRD has the %s router id', async (which) => {
    const { router, birdc } = which === 'higher' ? partner : follower;
    expect(router().ospf?.neighbors['eth1']).toMatchObject({
      state: 'Full',
      routerId: which === 'higher' ? '10.2.0.1' : '10.0.0.2',
      address: '10.0.12.2',
    });
    expect(await birdc('show ospf neighbors')).toMatch(/10\.1\.0\.1\s+\d+\s+Full\/PtP/);
  });

  it.each(['higher', 'lower'])('have the same database, if BIRD has the %s router id', async (which) => {
    const { router, birdc } = which === 'higher' ? partner : follower;
    const theirs = (await birdc('show ospf lsadb')).matchAll(/^ 0001\s+(\S+)\s+(\S+)\s+(\w+)\s+\d+\s+(\w+)/gm);
    const ours = Object.values(router().ospf!.database).map(({ lsa: { header } }) =>
      [
        header.id,
        header.advertisingRouter,
        header.sequence.toString(16),
        header.checksum.toString(16).padStart(4, '0'),
      ].join(' '),
    );
    expect([...theirs].map(([, ...columns]) => columns.join(' ')).toSorted()).toEqual(ours.toSorted());
  });

  it('have routes to each other', async () => {
    expect(partner.router().routes).toContainEqual(
      expect.objectContaining({
        to: '10.2.0.0/24',
        via: '10.0.12.2',
        interface: 'eth1',
        metric: 32,
        from: 'ospf',
      }),
    );
    expect(await partner.on('ip', 'route', 'show', '10.1.0.0/24')).toContain(
      'via 10.0.12.1 dev eth0 proto bird metric 32',
    );
  });

  it('carry a ping from Linux to a simulated host', async () => {
    const ping = partner.on('ping', '-c', '3', '-i', '0.2', '-W', '2', '-I', '10.2.0.1', '10.1.0.10');
    await partner.letRun(2500);
    expect(await ping).toMatch(/ttl=63[\s\S]* 3 received/);
  });

  it('tell each other when a network goes', async () => {
    await partner.on('ip', 'link', 'set', 'far', 'down');
    await partner.letRun(3000);
    expect(partner.router().routes.map((route) => route.to)).not.toContain('10.2.0.0/24');
  });
});

interface Partner {
  router(): Station;
  /** Both go on for so long. */
  letRun(milliseconds: number): Promise<void>;
  birdc(command: string): Promise<string>;
  /** Runs a command in BIRD's Linux. */
  on(...command: readonly string[]): Promise<string>;
  end(): Promise<void>;
}

async function beginPartner(name: string, routerId: string): Promise<Partner> {
  const space = `hop${process.pid}.bird-${name}`;
  const tap = `hop${process.pid}${name}`;
  const folder = mkdtempSync(join(tmpdir(), 'hop-bird-'));
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const far = await freePort();
  const near = socket.address().port;
  const cable = spawn('socat', [
    `TUN,tun-name=${tap},tun-type=tap,iff-no-pi`,
    `UDP4-DATAGRAM:127.0.0.1:${near},bind=127.0.0.1:${far}`,
  ]);
  const on = async (...command: readonly string[]): Promise<string> =>
    (await run('ip', ['netns', 'exec', space, ...command])).stdout;
  const network = simulatedSide();
  let nowUs = 0;
  socket.on('message', (bytes) => {
    const frame = parseFrame(new Uint8Array(bytes));
    schedule(network, nowUs, 'R1', { kind: 'frame', port: 'eth1', frame });
  });
  await linuxSide(on, folder, { space, tap, routerId });
  let lookedMs = performance.now();
  return {
    router: () => network.devices['R1'] as Station,
    on,
    birdc: (command) => on('birdc', '-s', join(folder, 'bird.ctl'), ...command.split(' ')),
    async letRun(milliseconds) {
      lookedMs = performance.now();
      for (const endMs = lookedMs + milliseconds; lookedMs < endMs;) {
        await sleep(STEP_MS);
        const ms = performance.now();
        nowUs += Math.round((ms - lookedMs) * 1000);
        lookedMs = ms;
        runTo(network, nowUs, socket, far);
      }
    },
    async end() {
      process.kill(Number(readFileSync(join(folder, 'bird.pid'), 'utf8')));
      cable.kill();
      socket.close();
      await once(cable, 'exit');
      spawnSync('ip', ['netns', 'delete', space]);
      rmSync(folder, { recursive: true });
    },
  };
}

/** What our router sends by its outer card goes to Linux. */
function runTo(network: Network, untilUs: number, socket: Socket, port: number): void {
  advance(network, untilUs, {
    sent: (device, card, frame) => {
      if (device === 'R1' && card === 'eth1') socket.send(frame.bytes, port, '127.0.0.1');
    },
  });
}

/** A - R1 - the hub, whose other side is the real world. */
function simulatedSide(): Network {
  const lab = readLab({
    devices: {
      A: {
        kind: 'host',
        interfaces: { eth0: { mac: '02:00:00:00:0a:01', ipv4: '10.1.0.10/24' } },
        routes: [{ to: 'default', via: '10.1.0.1' }],
      },
      R1: {
        kind: 'router',
        interfaces: {
          eth0: { mac: '02:00:00:00:01:01', ipv4: '10.1.0.1/24' },
          eth1: { mac: '02:00:00:00:01:02', ipv4: '10.0.12.1/30' },
        },
        ospf: { helloSeconds: 1, interfaces: { eth0: { passive: true }, eth1: {} } },
      },
      H: { kind: 'hub', ports: { p1: {} } },
    },
    links: [
      ['A.eth0', 'R1.eth0'],
      ['R1.eth1', 'H.p1'],
    ],
  });
  if (isLabMistake(lab)) throw new Error(`${lab.path}: ${lab.mistake}`);
  return buildNetwork(lab);
}

interface Side {
  readonly space: string;
  readonly tap: string;
  readonly routerId: string;
}

async function linuxSide(on: Partner['on'], folder: string, { space, tap, routerId }: Side): Promise<void> {
  const config = join(folder, 'bird.conf');
  writeFileSync(config, birdConfig(routerId));
  await run('ip', ['netns', 'add', space]);
  while (spawnSync('ip', ['link', 'set', tap, 'netns', space]).status !== 0) await sleep(STEP_MS);
  for (const command of linuxCommands(tap)) await on(...command.split(' '));
  await on('bird', '-c', config, '-s', join(folder, 'bird.ctl'), '-P', join(folder, 'bird.pid'));
}

const linuxCommands = (tap: string): readonly string[] => [
  'sysctl -qw net.ipv6.conf.all.disable_ipv6=1',
  `ip link set ${tap} name eth0 address 02:00:00:00:02:01 up`,
  'ip address add 10.0.12.2/30 dev eth0',
  'ip link add lan0 address 02:00:00:00:02:02 type veth peer name far',
  'ip address add 10.2.0.1/24 dev lan0',
  'ip link set lan0 up',
  'ip link set far up',
];

const birdConfig = (routerId: string): string => `
router id ${routerId};
protocol device {}
protocol kernel { ipv4 { import none; export where source = RTS_OSPF; }; }
protocol ospf v2 {
  ipv4 { import all; export none; };
  area 0 {
    interface "eth0" { type ptp; cost 10; hello 1; dead 4; };
    interface "lan0" { cost 10; stub yes; };
  };
}
`;

async function freePort(): Promise<number> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  return port;
}
