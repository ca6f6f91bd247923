/** What the values of a station mean: addresses, routes, neighbours, filter and services, as a real Linux would take them. */
import { type Ipv4, ipv4ToNumber, parseIpv4 } from '../address/ipv4.ts';
import { isMulticast, type Mac, parseMac } from '../address/mac.ts';
import { isMalformed, type Malformed } from '../address/malformed.ts';
import {
  broadcastAddressOf,
  contains,
  type InterfaceAddress,
  parseInterfaceAddress,
  parsePrefix,
  type Prefix,
  prefixOf,
} from '../address/prefix.ts';
import {
  addressesOf,
  type LabFilterChain,
  type LabInterface,
  type LabMistake,
  type LabRoute,
  type LabStation,
  type LabTunnelEndPoint,
} from './lab-format.ts';

type WithCards = LabStation | LabTunnelEndPoint;

/** An interface as far as its values could be read. */
interface Own extends InterfaceAddress {
  readonly name: string;
  readonly subnet: Prefix;
}

export function checkStation(path: string, station: WithCards): LabMistake | undefined {
  const own: Own[] = [];
  for (const [name, card] of Object.entries(station.interfaces)) {
    const at = `${path}.interfaces.${name}`;
    const mistake = checkKind(at, name, card, station);
    if (mistake !== undefined) return mistake;
    for (const [index, text] of addressesOf(card).entries()) {
      const parsed = parseInterfaceAddress(text);
      const wrong = checkInterfaceAddress(
        `${at}.ipv4${Array.isArray(card.ipv4) ? `[${index}]` : ''}`,
        parsed,
        name,
        own,
      );
      if (wrong !== undefined || isMalformed(parsed)) return wrong;
      own.push({ ...parsed, name, subnet: prefixOf(parsed.address, parsed.length) });
    }
  }
  if (Object.keys(station.interfaces).length === 0)
    return { path: `${path}.interfaces`, mistake: 'needs at least one interface' };
  return (
    checkRoutes(`${path}.routes`, station, own) ??
    checkNeigh(`${path}.neigh`, station, own) ??
    (station.kind === 'vtep' ? undefined : checkServices(path, station))
  );
}

/** A tunnel end point sends from an address of its own. */
export function checkCard(path: string, station: LabTunnelEndPoint): LabMistake | undefined {
  const hasAddress = Object.values(station.interfaces).some((card) => addressesOf(card).length > 0);
  return hasAddress ? undefined : { path: `${path}.interfaces`, mistake: 'a tunnel end point needs an address' };
}

export function checkMac(path: string, text: string): LabMistake | undefined {
  const address = parseMac(text);
  if (isMalformed(address)) return malformed(path, text, 'MAC address', address);
  if (isMulticast(address)) return { path, mistake: `"${text}" is a group address, not the address of one station` };
  if (address === ('00:00:00:00:00:00' as Mac)) return { path, mistake: 'a MAC address of zeros belongs to nobody' };
  return undefined;
}

function checkKind(at: string, name: string, card: LabInterface, station: WithCards): LabMistake | undefined {
  if (card.mac !== undefined) {
    const mistake = checkMac(`${at}.mac`, card.mac);
    if (mistake !== undefined) return mistake;
  }
  if (card.vlan === undefined) return card.mac === undefined ? { path: `${at}.mac`, mistake: 'is missing' } : undefined;
  const { of, id } = card.vlan;
  const parent = Object.hasOwn(station.interfaces, of) ? station.interfaces[of] : undefined;
  if (parent === undefined || parent.vlan !== undefined || of === name)
    return { path: `${at}.vlan.of`, mistake: `${of} is no card of this device` };
  const twin = Object.entries(station.interfaces).find(
    ([other, { vlan }]) => other !== name && vlan?.of === of && vlan.id === id,
  );
  return twin === undefined
    ? undefined
    : { path: `${at}.vlan.id`, mistake: `VLAN ${id} of ${of} is ${twin[0]} already` };
}

function checkInterfaceAddress(
  path: string,
  parsed: InterfaceAddress | Malformed,
  name: string,
  others: readonly Own[],
): LabMistake | undefined {
  if (isMalformed(parsed)) {
    return { path, mistake: `must be an address and a length such as "192.168.1.1/24" (${parsed.malformed})` };
  }
  const { address, length } = parsed;
  const subnet = prefixOf(address, length);
  if (!isUnicast(address)) return { path, mistake: `${address} cannot be the address of an interface` };
  if (length < 31 && subnet.startsWith(`${address}/`)) {
    return { path, mistake: `${address} is the network address of ${subnet}` };
  }
  if (broadcastAddressOf(subnet) === address)
    return { path, mistake: `${address} is the broadcast address of ${subnet}` };
  const twin = others.find((other) => other.address === address);
  if (twin !== undefined) {
    const place = twin.name === name ? 'this interface already' : 'another interface of this device';
    return { path, mistake: `${address} stands on ${place}` };
  }
  return undefined;
}

function checkRoutes(path: string, station: WithCards, own: readonly Own[]): LabMistake | undefined {
  const known = new Set<string>(own.filter(({ length }) => length < 32).map((card) => `${card.subnet} 0`));
  for (const [index, route] of (station.routes ?? []).entries()) {
    const at = `${path}[${index}]`;
    const to = route.to === 'default' ? '0.0.0.0/0' : parsePrefix(route.to);
    if (isMalformed(to)) return malformed(`${at}.to`, route.to, 'prefix', to);
    const key = `${to} ${route.metric ?? 0}`;
    if (known.has(key)) return { path: `${at}.to`, mistake: `there is a route to ${to} already` };
    known.add(key);
    const mistake = checkWay(at, route, station, own);
    if (mistake !== undefined) return mistake;
  }
  return undefined;
}

