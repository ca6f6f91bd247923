/**
 * Builds a lab on the real Linux that this runs on: a network namespace for each device, a veth pair for each cable, a bridge for each switch
 * and hub. Captures at every port, pings as the lab says, and reads the tables at the end. Needs root, iproute2, iputils-ping and tcpdump.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Lab, LabDevice, LabTraffic } from '../../shared/network/lab.ts';
import type { NetworkState } from '../../shared/network/state.ts';
import { parseFrame } from '../../shared/wire/frame.ts';
import { type Ports, type Seen, sightings } from './sighting.ts';
import { readPcap } from './read-pcap.ts';

/** What happened, in the same form as the simulation gives it. */
export interface Outcome {
  readonly ports: Ports;
  readonly state: NetworkState;
}

/** Whether such a network can be built here; if not, why. */
export function whyNotLinux(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'it needs root on Linux';
  for (const [program, option] of [
    ['ip', '-V'],
    ['bridge', '-V'],
    ['ping', '-V'],
    ['tcpdump', '--version'],
  ] as const) {
    if (spawnSync(program, [option]).status !== 0) return `${program} is not installed`;
  }
  const name = `hop${process.pid}probe`;
  const added = spawnSync('ip', ['netns', 'add', name]).status === 0;
  if (added) spawnSync('ip', ['netns', 'delete', name]);
  return added ? undefined : 'network namespaces cannot be made here';
}

let runs = 0;

