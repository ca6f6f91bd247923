/** The files under /sys and /proc that tell about a machine's network. They are made when they are read. */
import { networkMask, prefixLength } from '../../address/prefix.ts';
import { bridgeView, portsOfBridge, portView, stateNumber } from './bridge-view.ts';
import type { Context } from './command.ts';
import { flagsOf } from './ifconfig.ts';
import { isVirtual, type Link, linksOf, QUEUE_LENGTH } from './links.ts';
import { stateText } from './link-text.ts';
import { neighborsOf, routesOf, targetOf } from './stack.ts';

/** What a path leads to: text, an error that reading gives, a directory, or a link to one. */
export type File =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'error'; readonly error: string }
  | { readonly kind: 'link'; readonly to: string };

/** Every file and link by its path; directories are what stands in front of a slash. */
export function filesOf(context: Context): Readonly<Record<string, File>> {
  const links = linksOf(context.network, context.machine);
  const files: Record<string, File> = {};
  const text = (path: string, content: string | number): void => {
    files[path] = { kind: 'text', text: `${content}\n` };
  };
  for (const link of links) {
    const at = placeOf(links, link);
    files[`/sys/class/net/${link.name}`] = { kind: 'link', to: `../..${at.slice('/sys'.length)}` };
    for (const [name, content] of Object.entries(attributes(context, link))) {
      const error = content === NO_ANSWER;
      if (error) files[`${at}/${name}`] = { kind: 'error', error: 'Invalid argument' };
      else text(`${at}/${name}`, content);
    }
    for (const [name, count] of Object.entries(statistics(link))) text(`${at}/statistics/${name}`, count);
    addBridge(context, links, link, at, files);
  }
  for (const [path, content] of Object.entries(procFiles(context, links)))
    files[path] = { kind: 'text', text: content };
  return files;
}

/** Where the interface is in the tree of devices: virtual, or on the bus. */
function placeOf(links: readonly Link[], link: Link): string {
  if (isVirtual(link)) return `/sys/devices/virtual/net/${link.name}`;
  const slot = links.filter((one) => !isVirtual(one)).indexOf(link) + 3;
  return `/sys/devices/pci0000:00/0000:00:${slot.toString(16).padStart(2, '0')}.0/net/${link.name}`;
}

/** A card that is switched off does not know. */
const NO_ANSWER = Symbol('no answer');
const ETHERNET = 1;
/** ARPHRD_LOOPBACK. */
const LOOPBACK = 772;

function attributes(context: Context, link: Link): Record<string, string | number | typeof NO_ANSWER> {
  const isLoop = link.kind === 'loopback';
  const { number } = flagsOf(link);
  const cable = context.network.cables[context.machine.id]?.[link.name];
  const rate = cable === undefined || cable.bitsPerSecond === 0 ? 1000 : Math.round(cable.bitsPerSecond / 1_000_000);
  const speed = link.kind === 'veth' ? 10_000 : link.carrier ? rate : -1;
  const knows = link.up && !isLoop;
  return {
    addr_assign_type: 0,
    addr_len: 6,
    address: link.mac,
    broadcast: isLoop ? '00:00:00:00:00:00' : 'ff:ff:ff:ff:ff:ff',
    carrier: link.up ? Number(link.carrier) : NO_ANSWER,
    carrier_changes: link.carrier ? 2 : 1,
    carrier_down_count: 1,
    carrier_up_count: Number(link.carrier),
    dev_id: '0x0',
    dev_port: '0',
    dormant: link.up ? '0' : NO_ANSWER,
    duplex: knows ? (cable?.halfDuplex === true ? 'half' : link.carrier ? 'full' : 'unknown') : NO_ANSWER,
    // IFF_RUNNING is not among the flags of this file.
    flags: `0x${(number & ~0x40).toString(16)}`,
    gro_flush_timeout: 0,
    ifalias: '',
    ifindex: link.index,
    iflink: iflinkOf(linksOf(context.network, context.machine), link),
    link_mode: 0,
    mtu: link.mtu,
    name_assign_type: 4,
    napi_defer_hard_irqs: 0,
    netdev_group: 0,
    operstate: stateText(link).toLowerCase(),
    proto_down: 0,
    speed: knows ? speed : NO_ANSWER,
    testing: link.up ? 0 : NO_ANSWER,
    threaded: 0,
    tx_queue_len: QUEUE_LENGTH,
    type: isLoop ? LOOPBACK : ETHERNET,
    uevent: `${link.kind === 'vlan' || link.kind === 'bridge' || link.kind === 'vxlan' ? `DEVTYPE=${link.kind}\n` : ''}INTERFACE=${link.name}\nIFINDEX=${link.index}`,
  };
}