function checkWay(at: string, route: LabRoute, station: WithCards, own: readonly Own[]): LabMistake | undefined {
  if (route.dev !== undefined && !Object.hasOwn(station.interfaces, route.dev))
    return { path: `${at}.dev`, mistake: `this device has no interface ${route.dev}` };
  if (route.via !== undefined) return checkVia(`${at}.via`, route.via, own);
  return route.dev === undefined ? { path: at, mistake: 'needs a "via" or a "dev"' } : undefined;
}

function checkVia(path: string, text: string, own: readonly Own[]): LabMistake | undefined {
  const via = parseIpv4(text);
  if (isMalformed(via)) return malformed(path, text, 'IPv4 address', via);
  if (own.some((card) => card.address === via)) return { path, mistake: `${via} is this device's own address` };
  if (!own.some((card) => contains(card.subnet, via))) {
    return { path, mistake: `${via} is in none of this device's subnets` };
  }
  if (own.some((card) => broadcastAddressOf(card.subnet) === via)) {
    return { path, mistake: `${via} is a broadcast address` };
  }
  return undefined;
}

function checkNeigh(path: string, station: WithCards, own: readonly Own[]): LabMistake | undefined {
  for (const [text, macText] of Object.entries(station.neigh ?? {})) {
    const at = `${path}[${JSON.stringify(text)}]`;
    const address = parseIpv4(text);
    if (isMalformed(address)) return malformed(at, text, 'IPv4 address', address);
    if (!own.some((card) => contains(card.subnet, address))) {
      return { path: at, mistake: `${address} is in none of this device's subnets` };
    }
    const mistake = checkMac(at, macText);
    if (mistake !== undefined) return mistake;
  }
  return undefined;
}

function checkServices(path: string, station: LabStation): LabMistake | undefined {
  for (const port of Object.keys(station.listen?.udp ?? {})) {
    const isPort = /^[1-9][0-9]{0,4}$/.test(port) && Number(port) <= 65_535;
    if (!isPort) return { path: `${path}.listen.udp.${port}`, mistake: 'a port is a number from 1 to 65535' };
  }
  const names = Object.keys(station.interfaces);
  const outside = station.nat?.outside;
  if (outside !== undefined && station.kind === 'host')
    return { path: `${path}.nat`, mistake: 'a host does not forward, so it has nothing to translate' };
  if (outside !== undefined && !names.includes(outside))
    return { path: `${path}.nat.outside`, mistake: `this device has no interface ${outside}` };
  const { helloSeconds = 10, deadSeconds = 4 * helloSeconds } = station.ospf ?? {};
  if (deadSeconds <= helloSeconds)
    return { path: `${path}.ospf.deadSeconds`, mistake: 'must be more than the hello interval' };
  if (station.ospf !== undefined && station.kind === 'host')
    return { path: `${path}.ospf`, mistake: 'only a router takes part in routing' };
  const stranger = Object.keys(station.ospf?.interfaces ?? {}).find(
    (name) => !names.includes(name) || addressesOf(station.interfaces[name] ?? {}).length !== 1,
  );
  if (stranger !== undefined)
    return { path: `${path}.ospf.interfaces.${stranger}`, mistake: `no interface ${stranger} with one address` };
  for (const [hook, chain] of Object.entries(station.filter ?? {})) {
    const mistake = checkChain(`${path}.filter.${hook}`, hook, chain, names);
    if (mistake !== undefined) return mistake;
  }
  return undefined;
}

function checkChain(
  path: string,
  hook: string,
  chain: LabFilterChain | undefined,
  names: readonly string[],
): LabMistake | undefined {
  for (const [index, rule] of (chain?.rules ?? []).entries()) {
    const at = `${path}.rules[${index}]`;
    for (const side of ['in', 'out'] as const) {
      const name = rule[side];
      if (name === undefined) continue;
      if (name !== 'lo' && !names.includes(name))
        return { path: `${at}.${side}`, mistake: `this device has no interface ${name}` };
      if ((hook === 'input' && side === 'out') || (hook === 'output' && side === 'in'))
        return { path: `${at}.${side}`, mistake: `at the hook ${hook} it is not known yet, or not any more` };
    }
    for (const side of ['from', 'to'] as const) {
      const text = rule[side];
      const parsed = text === undefined ? undefined : parsePrefix(text);
      if (parsed !== undefined && isMalformed(parsed)) return malformed(`${at}.${side}`, text ?? '', 'prefix', parsed);
    }
    if (rule.icmpType !== undefined && rule.protocol !== 'icmp')
      return { path: `${at}.icmpType`, mistake: 'needs "protocol": "icmp"' };
    if (rule.port !== undefined && rule.protocol !== 'udp')
      return { path: `${at}.port`, mistake: 'needs "protocol": "udp"' };
  }
  return undefined;
}

/** Not "this network" (RFC 1122 3.2.1.3), loopback, multicast, reserved, or limited broadcast. */
export function isUnicast(address: Ipv4): boolean {
  const octet = Math.floor(ipv4ToNumber(address) / 2 ** 24);
  return octet !== 0 && octet !== 127 && octet < 224;
}

export function malformed(path: string, text: string, what: string, { malformed: reason, at }: Malformed): LabMistake {
  return { path, mistake: `"${text}" is no ${what} (${reason} at character ${at + 1})` };
}
