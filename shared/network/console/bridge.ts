/** `bridge` of iproute2 6.1: ports, the table of addresses, VLANs (bridge/link.c, fdb.c, vlan.c). */
import { bridgeVlan, vlanGrammar } from './bridge-vlan.ts';
import { macsOf, PORT_PRIORITY, portsOfBridge, portView } from './bridge-view.ts';
import { asRoot, type Command, type Context, fails, isOutcome, type Outcome, prints, printsLines } from './command.ts';
import { bridgeUsage } from './bridge-usage.ts';
import { bridgesOf, type Link, linksOf } from './links.ts';
import { flagsText } from './link-text.ts';
import { meant, readLinkAddress, readPairs } from './words.ts';

export const bridge: Command = {
  name: 'bridge',
  usage: 'bridge { link | fdb | vlan } [ show ] [ dev PORT ]',
  grammar: {
    link: { show: { dev: { PORT: {} } } },
    fdb: { show: { br: { BRIDGE: {} }, dev: { PORT: {} } } },
    vlan: vlanGrammar,
  },
  run: (context, words) => run(context, words),
};

function run(context: Context, words: readonly string[]): Outcome {
  let details = false;
  let at = 0;
  for (; at < words.length && words[at]?.startsWith('-') === true; at++) {
    const option = meant(words[at] as string, [
      '-Version',
      '-details',
      '-statistics',
      '-compressvlans',
      '-color',
      '-oneline',
      '-timestamp',
      '-help',
    ]);
    if (option === '-help') return { output: bridgeUsage.bridge, status: 255, changes: [] };
    if (option === '-Version') return prints('bridge utility, 6.1.0\n');
    if (option === undefined) return fails(`Option "${words[at]}" is unknown, try "bridge help".`, 255);
    details ||= option === '-details';
  }
  const [object, ...rest] = words.slice(at);
  if (object === undefined) return { output: bridgeUsage.bridge, status: 255, changes: [] };
  switch (meant(object, ['link', 'fdb', 'mdb', 'vlan', 'help'])) {
    case 'link':
      return link(context, rest, details);
    case 'fdb':
      return fdb(context, rest);
    case 'vlan':
      return bridgeVlan(context, rest);
    case 'mdb':
      return prints('');
    case 'help':
      return { output: bridgeUsage.bridge, status: 255, changes: [] };
    case undefined:
      return fails(`Object "${object}" is unknown, try "bridge help".`, 255);
  }
}

function link(context: Context, words: readonly string[], details: boolean): Outcome {
  const [command = 'show', ...rest] = words;
  const wanted = meant(command, ['set', 'show', 'lst', 'list', 'help']);
  if (wanted === undefined) return fails(`Command "${command}" is unknown, try "bridge link help".`, 255);
  if (wanted === 'help') return { output: bridgeUsage.bridgeLink, status: 255, changes: [] };
  if (wanted === 'set') return setLink(context, rest);
  const read = readPairs(rest, ['dev']);
  if (isOutcome(read)) return read;
  const { dev } = read.values;
  const links = linksOf(context.network, context.machine);
  if (dev !== undefined && !links.some((one) => one.name === dev)) return fails(`Cannot find device "${dev}"`, 255);
  const ports = links.filter((one) => one.master !== undefined && (dev === undefined || one.name === dev));
  return printsLines(ports.flatMap((port) => portLines(context, links, port, details)));
}

function setLink(context: Context, words: readonly string[]): Outcome {
  const [dev] = words.slice(words.indexOf('dev') + 1);
  if (!words.includes('dev') || dev === undefined) return fails('Device is a required argument.', 255);
  const links = linksOf(context.network, context.machine);
  return links.some((one) => one.name === dev) ? notHere(context) : fails(`Cannot find bridge device "${dev}"`, 255);
}

