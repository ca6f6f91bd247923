/** A lab becomes a network, ready to run, its traffic and its changes scheduled. */
import { ipv4 } from '../address/ipv4.ts';
import { mac, type Mac } from '../address/mac.ts';
import type { Device } from '../device/device.ts';
import { initialSpanningTree } from '../device/stp.ts';
import type { PortVlan } from '../device/vlan.ts';
import { randomFrom } from '../random.ts';
import type { NetworkChange } from './changes.ts';
import { buildStation } from './lab-build-station.ts';
import {
  countOf,
  endsOf,
  splitEnd,
  type Lab,
  type LabCable,
  type LabChange,
  type LabDevice,
  type LabLink,
  type LabPing,
  type LabPortVlan,
  type LabSwitch,
  type LabTraceroute,
  type LabTraffic,
  type LabUdp,
} from './lab-format.ts';
import { lengthOfRunUs } from './console-run.ts';
import { CABLE_DELAY_US, plug, QUEUE_FRAMES, type EndName } from './link.ts';
import { formMediums, mediumDelayUs } from './mediums.ts';
import { schedule, scheduleOnNetwork, type Network } from './network.ts';
import { addPing, schedulePing } from './ping.ts';
import { newQueue } from './queue.ts';
import { scheduleTraceroute } from './traceroute.ts';
import { addUdpFlow, scheduleUdpFlow } from './udp-flow.ts';

/** The network of a lab that `readLab` accepts, at time 0. Throws RangeError on a value that it would refuse. */
export function buildNetwork(lab: Lab): Network {
  const cabled = new Set(
    (lab.links ?? []).flatMap((link) => (endsOf(link).some((end) => isOff(lab, end)) ? [] : endsOf(link))),
  );
  const devices = Object.entries(lab.devices).map(([id, device]) => [id, buildDevice(id, device, cabled)]);
  const network: Network = {
    nowUs: 0,
    nextOrder: 0,
    devices: Object.fromEntries(devices),
    cables: {},
    mediums: {},
    loopbacks: {},
    queue: newQueue(),
    pings: [],
    udpFlows: [],
    traceroutes: [],
    console: [],
    random: randomFrom(lab.name ?? ''),
  };
  for (const link of lab.links ?? []) plugIn(network, link);
  formMediums(network);
  for (const [id, device] of Object.entries(network.devices)) {
    if (speaksByItself(device)) schedule(network, 0, id, { kind: 'start' });
  }
  for (const change of lab.changes ?? []) scheduleChange(network, change);
  for (const [index, item] of (lab.traffic ?? []).entries()) scheduleTraffic(network, item, index);
  return network;
}

/** A card that is switched off: neither it nor the port at the other end of its cable has a link. */
function isOff(lab: Lab, end: string): boolean {
  const [id, port] = splitEnd(end);
  const device = lab.devices[id];
  return device !== undefined && 'interfaces' in device && device.interfaces[port]?.up === false;
}

/** When the last packet of the lab's traffic leaves and the last change is done, microseconds; 0 without either. */
export function endOfTrafficUs(lab: Lab): number {
  const ends = (lab.traffic ?? []).map((item) => departureUs(item, countOf(item) - 1) + longestUs(item));
  return Math.max(0, ...ends, ...(lab.changes ?? []).map((change) => toUs(change.at)));
}

/** A traceroute that nobody answers waits for every probe. */
function longestUs(item: LabTraffic): number {
  if ('run' in item) return lengthOfRunUs(item.run);
  if (!('traceroute' in item)) return 0;
  const { probes, maxHops, waitUs } = tracerouteOf(item.traceroute);
  return probes * maxHops * waitUs;
}

/** Rule 3 of the lab format: on time, whether answers came or not. `index` counts from 0. */
function departureUs(item: LabTraffic, index: number): number {
  const intervalMs = 'ping' in item ? item.ping.intervalMs : 'udp' in item ? item.udp.intervalMs : undefined;
  return toUs(item.at ?? 0) + index * (intervalMs ?? 1000) * 1000;
}

function toUs(seconds: number): number {
  return Math.round(seconds * 1_000_000);
}

/** The first source port of UDP traffic that does not name one; the item's place in `traffic` is added. */
const UDP_SOURCE_PORT = 40_000;

function scheduleTraffic(network: Network, item: LabTraffic, index: number): void {
  if ('ping' in item) schedulePings(network, item);
  if ('run' in item) scheduleOnNetwork(network, departureUs(item, 0), { kind: 'run', on: item.on, command: item.run });
  if ('udp' in item) scheduleUdp(network, item, index);
  if ('traceroute' in item) {
    const { to, probes, maxHops, waitUs } = tracerouteOf(item.traceroute);
    const settings = { on: item.on, to: ipv4(to), probesPerHop: probes, maxHops, waitUs };
    scheduleTraceroute(network, settings, departureUs(item, 0));
  }
}

function scheduleUdp(network: Network, item: Extract<LabTraffic, { udp: LabUdp }>, index: number): void {
  const { to, port, from = UDP_SOURCE_PORT + index, text = 'hop', intervalMs = 1000 } = item.udp;
  const flow = addUdpFlow(network, { on: item.on, to: ipv4(to), port, from, text });
  scheduleUdpFlow(network, flow, departureUs(item, 0), countOf(item), intervalMs * 1000);
}

