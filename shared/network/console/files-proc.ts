/** The files under /proc and /etc that tell about a machine's network. */
import { networkMask, prefixLength } from '../../address/prefix.ts';
import type { Context } from './command.ts';
import type { Link } from './links.ts';
import { neighborsOf, routesOf, targetOf } from './stack.ts';

/** Their texts by their paths. */
export function procFiles({ machine }: Context, links: readonly Link[]): Readonly<Record<string, string>> {
  const vlans = links.filter((link) => link.vlan !== undefined);
  return {
    '/etc/hostname': `${machine.id}\n`,
    '/proc/net/arp': arpFile(machine),
    '/proc/net/dev': devFile(links),
    '/proc/net/route': routeFile(machine),
    '/proc/sys/net/ipv4/ip_default_ttl': '64\n',
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
    const isRejected = route.type === 'unreachable' || route.type === 'prohibit';
    const flags = (isRejected ? 0x200 : 0) + 1 + (route.via === undefined ? 0 : 2) + (length === 32 ? 4 : 0);
    const mask = networkMask(length);
    const via = route.via ?? '0.0.0.0';
    const four = flags.toString(16).padStart(4, '0');
    const dev = route.type === undefined ? route.interface : '*';
    return `${dev}\t${hex(targetOf(route))}\t${hex(via)}\t${four}\t0\t0\t${route.metric}\t${hex(mask)}\t0\t0\t0`.padEnd(
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
