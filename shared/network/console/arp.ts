/** `arp` of net-tools 2.10: the neighbour table the old way (arp.c). */
import { parseIpv4 } from '../../address/ipv4.ts';
import { isMalformed } from '../../address/malformed.ts';
import { parseMac } from '../../address/mac.ts';
import { type Command, type Context, doesChanges, fails, type Outcome, prints } from './command.ts';
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

function run(context: Context, words: readonly string[]): Outcome {
  const { values, rest, unknown, lacking } = readOptions(words, 'aenvNDi:H:t:A:p:sdhV');
  if (unknown !== undefined)
    return { output: `arp: invalid option -- '${unknown}'\n${usage.arp}`, status: 3, changes: [] };
  if (lacking !== undefined) {
    return { output: `arp: option requires an argument -- '${lacking}'\n${usage.arp}`, status: 3, changes: [] };
  }
  if (values.V !== undefined) return prints('net-tools 2.10\n');
  if (values.s !== undefined) return set(context, rest[0], rest[1], values.i);
  if (values.d !== undefined) return remove(context, rest[0]);
  return show(context, rest[0], values.i, values.a !== undefined && values.e === undefined);
}

function show({ machine }: Context, host: string | undefined, device: string | undefined, bsd: boolean): Outcome {
  if (host !== undefined && isMalformed(parseIpv4(host))) return fails(`${host}: Unknown host`, 255);
  const all = neighborsOf(machine);
  const rows = all.filter(
    (row) => (host === undefined || row.address === host) && (device === undefined || row.interface === device),
  );
  if (rows.length === 0) {
    if (host !== undefined) return prints(`${host} (${host}) -- no entry\n`);
    return prints(device !== undefined && all.length > 0 ? `arp: in ${all.length} entries no match found.\n` : '');
  }
  if (bsd) return prints(rows.map((row) => `${bsdLine(row)}\n`).join(''));
  const title = 'Address                  HWtype  HWaddress           Flags Mask            Iface\n';
  return prints(title + rows.map((row) => `${tableLine(row)}\n`).join(''));
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
  const out = linkOfGateway(context.machine, address, device);
  if (out === undefined) return fails('SIOCSARP: Network is unreachable', 255);
  return doesChanges({ set: 'neighbor', interface: out, address, mac });
}

function remove(context: Context, host: string | undefined): Outcome {
  if (host === undefined) return fails('arp: need host name', 255);
  const address = parseIpv4(host);
  if (isMalformed(address)) return fails(`${host}: Unknown host`, 255);
  if (context.allowed === 'read') return fails('SIOCDARP(dontpub): Operation not permitted', 255);
  const row = neighborsOf(context.machine).find((one) => one.address === address);
  if (row === undefined) return fails(`No ARP entry for ${host}`, 255);
  return doesChanges({ set: 'neighbor', interface: row.interface, address, mac: undefined });
}