function tracerouteOf({ to, probes = 3, maxHops = 30, waitMs = 1000 }: LabTraceroute) {
  return { to, probes, maxHops, waitUs: waitMs * 1000 };
}

function schedulePings(network: Network, item: Extract<LabTraffic, { ping: LabPing }>): void {
  const ping = addPing(network, item.on, ipv4(item.ping.to), item.ping.ttl);
  for (let index = 0; index < countOf(item); index++) schedulePing(network, ping, index + 1, departureUs(item, index));
}

function scheduleChange(network: Network, change: LabChange): void {
  if ('run' in change) scheduleOnNetwork(network, toUs(change.at), { kind: 'run', on: change.on, command: change.run });
  const described = describe(change);
  if (described !== undefined) scheduleOnNetwork(network, toUs(change.at), { kind: 'change', change: described });
}

function describe(change: LabChange): NetworkChange | undefined {
  if ('cut' in change) return { change: 'cut', at: endName(change.cut) };
  if ('mend' in change) return { change: 'mend', at: endName(change.mend) };
  if ('damage' in change) return { change: 'damage', at: endName(change.damage), frames: change.frames ?? 1 };
  if ('move' in change) {
    const [from, to] = change.move;
    return { change: 'move', from: endName(from), to: endName(to), announce: change.announce ?? false };
  }
  return undefined;
}

function buildDevice(id: string, device: LabDevice, cabled: ReadonlySet<string>): Device {
  switch (device.kind) {
    case 'host':
    case 'router':
    case 'vtep':
      return buildStation(id, device, cabled);
    case 'switch':
      return buildSwitch(id, device, cabled);
    case 'hub':
      return {
        kind: 'hub',
        id,
        inside: device.inside,
        ports: Object.keys(device.ports),
        bitsPerSecond: bitsOf(device.rateMbps),
        down: withoutCable(id, Object.keys(device.ports), cabled),
      };
  }
}

/** IEEE 802.1D 7.9.2, table 7-5: the recommended ageing time, seconds. */
const AGEING_SECONDS = 300;

function buildSwitch(id: string, device: LabSwitch, cabled: ReadonlySet<string>): Device {
  const ports = Object.keys(device.ports);
  const settings = Object.entries(device.ports).flatMap(([port, { vlan }]): [string, PortVlan][] =>
    vlan === undefined ? [] : [[port, portVlan(vlan)]],
  );
  const address = device.mac === undefined ? bridgeMac(id) : mac(device.mac);
  return {
    kind: 'switch',
    id,
    inside: device.inside,
    mac: address,
    ports,
    macs: {},
    ageingUs: (device.ageingSeconds ?? AGEING_SECONDS) * 1_000_000,
    oldestUs: 0,
    down: withoutCable(id, ports, cabled),
    vlans: settings.length === 0 ? undefined : Object.fromEntries(settings),
    stp: device.stp === undefined ? undefined : initialSpanningTree(address, ports, device.stp),
  };
}

function withoutCable(id: string, ports: readonly string[], cabled: ReadonlySet<string>): Record<string, true> {
  return Object.fromEntries(ports.filter((port) => !cabled.has(`${id}.${port}`)).map((port) => [port, true as const]));
}

function portVlan(vlan: LabPortVlan): PortVlan {
  if ('access' in vlan) return { mode: 'access', vlan: vlan.access };
  return { mode: 'trunk', vlans: vlan.trunk, native: vlan.native };
}

/** A locally administered address (IEEE 802-2014 8.4: second bit of the first octet) that depends on the name alone. */
function bridgeMac(id: string): Mac {
  const hash = (randomFrom(id).state >>> 0).toString(16).padStart(8, '0');
  return mac(`02:5b:${hash.slice(0, 2)}:${hash.slice(2, 4)}:${hash.slice(4, 6)}:${hash.slice(6, 8)}`);
}

/** Spanning tree and routing speak before anybody has sent anything. */
function speaksByItself(device: Device): boolean {
  if (device.kind === 'hub') return false;
  return device.kind === 'switch' ? device.stp !== undefined : device.ospf !== undefined;
}

function plugIn(network: Network, link: LabLink): void {
  const [one, other] = endsOf(link);
  const given: Partial<LabCable> = 'ends' in link ? link : {};
  const [near, far] = [endName(one), endName(other)];
  const bitsPerSecond = bitsOf(given.rateMbps);
  const mediumBits = hubBits(network, near) || hubBits(network, far) || (given.duplex === 'half' ? bitsPerSecond : 0);
  plug(network, near, far, {
    delayUs: given.delayUs ?? (mediumBits > 0 ? mediumDelayUs(mediumBits) : CABLE_DELAY_US),
    bitsPerSecond,
    halfDuplex: given.duplex === 'half',
    veth: given.veth ?? false,
    queueMax: given.queue ?? QUEUE_FRAMES,
  });
}

function hubBits(network: Network, { device }: EndName): number {
  const found = network.devices[device];
  return found?.kind === 'hub' ? found.bitsPerSecond : 0;
}

/** 0 where no rate is given. */
function bitsOf(rateMbps: number | undefined): number {
  return Math.round((rateMbps ?? 0) * 1_000_000);
}

/** "A.eth0" as a device and a port. */
export function endName(end: string): EndName {
  const [device, port] = splitEnd(end);
  return { device, port };
}