function portLines(context: Context, links: readonly Link[], port: Link, details: boolean): readonly string[] {
  const view = portView(context.machine, links, port);
  const first = `${port.index}: ${belowText(links, port)}: ${flagsText({ ...port, isBelowDown: isBelowDown(links, port) })} mtu ${port.mtu} master ${port.master} state ${view.state} priority ${PORT_PRIORITY} cost ${view.cost} `;
  const more =
    '    hairpin off guard off root_block off fastleave off learning on flood on mcast_flood on bcast_flood on mcast_router 1 mcast_to_unicast off neigh_suppress off vlan_tunnel off isolated off locked off ';
  return details ? [first, more] : [first];
}

/** This tool looks for the other end of a pair among its own interfaces. */
function belowText(links: readonly Link[], { name, index, peer }: Link): string {
  if (peer === undefined || peer.index === index) return name;
  return `${name}@${links.find((one) => one.index === peer.index)?.name ?? `if${peer.index}`}`;
}

/** And so it takes its own interface of that number for the one below. */
function isBelowDown(links: readonly Link[], { index, peer }: Link): boolean {
  return peer !== undefined && peer.index !== index && links.find((one) => one.index === peer.index)?.up === false;
}

function fdb(context: Context, words: readonly string[]): Outcome {
  const [command = 'show', ...rest] = words;
  switch (meant(command, ['add', 'append', 'replace', 'delete', 'get', 'show', 'lst', 'list', 'flush', 'help'])) {
    case 'show':
    case 'lst':
    case 'list':
      return showFdb(context, rest);
    case 'help':
      return { output: bridgeUsage.bridgeFdb, status: 255, changes: [] };
    case undefined:
      return fails(`Command "${command}" is unknown, try "bridge fdb help".`, 255);
    case 'get':
      return getFdb(context, rest);
    case 'flush':
      return notHere(context);
    default:
      return changeFdb(context, rest);
  }
}

/** One row of a bridge's table. */
function getFdb(context: Context, words: readonly string[]): Outcome {
  const read = readPairs(words, ['dev', 'br', 'brport', 'vlan', 'vni', 'to'], ['self', 'master', 'dynamic']);
  if (isOutcome(read)) return read;
  const { br, dev = read.values.brport, vlan } = read.values;
  const [address = read.values.to] = read.rest;
  if (address === undefined || (br === undefined && dev === undefined))
    return fails('Device or master and address are required arguments.', 255);
  const mac = readLinkAddress(address);
  if (mac === undefined) return fails(`Invalid mac address ${address}`, 255);
  const links = linksOf(context.network, context.machine);
  if (br !== undefined && !links.some((one) => one.name === br)) return fails(`Cannot find bridge device "${br}"`, 255);
  const port = links.find((one) => one.name === dev);
  if (dev !== undefined && port === undefined) return fails(`Cannot find device "${dev}"`, 255);
  const bridge = bridgesOf(links).find((one) => one.name === (br ?? port?.master));
  const rows = bridge === undefined ? [] : bridgeRows(context, links, bridge);
  const found = rows.find(
    (row) => row.mac === mac && row.rest.startsWith('master') && (vlan === undefined || row.vlan === Number(vlan)),
  );
  return found === undefined ? fails('Error: Fdb entry not found.', 254) : printsLines([rowText(found, true)]);
}

/** Rows are learned here, and not written; what is wrong with one is said all the same. */
function changeFdb(context: Context, words: readonly string[]): Outcome {
  const read = readPairs(words, ['dev', 'dst', 'vlan', 'port', 'vni', 'via', 'src_vni', 'to'], FDB_FLAGS);
  if (isOutcome(read)) return read;
  const { dev } = read.values;
  const [address = read.values.to] = read.rest;
  if (dev === undefined || address === undefined) return fails('Device and address are required arguments.', 255);
  if (readLinkAddress(address) === undefined) return fails(`Invalid mac address ${address}`, 255);
  const links = linksOf(context.network, context.machine);
  return links.some((one) => one.name === dev) ? notHere(context) : fails(`Cannot find device "${dev}"`, 255);
}

const FDB_FLAGS = [
  'self',
  'master',
  'use',
  'router',
  'extern_learn',
  'sticky',
  'local',
  'permanent',
  'static',
  'dynamic',
];
const FDB_STATES = ['permanent', 'static', 'stale', 'reachable', 'dynamic', 'all'];