/** Runs the lab for `untilUs` of real time after everything is set up, and leaves nothing behind. */
export async function runOnLinux(lab: Lab, untilUs: number): Promise<Outcome> {
  const prefix = `hop${process.pid}x${++runs}-`;
  const folder = mkdtempSync(join(tmpdir(), 'hop-lab-'));
  const children: ChildProcess[] = [];
  try {
    for (const script of setUpScripts(lab, prefix)) await shell(script);
    const captures = await Promise.all(capturedPorts(lab).map((one) => startCapture(one, prefix, folder, children)));
    const pings = (lab.traffic ?? []).map((item, index) => startPing(item, index + 1, prefix, children));
    const answers = await runPings(pings, untilUs);
    const state = await readState(lab, prefix, answers);
    await Promise.all(captures.map((capture) => stop(capture.child, 'SIGINT')));
    const seen = captures.flatMap(readCapture);
    return { ports: sightings(seen), state };
  } finally {
    for (const child of children) if (child.exitCode === null) child.kill('SIGKILL');
    for (const id of Object.keys(lab.devices)) spawnSync('ip', ['netns', 'delete', prefix + id]);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Quiet, and otherwise as Linux is: what is written here is what the lab format takes as given. */
const settings: readonly (readonly [file: string, value: number])[] = [
  ['ipv6/conf/all/disable_ipv6', 1],
  ['ipv6/conf/default/disable_ipv6', 1],
  ['ipv4/conf/all/rp_filter', 0],
  ['ipv4/conf/default/rp_filter', 0],
  ['ipv4/conf/all/send_redirects', 0],
  ['ipv4/conf/default/send_redirects', 0],
  ['ipv4/icmp_ratelimit', 0],
  ['ipv4/icmp_echo_ignore_broadcasts', 1],
];

function setUpScripts(lab: Lab, prefix: string): string[] {
  const devices = Object.entries(lab.devices);
  const spaces = devices.map(([id, device]) => {
    const files = [...settings, ['ipv4/ip_forward', device.kind === 'router' ? 1 : 0] as const];
    const writes = files.map(([file, value]) => `echo ${value} > /proc/sys/net/${file}`).join('\n');
    return `ip netns add ${prefix}${id}\nip netns exec ${prefix}${id} sh -e <<'END'\n${writes}\nEND\n`;
  });
  const cables = (lab.links ?? []).map(([one, other]) => {
    const [a, b] = [one.split('.'), other.split('.')];
    return `link add name ${a[1]} netns ${prefix}${a[0]} type veth peer name ${b[1]} netns ${prefix}${b[0]}\n`;
  });
  const setUps = devices.map(([id, device]) => batch(`-n ${prefix}${id} `, commandsFor(id, device, lab).join('\n')));
  return [
    ...spaces,
    batch('', cables.join('')),
    ...setUps,
    ...devices.map(([id, device]) => untilReady(id, device, lab, prefix)),
  ];
}

/** Linux looks at the state of links once a second; before that, cards are silent and bridge ports closed. */
function untilReady(id: string, device: LabDevice, lab: Lab, prefix: string): string {
  const isBridge = 'ports' in device;
  const ports = Object.keys(isBridge ? device.ports : device.interfaces).filter((port) => hasCable(lab, id, port));
  const [file, ready] = isBridge ? ['brport/state', '3'] : ['operstate', 'up'];
  const waits = ports.map(
    (port) => `until [ "$(cat /sys/class/net/${port}/${file})" = ${ready} ]; do sleep 0.02; done`,
  );
  return `ip netns exec ${prefix}${id} sh -e <<'END'\n${waits.join('\n')}\nEND\n`;
}

function batch(options: string, commands: string): string {
  return `ip ${options}-batch - <<'END'\n${commands}\nEND\n`;
}

function commandsFor(id: string, device: LabDevice, lab: Lab): string[] {
  if ('ports' in device) {
    const named = Object.keys(device.ports).filter((port) => hasCable(lab, id, port));
    // A bridge floods from the port that was added last. A hub's are added so that it floods in the lab's order.
    const ports = device.kind === 'hub' ? named.toReversed() : named;
    const address = device.kind === 'switch' && device.mac !== undefined ? `address ${device.mac} ` : '';
    return [
      `link add br0 ${address}type bridge mcast_snooping 0`,
      ...ports.flatMap((port) => [
        `link set ${port} master br0`,
        ...(device.kind === 'hub' ? [`link set ${port} type bridge_slave learning off flood on`] : []),
        `link set ${port} up`,
      ]),
      'link set br0 up',
    ];
  }
  const cards = Object.entries(device.interfaces).flatMap(([name, card]) => [
    // A card without a cable: a pair whose other end is down.
    ...(hasCable(lab, id, name) ? [] : [`link add name ${name} type veth peer name nothing-${name}`]),
    `link set ${name} address ${card.mac} up`,
    // iproute2 would leave the broadcast address out.
    `address add ${card.ipv4} ${Number(card.ipv4.split('/')[1]) < 31 ? 'broadcast + ' : ''}dev ${name}`,
  ]);
  const routes = (device.routes ?? []).map((route) => `route add ${route.to} via ${route.via}`);
  const neighbours = Object.entries(device.neigh ?? {}).map(
    // Tests with permanent entries have one card.
    ([ip, mac]) => `neigh add ${ip} lladdr ${mac} dev ${Object.keys(device.interfaces)[0]} nud permanent`,
  );
  return ['link set lo up', ...cards, ...routes, ...neighbours];
}

function hasCable(lab: Lab, id: string, port: string): boolean {
  return (lab.links ?? []).some((ends) => ends.includes(`${id}.${port}`));
}

interface RunningCapture {
  readonly place: string;
  readonly direction: 'in' | 'out';
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly file: string;
}

type CapturedPort = readonly [device: string, port: string, direction: 'in' | 'out'];

function capturedPorts(lab: Lab): CapturedPort[] {
  const ends = (lab.links ?? []).flat().map((end) => end.split('.'));
  return ends.flatMap(([id = '', port = '']): CapturedPort[] => [
    [id, port, 'in'],
    [id, port, 'out'],
  ]);
}

/** A capture does not say which way a frame went, so there are two for each port. Ready as soon as this resolves. */
async function startCapture(
  [device, port, direction]: CapturedPort,
  prefix: string,
  folder: string,
  children: ChildProcess[],
): Promise<RunningCapture> {
  const file = join(folder, `${device}.${port}.${direction}`);
  const options = [
    '-i',
    port,
    '-Q',
    direction,
    '-w',
    file,
    '-Z',
    'root',
    '-s',
    '2048',
    '-B',
    '1024',
    '-U',
    '--immediate-mode',
  ];
  const args = ['netns', 'exec', prefix + device, 'tcpdump', '--time-stamp-precision=nano', ...options];
  const child = spawn('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  children.push(child);
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.stderr.on('data', (text: Buffer) => {
      said += text.toString();
      if (said.includes('listening on')) resolve();
    });
    child.once('exit', () => reject(new Error(`tcpdump on ${device}.${port}: ${said}`)));
  });
  return { place: `${device}.${port}`, direction, child, said: () => said, file };
}

interface WaitingPing {
  readonly item: LabTraffic;
  readonly child: ChildProcess;
  readonly said: () => string;
}

/** The process is there before its time comes; one line starts it. */
function startPing(item: LabTraffic, identifier: number, prefix: string, children: ChildProcess[]): WaitingPing {
  const { to, count = 1, intervalMs = 1000, ttl = 64 } = item.ping;
  const ping = `ping -n -b -e ${identifier} -c ${count} -i ${intervalMs / 1000} -t ${ttl} ${to}`;
  const child = spawn('ip', ['netns', 'exec', prefix + item.on, 'sh', '-c', `read start; exec ${ping}`]);
  children.push(child);
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  return { item, child, said: () => said };
}

/** The lab's own time passes here: real seconds. Returns sent and received of each ping. */
async function runPings(pings: readonly WaitingPing[], untilUs: number): Promise<NetworkState['ping']> {
  for (const { item, child } of pings) {
    setTimeout(() => child.stdin?.end('\n'), (item.at ?? 0) * 1000);
  }
  await new Promise((resolve) => setTimeout(resolve, untilUs / 1000));
  await Promise.all(pings.map(({ child }) => stop(child, 'SIGINT')));
  return pings.map(({ item, said }) => {
    const counts = /(\d+) packets transmitted, (\d+) received/.exec(said());
    return { on: item.on, to: item.ping.to, sent: Number(counts?.[1] ?? 0), received: Number(counts?.[2] ?? 0) };
  });
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.kill(signal);
  });
}

