/** `arp` of net-tools 2.10: the neighbour table the old way (arp.c). */
import { type Ipv4, parseIpv4 } from '../../address/ipv4.ts';
import { isMalformed } from '../../address/malformed.ts';
import { parseMac } from '../../address/mac.ts';
import { type Command, type Context, doesChanges, fails, type Outcome, prints } from './command.ts';
import { linksOf, ownAddressOn } from './links.ts';
import { linkOfGateway, type NeighborRow, neighborsOf } from './stack.ts';
import { usage } from './usage.ts';
import { readOptions } from './words.ts';

export const arp: Command = {
  name: 'arp',
  usage: 'arp [ -n ] [ -a ] [ -i INTERFACE ] [ ADDRESS ] | arp -s ADDRESS MAC | arp -d ADDRESS',
  grammar: {
    '-n': {},
    '-an': {},
    '-a': {},
    '-i': { LINK: {} },
    '-s': { ADDRESS: { MAC: {} } },
    '-d': { NEIGHBOR: {} },
  },
  run: (context, words) => run(context, words),
};

/** The short form of each long option. */
const long: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '--verbose': '-v',
    '--version': '-V',
    '--all': '-a',
    '--delete': '-d',
    '--numeric': '-n',
    '--set': '-s',
    '--device': '-i',
    '--help': '-h',
    '--protocol': '-p',
    '--hw-type': '-H',
  }),
);
const hardware = 'ash ether ax25 netrom rose arcnet dlci fddi hippi irda x25 eui64'.split(' ');
const families = 'unix inet inet6 ax25 netrom rose ipx ddp ec ash x25'.split(' ');

function run(context: Context, typed: readonly string[]): Outcome {
  const words = typed.map((word) => long.get(word) ?? word);
  const wrong = words.find((word) => word.startsWith('--'));
  if (wrong !== undefined) return badUsage(`unrecognized option '${wrong}'`);
  const { values, rest, unknown, lacking } = readOptions(words, 'aenvNDi:H:t:A:p:sdhV');
  if (unknown !== undefined) return badUsage(`invalid option -- '${unknown}'`);
  if (lacking !== undefined) return badUsage(`option requires an argument -- '${lacking}'`);
  if (values.V !== undefined) return prints(VERSION);
  if (values.h !== undefined) return prints(usage.arp);
  const type = values.H ?? values.t ?? 'ether';
  if (!hardware.includes(type)) return fails(`arp: ${type}: unknown hardware type.`, 255);
  const family = values.A ?? values.p ?? 'inet';
  if (!families.includes(family)) return fails(`arp: ${family}: unknown address family.`, 255);
  if (values.s !== undefined) return set(context, rest[0], rest[1], values.i);
  if (values.d !== undefined) return remove(context, rest[0], values.i);
  return show(context, rest[0], {
    device: values.i,
    bsd: values.a !== undefined && values.e === undefined,
    verbose: values.v !== undefined,
    isEthernet: type === 'ether',
  });
}

function badUsage(what: string): Outcome {
  return { output: `arp: ${what}\n${usage.arp}`, status: 3, changes: [] };
}

const VERSION = `net-tools 2.10
+I18N +SELINUX
AF: (inet) +UNIX +INET +INET6 +IPX +AX25 +NETROM +X25 +ATALK +ECONET +ROSE -BLUETOOTH
HW: (ether) +ETHER +ARC +SLIP +PPP +TUNNEL -TR +AX25 +NETROM +X25 +FR +ROSE +ASH +SIT +FDDI +HIPPI +HDLC/LAPB +EUI64 
`;

interface Wish {
  readonly device: string | undefined;
  /** `-a`: as BSD prints it. */
  readonly bsd: boolean;
  readonly verbose: boolean;
  /** Every card here is; of another type there are no rows. */
  readonly isEthernet: boolean;
}