function notHere(context: Context): Outcome {
  const denied = fails('RTNETLINK answers: Operation not permitted', 255);
  return asRoot(context, denied, () => fails('RTNETLINK answers: Operation not supported', 255));
}

/** Group addresses that every card of Linux listens to: all IPv6 nodes, and all IPv4 hosts (RFC 2464 7, RFC 1112 6.4). */
const GROUPS = ['33:33:00:00:00:01', '01:00:5e:00:00:01'] as const;

/** IPv4 asks for its group only while the card is on. */
function groupsOf(link: Link): readonly string[] {
  return link.up ? GROUPS : GROUPS.slice(0, 1);
}

function showFdb(context: Context, words: readonly string[]): Outcome {
  const read = readPairs(words, ['br', 'dev', 'brport', 'vlan', 'state'], ['dynamic', 'static', 'permanent']);
  if (isOutcome(read)) return read;
  const dev = read.values.dev ?? read.values.brport;
  const { br, state } = read.values;
  if (state !== undefined && !FDB_STATES.includes(state))
    return fails(`Error: argument "${state}" is wrong: invalid state`, 255);
  const links = linksOf(context.network, context.machine);
  if (br !== undefined && !links.some((one) => one.name === br)) return fails(`Cannot find bridge device "${br}"`, 255);
  if (dev !== undefined && !links.some((one) => one.name === dev)) return fails(`Cannot find device "${dev}"`, 255);
  const vlan = read.values.vlan === undefined ? undefined : Number(read.values.vlan);
  const onlyDynamic = read.flags.has('dynamic');
  const bridges = bridgesOf(links).filter((one) => br === undefined || one.name === br);
  const rows = bridges.flatMap((one) => bridgeRows(context, links, one));
  const loose =
    br === undefined
      ? links.filter((one) => one.kind !== 'loopback' && one.kind !== 'bridge' && one.master === undefined)
      : [];
  const others = loose.flatMap((one) =>
    groupsOf(one).map((mac): Row => ({ mac, dev: one.name, rest: 'self permanent', vlan: undefined })),
  );
  const shown = [...others, ...rows].filter(
    (row) =>
      (dev === undefined || row.dev === dev) &&
      (vlan === undefined || row.vlan === vlan) &&
      (state === undefined || state === 'all' || stateOf(row).includes(state)) &&
      !(onlyDynamic && row.rest.endsWith('permanent')),
  );
  return printsLines(shown.map((row) => rowText(row, dev === undefined)));
}

function rowText({ mac, dev, vlan, rest }: Row, withDevice: boolean): string {
  return `${mac} ${withDevice ? `dev ${dev} ` : ''}${vlan === undefined ? '' : `vlan ${vlan} `}${rest}`;
}

/** A row that was learned is "reachable"; nothing is written by hand here. */
function stateOf(row: Row): readonly string[] {
  return row.rest.endsWith('permanent') ? ['permanent'] : ['reachable', 'dynamic'];
}

interface Row {
  readonly mac: string;
  readonly dev: string;
  readonly vlan: number | undefined;
  /** What stands behind the interface. */
  readonly rest: string;
}

function bridgeRows(context: Context, links: readonly Link[], one: Link): readonly Row[] {
  const learned = macsOf(context, one);
  const groups = (link: Link): readonly Row[] =>
    groupsOf(link).map((mac) => ({ mac, dev: link.name, vlan: undefined, rest: 'self permanent' }));
  const ports = portsOfBridge(links, one).flatMap((port): readonly Row[] => [
    ...learned
      .filter((row) => row.port === port.name)
      .map((row) => ({ mac: row.mac, dev: port.name, vlan: row.vlan, rest: `master ${one.name} ` })),
    { mac: port.mac, dev: port.name, vlan: undefined, rest: `master ${one.name} permanent` },
    ...groups(port),
  ]);
  return [
    ...ports,
    ...groups(one),
    { mac: one.mac, dev: one.name, vlan: undefined, rest: `master ${one.name} permanent` },
  ];
}
