/** The files under /sys and /proc that tell about a machine's network. They are made when they are read. */
import type { Context } from './command.ts';
import { addBridge } from './files-bridge.ts';
import { procFiles } from './files-proc.ts';
import { flagsOf } from './ifconfig.ts';
import { isVirtual, type Link, linksOf, QUEUE_LENGTH } from './links.ts';
import { stateText } from './link-text.ts';

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
    text(`${at}/power/control`, 'auto');
    text(`${at}/queues/rx-0/rps_cpus`, 0);
    text(`${at}/queues/tx-0/tx_timeout`, 0);
    files[`${at}/subsystem`] = { kind: 'link', to: `${'../'.repeat(at.split('/').length - 2)}class/net` };
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
  // A bridge is as fast as its fastest port (net/bridge/br_device.c).
  const hasFastPort =
    link.kind === 'bridge' &&
    linksOf(context.network, context.machine).some((one) => one.master === link.name && one.kind === 'veth');
  const speed = link.kind === 'veth' || (hasFastPort && link.carrier) ? 10_000 : link.carrier ? rate : -1;
  const knows = link.up && !isLoop;
  return {
    // NET_ADDR_PERM for what a card was made with, NET_ADDR_STOLEN of the card below, or NET_ADDR_SET.
    addr_assign_type: link.kind === 'physical' || isLoop ? 0 : link.kind === 'vlan' ? 2 : 3,
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
    duplex: knows ? duplexOf(link, cable?.halfDuplex === true) : NO_ANSWER,
    // IFF_RUNNING is not among the flags of this file.
    // A port of a bridge takes everything: IFF_PROMISC and IFF_ALLMULTI.
    flags: `0x${((number & ~0x40) | (link.master === undefined ? 0 : 0x300)).toString(16)}`,
    gro_flush_timeout: 0,
    ifalias: '',
    ifindex: link.index,
    iflink: iflinkOf(linksOf(context.network, context.machine), link),
    link_mode: 0,
    mtu: link.mtu,
    // NET_NAME_PREDICTABLE, NET_NAME_RENAMED of a card on the bus, NET_NAME_USER.
    name_assign_type: isLoop ? 2 : link.kind === 'physical' ? 4 : 3,
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

function duplexOf(link: Link, isHalf: boolean): 'half' | 'full' | 'unknown' {
  if (link.kind === 'bridge') return 'unknown';
  if (isHalf) return 'half';
  return link.carrier ? 'full' : 'unknown';
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