function show({ machine }: Context, host: string | undefined, { device, bsd, verbose, isEthernet }: Wish): Outcome {
  if (host !== undefined && isMalformed(parseIpv4(host))) return fails(`${host}: Unknown host`, 255);
  const all = neighborsOf(machine);
  const rows = all.filter(
    (row) =>
      isEthernet && (host === undefined || row.address === host) && (device === undefined || row.interface === device),
  );
  const counts = verbose ? `Entries: ${all.length}\tSkipped: ${all.length - rows.length}\tFound: ${rows.length}\n` : '';
  if (rows.length === 0) {
    if (host !== undefined) return prints(`${counts}${host} (${host}) -- no entry\n`);
    const isNone = all.length > 0 && (device !== undefined || !isEthernet);
    return prints(`${counts}${isNone ? `arp: in ${all.length} entries no match found.\n` : ''}`);
  }
  if (bsd) return prints(rows.map((row) => `${bsdLine(row)}\n`).join('') + counts);
  const title = 'Address                  HWtype  HWaddress           Flags Mask            Iface\n';
  return prints(title + rows.map((row) => `${tableLine(row)}\n`).join('') + counts);
}

function tableLine(row: NeighborRow): string {
  const { mac } = row;
  if (mac === undefined) return `${row.address.padEnd(23)}          ${'(incomplete)'.padEnd(41)} ${row.interface}`;
  const flags = row.state === 'permanent' ? 'CM' : 'C';
  return `${row.address.padEnd(23)}  ether   ${mac}   ${flags.padEnd(5)} ${''.padEnd(15)} ${row.interface}`;
}

function bsdLine(row: NeighborRow): string {
  if (row.mac === undefined) return `? (${row.address}) at <incomplete> on ${row.interface}`;
  return `? (${row.address}) at ${row.mac} [ether]${row.state === 'permanent' ? ' PERM' : ''} on ${row.interface}`;
}

function set(
  context: Context,
  host: string | undefined,
  hardware: string | undefined,
  device: string | undefined,
): Outcome {
  if (host === undefined) return fails('arp: need host name', 255);
  const address = parseIpv4(host);
  if (isMalformed(address)) return fails(`${host}: Unknown host`, 255);
  if (hardware === undefined) return fails('arp: need hardware address', 255);
  const mac = parseMac(hardware);
  if (isMalformed(mac)) return fails('arp: invalid hardware address', 255);
  if (context.allowed === 'read') return fails('SIOCSARP: Operation not permitted', 255);
  const out = cardFor(context, address, device);
  if (typeof out !== 'string') return fails(`SIOCSARP: ${out.why}`, 255);
  return doesChanges({ set: 'neighbor', interface: out, address, mac });
}

/** The card that was named, or that of the route. The kernel wants no neighbour that is this machine itself. */
function cardFor(
  { network, machine }: Context,
  address: Ipv4,
  device: string | undefined,
): string | { readonly why: string } {
  const links = linksOf(network, machine);
  const named = links.find((link) => link.name === device);
  if (device !== undefined && named === undefined) return { why: 'No such device' };
  const isOwn = address.startsWith('127.') || ownAddressOn(links, address) !== undefined;
  if (device === undefined ? isOwn : named?.kind === 'loopback') return { why: 'Invalid argument' };
  return device ?? linkOfGateway(machine, address, undefined) ?? { why: 'Network is unreachable' };
}

function remove(context: Context, host: string | undefined, device: string | undefined): Outcome {
  if (host === undefined) return fails('arp: need host name', 255);
  const address = parseIpv4(host);
  if (isMalformed(address)) return fails(`${host}: Unknown host`, 255);
  if (context.allowed === 'read') return fails('SIOCDARP(dontpub): Operation not permitted', 255);
  const out = cardFor(context, address, device);
  if (typeof out !== 'string' && out.why !== 'Invalid argument') return fails(`SIOCDARP(dontpub): ${out.why}`, 255);
  const row = neighborsOf(context.machine).find((one) => one.address === address && one.interface === out);
  if (row === undefined) return fails(`No ARP entry for ${host}`, 255);
  return doesChanges({ set: 'neighbor', interface: row.interface, address, mac: undefined });
}