function iflinkOf(links: readonly Link[], link: Link): number {
  if (link.peer !== undefined) return link.peer.index;
  return links.find((one) => one.name === link.vlan?.of)?.index ?? link.index;
}

function statistics({ counts }: Link): Readonly<Record<string, number>> {
  const { collisions, receivedErrors, receivedFrames, receivedOctets, sentDropped, sentFrames, sentOctets } = counts;
  const none = ['multicast', 'rx_compressed', 'rx_dropped', 'rx_fifo_errors', 'rx_frame_errors', 'rx_length_errors'];
  const more = ['rx_missed_errors', 'rx_nohandler', 'rx_over_errors', 'tx_aborted_errors', 'tx_carrier_errors'];
  const rest = ['tx_compressed', 'tx_errors', 'tx_fifo_errors', 'tx_heartbeat_errors', 'tx_window_errors'];
  return {
    ...Object.fromEntries([...none, ...more, ...rest].map((name) => [name, 0])),
    collisions,
    rx_bytes: receivedOctets,
    rx_crc_errors: receivedErrors,
    rx_errors: receivedErrors,
    rx_packets: receivedFrames - receivedErrors,
    tx_bytes: sentOctets,
    tx_dropped: sentDropped,
    tx_packets: sentFrames,
  };
}

function addBridge(
  context: Context,
  links: readonly Link[],
  link: Link,
  at: string,
  files: Record<string, File>,
): void {
  const linkTo = (name: string): File => ({ kind: 'link', to: `../${name}` });
  for (const upper of links.filter((one) => one.vlan?.of === link.name))
    files[`${at}/upper_${upper.name}`] = linkTo(upper.name);
  if (link.vlan !== undefined) files[`${at}/lower_${link.vlan.of}`] = linkTo(link.vlan.of);
  if (link.master !== undefined) {
    files[`${at}/master`] = linkTo(link.master);
    files[`${at}/upper_${link.master}`] = linkTo(link.master);
    for (const [name, content] of Object.entries(portAttributes(context, links, link))) {
      files[`${at}/brport/${name}`] = { kind: 'text', text: `${content}\n` };
    }
  }
  if (link.kind !== 'bridge') return;
  for (const port of portsOfBridge(links, link)) {
    files[`${at}/brif/${port.name}`] = { kind: 'link', to: `../../${port.name}/brport` };
    files[`${at}/lower_${port.name}`] = linkTo(port.name);
  }
  for (const [name, content] of Object.entries(bridgeAttributes(context, link))) {
    files[`${at}/bridge/${name}`] = { kind: 'text', text: `${content}\n` };
  }
}

function bridgeAttributes({ machine }: Context, link: Link): Readonly<Record<string, string | number>> {
  const view = bridgeView(machine, link);
  return {
    ageing_time: view.ageingTime,
    bridge_id: view.id,
    forward_delay: view.forwardDelay,
    group_addr: '1:80:c2:0:0:0',
    hello_time: view.helloTime,
    max_age: view.maxAge,
    priority: view.priority,
    root_id: view.root,
    root_path_cost: view.rootCost,
    root_port: view.rootPort,
    stp_state: Number(view.stp),
    topology_change: Number(view.topologyChange),
    topology_change_detected: Number(view.topologyChangeDetected),
  };
}

function portAttributes(
  { machine }: Context,
  links: readonly Link[],
  link: Link,
): Readonly<Record<string, string | number>> {
  const view = portView(machine, links, link);
  return {
    designated_bridge: view.designatedBridge,
    designated_cost: view.designatedCost,
    designated_port: view.designatedPort,
    designated_root: view.designatedRoot,
    learning: 1,
    path_cost: view.cost,
    port_id: `0x${(0x8000 + view.number).toString(16)}`,
    port_no: `0x${view.number.toString(16)}`,
    priority: 32,
    state: stateNumber(view.state),
    unicast_flood: 1,
  };
}