async function readState(lab: Lab, prefix: string, ping: NetworkState['ping']): Promise<NetworkState> {
  const fdb: Record<string, Record<string, string>> = {};
  const neigh: Record<string, Record<string, string>> = {};
  for (const [id, device] of Object.entries(lab.devices)) {
    if (device.kind === 'switch') {
      type Row = { mac: string; ifname: string; state?: string; flags?: string[] };
      const rows: Row[] = JSON.parse(await shell(`ip netns exec ${prefix}${id} bridge -json fdb show br br0`));
      const learned = rows.filter((row) => row.state !== 'permanent' && !(row.flags ?? []).includes('self'));
      fdb[id] = Object.fromEntries(learned.map((row) => [row.mac, row.ifname]));
    } else if (device.kind !== 'hub') {
      type Row = { dst: string; lladdr?: string; state: string[] };
      const rows: Row[] = JSON.parse((await shell(`ip -n ${prefix}${id} -json -4 neigh show nud all`)) || '[]');
      const resolved = rows.filter(
        (row) => !row.state.some((word) => ['FAILED', 'INCOMPLETE', 'NOARP', 'NONE'].includes(word)),
      );
      neigh[id] = Object.fromEntries(resolved.map((row) => [row.dst, row.lladdr ?? '']));
    }
  }
  return { fdb, neigh, ping };
}

function readCapture({ place, direction, said, file }: RunningCapture): Seen[] {
  if (!said().includes('\n0 packets dropped by kernel')) throw new Error(`${place} was not captured whole: ${said()}`);
  return readPcap(readFileSync(file)).map(({ timeNs, bytes }) => ({
    place,
    direction,
    time: timeNs,
    frame: parseFrame(bytes),
  }));
}

/** Runs a shell script and gives what it printed. Rejects with what it complained about. */
async function shell(script: string): Promise<string> {
  const child = spawn('sh', ['-e', '-c', script]);
  let printed = '';
  let complained = '';
  child.stdout.on('data', (text: Buffer) => (printed += text.toString()));
  child.stderr.on('data', (text: Buffer) => (complained += text.toString()));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`${complained}\nin\n${script}`);
  return printed;
}