function procFiles({ machine }: Context, links: readonly Link[]): Readonly<Record<string, string>> {
  const vlans = links.filter((link) => link.vlan !== undefined);
  return {
    '/etc/hostname': `${machine.id}\n`,
    '/proc/net/arp': arpFile(machine),
    '/proc/net/dev': devFile(links),
    '/proc/net/route': routeFile(machine),
    '/proc/sys/net/ipv4/ip_forward': `${machine.kind === 'router' ? 1 : 0}\n`,
    ...(vlans.length === 0 ? {} : { '/proc/net/vlan/config': vlanConfig(vlans) }),
    ...Object.fromEntries(vlans.map((link) => [`/proc/net/vlan/${link.name}`, vlanFile(link)])),
  };
}

function arpFile(machine: Context['machine']): string {
  const rows = neighborsOf(machine).map((row) => {
    const flags = row.mac === undefined ? '0x0' : row.state === 'permanent' ? '0x6' : '0x2';
    return `${row.address.padEnd(16)} 0x1         ${flags}         ${row.mac ?? '00:00:00:00:00:00'}     *        ${row.interface}\n`;
  });
  return `IP address       HW type     Flags       HW address            Mask     Device\n${rows.join('')}`;
}

function devFile(links: readonly Link[]): string {
  const rows = links.map(({ name, counts }) => {
    const received = [
      counts.receivedOctets,
      counts.receivedFrames - counts.receivedErrors,
      counts.receivedErrors,
      0,
      0,
    ];
    const sent = [counts.sentOctets, counts.sentFrames, 0, counts.sentDropped, 0, counts.collisions, 0, 0];
    const pad = (numbers: readonly number[], widths: readonly number[]): string =>
      numbers.map((number, place) => String(number).padStart(widths[place] as number)).join(' ');
    const left = pad([...received, counts.receivedErrors, 0, 0], [7, 7, 4, 4, 4, 5, 10, 9]);
    return `${name.padStart(6)}: ${left} ${pad(sent, [8, 7, 4, 4, 4, 5, 7, 10])}\n`;
  });
  const titles = [
    'Inter-|   Receive                                                |  Transmit\n',
    ' face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n',
  ];
  return `${titles.join('')}${rows.join('')}`;
}

/** Addresses as the processor has them in memory: the last octet first. */
function routeFile(machine: Context['machine']): string {
  const hex = (text: string): string =>
    text
      .split('.')
      .toReversed()
      .map((octet) => Number(octet).toString(16).toUpperCase().padStart(2, '0'))
      .join('');
  const title = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT'.padEnd(127);
  const rows = routesOf(machine).map((route) => {
    const length = prefixLength(route.to);
    const flags = 1 + (route.via === undefined ? 0 : 2) + (length === 32 ? 4 : 0);
    const mask = networkMask(length);
    const via = route.via ?? '0.0.0.0';
    const four = flags.toString(16).padStart(4, '0');
    return `${route.interface}\t${hex(targetOf(route))}\t${hex(via)}\t${four}\t0\t0\t${route.metric}\t${hex(mask)}\t0\t0\t0`.padEnd(
      127,
    );
  });
  return [title, ...rows].map((row) => `${row}\n`).join('');
}

function vlanConfig(vlans: readonly Link[]): string {
  const rows = vlans.map(({ name, vlan }) => `${name.padEnd(15)}| ${String(vlan?.id).padEnd(4)}| ${vlan?.of}\n`);
  return `VLAN Dev name\t | VLAN ID\nName-Type: VLAN_NAME_TYPE_RAW_PLUS_VID_NO_PAD\n${rows.join('')}`;
}

function vlanFile({ name, vlan, counts }: Link): string {
  const row = (title: string, number: number): string => `${title.padStart(29)} ${String(number).padStart(12)}`;
  return [
    `${name}  VID: ${vlan?.id}\t REORDER_HDR: 1  dev->priv_flags: 1021`,
    row('total frames received', counts.receivedFrames),
    row('total bytes received', counts.receivedOctets),
    row('Broadcast/Multicast Rcvd', 0),
    '',
    row('total frames transmitted', counts.sentFrames),
    row('total bytes transmitted', counts.sentOctets),
    `Device: ${vlan?.of}`,
    'INGRESS priority mappings: 0:0  1:0  2:0  3:0  4:0  5:0  6:0 7:0',
    ' EGRESS priority mappings: ',
    '',
  ].join('\n');
}
